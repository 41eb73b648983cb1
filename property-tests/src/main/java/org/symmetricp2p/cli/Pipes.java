package org.symmetricp2p.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;

/**
 * The face towards programs: commands are lines on standard input, notices are lines on standard error, and
 * a status goes to standard output at every full second of the wall clock, so that the peers of one machine
 * tell it at the same time. Nothing here waits for anybody to read: see {@link Outlet}.
 */
final class Pipes implements Face {

    private static final long SECOND_MILLIS = 1_000;

    private final String name;
    private final boolean tellsStatus;
    private final Outlet out;
    private final Outlet err;
    private final Inbox inbox;
    private long toldSecond = Long.MIN_VALUE;

    /**
     * @param name stands before each notice
     * @param endsWithInput whether the end of standard input is the end of the peer
     */
    Pipes(String name, boolean tellsStatus, boolean endsWithInput, InputStream in, PrintStream out, PrintStream err) {
        this.name = name;
        this.tellsStatus = tellsStatus;
        this.err = new Outlet(err, lost -> err.println(name + ": " + dropped(lost, "lines", "standard error")));
        this.out = new Outlet(out, lost -> tell(dropped(lost, "statuses", "standard output")));
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
            out.tell(status.get().toJson());
        }
    }

    @Override
    public void tell(String notice) {
        err.tell(name + ": " + Main.oneLine(notice));
    }

    @Override
    public void close() {
        out.close();
        err.close();
    }

    private static String dropped(long number, String what, String where) {
        return number + " " + what + " were dropped, for nobody read " + where;
    }

    private void read(InputStream in, boolean endsWithInput, Inbox inbox) throws InterruptedException {
        try {
            CommandLines lines = new CommandLines(in);
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    take(line, inbox);
                }
            }
        } catch (IOException unreadable) {
            tell(unreadable.getMessage());
        }
        if (endsWithInput) {
            inbox.put(new Command.Quit());
        }
    }

    private void take(String line, Inbox inbox) throws InterruptedException {
        try {
            inbox.put(Command.parse(line));
        } catch (IllegalArgumentException | IOException mistake) {
            tell(mistake.getMessage());
        }
    }
}
