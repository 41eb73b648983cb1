package org.symmetricp2p.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;

/**
 * The face towards programs: commands are lines on standard input, notices are lines on standard error, and
 * a status goes to standard output at every full second of the wall clock, so that the peers of one machine
 * tell it at the same time.
 */
final class Pipes implements Face {

    private static final long SECOND_MILLIS = 1_000;

    private final String name;
    private final boolean tellsStatus;
    private final PrintStream out;
    private final PrintStream err;
    private final Inbox inbox;
    private long toldSecond = Long.MIN_VALUE;

    /**
     * @param name stands before each notice
     * @param endsWithInput whether the end of standard input is the end of the peer
     */
    Pipes(String name, boolean tellsStatus, boolean endsWithInput, InputStream in, PrintStream out, PrintStream err) {
        this.name = name;
        this.tellsStatus = tellsStatus;
        this.out = out;
        this.err = err;
        this.inbox = Inbox.filledBy(inbox -> read(in, endsWithInput, inbox));
    }

    @Override
    public Command next() {
        return inbox.poll();
    }

    /** The first status is told at once. */
    @Override
    public void show(Frame<Rectangle.State> frame, Supplier<Status> status) {
        long second = System.currentTimeMillis() / SECOND_MILLIS;
        if (tellsStatus && second != toldSecond) {
            toldSecond = second;
            out.println(status.get().toJson());
            out.flush();
        }
    }

    @Override
    public void tell(String notice) {
        err.println(name + ": " + Main.oneLine(notice));
    }

    @Override
    public void close() {
        out.flush();
        err.flush();
    }

    private void read(InputStream in, boolean endsWithInput, Inbox inbox) throws IOException, InterruptedException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            try {
                inbox.put(Command.parse(line));
            } catch (IllegalArgumentException | IOException mistake) {
                tell(mistake.getMessage());
            }
        }
        if (endsWithInput) {
            inbox.put(new Command.Quit());
        }
    }
}
