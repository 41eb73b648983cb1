package org.symmetricp2p.cli;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.demo.Rectangle;

/** The rectangle's board as text, scaled to the characters that there are. */
final class Board {

    /** The rectangle's size, on a board of {@link Rectangle#WIDTH} by {@link Rectangle#HEIGHT}. */
    private static final int SIZE = 40;

    private Board() {}

    /** Draws a state into {@code rows} lines of {@code columns} characters, each at least 1. */
    static List<String> draw(Rectangle.State state, int columns, int rows, char filled) {
        int width = Math.max(1, columns * SIZE / Rectangle.WIDTH);
        int height = Math.max(1, rows * SIZE / Rectangle.HEIGHT);
        int left = state.x() * columns / Rectangle.WIDTH;
        int top = state.y() * rows / Rectangle.HEIGHT;
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                boolean inside = covers(top, height, rows, row) && covers(left, width, columns, column);
                line.append(inside ? filled : ' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Whether a stretch covers a place, going round at the end. */
    private static boolean covers(int start, int length, int end, int place) {
        return Math.floorMod(place - start, end) < length;
    }
}
