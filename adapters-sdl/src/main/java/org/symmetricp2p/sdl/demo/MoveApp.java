package org.symmetricp2p.sdl.demo;

import static org.lwjgl.sdl.SDLKeycode.SDLK_DOWN;
import static org.lwjgl.sdl.SDLKeycode.SDLK_LEFT;
import static org.lwjgl.sdl.SDLKeycode.SDLK_RIGHT;
import static org.lwjgl.sdl.SDLKeycode.SDLK_SPACE;
import static org.lwjgl.sdl.SDLKeycode.SDLK_UP;

import java.io.IOException;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.sdl.Canvas;
import org.symmetricp2p.sdl.Feedback;
import org.symmetricp2p.sdl.LinkSwitch;
import org.symmetricp2p.sdl.SdlApp;
import org.symmetricp2p.sdl.SdlInput;
import org.symmetricp2p.sdl.Wiring;

/**
 * The paper's application in a window: arrow keys steer the {@link Rectangle}, space stops it; {@code x} takes this
 * peer's links down, {@code z} puts them up again.
 */
public final class MoveApp implements SdlApp<Rectangle.State> {

    /** The rectangle's width and height. */
    public static final int SIZE = 20;

    public static final int COLOUR = 0xfff0b030;
    public static final int BACKGROUND = 0xff203040;

    private static final int GRID = 0xff283a4c;
    private static final int GRID_STEP = 40;

    private final Wiring wiring;
    private LinkSwitch links;

    public MoveApp(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "move";
    }

    @Override
    public int width() {
        return Rectangle.WIDTH;
    }

    @Override
    public int height() {
        return Rectangle.HEIGHT;
    }

    @Override
    public Simulation<Rectangle.State> sim() {
        return new Rectangle();
    }

    @Override
    public void ini(Node<Rectangle.State> node) throws IOException {
        links = new LinkSwitch(node, wiring.connect(node));
    }

    /** Where it leaves the board at one side, it comes in at the other. */
    @Override
    public void ren(Frame<Rectangle.State> frame, Canvas canvas) {
        canvas.clear(BACKGROUND);
        for (int x = 0; x < width(); x += GRID_STEP) {
            canvas.fill(x, 0, 1, height(), GRID);
        }
        for (int y = 0; y < height(); y += GRID_STEP) {
            canvas.fill(0, y, width(), 1, GRID);
        }
        Rectangle.State s = frame.state();
        for (int x = s.x(); x > -SIZE; x -= width()) {
            for (int y = s.y(); y > -SIZE; y -= height()) {
                canvas.fill(x, y, SIZE, SIZE, COLOUR);
            }
        }
    }

    @Override
    public Optional<Event> evt(SdlInput input, Feedback feedback) {
        links.evt(input, feedback);
        Optional<Key> key = input instanceof SdlInput.Key pressed ? key(pressed.code()) : Optional.empty();
        key.ifPresent(pressed -> feedback.show(KeyPicture.of(pressed)));
        return key.map(Key::event);
    }

    private static Optional<Key> key(int code) {
        return switch (code) {
            case SDLK_UP -> Optional.of(Key.UP);
            case SDLK_DOWN -> Optional.of(Key.DOWN);
            case SDLK_LEFT -> Optional.of(Key.LEFT);
            case SDLK_RIGHT -> Optional.of(Key.RIGHT);
            case SDLK_SPACE -> Optional.of(Key.SPACE);
            default -> Optional.empty();
        };
    }
}
