package org.symmetricp2p.sdl.demo;

import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.sdl.Canvas;
import org.symmetricp2p.sdl.Feedback;

/** The picture of a key that was pressed: an arrow or a pause. In the middle of a window. */
enum KeyPicture implements Feedback.Picture {
    UP(0, -1),
    DOWN(0, 1),
    RIGHT(1, 0),
    LEFT(-1, 0),
    PAUSE(0, 0);

    private static final int COLOUR = 0xf0f0f0;
    private static final int LENGTH = 60;
    private static final int WIDTH = 20;

    private final int dx;
    private final int dy;

    KeyPicture(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    static KeyPicture of(Key key) {
        return switch (key) {
            case UP -> UP;
            case DOWN -> DOWN;
            case RIGHT -> RIGHT;
            case LEFT -> LEFT;
            case SPACE -> PAUSE;
        };
    }

    @Override
    public void draw(Canvas canvas, int alpha) {
        int colour = alpha | COLOUR;
        float x = canvas.width() / 2f;
        float y = canvas.height() / 2f;
        if (this == PAUSE) {
            canvas.fill(x - 2 * WIDTH, y - LENGTH, WIDTH, 2 * LENGTH, colour);
            canvas.fill(x + WIDTH, y - LENGTH, WIDTH, 2 * LENGTH, colour);
        } else {
            arrow(canvas, x, y, colour);
        }
    }

    /** A head and a shaft; (dx, dy) is along the arrow, (-dy, dx) across. */
    private void arrow(Canvas canvas, float x, float y, int colour) {
        canvas.polygon(
                colour,
                x + dx * LENGTH,
                y + dy * LENGTH,
                x - dy * LENGTH,
                y + dx * LENGTH,
                x + dy * LENGTH,
                y - dx * LENGTH);
        canvas.polygon(
                colour,
                x - dy * WIDTH,
                y + dx * WIDTH,
                x + dy * WIDTH,
                y - dx * WIDTH,
                x + dy * WIDTH - dx * LENGTH,
                y - dx * WIDTH - dy * LENGTH,
                x - dy * WIDTH - dx * LENGTH,
                y + dx * WIDTH - dy * LENGTH);
    }
}
