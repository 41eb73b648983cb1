package org.symmetricp2p.sim;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;

/** Passes all that it sees on to others, in their order; what is seen at every tick, without a detour over lambdas. */
public class Watches<S> implements Watch<S> {

    private final List<Watch<S>> watches = new ArrayList<>();

    /** Takes more of them; before the run begins. */
    protected final void addAll(List<? extends Watch<S>> more) {
        watches.addAll(more);
    }

    @Override
    public void begun(World<S> world) {
        watches.forEach(watch -> watch.begun(world));
    }

    @Override
    public void settled(Host<S> host, long tick, S state) {
        watches.forEach(watch -> watch.settled(host, tick, state));
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        watches.forEach(watch -> watch.started(host, peer));
    }

    @Override
    public void stopped(Host<S> host) {
        watches.forEach(watch -> watch.stopped(host));
    }

    @Override
    public void ticked(Host<S> host, long tick, S state) {
        for (Watch<S> watch : watches) {
            watch.ticked(host, tick, state);
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        for (Watch<S> watch : watches) {
            watch.stepped(host, before, input, step);
        }
    }

    @Override
    public void reacted(Host<S> host, Endpoint<S> before, Signal signal, Reaction<S> reaction) {
        for (Watch<S> watch : watches) {
            watch.reacted(host, before, signal, reaction);
        }
    }

    @Override
    public void happening(Fate fate) {
        watches.forEach(watch -> watch.happening(fate));
    }

    @Override
    public void link(Line line, boolean up) {
        watches.forEach(watch -> watch.link(line, up));
    }

    @Override
    public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        for (Watch<S> watch : watches) {
            watch.sent(line, fromA, message, arrivalMicros);
        }
    }

    @Override
    public void arrived(Line line, boolean fromA, Message message) {
        for (Watch<S> watch : watches) {
            watch.arrived(line, fromA, message);
        }
    }

    @Override
    public void healing() {
        watches.forEach(Watch::healing);
    }

    @Override
    public void ended() {
        watches.forEach(Watch::ended);
    }
}
