package org.symmetricp2p.sdl;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.net.NodeListener;

/** What an application draws and makes of input, without a loop; for tests of applications. */
public final class Sketch {

    public static final int BACKGROUND = 0xff000000;
    public static final int FOREGROUND = 0xfff0f0f0;

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private Sketch() {}

    public static <S> BufferedImage of(SdlApp<S> app, Frame<S> frame) throws IOException {
        return draw(app.width(), app.height(), canvas -> app.ren(frame, canvas));
    }

    /** At its first moment. */
    public static BufferedImage of(Feedback.Picture picture) throws IOException {
        return draw(WIDTH, HEIGHT, canvas -> {
            canvas.clear(BACKGROUND);
            picture.draw(canvas, 0xff000000);
        });
    }

    /** What an application, started alone, makes of an input. */
    public static <S> Optional<Event> evt(SdlApp<S> app, SdlInput input) {
        try (Node<S> node = Node.start(Windows.config(2), app.sim(), new NodeListener<S>() {})) {
            app.ini(node);
            return app.evt(input, new Feedback(() -> 0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static BufferedImage draw(int width, int height, Consumer<Canvas> painting) throws IOException {
        try (Screen screen = Screen.offscreen()) {
            return screen.open(1, width, height).get(0).picture(painting);
        }
    }
}
