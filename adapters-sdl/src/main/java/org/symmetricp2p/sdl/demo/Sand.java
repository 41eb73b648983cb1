package org.symmetricp2p.sdl.demo;

import java.util.Arrays;
import org.symmetricp2p.app.Block;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.MemorySimulation;
import org.symmetricp2p.app.MemoryView;
import org.symmetricp2p.app.Payload;

/**
 * A board that several people draw on, with sand that falls and walls that hold it. Each grain's place depends on
 * every stroke of everybody and on its very tick: on other boards a lost or late stroke is a line too few, here
 * it buries everything.
 *
 * <p>The state is a block of memory in the paper's style: the tick, then a byte for each cell, row by row.
 */
public final class Sand implements MemorySimulation {

    public static final int WIDTH = 160;
    public static final int HEIGHT = 120;

    /** What a cell is: nothing, wall, or sand of some colour from {@link #SAND} to {@link #MAX_MATERIAL}. */
    public static final int NOTHING = 0;

    public static final int WALL = 1;
    public static final int SAND = 2;
    public static final int MAX_MATERIAL = 9;

    /** The first of the strokes' types: {@code STROKE + material}, with four integers x, y, x, y from end to end. */
    public static final int STROKE = Event.NEXT;

    private static final int TICK = 0;
    private static final int CELLS = Integer.BYTES;
    private static final int WALL_RADIUS = 1;
    private static final int RADIUS = 3;

    /** An event that draws from one cell to another. */
    public static Event stroke(int material, int fromX, int fromY, int toX, int toY) {
        return Event.of(STROKE + material, fromX, fromY, toX, toY);
    }

    /** The material of a cell. */
    public static int at(MemoryView g, int x, int y) {
        return g.byteAt(CELLS + y * WIDTH + x);
    }

    @Override
    public String id() {
        return "sand/1";
    }

    @Override
    public int stateSize() {
        return CELLS + WIDTH * HEIGHT;
    }

    /** Two slopes and a basin, so that the first sand finds its way. */
    @Override
    public void start(Block g) {
        draw(g, WALL, 20, 40, 70, 55);
        draw(g, WALL, 140, 55, 90, 70);
        draw(g, WALL, 40, 95, 40, 110);
        draw(g, WALL, 40, 110, 120, 110);
        draw(g, WALL, 120, 95, 120, 110);
    }

    /** Sand falls: from the lowest row up, so that a grain falls by one row a tick; it slides where it can't fall. */
    @Override
    public void tick(Block g) {
        int tick = g.intAt(TICK) + 1;
        g.setInt(TICK, tick);
        byte[] below = row(g, HEIGHT - 1);
        for (int y = HEIGHT - 2; y >= 0; y--) {
            byte[] row = row(g, y);
            if (fall(row, below, (tick + y) % 2 == 0)) {
                g.setBytes(CELLS + y * WIDTH, row);
                g.setBytes(CELLS + (y + 1) * WIDTH, below);
            }
            below = row;
        }
    }

    /** One that isn't a stroke changes nothing; one that leads beyond the board ends at its edge. */
    @Override
    public void event(Block g, Event event) {
        int material = event.type() - STROKE;
        Payload ends = event.payload();
        if (material <= MAX_MATERIAL && ends.size() == Payload.MAX_INTS * Integer.BYTES) {
            int[] at = {WIDTH, HEIGHT, WIDTH, HEIGHT};
            Arrays.setAll(at, i -> Math.max(0, Math.min(at[i] - 1, ends.intAt(i))));
            draw(g, material, at[0], at[1], at[2], at[3]);
        }
    }

    /** Lets the grains of a row fall, straight on or else to a side: says whether one did. Both sides have turns. */
    private static boolean fall(byte[] row, byte[] below, boolean toTheLeft) {
        boolean any = false;
        int side = toTheLeft ? -1 : 1;
        for (int i = 0; i < WIDTH; i++) {
            int x = toTheLeft ? i : WIDTH - 1 - i;
            if (row[x] >= SAND) {
                int to = isFree(below, x) ? x : x + side;
                if (isFree(below, to)) {
                    below[to] = row[x];
                    row[x] = NOTHING;
                    any = true;
                }
            }
        }
        return any;
    }

    private static boolean isFree(byte[] row, int x) {
        return x >= 0 && x < WIDTH && row[x] == NOTHING;
    }

    /** Draws in steps of a cell. */
    private static void draw(Block g, int material, int fromX, int fromY, int toX, int toY) {
        int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
        for (int i = 0; i <= steps; i++) {
            dab(g, material, fromX + (toX - fromX) * i / steps, fromY + (toY - fromY) * i / steps);
        }
    }

    /** A disc: thin for walls; for sand with gaps, and only where nothing is. */
    private static void dab(Block g, int material, int centreX, int centreY) {
        int radius = material == WALL ? WALL_RADIUS : RADIUS;
        for (int y = Math.max(0, centreY - radius); y <= Math.min(HEIGHT - 1, centreY + radius); y++) {
            for (int x = Math.max(0, centreX - radius); x <= Math.min(WIDTH - 1, centreX + radius); x++) {
                int dx = x - centreX;
                int dy = y - centreY;
                boolean inside = dx * dx + dy * dy <= radius * radius;
                boolean takes = material < SAND || at(g, x, y) == NOTHING && (x * 5 + y * 3 + g.intAt(TICK)) % 4 == 0;
                if (inside && takes) {
                    g.setByte(CELLS + y * WIDTH + x, material);
                }
            }
        }
    }

    private static byte[] row(Block g, int y) {
        return g.bytesAt(CELLS + y * WIDTH, WIDTH);
    }
}
