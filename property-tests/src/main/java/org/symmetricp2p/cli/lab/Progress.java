package org.symmetricp2p.cli.lab;

import java.io.Console;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on a terminal; nothing elsewhere, so that logs stay readable. What is printed meanwhile is printed
 * through it, as the bar would overwrite it.
 */
final class Progress implements AutoCloseable {

    private static final int INTERVAL_MILLIS = 250;

    private final PrintWriter out;
    private final String what;
    private final long steps;
    private ProgressBar bar; // null if there is no terminal

    private Progress(PrintWriter out, String what, long steps) {
        this.out = out;
        this.what = what;
        this.steps = steps;
        this.bar = isOnTerminal() ? started().build() : null;
    }

    /** @param what the steps are, in the plural */
    static Progress of(PrintWriter out, String what, long steps) {
        return new Progress(out, what, steps);
    }

    private ProgressBarBuilder started() {
        return new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .clearDisplayOnFinish();
    }

    /** From JDK 22 on there is a console without a terminal, too, and a method to ask it. */
    private static boolean isOnTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }

    /** One step is done; any thread may say so. */
    synchronized void step() {
        if (bar != null) {
            bar.step();
        }
    }

    /** Prints a line, now. */
    synchronized void print(String line) {
        ProgressBar interrupted = bar;
        close();
        out.println(line);
        out.flush();
        if (interrupted != null) {
            bar = started()
                    .startsFrom(interrupted.getCurrent(), interrupted.getTotalElapsed())
                    .build();
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
