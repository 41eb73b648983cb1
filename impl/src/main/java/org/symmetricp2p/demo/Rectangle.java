package org.symmetricp2p.demo;

import java.nio.ByteBuffer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/**
 * The paper's application (section 3.1): arrow keys steer a rectangle that moves on its own, space stops
 * it. The board wraps around (spec 4.20).
 *
 * <p>Unlike the paper's, the state also folds every key and its tick into {@link State#chain}. The
 * rectangle alone would forgive a key that is lost, doubled or out of order; the chain doesn't, nor
 * does the state hash.
 */
public final class Rectangle implements Simulation<Rectangle.State> {

    /** The only type of event: a key press, whose payload is one integer, the {@link Key}'s ordinal. */
    public static final int KEY = Event.NEXT;

    /** The board's size; positions are 0 to {@code WIDTH - 1} and 0 to {@code HEIGHT - 1}. */
    public static final int WIDTH = 640;

    public static final int HEIGHT = 480;

    /** How far the rectangle moves in a tick. */
    public static final int SPEED = 2;

    private static final long FNV_PRIME = 0x100000001b3L;

    /** The keys, and where they send the rectangle. */
    public enum Key {
        UP(0, -1),
        DOWN(0, 1),
        RIGHT(1, 0),
        LEFT(-1, 0),
        SPACE(0, 0);

        private final int dx;
        private final int dy;

        Key(int dx, int dy) {
            this.dx = dx;
            this.dy = dy;
        }

        /** The event that presses this key. */
        public Event event() {
            return Event.of(KEY, ordinal());
        }
    }

    /**
     * What the application is about; 32 bytes: tick, chain (8 each), x, y, dx, dy (4 each).
     *
     * @param tick how many ticks have passed
     * @param chain for each event, in order, {@code chain = (chain ^ (tick * 8 + key)) * 0x100000001b3}, with
     *     -1 as the key of an event that isn't a key press, and the chain 0 at the start
     * @param x the position, to the right
     * @param y the position, downwards
     * @param dx the direction: -1, 0 or 1
     * @param dy the direction: -1, 0 or 1
     */
    public record State(long tick, long chain, int x, int y, int dx, int dy) {}

    @Override
    public String id() {
        return "rectangle/1";
    }

    @Override
    public int stateSize() {
        return 2 * Long.BYTES + 4 * Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(0, 0, WIDTH / 2, HEIGHT / 2, 0, 0);
    }

    @Override
    public State tick(State s) {
        int x = Math.floorMod(s.x + s.dx * SPEED, WIDTH);
        int y = Math.floorMod(s.y + s.dy * SPEED, HEIGHT);
        return new State(s.tick + 1, s.chain, x, y, s.dx, s.dy);
    }

    /** An event of another type, or with a payload that names no key, only lengthens the chain. */
    @Override
    public State event(State s, Event event) {
        Key[] keys = Key.values();
        int key = event.type() == KEY && event.payload().size() == Integer.BYTES
                ? event.payload().intAt(0)
                : -1;
        long chain = (s.chain ^ (s.tick * 8 + key)) * FNV_PRIME;
        return key >= 0 && key < keys.length
                ? new State(s.tick, chain, s.x, s.y, keys[key].dx, keys[key].dy)
                : new State(s.tick, chain, s.x, s.y, s.dx, s.dy);
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        out.putLong(s.tick)
                .putLong(s.chain)
                .putInt(s.x)
                .putInt(s.y)
                .putInt(s.dx)
                .putInt(s.dy);
    }

    @Override
    public State decode(ByteBuffer in) {
        return new State(in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }
}
