package org.symmetricp2p.conform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A port as a child process, over its standard input and output; what it says on standard error is for people, and goes there. */
public final class ChildPort implements Port {

    /** The longest answer, in characters: that to a look at a peer with many events is long. */
    private static final int MAX_LINE = 16 << 20;

    /** The end of what it says, among its lines, none of which is this very text. */
    private static final String END = new String("the end");

    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>(); // no more than lines were said
    private final long patienceMillis;
    private String tooLong = ""; // how its last line began

    private ChildPort(Process process, long patienceMillis) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.patienceMillis = patienceMillis;
    }

    /**
     * Starts it.
     *
     * @param command for the system's shell
     * @param patienceMillis how long it may take to answer a line
     */
    public static ChildPort start(String command, long patienceMillis) throws PortFailure {
        boolean isWindows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> shell = isWindows ? List.of("cmd", "/c", command) : List.of("/bin/sh", "-c", "exec " + command);
        try {
            Process process =
                    new ProcessBuilder(shell).redirectError(Redirect.INHERIT).start();
            ChildPort port = new ChildPort(process, patienceMillis);
            Thread reader = new Thread(port::read, "answers of the port");
            reader.setDaemon(true);
            reader.start();
            return port;
        } catch (IOException e) {
            throw new PortFailure("can't start '" + command + "': " + e.getMessage(), e);
        }
    }

    /** Takes its answers in, so that it never waits for somebody to read them while somebody waits for it to read. */
    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c == '\n') {
                    answers.add(line.toString());
                    line.setLength(0);
                } else if (line.append((char) c).length() > MAX_LINE) {
                    tooLong = "it says a line of more than " + MAX_LINE + " characters";
                    break;
                }
            }
        } catch (IOException e) {
            tooLong = "its answers can't be read: " + e.getMessage();
        } finally {
            answers.add(END);
        }
    }

    @Override
    public void say(String line) throws PortFailure {
        try {
            in.write(line);
            in.write('\n');
        } catch (IOException e) {
            throw new PortFailure(why("reads no more"), e);
        }
    }

    @Override
    public String answer() throws PortFailure {
        try {
            String answer = answers.poll();
            if (answer == null) {
                in.flush();
                answer = await();
            }
            if (answer == null) {
                throw new PortFailure("it hasn't answered for " + patienceMillis + " ms");
            }
            if (answer == END) { // this very text
                answers.add(END);
                throw new PortFailure(why("says no more"));
            }
            return answer;
        } catch (IOException e) {
            throw new PortFailure(why("reads no more"), e);
        }
    }

    /** Also if the thread is interrupted: an answer that nobody waits for would be taken for that to the next question. */
    private String await() {
        boolean isInterrupted = false;
        try {
            for (long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis); ; ) {
                try {
                    return answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Why nothing can be said or heard any more. */
    private String why(String otherwise) {
        if (!tooLong.isEmpty()) {
            return tooLong;
        }
        try {
            return process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)
                    ? "it has ended, with exit code " + process.exitValue()
                    : "it " + otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it " + otherwise;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
