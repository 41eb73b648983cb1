package org.symmetricp2p.explore;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Chain;

/** What must hold in every state of a {@link TimeWorld}, and at every step: properties 1, 4, 5, 6, 9, 10, 12 and 13. */
final class TimeWorldChecks {

    /** The rule for snapshots, said independently of the core's. */
    private static final int DENSITY = 8;

    private static final int PRUNE_INTERVAL = 32;

    private final TimeWorld world;
    private final Peer<Chain.State> peer;

    TimeWorldChecks(TimeWorld world) {
        this.world = world;
        this.peer = world.peer;
    }

    // ---- a step from this state ----

    /** Properties 1 and 6: the state at a tick that was simulated, maybe again. The oracle has an order of its own. */
    void checkState(long tick, Chain.State state) {
        Chain.State right = place(tick).state();
        if (state.chain() != right.chain()) {
            throw violation(Property.ONCE, "other events were applied up to tick " + tick + " than should be");
        }
        if (!state.equals(right)) {
            throw violation(Property.STATE_FN, "at tick " + tick + " the state is " + state + ", should be " + right);
        }
    }

    /** @param tick where the clock must be afterwards */
    void checkStep(Input input, Step<Chain.State> step, long tick) {
        boolean isReading = input instanceof Input.ClockRead;
        checkClock(isReading, step.peer().tick(), tick);
        checkReport(step, isReading && !world.late.isEmpty() ? List.of(report()) : List.of());
        if (input instanceof Input.LocalEvent) {
            checkIssued(step.peer());
        }
    }

    /** Properties 10, 12 and 13: only a reading moves the clock, and as local time goes: nobody is ahead here. */
    private void checkClock(boolean isReading, long found, long right) {
        if (found != right) {
            Property property = !isReading ? Property.ROLLBACK : found > right ? Property.NO_RUNAWAY : Property.CLOCK;
            throw violation(property, "the clock moves to tick " + found + ", should be at " + right);
        }
    }

    /** Property 10: what is simulated again is reported, exactly; and nothing else is. */
    private void checkReport(Step<Chain.State> step, List<Output> expected) {
        List<Output> reports = step.outputs().stream()
                .filter(o -> o instanceof Output.RolledBack)
                .toList();
        if (!reports.equals(expected)) {
            throw violation(Property.ROLLBACK, "reported " + reports + ", should be " + expected);
        }
    }

    private Output report() {
        StampedEvent first = world.late.get(0);
        List<StampedEvent> reordered = world.known.stream()
                .filter(e -> !world.late.contains(e) && e.tick() <= peer.tick() && e.compareTo(first) > 0)
                .toList();
        return new Output.RolledBack(first.tick(), peer.tick(), world.late, reordered);
    }

    /** Property 5: the next seq, the tick Δ ahead, but never before that of the previous one. */
    private void checkIssued(Peer<Chain.State> after) {
        StampedEvent previous = peer.timeline().latestOf(TimeWorld.SELF).orElse(null);
        long earliest = previous == null ? 0 : previous.tick();
        long seq = previous == null ? 1 : previous.seq() + 1;
        Stamp right = new Stamp(Math.max(peer.tick() + world.script.delta(), earliest), TimeWorld.SELF, seq);
        Stamp found = after.timeline()
                .latestOf(TimeWorld.SELF)
                .map(StampedEvent::stamp)
                .orElse(null);
        if (!right.equals(found)) {
            throw violation(Property.STAMPS, "the last event issued is " + found + ", should be " + right);
        }
    }

    // ---- this state ----

    void check() {
        if (!peer.timeline().events().equals(world.known)) {
            List<Stamp> found = TimeWorld.stamps(peer.timeline().events());
            throw violation(Property.NO_GAP, "knows " + found + ", should know " + TimeWorld.stamps(world.known));
        }
        if (peer.clock().isCatchingUp()) {
            throw violation(Property.NO_RUNAWAY, "the clock catches up, though the only neighbour is at tick 0");
        }
        checkSnapshots();
        checkPresent();
    }

    /** Property 9; and those that must be there are, and no others. */
    private void checkSnapshots() {
        Set<Long> found = new TreeSet<>();
        for (Snapshot<Chain.State> snapshot : peer.machine().snapshots()) {
            found.add(snapshot.tick());
            Chain.State right = place(snapshot.tick()).state();
            if (!snapshot.state().equals(right)) {
                throw violation(Property.SNAP_FRESH, "has " + snapshot + ", its state should be " + right);
            }
        }
        long present = peer.machine().present().tick();
        long pruned = present - present % PRUNE_INTERVAL;
        long last = world.late.isEmpty() ? peer.tick() : world.late.get(0).tick() - 1;
        Set<Long> kept = ticks(last, tick -> isKept(tick, peer.tick()));
        Set<Long> allowed = ticks(last, tick -> tick > pruned || isKept(tick, pruned));
        if (!found.containsAll(kept) || !allowed.containsAll(found)) {
            String what = "has snapshots of ticks " + found + ", should have those of " + kept + ", and none but of ";
            throw violation(Property.SNAP_FRESH, what + allowed);
        }
    }

    private static Set<Long> ticks(long last, LongPredicate which) {
        return LongStream.rangeClosed(0, last).filter(which).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isKept(long tick, long now) {
        return tick == 0 || now - tick <= DENSITY * Long.lowestOneBit(tick);
    }

    /** Property 10: the present is where the clock is; with late events, before the first of them. */
    private void checkPresent() {
        long present = peer.machine().present().tick();
        boolean isRight = world.late.isEmpty()
                ? present == peer.tick()
                : present < world.late.get(0).tick();
        if (!isRight) {
            String what = "the present is tick " + present + ", with late events " + TimeWorld.stamps(world.late);
            throw violation(Property.ROLLBACK, what);
        }
    }

    /** Where a peer that knows these events is at a tick. */
    private Oracle.Place<Chain.State> place(long tick) {
        Oracle.Place<Chain.State> place = world.oracle.start();
        while (place.tick() < tick) {
            long next = place.tick() + 1;
            place = world.oracle.after(
                    place, world.known.stream().filter(e -> e.tick() == next).toList());
        }
        return place;
    }

    private Violation violation(Property property, String what) {
        return new Violation(property, TimeWorld.SELF.peer(), peer.tick(), what);
    }
}
