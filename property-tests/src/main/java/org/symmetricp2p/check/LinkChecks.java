package org.symmetricp2p.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/** Property 26: endpoints keep the rules of connections, and have the links that their users want. */
final class LinkChecks<S> implements Watch<S> {

    private final boolean isEnabled;
    private final World<S> world;
    private final Map<Integer, LinkModel<S>> models = new TreeMap<>();

    LinkChecks(Set<Property> enabled, World<S> world) {
        this.isEnabled = enabled.contains(Property.LINKED);
        this.world = world;
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        models.put(host.id(), new LinkModel<>(peer));
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (isEnabled) {
            models.get(host.id()).stepped(input, step);
        }
    }

    @Override
    public void reacted(Host<S> host, Endpoint<S> before, Signal signal, Reaction<S> reaction) {
        if (isEnabled) {
            models.get(host.id()).reacted(before, signal, host.nanosAt(world.now()), reaction);
        }
    }
}
