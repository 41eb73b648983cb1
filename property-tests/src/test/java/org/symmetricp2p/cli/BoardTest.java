package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.demo.Rectangle;

/** The board as text. */
final class BoardTest {

    @Test
    void theRectangleIsWhereItShouldBe() {
        assertEquals(List.of("    ", "  # ", "    "), Board.draw(at(320, 160), 4, 3, '#'));
    }

    @Test
    void theRectangleGoesRoundTheEdges() {
        List<String> board = Board.draw(at(Rectangle.WIDTH - 1, Rectangle.HEIGHT - 1), 32, 24, '#');
        assertEquals("#", board.get(23).substring(31));
        assertEquals("#", board.get(0).substring(0, 1));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyBoardHasTheSizeAskedForAndARectangle(
            @ForAll @IntRange(max = Rectangle.WIDTH - 1) int x,
            @ForAll @IntRange(max = Rectangle.HEIGHT - 1) int y,
            @ForAll @IntRange(min = 1, max = 300) int columns,
            @ForAll @IntRange(min = 1, max = 100) int rows) {
        List<String> board = Board.draw(at(x, y), columns, rows, '#');
        int expected = Math.max(1, columns * 40 / 640) * Math.max(1, rows * 40 / 480);
        assertEquals(rows, board.size());
        board.forEach(line -> assertEquals(columns, line.length()));
        assertEquals(
                expected,
                board.stream().flatMapToInt(String::chars).filter(c -> c == '#').count());
    }

    private static Rectangle.State at(int x, int y) {
        return new Rectangle.State(0, 0, x, y, 0, 0);
    }
}
