package org.symmetricp2p.sdl;

import static org.lwjgl.sdl.SDLKeycode.SDLK_F1;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.net.App;
import org.symmetricp2p.net.Frames;
import org.symmetricp2p.net.Node;

/**
 * One peer and its window: an {@link SdlApp} as the node knows applications. Adds what every window has: the title,
 * the tint of a travel, feedback, notices, the overlay, and the way out.
 *
 * <p>What is said to be on the node's thread is; all else is on SDL's, and never waits for the node: drawing reads
 * {@link Node#peer}, a value, and leaving is left to a thread that ends with it.
 */
final class WindowedPeer<S> implements App<S, SdlInput>, AutoCloseable {

    private static final long NOTICE_NANOS = 5_000_000_000L;
    private static final int NOTICE_BACKGROUND = 0xb0000000;
    private static final int NOTICE_TEXT = 0xffffd080;
    private static final int MARGIN = 4;
    private static final int TITLE_BACKGROUND = 0xff3c4450;
    private static final int TITLE_TEXT = 0xfff0f0f0;
    private static final int TITLE_HEIGHT = 32;

    private final SdlApp<S> app;
    private final Window window;
    private final Feedback feedback = new Feedback(System::nanoTime);
    private final FrameStats stats = new FrameStats();
    private Frames<S, SdlInput> frames;
    private boolean overlay;
    private boolean closing;
    private Thread leaving;
    private volatile Node<S> node;
    private volatile Gauges gauges = Gauges.ZERO;
    private volatile Notice notice = new Notice("", 0);

    private record Notice(String text, long nanos) {}

    private WindowedPeer(SdlApp<S> app, Window window) {
        this.app = app;
        this.window = window;
    }

    /** Starts a peer whose window is open. If that fails, its application has ended and its window is closed. */
    static <S> WindowedPeer<S> start(Seat<S> seat, Window window) throws IOException {
        WindowedPeer<S> peer = new WindowedPeer<>(seat.app(), window);
        try {
            peer.node = Node.start(seat.config(), peer.sim(), peer);
            peer.ini(peer.node);
        } catch (IOException | RuntimeException | Error e) {
            peer.close();
            throw e;
        }
        peer.frames = new Frames<>(peer.node, peer, window::poll);
        return peer;
    }

    /** The next frame; false when the peer has left and its window is gone. */
    boolean frame() {
        if (leaving != null) {
            return leaving.isAlive();
        }
        boolean open = frames.next();
        if (closing) {
            window.close();
            leaving = new Thread(node::close, "leaving-" + id());
            leaving.setDaemon(true);
            leaving.start();
        }
        return open;
    }

    Node<S> node() {
        return node;
    }

    int id() {
        return node.peer().config().self().peer();
    }

    Window window() {
        return window;
    }

    boolean hasOverlay() {
        return overlay;
    }

    FrameStats stats() {
        return stats;
    }

    /** What the title says. */
    String title() {
        int links = Overlay.linked(node.peer()).size();
        return app.name() + " - peer " + id() + " - " + links + (links == 1 ? " link" : " links");
    }

    /** A picture of a frame, as all peers see it: without what concerns only this one. */
    BufferedImage picture(Frame<S> frame) {
        return window.picture(canvas -> paint(frame, canvas));
    }

    /** A picture with a bar above that says what the title does. */
    BufferedImage withTitle(BufferedImage picture) {
        int width = picture.getWidth();
        BufferedImage bar = window.picture(canvas -> {
            canvas.clear(TITLE_BACKGROUND);
            canvas.text(TITLE_HEIGHT / 4f, TITLE_HEIGHT / 4f, 2, TITLE_TEXT, title());
        });
        BufferedImage all = new BufferedImage(width, picture.getHeight() + TITLE_HEIGHT, BufferedImage.TYPE_INT_RGB);
        all.getRaster().setRect(bar.getRaster());
        all.getRaster().setRect(0, TITLE_HEIGHT, picture.getRaster());
        return all;
    }

    // ---- the paper's callbacks ----

    @Override
    public Simulation<S> sim() {
        return app.sim();
    }

    @Override
    public void ini(Node<S> started) throws IOException {
        app.ini(started);
    }

    @Override
    public void ren(Frame<S> frame) {
        window.title(title());
        window.show(canvas -> paintAll(frame, canvas));
        boolean travelling = frame.view() == Frame.View.TRAVEL_BACK || frame.view() == Frame.View.TRAVEL_FORTH;
        stats.shown(System.nanoTime(), travelling);
    }

    @Override
    public Optional<Event> evt(SdlInput input) {
        if (closing) {
            return Optional.empty(); // after the end; and SDL tells of the end of the last window twice
        }
        if (input instanceof SdlInput.Key key && key.code() == SDLK_F1) {
            overlay = !overlay;
            return Optional.empty();
        }
        closing |= input instanceof SdlInput.Close;
        return app.evt(input, feedback);
    }

    /** Leaves, if it hasn't left yet, and waits for that; closes the window. */
    @Override
    public void close() {
        try {
            if (node != null) { // it couldn't start
                node.close();
            }
        } finally {
            window.close();
            app.end();
        }
    }

    // ---- the picture ----

    private void paint(Frame<S> frame, Canvas canvas) {
        app.ren(frame, canvas);
        Tint.draw(canvas, frame);
    }

    private void paintAll(Frame<S> frame, Canvas canvas) {
        paint(frame, canvas);
        feedback.draw(canvas);
        Notice last = notice;
        if (window.lost() > 0) {
            say(canvas, "too much at once: " + window.lost() + " inputs were lost");
        } else if (!last.text().isEmpty() && System.nanoTime() - last.nanos() < NOTICE_NANOS) {
            say(canvas, last.text());
        }
        if (overlay) {
            Overlay.draw(canvas, Overlay.lines(node.peer(), node.limitsReached(), gauges));
        }
    }

    private static void say(Canvas canvas, String text) {
        canvas.fill(0, 0, canvas.width(), Canvas.LETTER + 2 * MARGIN, NOTICE_BACKGROUND);
        canvas.text(MARGIN, MARGIN, 1, NOTICE_TEXT, text.replaceAll("[^ -~]", "?"));
    }

    // ---- what happens at the node, on its thread ----

    /** While the peer steps, {@link Node#peer} still is the one before. */
    @Override
    public void ticked(long tick, S state) {
        Node<S> stepping = node; // null in the moment before Node.start returns
        if (stepping != null) {
            Peer<S> before = stepping.peer();
            gauges = gauges.with(before.clock());
        }
    }

    @Override
    public void rolledBack(Output.RolledBack rollback) {
        gauges = gauges.with(rollback);
    }

    @Override
    public void settled(long tick, S state) {
        app.settled(tick, state);
    }

    @Override
    public void voided(Output.Voided voided) {
        app.voided(voided);
    }

    @Override
    public void unlinked(int peer, String why) {
        notice("link with peer " + peer + " is down: " + why);
    }

    @Override
    public void notice(String text) {
        notice = new Notice(text, System.nanoTime());
    }
}
