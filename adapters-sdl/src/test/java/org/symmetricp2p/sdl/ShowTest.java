package org.symmetricp2p.sdl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.sdl.demo.MoveApp;
import org.symmetricp2p.sdl.demo.Scenes;

/** Shows with scripted users, and the pictures of them. */
class ShowTest {

    private static final int TINTED_BACK = 0xffc030c0;
    private static final int TINTED_FORTH = 0xff20a0d0;

    @TempDir
    private Path directory;

    @Test
    void picturesOfAMomentAreTheSameInAllWindows() throws Exception {
        try (Windows windows = Windows.inALine(3)) {
            Show<Rectangle.State> show = new Show<>(windows.loop, Scenes.move());
            show.play(50);
            windows.await("all keys", () -> windows.events(2) == 4);
            Album album = show.pictures();
            assertTrue(album.what().matches("identical pictures of 3 peers at tick \\d+"), album.what());
            album.write(directory);
            BufferedImage all = ImageIO.read(directory.resolve("windows.png").toFile());
            BufferedImage one = ImageIO.read(directory.resolve("windows-2.png").toFile());
            assertFalse(Windows.find(one, MoveApp.COLOUR).isEmpty());
            assertTrue(all.getWidth() > 2 * one.getWidth() && all.getHeight() > 2 * one.getHeight());
        }
    }

    @Test
    void aWindowThatShowsSomethingElseIsAFailure() throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (Windows windows = Windows.inALine(2, wiring -> new Liar(wiring, next.getAndIncrement()))) {
            Show<Rectangle.State> show = new Show<>(windows.loop, Scenes.move());
            show.play(2);
            IOException told = assertThrows(IOException.class, show::pictures);
            assertTrue(
                    told.getMessage().matches("at tick \\d+ peer 1 shows another picture than peer 0"),
                    told.getMessage());
        }
    }

    /** Draws a pixel that isn't in the state. */
    private static final class Liar extends Delegating {
        private final int peer;

        Liar(Wiring wiring, int peer) {
            super(new MoveApp(wiring));
            this.peer = peer;
        }

        @Override
        public void ren(Frame<Rectangle.State> frame, Canvas canvas) {
            super.ren(frame, canvas);
            canvas.fill(peer, 0, 1, 1, 0xffffffff);
        }
    }

    @Test
    void peersThatWereApartTravelInColour() throws Exception {
        try (Windows windows = Windows.inALine(3)) {
            Show<Rectangle.State> show = new Show<>(windows.loop, Scenes.move());
            show.play(20);
            show.playApart(60);
            for (BufferedImage picture : show.picturesOfTravel().pictures()) {
                int edge = picture.getRGB(0, picture.getHeight() - 1);
                assertTrue(edge == TINTED_BACK || edge == TINTED_FORTH, Integer.toHexString(edge));
                assertTrue(Windows.find(picture, MoveApp.BACKGROUND).isEmpty(), "all of it is tinted");
            }
            show.awaitPresent();
            assertEquals(MoveApp.BACKGROUND, windows.picture(0).getRGB(1, 1));
            show.pictures();
        }
    }
}
