package org.symmetricp2p.sdl.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Memory;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.sdl.SdlInput;
import org.symmetricp2p.sdl.Sketch;

/** Sand falls, walls hold it, and nothing is lost. */
class SandTest {

    private static final int BLUE = Sand.SAND + 1;

    private final Sand sand = new Sand();

    @Test
    void aGrainFallsByOneRowATickAndStopsAtTheBottom() {
        Memory board = empty().edit(g -> g.setByte(4 + 10 * Sand.WIDTH + 5, BLUE));
        for (int y = 10; y < Sand.HEIGHT - 1; y++) {
            assertEquals(BLUE, Sand.at(board, 5, y));
            assertEquals(1, count(board, BLUE));
            board = sand.tick(board);
        }
        board = sand.tick(board);
        assertEquals(BLUE, Sand.at(board, 5, Sand.HEIGHT - 1));
    }

    @Test
    void grainsAreNeitherLostNorMade() {
        Memory board = sand.start();
        for (int i = 0; i < 8; i++) {
            board = sand.event(board, Sand.stroke(Sand.SAND + i, 20 * i, 5, 20 * i + 19, 8));
        }
        long grains = grains(board);
        assertTrue(grains > 200, grains + " grains");
        long walls = count(board, Sand.WALL);
        for (int tick = 0; tick < 400; tick++) {
            board = sand.tick(board);
            assertEquals(grains, grains(board));
            assertEquals(walls, count(board, Sand.WALL));
        }
    }

    @Test
    void aWallHoldsSandAndAGapLetsItThrough() {
        Memory board = sand.event(empty(), Sand.stroke(Sand.WALL, 0, 60, Sand.WIDTH - 1, 60));
        board = settled(sand.event(board, Sand.stroke(BLUE, 40, 20, 100, 20)));
        assertEquals(0, countBelow(board, 60));
        board = settled(sand.event(board, Sand.stroke(Sand.NOTHING, 70, 60, 70, 60)));
        assertTrue(countBelow(board, 60) > 5);
    }

    @Test
    void aPileHasSlopes() {
        Memory board = empty();
        for (int i = 0; i < 20; i++) {
            board = settled(sand.event(board, Sand.stroke(BLUE, 80, 20, 80, 20)));
        }
        Memory pile = board;
        long highest = IntStream.range(0, Sand.WIDTH)
                .mapToLong(x -> height(pile, x))
                .max()
                .orElseThrow();
        long widest =
                IntStream.range(0, Sand.WIDTH).filter(x -> height(pile, x) > 0).count();
        assertTrue(highest > 3 && widest > 2 * highest - 2, highest + " high, " + widest + " wide");
    }

    @Test
    void eventsThatMakeNoSenseChangeNothing() {
        Memory board = sand.start();
        assertSame(board, sand.event(board, Event.of(Sand.STROKE + Sand.MAX_MATERIAL + 1, 1, 1, 2, 2)));
        assertSame(board, sand.event(board, Event.of(Sand.STROKE + Sand.WALL, 1, 1, 2)));
        assertSame(board, sand.event(board, Event.of(Sand.STROKE + Sand.WALL)));
    }

    @Test
    void aStrokeBeyondTheBoardEndsAtItsEdge() {
        Memory board = sand.event(empty(), Sand.stroke(Sand.WALL, -5, 50, Integer.MAX_VALUE, 50));
        assertEquals(Sand.WALL, Sand.at(board, 0, 50));
        assertEquals(Sand.WALL, Sand.at(board, Sand.WIDTH - 1, 50));
        sand.event(empty(), Sand.stroke(Sand.WALL, Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, 0));
    }

    @Test
    void aCellIsASquareOnTheCanvas() throws Exception {
        Memory board = empty().edit(g -> g.setByte(4 + 10 * Sand.WIDTH + 5, Sand.WALL));
        SandApp app = new SandApp(node -> List.of());
        BufferedImage picture = Sketch.of(app, new Frame<>(0, board, Frame.View.PRESENT));
        int background = picture.getRGB(0, 0);
        int wall = picture.getRGB(5 * SandApp.CELL, 10 * SandApp.CELL);
        assertNotEquals(background, wall);
        for (int x = 0; x < picture.getWidth(); x++) {
            boolean inside = x / SandApp.CELL == 5;
            assertEquals(inside ? wall : background, picture.getRGB(x, 10 * SandApp.CELL + 3));
        }
    }

    @Test
    void theMouseDrawsInTheColourOfThePeer() {
        SandApp app = new SandApp(node -> List.of());
        assertEquals(
                Optional.of(Sand.stroke(Sand.SAND + 2, 2, 5, 2, 5)), // peer 2, as a sketch has it
                Sketch.evt(app, new SdlInput.Press(1, 10, 20)));
        assertEquals(
                Optional.of(Sand.stroke(Sand.WALL, 2, 5, 10, 5)),
                Sketch.evt(app, new SdlInput.Drag(3, 10, 20, 40, 20)));
        assertEquals(
                Optional.of(Sand.stroke(Sand.NOTHING, 2, 5, 2, 5)), Sketch.evt(app, new SdlInput.Press(2, 10, 20)));
    }

    private Memory empty() {
        return Memory.zeroed(sand.stateSize());
    }

    private Memory settled(Memory board) {
        Memory later = board;
        for (int tick = 0; tick < 3 * Sand.HEIGHT; tick++) {
            later = sand.tick(later);
        }
        return later;
    }

    private static long grains(Memory board) {
        return IntStream.rangeClosed(Sand.SAND, Sand.MAX_MATERIAL)
                .mapToLong(material -> count(board, material))
                .sum();
    }

    private static long count(Memory board, int material) {
        return IntStream.range(0, Sand.WIDTH * Sand.HEIGHT)
                .filter(i -> Sand.at(board, i % Sand.WIDTH, i / Sand.WIDTH) == material)
                .count();
    }

    private static long countBelow(Memory board, int row) {
        return IntStream.range(row * Sand.WIDTH, Sand.WIDTH * Sand.HEIGHT)
                .filter(i -> Sand.at(board, i % Sand.WIDTH, i / Sand.WIDTH) >= Sand.SAND)
                .count();
    }

    private static long height(Memory board, int x) {
        return IntStream.range(0, Sand.HEIGHT)
                .filter(y -> Sand.at(board, x, y) >= Sand.SAND)
                .count();
    }
}
