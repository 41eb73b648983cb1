package org.symmetricp2p.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * Property 15, of links: what a peer gives out to be sent is sent, or the link is closed; and of a link that is down
 * nothing is held.
 */
final class SendChecks<S> implements Watch<S> {

    private record Way(Line line, boolean fromA) {}

    private final Set<Property> enabled;
    private final World<S> world;
    private final Map<Way, Integer> owed = new LinkedHashMap<>(); // given out and not sent yet
    private long owedMicros; // since when

    SendChecks(Set<Property> enabled, World<S> world) {
        this.enabled = enabled;
        this.world = world;
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (!enabled.contains(Property.MEMORY)) {
            return;
        }
        settle();
        if (input instanceof Input.LinkDown down
                && step.peer().links().stream().anyMatch(link -> link.id().equals(down.link()))) {
            throw new Violation(Property.MEMORY, host.id(), before.tick(), "holds " + down.link() + ", which is down");
        }
        for (Output output : step.outputs()) {
            if (output instanceof Output.Send send) {
                owe(host, send.link());
            } else if (output instanceof Output.Close close) {
                owe(host, close.link());
            }
        }
    }

    private void owe(Host<S> host, LinkId link) {
        Line line = host.line(link);
        if (line != null && line.isAlive()) {
            owed.merge(new Way(line, line.peer(true) == host.id()), 1, Integer::sum);
            owedMicros = world.now();
        }
    }

    @Override
    public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        owed.computeIfPresent(new Way(line, fromA), (way, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void ended() {
        settle();
    }

    /** Sending takes no time, so whatever is still owed later was dropped; in order, if the link is gone too. */
    private void settle() {
        if (owed.isEmpty() || world.now() == owedMicros) {
            return;
        }
        for (Map.Entry<Way, Integer> entry : owed.entrySet()) {
            Way way = entry.getKey();
            if (way.line.isAlive()) {
                int sender = way.line.peer(way.fromA);
                String what = entry.getValue() + " messages to peer " + way.line.peer(!way.fromA)
                        + " vanished, and the link is still up";
                throw new Violation(
                        Property.MEMORY, sender, world.host(sender).peer().tick(), what);
            }
        }
        owed.clear();
    }
}
