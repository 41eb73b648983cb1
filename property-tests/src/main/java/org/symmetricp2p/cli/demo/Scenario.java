package org.symmetricp2p.cli.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.symmetricp2p.cli.KeyScript;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.demo.Rectangle.Key;

/**
 * What the demo plays, and when: in ticks of the session, which is the one clock that all peers share, from
 * the beginning of the play, which is when the first peers are there. A function of the duration and the seed.
 *
 * @param seed what everything random was drawn from
 * @param length of the play, in ticks
 * @param moments what happens, in order
 */
public record Scenario(long seed, long length, List<Moment> moments) {

    public static final int FPS = Config.DEFAULT_FPS;

    /** How many peers there are in the end, and at the beginning. */
    static final int PEERS = 6;

    static final int FIRST_PEERS = 5;

    /** Who dials whom: always peers with lower identifiers. */
    public static final List<List<Integer>> DIALS = List.of(
            List.of(), // 0
            List.of(0), // 1
            List.of(1), // 2
            List.of(2, 0), // 3
            List.of(3), // 4
            List.of(0)); // 5

    private static final long PERCENT_WITH_KEYS = 95;
    private static final int MIN_TICKS_BETWEEN_KEYS = 5;
    private static final int MAX_TICKS_BETWEEN_KEYS = 60;

    /**
     * Something that happens.
     *
     * @param tick when
     * @param what for the people who watch
     * @param action what to do
     */
    record Moment(long tick, String what, Action action) {}

    /** Something to do with the peers. */
    @FunctionalInterface
    interface Action {
        void perform(Cast cast) throws DemoFailure, InterruptedException;
    }

    public Scenario {
        moments = List.copyOf(moments);
    }

    static Scenario of(int seconds, long seed) {
        long length = (long) seconds * FPS;
        long percent = length / 100;
        long kill = 25 * percent + new SplittableRandom(seed).nextLong(35 * percent);
        List<Moment> moments = new ArrayList<>(List.of(
                new Moment(15 * percent, "peer 5 joins late, at peer 0", cast -> cast.start(5)),
                new Moment(35 * percent, "link 3-4 goes down", cast -> cast.unlink(3, 4)),
                new Moment(kill, "peer 2 is killed (SIGKILL)", cast -> cast.kill(2)),
                new Moment(kill + 20 * percent, "peer 2 starts again, without memory", cast -> cast.start(2)),
                new Moment(65 * percent, "link 3-4 comes back", cast -> cast.link(3, 4))));
        moments.sort(Comparator.comparingLong(Moment::tick));
        return new Scenario(seed, length, moments);
    }

    /** The last tick at which keys are pressed. */
    long lastKeyTick() {
        return length * PERCENT_WITH_KEYS / 100;
    }

    /**
     * The keys that are pressed at a peer.
     *
     * @param begin the tick of the session at which the play began
     * @param born the tick of the session at which that peer starts: it presses the keys after that
     */
    KeyScript keys(int peer, long begin, long born) {
        SplittableRandom random = new SplittableRandom(seed * PEERS + peer);
        List<KeyScript.Press> presses = new ArrayList<>();
        for (long tick = next(0, random); tick <= lastKeyTick(); tick = next(tick, random)) {
            Key key = Key.values()[random.nextInt(Key.values().length)];
            if (begin + tick > born) {
                presses.add(new KeyScript.Press(begin + tick, key));
            }
        }
        return new KeyScript(presses);
    }

    private static long next(long tick, SplittableRandom random) {
        return tick + MIN_TICKS_BETWEEN_KEYS + random.nextInt(MAX_TICKS_BETWEEN_KEYS - MIN_TICKS_BETWEEN_KEYS);
    }
}
