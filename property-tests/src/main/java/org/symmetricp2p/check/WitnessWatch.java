package org.symmetricp2p.check;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;
import org.symmetricp2p.wire.Wire;

/** Counts the {@link Witness}es of a run. */
final class WitnessWatch<S> implements Watch<S> {

    private final World<S> world;
    private final Map<Witness, Long> counts = new EnumMap<>(Witness.class);
    private final Map<Long, Integer> issuers = new TreeMap<>(); // by tick: the first peer that issued for it
    private final Set<String> linkedBefore = new HashSet<>(); // looked up only
    private final Map<Integer, Set<Integer>> splits = new TreeMap<>();

    WitnessWatch(World<S> world) {
        this.world = world;
    }

    Map<Witness, Long> counts() {
        return counts;
    }

    private void saw(Witness witness) {
        counts.merge(witness, 1L, Long::sum);
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        if (peer.config().self().incarnation() > 2 && peer.timeline().size() == 0) {
            saw(Witness.AMNESIA);
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        Peer<S> after = step.peer();
        if (input instanceof Input.LocalEvent && before.isHoldingInput()) {
            saw(Witness.HELD_INPUT);
        }
        if (after.clock().gap() > 0 && before.clock().gap() == 0) {
            saw(Witness.CATCH_UP);
        }
        if (input instanceof Input.Received received && received.message() instanceof Message.Events events) {
            onEvents(before, events);
        }
        if (!step.outputs().isEmpty()) {
            onOutputs(host, before, step);
        }
    }

    private void onOutputs(Host<S> host, Peer<S> before, Step<S> step) {
        for (Output output : step.outputs()) {
            if (output instanceof Output.RolledBack rollback) {
                onRollback(before, rollback);
            } else if (output instanceof Output.Linked linked) {
                if (!linkedBefore.add(host.id() + " " + linked.neighbour().peer())) {
                    saw(Witness.REJOIN);
                }
            } else if (output instanceof Output.Send send && send.message() instanceof Message.Events events) {
                onSend(step.peer(), events);
            }
        }
    }

    private void onEvents(Peer<S> before, Message.Events events) {
        for (StampedEvent event : events.events()) {
            if (before.timeline().contains(event)) {
                saw(Witness.DUPLICATE);
            } else if (event.tick() <= before.tick()) {
                saw(Witness.LATE_EVENT);
            }
        }
    }

    private void onRollback(Peer<S> before, Output.RolledBack rollback) {
        if (rollback.late().size() > 1) {
            saw(Witness.BURST);
        }
        if (rollback.depth() > 16) {
            saw(Witness.DEEP_ROLLBACK);
        }
        Frame.View view = before.frame().view();
        if (view == Frame.View.TRAVEL_BACK || view == Frame.View.TRAVEL_FORTH) {
            saw(Witness.TRAVEL_INTERRUPTED);
        }
    }

    private void onSend(Peer<S> after, Message.Events events) {
        if (events.events().size() > Wire.MAX_EVENTS_PER_FRAME) {
            saw(Witness.HISTORY);
        }
        for (StampedEvent event : events.events()) {
            if (event.source().equals(after.config().self())) {
                onIssue(event);
            }
        }
    }

    private void onIssue(StampedEvent event) {
        int peer = event.source().peer();
        Integer other = issuers.putIfAbsent(event.tick(), peer);
        if (other != null && other != peer) {
            saw(Witness.TIE);
        }
        Set<Integer> others = reachableFrom(peer);
        for (Map.Entry<Integer, Set<Integer>> split : splits.entrySet()) {
            if (!others.contains(split.getKey()) && !split.getValue().contains(peer)) {
                saw(Witness.SPLIT_EVENTS);
                break;
            }
        }
        splits.put(peer, others);
    }

    private Set<Integer> reachableFrom(int peer) {
        Set<Integer> reached = new TreeSet<>(Set.of(peer));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Line line : world.lines()) {
                if (line.isAlive() && reached.contains(line.peer(true)) != reached.contains(line.peer(false))) {
                    grew |= reached.add(line.peer(true)) | reached.add(line.peer(false));
                }
            }
        }
        return reached;
    }

    @Override
    public void reacted(Host<S> host, Endpoint<S> before, Signal signal, Reaction<S> reaction) {
        if (reaction.actions().isEmpty()) {
            return; // nearly always
        }
        for (Action action : reaction.actions()) {
            if (action instanceof Action.Unlinked unlinked && unlinked.why().endsWith(" messages wait for it")) {
                saw(Witness.FULL_QUEUE);
            }
        }
    }
}
