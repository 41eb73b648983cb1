package org.symmetricp2p.sdl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The paper's {@code p2p_loop} with windows: runs one application as one or several peers, each in a window, on the
 * one thread that SDL wants.
 *
 * <pre>
 *   try (Screen screen = Screen.onDisplay();
 *           SdlLoop&lt;State&gt; loop = SdlLoop.open(screen, List.of(new Seat&lt;&gt;(Node.newLife(0), new MyApp())))) {
 *       loop.run();
 *   }
 * </pre>
 *
 * @param <S> the state
 */
public final class SdlLoop<S> implements AutoCloseable {

    private static final long SECOND = 1_000_000_000;

    private final Screen screen;
    private final List<WindowedPeer<S>> peers = new ArrayList<>();
    private final List<WindowedPeer<S>> running = new ArrayList<>();
    private final long nanosPerFrame;
    private long nextNanos = System.nanoTime();

    private SdlLoop(Screen screen, long nanosPerFrame) {
        this.screen = screen;
        this.nanosPerFrame = nanosPerFrame;
    }

    /**
     * Opens a window for each peer, then starts the peers in order.
     *
     * @param seats at least one; all of the same application and FPS
     * @throws IOException if {@link SdlApp#ini} can't use an address
     */
    public static <S> SdlLoop<S> open(Screen screen, List<Seat<S>> seats) throws IOException {
        Seat<S> first = seats.get(0);
        SdlLoop<S> loop = new SdlLoop<>(screen, SECOND / first.config().fps());
        List<Window> windows =
                screen.open(seats.size(), first.app().width(), first.app().height());
        try {
            for (int i = 0; i < seats.size(); i++) {
                loop.running.add(WindowedPeer.start(seats.get(i), windows.get(i)));
            }
        } catch (IOException | RuntimeException | Error e) {
            loop.close();
            windows.forEach(Window::close); // also those whose peers were still to come
            throw e;
        }
        loop.peers.addAll(loop.running);
        return loop;
    }

    /** Frames until all windows are closed. */
    public void run() {
        while (frame()) {
            // all is done in the frame
        }
    }

    /**
     * Waits until the next frame is due, then draws it in every window.
     *
     * @return whether there are windows left
     * @throws org.symmetricp2p.core.SimulationFailure if the simulation has thrown
     */
    public boolean frame() {
        nextNanos = Math.max(nextNanos + nanosPerFrame, System.nanoTime()); // frames that were missed stay missed
        while (nextNanos > System.nanoTime()) {
            LockSupport.parkNanos(nextNanos - System.nanoTime());
        }
        screen.poll();
        for (WindowedPeer<S> peer : List.copyOf(running)) {
            if (!peer.frame()) {
                peer.close();
                running.remove(peer);
            }
        }
        return !running.isEmpty();
    }

    /** How smoothly each window was drawn, a line each. */
    public List<String> stats() {
        return peers.stream()
                .map(peer -> "peer " + peer.id() + ": " + peer.stats())
                .toList();
    }

    /** The peers whose windows aren't closed, in the order of their seats. */
    List<WindowedPeer<S>> running() {
        return List.copyOf(running);
    }

    /** Lets the peers leave that are still there, and closes their windows. */
    @Override
    public void close() {
        running.forEach(WindowedPeer::close);
        running.clear();
    }
}
