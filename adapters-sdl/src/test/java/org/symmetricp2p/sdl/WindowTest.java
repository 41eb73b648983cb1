package org.symmetricp2p.sdl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lwjgl.sdl.SDLKeycode.SDLK_A;
import static org.lwjgl.sdl.SDLKeycode.SDLK_UP;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows offscreen: what is drawn is what one reads back, and what the user does comes to the right window. */
class WindowTest {

    private static final int BLACK = 0xff000000;
    private static final int WHITE = 0xffffffff;
    private static final int RED = 0xffff0000;

    private Screen screen;
    private Window window;
    private Window other;

    @BeforeEach
    void open() throws Exception {
        screen = Screen.offscreen();
        List<Window> windows = screen.open(2, 160, 120);
        window = windows.get(0);
        other = windows.get(1);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @Test
    void drawsRectanglesToThePixel() {
        BufferedImage picture = draw(canvas -> canvas.fill(10, 20, 5, 3, RED));
        assertEquals(160, picture.getWidth());
        assertEquals(120, picture.getHeight());
        for (int x = 0; x < 160; x++) {
            for (int y = 0; y < 120; y++) {
                boolean inside = x >= 10 && x < 15 && y >= 20 && y < 23;
                assertEquals(inside ? RED : BLACK, picture.getRGB(x, y), x + ", " + y);
            }
        }
    }

    @Test
    void drawsPolygonsBordersAndTransparentColours() {
        BufferedImage picture = draw(canvas -> {
            canvas.polygon(WHITE, 50, 50, 90, 50, 90, 90, 50, 90);
            canvas.border(2, RED);
            canvas.fill(100, 50, 10, 10, 0x80ffffff);
        });
        assertEquals(WHITE, picture.getRGB(55, 85));
        assertEquals(WHITE, picture.getRGB(85, 55));
        assertEquals(BLACK, picture.getRGB(95, 55));
        for (int[] edge : new int[][] {{0, 0}, {159, 119}, {80, 1}, {80, 118}, {1, 60}, {158, 60}}) {
            assertEquals(RED, picture.getRGB(edge[0], edge[1]));
        }
        assertEquals(BLACK, picture.getRGB(2, 2));
        assertEquals(0x80, picture.getRGB(105, 55) & 0xff, 1);
        assertThrows(IllegalArgumentException.class, () -> draw(canvas -> canvas.polygon(WHITE, 1, 1, 2, 2)));
    }

    @Test
    void drawsAnImageOverTheWholeCanvas() {
        BufferedImage picture = draw(canvas -> canvas.image(new int[] {RED, WHITE, WHITE, RED}, 2));
        assertEquals(RED, picture.getRGB(79, 59));
        assertEquals(WHITE, picture.getRGB(80, 59));
        assertEquals(WHITE, picture.getRGB(79, 60));
        assertEquals(RED, picture.getRGB(80, 60));
    }

    @Test
    void writesText() {
        BufferedImage small = draw(canvas -> canvas.text(8, 8, 1, WHITE, "M"));
        BufferedImage large = draw(canvas -> canvas.text(8, 8, 2, WHITE, "M"));
        assertEquals(4 * count(small), count(large));
        assertEquals(0, count(draw(canvas -> canvas.text(8, 8, 2, WHITE, " "))));
    }

    @Test
    void keysComeToTheWindowTheyWerePressedIn() {
        new Hand(window).key(SDLK_UP);
        new Hand(other).key(SDLK_A);
        screen.poll();
        assertEquals(new SdlInput.Key(SDLK_UP), window.poll());
        assertNull(window.poll());
        assertEquals(new SdlInput.Key(SDLK_A), other.poll());
        assertNull(other.poll());
    }

    @Test
    void movementsOfTheMouseWithinAFrameAreOne() {
        Hand hand = new Hand(window);
        hand.press(1, 10, 10);
        hand.drag(1, 12, 10);
        hand.drag(1, 20, 30);
        hand.press(3, 20, 30);
        hand.drag(3, 21, 31);
        screen.poll();
        assertEquals(new SdlInput.Press(1, 10, 10), window.poll());
        assertEquals(new SdlInput.Drag(1, 10, 10, 20, 30), window.poll());
        assertEquals(new SdlInput.Press(3, 20, 30), window.poll());
        assertEquals(new SdlInput.Drag(3, 20, 30, 21, 31), window.poll());
        assertNull(window.poll());
    }

    @Test
    void whatIsTooMuchIsCounted() {
        for (int i = 0; i < Window.MAX_INPUTS + 2; i++) {
            window.add(new SdlInput.Key(SDLK_UP));
        }
        assertEquals(2, window.lost());
    }

    private BufferedImage draw(Consumer<Canvas> painting) {
        return window.picture(canvas -> {
            canvas.clear(BLACK);
            painting.accept(canvas);
        });
    }

    private static long count(BufferedImage picture) {
        return Arrays.stream(Windows.pixels(picture))
                .filter(pixel -> pixel == WHITE)
                .count();
    }
}
