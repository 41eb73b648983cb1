package org.symmetricp2p.cli.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.cli.Trace;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.sdl.Canvas;
import org.symmetricp2p.sdl.Feedback;
import org.symmetricp2p.sdl.Screen;
import org.symmetricp2p.sdl.SdlApp;
import org.symmetricp2p.sdl.SdlInput;
import org.symmetricp2p.sdl.SdlLoop;
import org.symmetricp2p.sdl.Seat;
import org.symmetricp2p.sdl.Wiring;

/** A window offscreen, on a thread of its own, that is linked to one peer and keeps the hash of each tick. */
final class TracedWindow<S> implements SdlApp<S>, AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final SdlApp<S> app;
    private final int peer;
    private final Trace trace = new Trace();
    private final CompletableFuture<Node<S>> node = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "window");
    private volatile boolean isOver;

    /** @param port where peer 0 listens */
    TracedWindow(int peer, int port, Function<Wiring, SdlApp<S>> apps) {
        this.peer = peer;
        this.app = apps.apply(started -> {
            started.link(0, "127.0.0.1", port);
            return List.of(0);
        });
        trace.record(0, sim().hash(sim().start()));
        thread.start();
    }

    private void run() {
        try (Screen screen = Screen.offscreen();
                SdlLoop<S> loop = SdlLoop.open(screen, List.of(new Seat<>(Node.newLife(peer), this)))) {
            while (!isOver && loop.frame()) {
                // all is done in the frame
            }
        } catch (IOException | RuntimeException | Error e) {
            node.completeExceptionally(e);
        }
    }

    Node<S> node() throws Exception {
        return node.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The trace as it is when the window is closed. */
    Trace trace() {
        return trace;
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the application, as it is ----

    @Override
    public void ticked(long tick, S state) {
        trace.record(tick, sim().hash(state));
    }

    @Override
    public String name() {
        return app.name();
    }

    @Override
    public int width() {
        return app.width();
    }

    @Override
    public int height() {
        return app.height();
    }

    @Override
    public Simulation<S> sim() {
        return app.sim();
    }

    @Override
    public void ini(Node<S> started) throws IOException {
        app.ini(started);
        node.complete(started);
    }

    @Override
    public void ren(Frame<S> frame, Canvas canvas) {
        app.ren(frame, canvas);
    }

    @Override
    public Optional<Event> evt(SdlInput input, Feedback feedback) {
        return app.evt(input, feedback);
    }
}
