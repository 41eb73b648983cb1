package org.symmetricp2p.check.reference;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.check.Oracle.Place;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.sim.Chain;

/**
 * One real peer and one reference get the same inputs, right and wrong ones, drawn from a seed; the first difference
 * between them is a violation. There is no world around them, so neighbours may say whatever can be said.
 */
public final class Duel {

    private static final int STEPS = 250;
    private static final int STEPS_IN_A_CROWD = 25;
    private static final int SNAPSHOT_INTERVAL = 8;
    private static final int AGAIN_INTERVAL = 4; // of steps that are made twice
    private static final int MAX_SURPLUS = 32; // how many snapshots there may be that needn't be
    private static final Chain CHAIN = new Chain();

    private final Set<Property> enabled;
    private final Draw draw;
    private final Reference<Chain.State> reference;
    private final Comparison<Chain.State> comparison;
    private Peer<Chain.State> peer;
    private int steps;

    private Duel(Draw draw, Set<Property> enabled) {
        this.enabled = enabled;
        this.draw = draw;
        Config config = Inputs.config(draw);
        long start = draw.below(3) * 1_234_567_891L;
        this.reference = new Reference<>(config, CHAIN, new Oracle<>(CHAIN, true), start);
        this.comparison = new Comparison<>(reference);
        this.peer = Peer.start(config, CHAIN, start);
    }

    /** The first difference in the duel of a seed, if there is one. */
    public static Optional<Violation> of(long seed) {
        return of(seed, Laboratory.ALL);
    }

    /** The first difference that breaks one of these properties. */
    public static Optional<Violation> of(long seed, Set<Property> enabled) {
        return new Duel(new Draw(seed), enabled).fight(STEPS);
    }

    /** The first difference in a duel as somebody chooses it, which ends when the choices do. */
    public static Optional<Violation> of(Draw choices) {
        return new Duel(choices, Laboratory.ALL).fight(STEPS);
    }

    /**
     * A short duel of a peer that knows events of nearly as many sources as a session may have, of exactly as many, or
     * of one more than it may be told of at once (spec 2.11, 2.14). Takes some seconds.
     */
    public static Optional<Violation> crowded(long seed) {
        Duel duel = new Duel(new Draw(seed), Laboratory.ALL);
        int sources = Versions.MAX_SOURCES - 1 + (int) (seed % 3);
        return Crowd.gathering(sources, duel.peer.config()).stream()
                .map(duel::step)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> duel.fight(STEPS_IN_A_CROWD));
    }

    private Optional<Violation> fight(int steps) {
        Inputs inputs = new Inputs(draw, reference.peer());
        for (int i = 0; i < steps && !draw.isSpent(); i++) {
            Optional<Violation> violation = Optional.empty();
            for (Input input : inputs.next()) {
                violation = violation.or(() -> step(input));
            }
            if (i % SNAPSHOT_INTERVAL == 0) {
                violation = violation.or(this::snapshots);
            }
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> step(Input input) {
        List<Output> expected;
        try {
            expected = reference.on(input);
        } catch (IllegalArgumentException refused) {
            return isRefused(input) ? Optional.empty() : violation(Property.JOIN_COMPLETE, "takes " + input);
        }
        Peer<Chain.State> before = peer;
        Step<Chain.State> step = before.step(input);
        peer = step.peer();
        Differences found = comparison.of(before, input, expected, step);
        if (found.isEmpty()
                && ++steps % AGAIN_INTERVAL == 0
                && !before.step(input).outputs().equals(step.outputs())) {
            return violation(Property.SIM_DET, "the same step gives other outputs");
        }
        return found.first(enabled);
    }

    private boolean isRefused(Input input) {
        try {
            peer.step(input);
            return false;
        } catch (IllegalArgumentException refused) {
            return true;
        }
    }

    // ---- snapshots ----

    /** They are as they should be, and those that must be there are, with few others (spec 4.8, 4.10). */
    private Optional<Violation> snapshots() {
        SortedSet<Long> kept = new TreeSet<>();
        for (Snapshot<Chain.State> snapshot : peer.machine().snapshots()) {
            Place<Chain.State> right = reference.placeAt(snapshot.tick());
            if (!snapshot.state().equals(right.state())) {
                return violation(Property.SNAP_FRESH, snapshot + ", should be " + right.state());
            }
            kept.add(snapshot.tick());
        }
        SortedSet<Long> required = required(peer.tick());
        boolean right = kept.containsAll(required) && kept.size() <= required.size() + MAX_SURPLUS;
        return right || kept.last() < peer.tick() // late events have dropped some, the next reading makes them again
                ? Optional.empty()
                : violation(Property.SNAP_FRESH, "keeps the snapshots of " + kept + ", should keep " + required);
    }

    /** Those of spec 4.10. */
    private static SortedSet<Long> required(long present) {
        SortedSet<Long> ticks = new TreeSet<>(List.of(0L));
        for (long step = 1; step <= present; step *= 2) {
            for (long t = present - present % step; t > 0 && present - t <= 8 * step; t -= step) {
                ticks.add(t);
            }
        }
        return ticks;
    }

    private Optional<Violation> violation(Property property, String what) {
        return Optional.of(new Violation(property, peer.config().self().peer(), peer.tick(), what))
                .filter(found -> enabled.contains(property));
    }
}
