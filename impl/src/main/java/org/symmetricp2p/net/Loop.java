package org.symmetricp2p.net;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.symmetricp2p.core.Config;

/** The paper's {@code p2p_loop}: runs an application until its user has enough of it. */
public final class Loop {

    private static final long SECOND = 1_000_000_000;

    private Loop() {}

    /**
     * Runs an application as one peer, on this thread, until {@link Node#close} is called.
     *
     * @param config who this peer is; {@link Node#newLife} for the defaults
     * @param inputs gives the local inputs that wait, one a call, then null; called once a frame or more. While
     *     the node can't take an event, because hundreds wait already, no more inputs are asked for
     * @throws IOException if {@link App#ini} can't use an address
     * @throws org.symmetricp2p.core.SimulationFailure if the simulation throws
     */
    public static <S, I> void run(Config config, App<S, I> app, Supplier<I> inputs) throws IOException {
        try (Node<S> node = Node.start(config, app.sim(), app)) {
            app.ini(node);
            Frames<S, I> frames = new Frames<>(node, app, inputs);
            long nanosPerFrame = SECOND / config.fps();
            long next = System.nanoTime();
            while (frames.next()) {
                next = Math.max(next + nanosPerFrame, System.nanoTime()); // frames that were missed stay missed
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } finally {
            app.end();
        }
    }
}
