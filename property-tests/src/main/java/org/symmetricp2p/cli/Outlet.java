package org.symmetricp2p.cli;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/**
 * Lines on their way to a stream that maybe nobody reads: who tells a line never waits, since a thread of the outlet's own writes
 * it. While {@value #CAPACITY} lines wait, further ones are dropped and counted; how many they were is told once there is room.
 */
final class Outlet implements AutoCloseable {

    static final int CAPACITY = 1_000;

    private final PrintStream stream;
    private final LongConsumer droppedLines;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Thread writer;
    private long dropped;
    private boolean closed;

    /** @param droppedLines is told how many lines were dropped, when lines are written again; on the outlet's thread */
    Outlet(PrintStream stream, LongConsumer droppedLines) {
        this.stream = stream;
        this.droppedLines = droppedLines;
        this.writer = new Thread(this::write, "outlet");
        writer.setDaemon(true); // it may be stuck for ever
        writer.start();
    }

    /** Tells a line, or drops it; doesn't wait. */
    synchronized void tell(String line) {
        if (closed || waiting.size() >= CAPACITY) {
            dropped++;
        } else {
            waiting.addLast(line);
            notifyAll();
        }
    }

    /** Gives what was told a last chance to be read; no longer than {@link WayOut} does. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        WayOut.await(writer);
    }

    private void write() {
        try {
            for (String line = next(); line != null; line = next()) {
                stream.println(line);
                stream.flush();
                long lost = takeDropped();
                if (lost > 0) {
                    droppedLines.accept(lost);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next line, as soon as there is one; null if there will be none. */
    private synchronized String next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return waiting.poll();
    }

    private synchronized long takeDropped() {
        long lost = dropped;
        dropped = 0;
        return lost;
    }
}
