package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;
import org.symmetricp2p.wire.Wire;

/** Properties 16 and 17: everybody learns everything, in the end and when a link comes up. */
final class KnowledgeChecks<S> implements Watch<S> {

    /** One way of a line, and how many frames went it. */
    private static final class Way {
        private int given; // by the peer, to be sent
        private int arrived;
    }

    /** What one end of a link knew when it became live, which the other must know once it has read the history. */
    private record Promise(Line line, boolean fromA, Versions knowledge, int frames) {}

    private final Set<Property> enabled;
    private final World<S> world;
    private final ReferenceChecks<S> references;
    private final Excuses<S> excuses;
    private final List<Promise> promises = new ArrayList<>();
    private final Map<Line, List<Way>> ways = new HashMap<>(); // looked up only
    private final Set<StampedEvent> atHeal = new TreeSet<>(Oracle.ORDER);

    KnowledgeChecks(Set<Property> enabled, World<S> world, ReferenceChecks<S> references, Excuses<S> excuses) {
        this.enabled = enabled;
        this.excuses = excuses;
        this.references = references;
        this.world = world;
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (!enabled.contains(Property.JOIN_COMPLETE)) {
            return;
        }
        if (!step.outputs().isEmpty()) {
            noteSent(host, step.outputs());
            noteLinked(host, step.outputs());
        }
        if (!promises.isEmpty()) {
            settlePromisesTo(host, step.peer());
        }
    }

    private void noteSent(Host<S> host, List<Output> outputs) {
        for (Output output : outputs) {
            if (output instanceof Output.Send send && host.line(send.link()) != null) {
                Line line = host.line(send.link());
                way(line, line.peer(true) == host.id()).given += Wire.frameCount(send.message());
            }
        }
    }

    private void noteLinked(Host<S> host, List<Output> outputs) {
        for (Output output : outputs) {
            Line line = output instanceof Output.Linked linked ? host.line(linked.link()) : null;
            if (line != null && !excuses.isHostile(line)) { // the history is given out already, in this step
                boolean fromA = line.peer(true) == host.id();
                Versions knowledge = references.of(host).peer().known().versions();
                promises.add(new Promise(line, fromA, knowledge, way(line, fromA).given));
            }
        }
    }

    private Way way(Line line, boolean fromA) {
        return ways.computeIfAbsent(line, key -> List.of(new Way(), new Way())).get(fromA ? 0 : 1);
    }

    @Override
    public void arrived(Line line, boolean fromA, Message message) {
        way(line, fromA).arrived++;
    }

    private void settlePromisesTo(Host<S> host, Peer<S> peer) {
        for (Iterator<Promise> all = promises.iterator(); all.hasNext(); ) {
            Promise promise = all.next();
            boolean isMine = promise.line.peer(!promise.fromA) == host.id();
            if (!promise.line.isAlive()
                    || promise.line.isDeaf(promise.fromA)
                    || isMine && hasClosed(host, peer, promise)) {
                all.remove();
            } else if (isMine && host.isIdle() && way(promise.line, promise.fromA).arrived >= promise.frames) {
                all.remove();
                checkKept(host, peer, promise);
            }
        }
    }

    /** Whether the peer takes nothing over the line any more, though its end isn't gone. */
    private boolean hasClosed(Host<S> host, Peer<S> peer, Promise promise) {
        LinkId id = promise.line.idAt(host.id());
        return peer.links().stream().noneMatch(link -> link.id().equals(id));
    }

    private void checkKept(Host<S> host, Peer<S> peer, Promise promise) {
        List<StampedEvent> events = peer.timeline().events();
        for (Map.Entry<Source, Long> known : promise.knowledge.seqs().entrySet()) {
            long has = events.stream()
                    .filter(event -> event.source().equals(known.getKey()))
                    .count();
            if (has < known.getValue()) {
                String what = "has read the history of peer " + promise.line.peer(promise.fromA) + ", which had "
                        + known.getValue() + " events of " + known.getKey() + ", but has only " + has;
                throw new Violation(Property.JOIN_COMPLETE, host.id(), peer.tick(), what);
            }
        }
    }

    @Override
    public void healing() {
        for (Host<S> host : world.hosts()) {
            if (host.isAlive() && !host.endpoint().isLeaving()) {
                atHeal.addAll(host.peer().timeline().events());
            }
        }
    }

    /** At the end all know the same, and at least what was held by a live peer at the heal. */
    @Override
    public void ended() {
        if (!enabled.contains(Property.CONVERGE)) {
            return;
        }
        Host<S> first = world.hosts().iterator().next();
        if (excuses.isAny()) {
            world.scenario().edges().forEach(edge -> checkSame(world.host(edge.a()), world.host(edge.b())));
        } else {
            world.hosts().forEach(host -> checkSame(first, host));
        }
        for (Host<S> host : world.hosts()) {
            if (!host.peer().queued().isEmpty()) {
                String what = host.peer().queued().size() + " local events still wait to be issued";
                throw new Violation(Property.CONVERGE, host.id(), host.peer().tick(), what);
            }
        }
        world.hosts().forEach(host -> host.peer().timeline().events().forEach(atHeal::remove));
        if (!atHeal.isEmpty()) {
            String what = atHeal.size() + " events were held at the heal and are lost: "
                    + atHeal.iterator().next();
            throw new Violation(Property.CONVERGE, first.id(), first.peer().tick(), what);
        }
    }

    private void checkSame(Host<S> one, Host<S> other) {
        List<StampedEvent> expected = one.peer().timeline().events();
        List<StampedEvent> known = other.peer().timeline().events();
        if (!known.equals(expected) && !excuses.mayStayApart(one.peer(), other.peer())) {
            String what = "knows " + known.size() + " events, but peer " + one.id() + " knows " + expected.size();
            throw new Violation(Property.CONVERGE, other.id(), other.peer().tick(), what);
        }
    }
}
