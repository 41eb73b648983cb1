package org.symmetricp2p.paper.approach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * This work: the real core, and what its users see. An event has its effect at a peer when the clock reaches its tick; or with the next
 * reading, if it comes later.
 */
final class Symmetric implements Watch<Object> {

    private final Tape tape;
    private final Map<Integer, SortedMap<Long, List<Integer>>> due = new TreeMap<>(); // keys by peer and tick
    private World<Object> world;

    Symmetric(Tape tape) {
        this.tape = tape;
    }

    @Override
    public void begun(World<Object> begun) {
        world = begun;
        begun.hosts().forEach(host -> due.put(host.id(), new TreeMap<>()));
    }

    @Override
    public void happening(Fate fate) {
        if (fate instanceof Fate.Press press) {
            tape.pressed(press.peer(), press.key(), world.now());
        }
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        Peer<Object> after = step.peer();
        if (after.timeline() != before.timeline()) {
            for (StampedEvent event : after.timeline().beyond(before.timeline().versions())) {
                due.get(host.id())
                        .computeIfAbsent(event.tick(), tick -> new ArrayList<>())
                        .add(event.event().payload().intAt(0));
            }
        }
        if (input instanceof Input.ClockRead && after.tick() > before.tick()) {
            tape.advanced(host.id(), world.now());
            SortedMap<Long, List<Integer>> waiting = due.get(host.id());
            while (!waiting.isEmpty() && waiting.firstKey() <= after.tick()) {
                waiting.remove(waiting.firstKey()).forEach(key -> tape.effect(host.id(), key, world.now()));
            }
        }
    }

    @Override
    public void reacted(Host<Object> host, Endpoint<Object> before, Signal signal, Reaction<Object> reaction) {
        for (Action action : reaction.actions()) {
            if (action instanceof Action.Write) {
                tape.sent(world.now());
            }
        }
    }
}
