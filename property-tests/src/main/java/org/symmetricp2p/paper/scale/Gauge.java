package org.symmetricp2p.paper.scale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.paper.Meter;
import org.symmetricp2p.paper.Outcome;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/** Counts, in a world, what peers send, how far apart they are, how long events take to all of them; and what the paper counts. */
final class Gauge implements Watch<Object> {

    private static final int SAMPLE_MICROS = 1_000_000;

    /** The way of an event through the network: when it began, where it has come to, and when it did so last. */
    private static final class Way {
        final long sinceMicros;
        long lastMicros;

        Way(long sinceMicros) {
            this.sinceMicros = sinceMicros;
        }
    }

    private final Crowd crowd;
    private final Meter meter;
    private final Map<Integer, Way> ways = new HashMap<>(); // by key; looked up only
    private final List<Way> inOrder = new ArrayList<>();
    private final List<Skew> skews = new ArrayList<>();
    private World<Object> world;
    private long nextSampleMicros;
    private long messages;
    private long bytes;
    private long arrivals;
    private long arrivalMicros;

    Gauge(Crowd crowd) {
        this.crowd = crowd;
        this.meter = new Meter(crowd.course(), crowd.latencyMicros());
        this.nextSampleMicros = crowd.course().countedMicros();
    }

    @Override
    public void begun(World<Object> begun) {
        world = begun;
        meter.begun(begun);
    }

    @Override
    public void started(Host<Object> host, Peer<Object> peer) {
        meter.started(host, peer);
    }

    @Override
    public void stopped(Host<Object> host) {
        meter.stopped(host);
    }

    @Override
    public void ticked(Host<Object> host, long tick, Object state) {
        meter.ticked(host, tick, state);
    }

    @Override
    public void happening(Fate fate) {
        if (fate instanceof Fate.Press press && isCounting()) {
            Way way = new Way(world.now());
            ways.put(press.key(), way);
            inOrder.add(way);
        }
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        meter.stepped(host, before, input, step);
        if (input instanceof Input.Received received
                && received.message() instanceof Message.Events message
                && !crowd.isNewcomer(host.id())) {
            message.events().forEach(event -> arrived(event, before));
        } else if (input instanceof Input.ClockRead && world.now() >= nextSampleMicros && isCounting()) {
            nextSampleMicros += SAMPLE_MICROS;
            skews.add(Skew.of(world, crowd));
        }
    }

    private void arrived(StampedEvent event, Peer<Object> at) {
        Way way = ways.get(event.event().payload().intAt(0));
        if (way != null && at.timeline().judge(event) != Timeline.Verdict.DUPLICATE) {
            way.lastMicros = world.now();
            arrivals++;
            arrivalMicros += world.now() - way.sinceMicros;
        }
    }

    @Override
    public void reacted(Host<Object> host, Endpoint<Object> before, Signal signal, Reaction<Object> reaction) {
        if (isCounting()) {
            for (Action action : reaction.actions()) {
                if (action instanceof Action.Write write) {
                    messages++;
                    bytes += write.frame().remaining();
                }
            }
        }
    }

    private boolean isCounting() {
        return world.now() >= crowd.course().countedMicros()
                && world.now() < crowd.course().quietMicros();
    }

    // ---- what came out ----

    Outcome outcome(boolean converged) {
        return meter.outcome(converged);
    }

    List<Skew> skews() {
        return skews;
    }

    long messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    /** What an event takes to a peer, on average. */
    double meanMicros() {
        return arrivals == 0 ? 0 : (double) arrivalMicros / arrivals;
    }

    /** What each event takes to the last peer; the shortest first. */
    List<Long> everywhereMicros() {
        return inOrder.stream()
                .map(way -> way.lastMicros - way.sinceMicros)
                .sorted()
                .toList();
    }
}
