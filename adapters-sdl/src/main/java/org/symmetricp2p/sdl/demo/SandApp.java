package org.symmetricp2p.sdl.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Memory;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.sdl.Canvas;
import org.symmetricp2p.sdl.Feedback;
import org.symmetricp2p.sdl.LinkSwitch;
import org.symmetricp2p.sdl.SdlApp;
import org.symmetricp2p.sdl.SdlInput;
import org.symmetricp2p.sdl.Wiring;

/**
 * The board of {@link Sand} in a window: the left mouse button pours sand of this peer's colour, the right one
 * draws walls, the middle one wipes; {@code x} takes this peer's links down, {@code z} puts them up again.
 */
public final class SandApp implements SdlApp<Memory> {

    /** How large a cell is on the canvas. */
    public static final int CELL = 4;

    private static final int LEFT = 1;
    private static final int RIGHT = 3;
    private static final int OPAQUE = 0xff000000;
    private static final int SHADES = 4;
    private static final int SHADE = 0x080808;

    /** By material; sand also has darker shades. */
    private static final List<Integer> COLOURS =
            List.of(0x181c24, 0x8890a0, 0xe8b048, 0x58a8e0, 0x70c060, 0xe06858, 0xb080e0, 0x48c8b8, 0xe088b8, 0xd8d0c0);

    private final Wiring wiring;
    private final int[] pixels = new int[Sand.WIDTH * Sand.HEIGHT];
    private LinkSwitch links;
    private int sand;

    public SandApp(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public String name() {
        return "board";
    }

    @Override
    public int width() {
        return Sand.WIDTH * CELL;
    }

    @Override
    public int height() {
        return Sand.HEIGHT * CELL;
    }

    @Override
    public Simulation<Memory> sim() {
        return new Sand();
    }

    @Override
    public void ini(Node<Memory> node) throws IOException {
        sand = Sand.SAND + node.peer().config().self().peer() % (Sand.MAX_MATERIAL - Sand.SAND + 1);
        links = new LinkSwitch(node, wiring.connect(node));
    }

    @Override
    public void ren(Frame<Memory> frame, Canvas canvas) {
        for (int y = 0; y < Sand.HEIGHT; y++) {
            for (int x = 0; x < Sand.WIDTH; x++) {
                int material = Sand.at(frame.state(), x, y);
                int shade = material >= Sand.SAND ? (x * 7 + y * 5) % SHADES * SHADE : 0;
                pixels[y * Sand.WIDTH + x] = OPAQUE | COLOURS.get(material) - shade;
            }
        }
        canvas.image(pixels, Sand.WIDTH);
    }

    @Override
    public Optional<Event> evt(SdlInput input, Feedback feedback) {
        links.evt(input, feedback);
        if (input instanceof SdlInput.Press at) {
            return stroke(at.button(), at.x(), at.y(), at.x(), at.y(), feedback);
        }
        if (input instanceof SdlInput.Drag way) {
            return stroke(way.button(), way.fromX(), way.fromY(), way.x(), way.y(), feedback);
        }
        return Optional.empty();
    }

    /** Shows the brush where the mouse is; the stroke itself appears with everybody else's. */
    private Optional<Event> stroke(int button, float fromX, float fromY, float toX, float toY, Feedback feedback) {
        int material = button == LEFT ? sand : button == RIGHT ? Sand.WALL : Sand.NOTHING;
        int rgb = COLOURS.get(material);
        feedback.show((canvas, alpha) -> canvas.fill(toX - CELL, toY - CELL, 2 * CELL, 2 * CELL, alpha | rgb));
        return Optional.of(
                Sand.stroke(material, (int) fromX / CELL, (int) fromY / CELL, (int) toX / CELL, (int) toY / CELL));
    }
}
