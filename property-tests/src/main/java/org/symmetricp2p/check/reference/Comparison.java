package org.symmetricp2p.check.reference;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.check.Oracle.Place;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;

/** Compares a real step with that of a {@link Reference}: what came out, and all that can be seen of the peer. */
public final class Comparison<S> {

    /** How many ticks a peer simulates for a frame of a travel, if it has to. */
    private static final long MAX_SIMULATED = 1_000;

    /** Every so many times all events are compared, and otherwise those from the earliest new one on. */
    private static final int ALL_INTERVAL = 64;

    private final Reference<S> reference;
    private int changes;

    public Comparison(Reference<S> reference) {
        this.reference = reference;
    }

    /**
     * What is different after a step.
     *
     * @param expected what the reference put out
     */
    public Differences of(Peer<S> before, Input input, List<Output> expected, Step<S> step) {
        Peer<S> after = step.peer();
        ReferencePeer right = reference.peer();
        Differences found = new Differences(right.config().self().peer(), after.tick());
        if (!expected.isEmpty() || !step.outputs().isEmpty()) {
            new OutputComparison(input, found).compare(expected, step.outputs());
        }
        if (!right.fresh().isEmpty() || after.timeline() != before.timeline()) {
            compareKnown(after, changes++ % ALL_INTERVAL == 0, found);
        }
        compareSelf(after, found);
        compareClock(after, found);
        compareInput(after, found);
        if (input instanceof Input.ClockRead) {
            comparePresent(after, found);
        } else if (after.links() != before.links() || changesLinks(input)) {
            compareLinks(after, found);
        }
        compareFrame(after, found);
        return found;
    }

    // ---- what is known ----

    private static long earliest(List<StampedEvent> fresh) {
        long earliest = fresh.isEmpty() ? 1 : Long.MAX_VALUE;
        for (StampedEvent event : fresh) {
            earliest = Math.min(earliest, event.tick());
        }
        return earliest;
    }

    /** The version vector is compared with all events, and otherwise as far as it is said: in each HELLO. */
    private void compareKnown(Peer<S> after, boolean all, Differences found) {
        Known known = reference.peer().known();
        long from = all ? 1 : earliest(reference.peer().fresh());
        if (!known.isSame(from, after.timeline().from(from))) {
            compareEvents(known.events(), after.timeline().events(), found);
        } else if (after.timeline().size() != known.events().size()
                || all && !known.isSaidBy(after.timeline().versions())) {
            found.add(Property.NO_GAP, "says that it knows other events than those that it knows");
        }
    }

    private void compareEvents(List<StampedEvent> right, List<StampedEvent> real, Differences found) {
        Optional<StampedEvent> missing = firstBeyond(right, real);
        Optional<StampedEvent> extra = firstBeyond(real, right);
        if (missing.isPresent()) {
            found.add(Blame.of(isOwn(missing.get()), false), "doesn't know " + missing.get());
        } else if (extra.isPresent()) {
            found.add(Blame.of(isOwn(extra.get()), true), "knows " + extra.get() + ", which isn't right");
        } else {
            found.add(Property.ONCE, "has events in another order than that of stamps, or twice: " + real);
        }
    }

    private static Optional<StampedEvent> firstBeyond(List<StampedEvent> events, List<StampedEvent> others) {
        Set<StampedEvent> all = new HashSet<>(others); // looked up only
        return events.stream().filter(event -> !all.contains(event)).findFirst();
    }

    private boolean isOwn(StampedEvent event) {
        return event.source().equals(reference.peer().self());
    }

    private void compareSelf(Peer<S> after, Differences found) {
        Source right = reference.peer().self();
        if (!after.config().self().equals(right)) {
            found.add(Property.INTEGRITY, "is " + after.config().self() + ", should be " + right);
        }
    }

    // ---- time ----

    private void compareClock(Peer<S> after, Differences found) {
        ReferenceClock right = reference.peer().clock();
        Clock real = after.clock();
        if (after.tick() != right.tick()) {
            Property property = after.tick() > right.tick() ? Property.NO_RUNAWAY : Property.CATCH_UP;
            found.add(property, "the clock should be at tick " + right.tick());
        }
        if (real.gap() != right.gap()) {
            found.add(Property.CATCH_UP, "catches up " + real.gap() + " ticks, should be " + right.gap());
        }
        if (after.nextWakeNanos() != right.due()) {
            String what = "a tick is due at " + right.due() + " ns, not " + after.nextWakeNanos() + " ns";
            found.add(Property.AWAKE, what);
        }
    }

    private void compareInput(Peer<S> after, Differences found) {
        ReferencePeer right = reference.peer();
        if (after.isHoldingInput() != right.isHoldingInput()) {
            found.add(
                    Property.ISSUED,
                    right.isHoldingInput() ? "doesn't hold input, but must" : "holds input for nothing");
        }
        boolean noneWait = after.queued().isEmpty() && right.waiting().isEmpty(); // nearly always
        if (!noneWait && !after.queued().equals(right.waiting())) {
            found.add(Property.ISSUED, "events wait: " + after.queued() + ", should be " + right.waiting());
        }
    }

    // ---- states ----

    private void comparePresent(Peer<S> after, Differences found) {
        Snapshot<S> real = after.machine().present();
        Place<S> right = reference.placeAt(reference.peer().clock().tick());
        if (real.tick() != right.tick() || !right.isAt(real.state())) {
            String what = "is at tick " + real.tick() + " in state " + real.state() + ", should be at tick "
                    + right.tick() + " in state " + right.state();
            found.add(Property.STATE_FN, what);
        }
    }

    private void compareFrame(Peer<S> after, Differences found) {
        Reference.Sight right = reference.sight();
        Frame<S> real = after.frame();
        if (real.view() != right.view() || !isNear(real.tick(), right.tick())) {
            String what = "shows " + real + ", should be tick " + right.tick() + " and " + right.view();
            found.add(Property.SEEN, what);
            return;
        }
        Place<S> place = reference.placeSeen(right.view(), real.tick());
        if (!place.isAt(real.state())) {
            found.add(Property.SEEN, "shows " + real + ", should be in state " + place.state());
        }
    }

    /** A travel of many ticks may show an earlier one that needs less simulating. */
    private static boolean isNear(long real, long right) {
        return real == right || real >= 0 && right - real > MAX_SIMULATED;
    }

    // ---- links ----

    private static boolean changesLinks(Input input) {
        return input instanceof Input.LinkUp
                || input instanceof Input.LinkDown
                || input instanceof Input.Received received
                        && (received.message() instanceof Message.Hello || received.message() instanceof Message.Bye);
    }

    private void compareLinks(Peer<S> after, Differences found) {
        List<ReferenceLink> right = reference.peer().links();
        boolean same = after.links().size() == right.size();
        for (Link real : after.links()) {
            same &= right.contains(new ReferenceLink(real.id(), real.expected(), real.neighbour()));
        }
        if (!same) {
            found.add(Property.JOIN_COMPLETE, "has links " + after.links() + ", should be " + right);
        }
    }
}
