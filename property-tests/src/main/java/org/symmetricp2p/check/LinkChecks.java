package org.symmetricp2p.check;

import java.util.HashSet;
import java.util.Set;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Settling;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/** Property 26: endpoints keep the rules of connections, and have the links that their users want. */
final class LinkChecks<S> implements Watch<S> {

    private final boolean isEnabled;
    private final World<S> world;
    private final Excuses<S> excuses;
    private final PerHost<LinkModel<S>> models = new PerHost<>();
    private long toLookAt; // when the links have to be there

    LinkChecks(Set<Property> enabled, World<S> world, Excuses<S> excuses) {
        this.excuses = excuses;
        this.isEnabled = enabled.contains(Property.LINKED);
        this.world = world;
        this.toLookAt = world.scenario().healMicros() + Settling.linkMicros(world.scenario());
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        models.put(host, new LinkModel<>(peer));
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (isEnabled) {
            models.of(host).stepped(input, step);
        }
    }

    @Override
    public void reacted(Host<S> host, Endpoint<S> before, Signal signal, Reaction<S> reaction) {
        if (isEnabled) {
            models.of(host).reacted(before, signal, host.nanosAt(world.now()), reaction);
        }
        if (world.now() >= toLookAt) {
            toLookAt = Long.MAX_VALUE;
            checkLinks();
        }
    }

    @Override
    public void ended() {
        checkLinks();
    }

    /** All is healed, and each edge is wanted: the two have one link, and not a second one. */
    private void checkLinks() {
        if (!isEnabled) {
            return;
        }
        for (Scenario.Edge edge : world.scenario().edges()) {
            Host<S> a = world.host(edge.a());
            Host<S> b = world.host(edge.b());
            Set<Line> lines = linesTo(b, a);
            boolean isRight = lines.equals(linesTo(a, b))
                    && (lines.size() == 1 || lines.size() > 1 && excuses.mayBeLinkedTwice());
            if (!isRight && !excuses.mayStayApart(a.peer(), b.peer())) {
                String what = "has " + lines.size() + " links to peer " + b.id() + ", which has "
                        + linesTo(a, b).size() + ", though all is healed";
                throw new Violation(Property.LINKED, a.id(), a.peer().tick(), what);
            }
        }
    }

    private Set<Line> linesTo(Host<S> neighbour, Host<S> host) {
        Set<Line> lines = new HashSet<>(); // compared only
        for (Link link : host.peer().links()) {
            if (link.neighbour()
                    .filter(source -> source.peer() == neighbour.id())
                    .isPresent()) {
                lines.add(host.line(link.id()));
            }
        }
        return lines;
    }
}
