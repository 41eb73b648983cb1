package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.symmetricp2p.core.Source;

/**
 * Where an attack takes place: its targets, its end, and its connections, none of which outlives it. An attack that is stuck in
 * a connection ends too, since {@link #close} takes the connection away.
 */
public final class Battlefield implements AutoCloseable {

    /** The most connections of one attack. */
    static final int MAX_FOES = 2_000;

    private static final int FIRST_PEER = 60_000; // hardly ever an honest one

    private final List<InetSocketAddress> targets;
    private final Application application;
    private final long endNanos;
    private final Tally tally = new Tally();
    private final Random random;
    private final long life = System.currentTimeMillis();
    private final Queue<Foe> foes = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** @param seed of whatever is random in what it sends */
    public Battlefield(List<InetSocketAddress> targets, Application application, long seconds, long seed) {
        this.targets = List.copyOf(targets);
        this.application = application;
        this.endNanos = System.nanoTime() + seconds * 1_000_000_000L;
        this.random = new Random(seed);
    }

    /** Wages an attack to its end. A connection that is lost is made again: by the next round. */
    public Tally wage(Attack attack) throws InterruptedException {
        Thread end = new Thread(this::closeInTime, "end of the attack");
        end.setDaemon(true);
        end.start();
        while (!isOver() && tally.connections() < MAX_FOES) {
            try {
                attack.wage(this);
            } catch (IOException lost) {
                tally.lost(String.valueOf(lost.getMessage()));
            }
            retreat();
            pause(100);
        }
        return tally;
    }

    boolean isOver() {
        return closed || System.nanoTime() - endNanos >= 0;
    }

    Application application() {
        return application;
    }

    Random random() {
        return random;
    }

    /** An identity of the attacker's own: the i-th. */
    Source self(int i) {
        return new Source(FIRST_PEER + i, life);
    }

    /** A new connection with the first target. */
    Foe connect() throws IOException {
        return connect(0);
    }

    Foe connect(int target) throws IOException {
        Foe foe = new Foe(targets.get(target), this, tally);
        foes.add(foe);
        return foe;
    }

    void pause(long millis) throws InterruptedException {
        long left = (endNanos - System.nanoTime()) / 1_000_000;
        if (!closed && left > 0) {
            Thread.sleep(Math.min(millis, left));
        }
    }

    @Override
    public void close() {
        closed = true;
        retreat();
    }

    private void retreat() {
        for (Foe foe = foes.poll(); foe != null; foe = foes.poll()) {
            foe.close();
        }
    }

    private void closeInTime() {
        try {
            while (!isOver()) {
                pause(Long.MAX_VALUE);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        close();
    }
}
