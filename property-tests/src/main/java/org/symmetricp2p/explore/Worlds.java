package org.symmetricp2p.explore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.symmetricp2p.explore.Setting.Pair;

/**
 * The small worlds by name. Those that {@code spec/tla} has too are named as its configurations. Those whose name begins
 * with {@value #LONG} take minutes, and aren't part of the build.
 */
public final class Worlds {

    /** How the names of the larger ones begin. */
    public static final String LONG = "long-";

    private static final List<Pair> LINE = List.of(new Pair(1, 2), new Pair(3, 2));
    private static final List<Pair> TRIANGLE = List.of(new Pair(1, 2), new Pair(2, 3), new Pair(3, 1));
    private static final List<Pair> BOTH_WAYS = List.of(new Pair(1, 2), new Pair(2, 1));

    private static final List<Integer> TWO = List.of(1, 2);
    private static final List<Integer> THREE = List.of(1, 2, 3);
    private static final List<Integer> ENDS = List.of(1, 3);

    private static final Map<String, Supplier<SmallWorld<?>>> ALL = all();

    private Worlds() {}

    /** The names of all worlds. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    /**
     * A world at its beginning.
     *
     * @throws IllegalArgumentException if there is none with this name
     */
    public static SmallWorld<?> named(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException("there is no small world \"" + name + "\", only " + names());
        }
        return ALL.get(name).get();
    }

    /** {@link Explorer#explore} of a world by its name. */
    public static Explorer.Result explore(String name, int max) {
        return Explorer.explore(named(name), max);
    }

    private static Map<String, Supplier<SmallWorld<?>>> all() {
        Map<String, Supplier<SmallWorld<?>>> all = new LinkedHashMap<>();
        // events, connections, cuts, crashes, ticks
        all.put("Flood-line", net(THREE, ENDS, LINE, LINE, 2, 3, 1, 1, 0));
        all.put("Flood-both-ways", net(TWO, TWO, BOTH_WAYS, List.of(), 2, 3, 1, 0, 0));
        all.put("Flood-triangle", net(THREE, TWO, TRIANGLE, TRIANGLE.subList(0, 2), 2, 4, 1, 0, 0));
        all.put("TimeMachine-ties", () -> TimeWorld.of(TimeScript.TIES));
        all.put("TimeMachine-long", () -> TimeWorld.of(TimeScript.LONG));
        all.put("Clock-pair", () -> ClockWorld.of(ClockNet.PAIR));
        all.put("Clock-line", () -> ClockWorld.of(ClockNet.LINE));
        all.put("Clock-ring", () -> ClockWorld.of(ClockNet.RING));
        all.put("Clock-steady-ring", () -> ClockWorld.of(ClockNet.STEADY_RING));
        // not in spec/tla: where time passes as well, and the models only say what holds
        all.put("late-events", net(THREE, ENDS, LINE, LINE, 3, 2, 0, 0, 2));
        all.put("rejoin", net(THREE, ENDS, LINE, LINE, 2, 3, 1, 0, 2));
        all.put("crash", net(THREE, ENDS, LINE, LINE, 2, 3, 0, 1, 1));
        all.put("links-two-diallers", () -> LinkWorld.of(0));
        all.put("long-links-lost", () -> LinkWorld.of(1));
        all.put("long-late-events", net(THREE, ENDS, LINE, LINE, 3, 2, 0, 0, 3));
        all.put("long-crash", net(THREE, ENDS, LINE, LINE, 2, 3, 0, 1, 2));
        all.put("long-crash-and-cut", net(THREE, ENDS, LINE, LINE, 1, 4, 1, 1, 1));
        return all;
    }

    private static Supplier<SmallWorld<?>> net(
            List<Integer> peers, List<Integer> issuers, List<Pair> dials, List<Pair> links, int... max) {
        Setting setting = new Setting(peers, issuers, dials, links, max[0], max[1], max[2], max[3], max[4]);
        return () -> NetWorld.of(setting);
    }
}
