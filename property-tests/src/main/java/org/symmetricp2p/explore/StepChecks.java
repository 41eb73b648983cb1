package org.symmetricp2p.explore;

import java.util.List;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;

/** What a single step of a peer must keep: properties 1, 3, 4, 5, 10, 12, 13 and 15, as far as a step shows them. */
final class StepChecks {

    private StepChecks() {}

    /** @param world the world before the step: no clock was further than those in it */
    static <S> void check(NetWorld world, int id, Peer<S> before, Input input, Step<S> step) {
        checkClock(world, id, before, input, step.peer());
        checkReport(id, before, input, step.outputs());
        checkNothingVanished(id, before, input, step);
        for (Output output : step.outputs()) {
            if (output instanceof Output.Close close) {
                checkClose(id, step.peer(), input, close);
            }
        }
    }

    private static void checkClock(NetWorld world, int id, Peer<?> before, Input input, Peer<?> after) {
        long moved = after.tick() - before.tick();
        if (moved < 0) {
            throw new Violation(Property.CLOCK, id, after.tick(), "the clock was at tick " + before.tick());
        }
        if (moved > 0 && !(input instanceof Input.ClockRead)) {
            throw new Violation(Property.ROLLBACK, id, after.tick(), input + " moved the clock from " + before.tick());
        }
        long simulated = after.machine().present().tick();
        if (input instanceof Input.ClockRead && simulated != after.tick()) {
            throw new Violation(Property.STATE_FN, id, after.tick(), "is in the state of tick " + simulated);
        }
        long highest = world.peers.stream().mapToLong(Peer::tick).max().orElse(0);
        if (moved > 1 && after.tick() > highest) {
            String what = "caught up from tick " + before.tick() + ", though no clock is beyond " + highest;
            throw new Violation(Property.NO_RUNAWAY, id, after.tick(), what);
        }
    }

    /** A replay is reported, over the ticks that it made again; and nothing else is. */
    private static void checkReport(int id, Peer<?> before, Input input, List<Output> outputs) {
        long simulated = before.machine().present().tick();
        boolean isReplay = input instanceof Input.ClockRead && simulated < before.tick();
        List<Output.RolledBack> reports = outputs.stream()
                .filter(output -> output instanceof Output.RolledBack)
                .map(output -> (Output.RolledBack) output)
                .toList();
        boolean isRight = isReplay
                ? reports.size() == 1
                        && reports.get(0).from() == simulated + 1
                        && reports.get(0).to() == before.tick()
                : reports.isEmpty();
        if (!isRight) {
            String what = (isReplay ? "replayed ticks " + (simulated + 1) + " to " + before.tick() : "replayed nothing")
                    + ", but reports " + reports;
            throw new Violation(Property.ROLLBACK, id, before.tick(), what);
        }
    }

    /** What the user did is issued, or waits; these worlds are too small for a refusal. */
    private static void checkNothingVanished(int id, Peer<?> before, Input input, Step<?> step) {
        Peer<?> after = step.peer();
        int more = after.timeline().size()
                + after.queued().size()
                - before.timeline().size()
                - before.queued().size();
        if (input instanceof Input.LocalEvent && more != 1) {
            throw new Violation(Property.MEMORY, id, after.tick(), "a local event is neither issued nor waiting");
        }
    }

    /** Correct peers on FIFO links never have a reason to close one, but for an older one. */
    private static void checkClose(int id, Peer<?> peer, Input input, Output.Close close) {
        Property.complainedOf(close.bye().reason()).ifPresent(property -> {
            throw new Violation(
                    property, id, peer.tick(), "closed a link: " + close.bye().text());
        });
        if (input instanceof Input.Received received && !received.link().equals(close.link())) {
            String what = "closed " + close.link() + " because of what came over " + received.link();
            throw new Violation(Property.LINKED, id, peer.tick(), what);
        }
    }

    /** @param issued what was issued before */
    static void checkIssue(int id, Peer<?> before, StampedEvent event, List<StampedEvent> issued) {
        long previous = 0;
        for (StampedEvent other : issued) {
            if (other.source().equals(event.source()) && other.seq() == event.seq()) {
                String what = "issued " + event + ", but " + other + " has the same identity";
                throw new Violation(Property.INTEGRITY, id, before.tick(), what);
            }
            if (other.source().equals(event.source())) {
                previous = Math.max(previous, other.tick());
            }
        }
        if (event.tick() < previous || event.tick() <= before.tick()) {
            String what = "issued " + event.stamp() + " after tick " + previous + " with the clock at " + before.tick();
            throw new Violation(Property.STAMPS, id, before.tick(), what);
        }
    }
}
