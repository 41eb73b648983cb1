package org.symmetricp2p.sdl;

import java.util.List;
import java.util.stream.IntStream;

/** Where a window is, and its size without title and borders, in the screen's units. */
record Place(int x, int y, int width, int height) {

    /** What a window system may put around a window. */
    private static final int FRAME = 8;

    private static final int TITLE = 32;

    /**
     * Windows side by side, as in the paper's figure: about as many columns as rows, and rather more columns.
     * They are made smaller if they don't fit, all alike.
     *
     * @param screen where to put them
     * @param width of each, if there is room
     * @param height of each, if there is room
     */
    static List<Place> grid(int windows, Place screen, int width, int height) {
        int columns = (int) Math.ceil(Math.sqrt(windows));
        int rows = (windows + columns - 1) / columns;
        double scale = Math.min(
                1.0,
                Math.min(
                        (screen.width() / columns - FRAME) / (double) width,
                        (screen.height() / rows - FRAME - TITLE) / (double) height));
        int w = Math.max(1, (int) (width * scale));
        int h = Math.max(1, (int) (height * scale));
        return IntStream.range(0, windows)
                .mapToObj(i -> new Place(
                        screen.x() + i % columns * (w + FRAME),
                        screen.y() + TITLE + i / columns * (h + FRAME + TITLE),
                        w,
                        h))
                .toList();
    }
}
