package org.symmetricp2p.sdl.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lwjgl.sdl.SDLKeycode;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.sdl.SdlInput;
import org.symmetricp2p.sdl.Sketch;

/** The rectangle on a canvas, and the keys. */
class MoveAppTest {

    private final MoveApp app = new MoveApp(node -> List.of());

    @ParameterizedTest
    @CsvSource({"320, 240", "0, 0", "620, 460", "638, 100", "100, 478", "639, 479"})
    void theRectangleIsWhereTheStateSays(int x, int y) throws Exception {
        Rectangle.State state = new Rectangle.State(7, 0, x, y, 1, 0);
        BufferedImage picture = Sketch.of(app, new Frame<>(7, state, Frame.View.PRESENT));
        for (int px = 0; px < Rectangle.WIDTH; px++) {
            for (int py = 0; py < Rectangle.HEIGHT; py++) {
                boolean inside = Math.floorMod(px - x, Rectangle.WIDTH) < MoveApp.SIZE
                        && Math.floorMod(py - y, Rectangle.HEIGHT) < MoveApp.SIZE;
                boolean coloured = picture.getRGB(px, py) == MoveApp.COLOUR;
                assertEquals(inside, coloured, px + ", " + py);
            }
        }
    }

    @Test
    void eachKeyIsItsEvent() {
        assertEquals(Optional.of(Key.UP.event()), Sketch.evt(app, new SdlInput.Key(SDLKeycode.SDLK_UP)));
        assertEquals(Optional.of(Key.DOWN.event()), Sketch.evt(app, new SdlInput.Key(SDLKeycode.SDLK_DOWN)));
        assertEquals(Optional.of(Key.LEFT.event()), Sketch.evt(app, new SdlInput.Key(SDLKeycode.SDLK_LEFT)));
        assertEquals(Optional.of(Key.RIGHT.event()), Sketch.evt(app, new SdlInput.Key(SDLKeycode.SDLK_RIGHT)));
        assertEquals(Optional.of(Key.SPACE.event()), Sketch.evt(app, new SdlInput.Key(SDLKeycode.SDLK_SPACE)));
    }

    @Test
    void anythingElseIsNone() {
        assertEquals(Optional.empty(), Sketch.evt(app, new SdlInput.Key(SDLKeycode.SDLK_A)));
        assertEquals(Optional.empty(), Sketch.evt(app, new SdlInput.Press(1, 5, 5)));
        assertEquals(Optional.empty(), Sketch.evt(app, new SdlInput.Close()));
    }

    /** Beside the middle, where the head is wide, on the side of the tip; on the other side is the narrow shaft. */
    @ParameterizedTest
    @CsvSource({"UP, 0, -5", "DOWN, 0, 5", "LEFT, -5, 0", "RIGHT, 5, 0"})
    void thePictureOfAnArrowPointsItsWay(Key key, int dx, int dy) throws Exception {
        BufferedImage picture = Sketch.of(KeyPicture.of(key));
        assertEquals(Sketch.FOREGROUND, picture.getRGB(320 + dx - 9 * dy, 240 + dy + 9 * dx));
        assertEquals(Sketch.FOREGROUND, picture.getRGB(320 + 10 * dx, 240 + 10 * dy));
        assertEquals(Sketch.FOREGROUND, picture.getRGB(320 - 10 * dx, 240 - 10 * dy));
        assertEquals(Sketch.BACKGROUND, picture.getRGB(320 - dx - 9 * dy, 240 - dy + 9 * dx));
    }

    @Test
    void thePictureOfAPauseIsTwoBars() throws Exception {
        BufferedImage picture = Sketch.of(KeyPicture.of(Key.SPACE));
        assertEquals(Sketch.FOREGROUND, picture.getRGB(290, 240));
        assertEquals(Sketch.BACKGROUND, picture.getRGB(320, 240));
        assertEquals(Sketch.FOREGROUND, picture.getRGB(350, 240));
    }
}
