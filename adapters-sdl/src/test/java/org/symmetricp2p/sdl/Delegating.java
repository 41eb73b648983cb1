package org.symmetricp2p.sdl;

import java.io.IOException;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.ForwardingSimulation;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.Node;

/** The rectangle with something else about it; for tests. */
class Delegating implements SdlApp<Rectangle.State> {

    private final SdlApp<Rectangle.State> app;

    Delegating(SdlApp<Rectangle.State> app) {
        this.app = app;
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
    public Simulation<Rectangle.State> sim() {
        return app.sim();
    }

    @Override
    public void ini(Node<Rectangle.State> node) throws IOException {
        app.ini(node);
    }

    @Override
    public void ren(Frame<Rectangle.State> frame, Canvas canvas) {
        app.ren(frame, canvas);
    }

    @Override
    public Optional<Event> evt(SdlInput input, Feedback feedback) {
        return app.evt(input, feedback);
    }

    /** The rectangle's rules, but it can't rise. */
    static final class FragileRectangle extends ForwardingSimulation<Rectangle.State> {
        FragileRectangle() {
            super(new Rectangle());
        }

        @Override
        public Rectangle.State tick(Rectangle.State state) {
            if (state.dy() < 0) {
                throw new IllegalStateException("boom");
            }
            return super.tick(state);
        }
    }
}
