package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.sim.Chain;

/** Which snapshots there must be. */
final class SnapshotsKept {

    private static final long DENSITY = 8;

    /** At its multiples, the core has dropped what need not be kept. */
    private static final long PRUNE_INTERVAL = 32;

    static final Topic TOPIC = Topic.single(
            "time-machine/snapshots",
            "The ticks of which a peer at some tick has at least a snapshot: 0, the present, and every tick that 2^k "
                    + "divides for as long as it is at most 8 * 2^k ticks behind. What isn't listed may be kept for a "
                    + "while. A port is free to keep others; then it skips these cases, and says so. (spec 4.10)",
            fields("given.now", "the present tick", "expect.kept", "ticks, ascending"),
            () -> LongStream.of(0, 1, 7, 8, 9, 16, 31, 32, 64, 100, 127, 128, 1_000, 4_096, 65_536, 99_999)
                    .mapToObj(now -> Case.of("kept-at-" + now, "", "now", now))
                    .toList(),
            SnapshotsKept::run);

    private SnapshotsKept() {}

    private static Found run(Given given) {
        long now = given.integer("now", 0, Fold.MAX_TICK);
        List<Long> model = LongStream.rangeClosed(0, now)
                .filter(tick -> isKept(tick, now))
                .boxed()
                .toList();
        TreeSet<Long> core = new TreeSet<>();
        TimeMachine<Chain.State> machine = TimeMachine.start(new Chain()).advanceTo(now, (tick, state) -> {});
        machine.snapshots().stream().map(Snapshot::tick).forEach(core::add);
        if (now % PRUNE_INTERVAL == 0 ? !core.equals(new TreeSet<>(model)) : !core.containsAll(model)) {
            throw new IllegalArgumentException(
                    "the core has the snapshots " + core + ", by the rule it needs " + model);
        }
        return Found.of("kept", model);
    }

    /** The rule, said independently of the core. */
    private static boolean isKept(long tick, long now) {
        long power = 1;
        while (tick != 0 && tick % (2 * power) == 0) {
            power *= 2;
        }
        return tick == 0 || now - tick <= DENSITY * power;
    }
}
