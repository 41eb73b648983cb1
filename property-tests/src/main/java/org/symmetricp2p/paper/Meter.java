package org.symmetricp2p.paper;

import java.util.HashSet;
import java.util.Set;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/** Counts, in a world, what the paper counts: how late events are, and how far clocks are behind. */
public final class Meter implements Watch<Object> {

    private static final int TICK_MICROS = 1_000_000 / Cell.FPS;

    private final Course course;
    private final int latencyMicros;
    private final Recoveries recoveries;
    private World<Object> world;
    private long highest; // the furthest tick that any clock has shown
    private long events;
    private long arrivals;
    private long late;
    private long lateTicks;
    private long ticks;
    private long simulated;
    private long readings;
    private long behind;
    private long behindDelay;
    private long behindSecond;
    private long catchingUp;
    private final Set<Stamp> issued = new HashSet<>(); // looked up only
    private final Set<Stamp> lateEvents = new HashSet<>(); // looked up only
    private long deltaTicks;

    public Meter(Course course, int latencyMicros) {
        this.course = course;
        this.latencyMicros = latencyMicros;
        this.recoveries = new Recoveries(course);
    }

    @Override
    public void begun(World<Object> begun) {
        world = begun;
        recoveries.begin(begun);
    }

    @Override
    public void started(Host<Object> host, Peer<Object> peer) {
        recoveries.started(host);
    }

    @Override
    public void stopped(Host<Object> host) {
        recoveries.stopped(host);
    }

    @Override
    public void ticked(Host<Object> host, long tick, Object state) {
        if (isCounting()) {
            simulated++;
        }
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        if (input instanceof Input.ClockRead) {
            read(before, step.peer());
            recoveries.read(host, step.peer().tick());
        } else if (!isCounting()) {
            return;
        } else if (input instanceof Input.LocalEvent) {
            events++;
            pressed(before, step.peer());
        } else if (input instanceof Input.Received received && received.message() instanceof Message.Events message) {
            message.events().forEach(event -> arrived(event, before));
        }
    }

    private boolean isCounting() {
        return world.now() >= course.countedMicros() && world.now() < course.endMicros();
    }

    private void read(Peer<Object> before, Peer<Object> after) {
        if (isCounting()) {
            long lag = highest - after.tick();
            readings++;
            ticks += after.tick() - before.tick();
            behind += lag > 0 ? 1 : 0;
            behindDelay += (lag - 1) * TICK_MICROS > latencyMicros ? 1 : 0;
            behindSecond += lag > Cell.FPS ? 1 : 0;
            catchingUp += after.clock().gap() > 0 ? 1 : 0;
        }
        highest = Math.max(highest, after.tick());
    }

    private void pressed(Peer<Object> before, Peer<Object> after) {
        long seq = before.timeline().versions().of(before.config().self());
        after.timeline()
                .latestOf(after.config().self())
                .filter(event -> event.seq() > seq)
                .ifPresent(event -> {
                    issued.add(event.stamp());
                    deltaTicks += event.tick() - after.tick();
                });
    }

    /** A peer reads its clock at every tick, so it is at the tick that it has read last. */
    private void arrived(StampedEvent event, Peer<Object> at) {
        if (at.timeline().judge(event) != Timeline.Verdict.DUPLICATE) {
            arrivals++;
            if (event.tick() <= at.tick()) {
                late++;
                lateEvents.add(event.stamp());
                lateTicks += at.tick() - event.tick();
            }
        }
    }

    private Delays delays() {
        lateEvents.retainAll(issued);
        return new Delays(issued.size(), lateEvents.size(), deltaTicks);
    }

    public Outcome outcome(boolean converged) {
        return new Outcome(
                events,
                arrivals,
                late,
                lateTicks,
                ticks,
                simulated - ticks,
                readings,
                behind,
                behindDelay,
                behindSecond,
                catchingUp,
                recoveries.micros(),
                recoveries.unfinished(),
                converged,
                delays());
    }
}
