package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.World;

/** What a peer must know after a step, judged apart from the core: what it issues, and what it takes of what it is sent. */
final class TakeRules {

    private final World<Object> world;
    private final Faults faults;
    private final Ways ways;
    private final HoldRules holds;

    TakeRules(World<Object> world, Faults faults, Ways ways) {
        this.world = world;
        this.faults = faults;
        this.ways = ways;
        this.holds = new HoldRules(faults);
    }

    /** @return what the step made known to the peer */
    List<StampedEvent> stepped(
            Host<Object> host, Ideal ideal, Optional<Tie> from, Peer<Object> before, Input input, Step<Object> step) {
        Timeline timeline = step.peer().timeline();
        if (input instanceof Input.Received received) {
            return received.message() instanceof Message.Events events && from.isPresent()
                    ? take(host, ideal, from.get(), before, events, step)
                    : holds.settle(host.id(), ideal, List.of(), timeline, "");
        }
        List<StampedEvent> issued = issue(host, ideal, step);
        checkVanished(host, before, input, step, issued.size());
        return holds.settle(host.id(), ideal, issued, timeline, "which it has just issued");
    }

    // ---- issued ----

    private List<StampedEvent> issue(Host<Object> host, Ideal ideal, Step<Object> step) {
        Source self = step.peer().config().self();
        Set<StampedEvent> seen = new HashSet<>(step.peer().timeline().events());
        step.outputs().forEach(output -> {
            if (output instanceof Output.Send send && send.message() instanceof Message.Events events) {
                seen.addAll(events.events());
            }
        });
        List<StampedEvent> issued = seen.stream()
                .filter(event -> event.source().equals(self) && !ideal.known.has(event))
                .sorted(Comparator.comparingLong(StampedEvent::seq))
                .toList();
        issued.forEach(event -> noteIssue(host, ideal, step.peer().tick(), event));
        return issued;
    }

    private void noteIssue(Host<Object> host, Ideal ideal, long clock, StampedEvent event) {
        long previous =
                ideal.known.latestOf(event.source()).map(StampedEvent::tick).orElse(0L);
        int delta = world.scenario().delta();
        long right = Math.max(clock + delta, previous);
        if (event.tick() != right) {
            String what =
                    "stamps its event " + event.stamp() + " for tick " + event.tick() + ", with its clock at tick "
                            + clock + ": \u0394 is " + delta + ", so tick " + right + " would be right";
            faults.add(host.id(), Fault.Topic.EVENTS, List.of(event.stamp()), what);
        }
        ideal.known.add(event);
        ideal.learned.put(event.stamp(), "issued here at " + Words.seconds(world.now()));
        ways.issued(event, host.id(), world.now(), "issues it, with its clock at tick " + clock);
    }

    private void checkVanished(Host<Object> host, Peer<Object> before, Input input, Step<Object> step, int issued) {
        boolean isRefused = step.outputs().stream().anyMatch(output -> output instanceof Output.Refused);
        int waiting = step.peer().queued().size() - before.queued().size();
        if (input instanceof Input.LocalEvent && issued + waiting + (isRefused ? 1 : 0) != 1) {
            String what = "neither issues nor keeps what its user did, and doesn't say so";
            faults.addSome(host.id(), Fault.Topic.EVENTS, "vanished", what);
        }
    }

    // ---- taken ----

    private List<StampedEvent> take(
            Host<Object> host, Ideal ideal, Tie tie, Peer<Object> before, Message.Events message, Step<Object> step) {
        Optional<Message.Bye> closing = Ideal.closing(step, tie.id);
        boolean isClockRefused = closing.filter(Ideal::isAboutClock).isPresent() || !tie.isLive();
        Map<Stamp, String> outcomes = new HashMap<>();
        List<StampedEvent> fresh = new ArrayList<>();
        Optional<String> objection = Optional.empty();
        for (StampedEvent event : isClockRefused ? List.<StampedEvent>of() : message.events()) {
            if (ideal.known.has(event)) {
                outcomes.put(event.stamp(), "known already");
                continue;
            }
            objection = ideal.known.objection(event);
            if (objection.isPresent()) {
                outcomes.put(event.stamp(), "can't be taken: " + objection.get());
                break;
            }
            ideal.known.add(event);
            fresh.add(event);
            checkName(host, step.peer().config().self(), event);
        }
        String how = "which comes from peer " + tie.other(host.id()) + " over a live link"
                + (tie.isForgotten ? ", which it has forgotten" : "");
        List<StampedEvent> taken =
                holds.settle(host.id(), ideal, fresh, step.peer().timeline(), how);
        checkClosing(
                host,
                tie,
                closing,
                objection,
                isClockRefused); // after that: an event not taken is why the next one is objected to
        for (StampedEvent event : taken) {
            String late = event.tick() <= before.tick() ? ", late: its clock is at tick " + before.tick() : "";
            ideal.learned.put(
                    event.stamp(), "from peer " + tie.other(host.id()) + " at " + Words.seconds(world.now()) + late);
            outcomes.put(event.stamp(), "new to it" + late);
        }
        tie.line.ifPresent(line -> message.events()
                .forEach(event -> ways.takenIn(
                        line,
                        line.peer(true) != host.id(),
                        event,
                        taken.contains(event),
                        outcomes.getOrDefault(event.stamp(), "NOT TAKEN"))));
        return taken;
    }

    private void checkName(Host<Object> host, Source self, StampedEvent event) {
        if (event.source().equals(self)) {
            String what = "goes on as " + self + ", though somebody else issues under that name: " + event.stamp()
                    + " isn't its own";
            faults.add(host.id(), Fault.Topic.EVENTS, List.of(event.stamp()), what);
        }
    }

    private void checkClosing(
            Host<Object> host,
            Tie tie,
            Optional<Message.Bye> closing,
            Optional<String> objection,
            boolean isClockRefused) {
        if (closing.isPresent() && objection.isEmpty() && !isClockRefused) {
            String what = "closes the link to peer " + tie.other(host.id()) + " without a reason: "
                    + closing.get().text();
            faults.add(host.id(), Fault.Topic.LINKS, List.of(), what);
        }
    }
}
