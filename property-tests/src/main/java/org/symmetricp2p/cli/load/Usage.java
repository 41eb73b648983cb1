package org.symmetricp2p.cli.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this process has used until now.
 *
 * @param cpuNanos of all its threads
 * @param allocated bytes, by the threads that live
 * @param wakeUps how often one of those threads had waited and went on; 0 where the system doesn't tell
 * @param written bytes, to sockets and anything else; 0 where the system doesn't tell
 * @param writes how many calls that took, each a packet if it goes to a socket; 0 where the system doesn't tell
 */
record Usage(long cpuNanos, long allocated, long wakeUps, long written, long writes) {

    private static final Path PROCESS = Path.of("/proc/self");

    static Usage now() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<String> io = lines(PROCESS.resolve("io"));
        return new Usage(
                system.getProcessCpuTime(), allocatedNow(), wakeUpsNow(), number(io, "wchar:"), number(io, "syscw:"));
    }

    Usage since(Usage before) {
        return new Usage(
                cpuNanos - before.cpuNanos,
                allocated - before.allocated,
                wakeUps - before.wakeUps,
                written - before.written,
                writes - before.writes);
    }

    private static long allocatedNow() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0) // not of one that has just ended
                .sum();
    }

    private static long wakeUpsNow() throws IOException {
        Path tasks = PROCESS.resolve("task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        long all = 0;
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                all += number(lines(thread.resolve("status")), "voluntary_ctxt_switches:");
            }
        }
        return all;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException untold) { // another system, or a thread that has just ended
            return List.of();
        }
    }

    private static long number(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).trim()))
                .findFirst()
                .orElse(0);
    }
}
