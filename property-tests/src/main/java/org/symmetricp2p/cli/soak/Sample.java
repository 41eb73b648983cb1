package org.symmetricp2p.cli.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the process uses, between two attacks.
 *
 * @param seconds since the start
 * @param heapBytes of memory that the garbage collector leaves
 * @param handles open files and sockets; 0 where the system doesn't tell
 * @param threads that live
 * @param events that the best informed peer knows
 * @param eventBytes that the events of all peers take, as they count them themselves (spec 6.26)
 */
record Sample(long seconds, long heapBytes, int handles, int threads, int events, long eventBytes) {

    private static final Path HANDLES = Path.of("/proc/self/fd");

    static final String HEADER = "seconds,heap_bytes,handles,threads,events,event_bytes";

    static Sample take(long seconds, int events, long eventBytes) throws IOException {
        System.gc();
        return new Sample(
                seconds,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                handlesNow(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                events,
                eventBytes);
    }

    private static int handlesNow() throws IOException {
        if (!Files.isDirectory(HANDLES)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(HANDLES)) {
            return (int) open.count();
        }
    }

    String toCsv() {
        return seconds + "," + heapBytes + "," + handles + "," + threads + "," + events + "," + eventBytes;
    }
}
