package org.symmetricp2p.sdl;

import org.symmetricp2p.core.Frame;

/** Makes plain that a window doesn't show the present: a colour over all of it, a border, and words. */
final class Tint {

    private static final int BORDER = 10;
    private static final int SIZE = 2;
    private static final int OPAQUE = 0xff000000;
    private static final int VEIL = 0x50000000;

    private Tint() {}

    static void draw(Canvas canvas, Frame<?> frame) {
        switch (frame.view()) {
            case PRESENT -> {
                // as it is
            }
            case CATCHING_UP -> draw(canvas, 0xd0a000, 0, ">>> catching up");
            case TRAVEL_BACK -> draw(canvas, 0xc030c0, VEIL, "<<< travelling back: tick " + frame.tick());
            case TRAVEL_FORTH -> draw(canvas, 0x20a0d0, VEIL, ">>> travelling forth: tick " + frame.tick());
        }
    }

    private static void draw(Canvas canvas, int rgb, int veil, String words) {
        canvas.fill(0, 0, canvas.width(), canvas.height(), veil | rgb);
        canvas.border(BORDER, OPAQUE | rgb);
        canvas.text(2 * BORDER, 2 * BORDER, SIZE, OPAQUE | 0xffffff, words);
    }
}
