package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.symmetricp2p.app.Simulation;

/**
 * Takes an application back and forth along its timeline: the state that it reaches at tick t is always
 * F(E, t), with E the events of the timeline, however it got there (spec 4.2).
 *
 * <p>Inserting is lazy: a late event drops the snapshots at or after its tick, which is the rewind, and
 * nothing else. The next {@link #advanceTo} replays, by the same code as any advance; so a burst of late
 * events costs one replay. An immutable value.
 */
public final class TimeMachine<S> {

    private final Simulation<S> simulation;
    private final Timeline timeline;
    private final Snapshots<S> snapshots;

    private TimeMachine(Simulation<S> simulation, Timeline timeline, Snapshots<S> snapshots) {
        this.simulation = simulation;
        this.timeline = timeline;
        this.snapshots = snapshots;
    }

    /**
     * A machine at tick 0, without events.
     *
     * @throws SimulationFailure if the application can't start or its first state exceeds its declared size
     */
    public static <S> TimeMachine<S> start(Simulation<S> simulation) {
        S start;
        try {
            start = simulation.start();
            simulation.bytes(start);
        } catch (RuntimeException e) {
            throw new SimulationFailure(simulation.id(), 0, "start", e);
        }
        return new TimeMachine<>(simulation, Timeline.EMPTY, Snapshots.startingWith(start));
    }

    public Simulation<S> simulation() {
        return simulation;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** Where the machine is: the newest snapshot. */
    public Snapshot<S> present() {
        return snapshots.newest();
    }

    /** Where it begins: at tick 0, or, if what comes before was dropped, later (spec 8.20). */
    public Snapshot<S> beginning() {
        return snapshots.oldest();
    }

    /** All snapshots, the newest first, down to {@link #beginning}. */
    public List<Snapshot<S>> snapshots() {
        return snapshots.list();
    }

    /**
     * Inserts an event. If the machine has passed its tick, the machine goes back to just before it (spec 4.4, 4.8).
     *
     * @throws IllegalArgumentException unless the timeline judges the event new
     */
    public TimeMachine<S> insert(StampedEvent event) {
        return new TimeMachine<>(simulation, timeline.insert(event), snapshots.before(event.tick()));
    }

    /** Without events, of which there must be some, the first of them at this tick; goes back to just before it. */
    TimeMachine<S> without(SortedMap<Source, Long> last, long tick) {
        return new TimeMachine<>(simulation, timeline.without(last), snapshots.before(tick));
    }

    /** Without what comes before the newest snapshot up to a tick, but for what stands for it. */
    TimeMachine<S> beginningBy(long tick) {
        Snapshots<S> later = snapshots.downTo(tick);
        long from = later.oldest().tick();
        return from == beginning().tick()
                ? this
                : new TimeMachine<>(simulation, timeline.without(timeline.versionsAt(from), from), later);
    }

    /** From a state on to which other events have led, which a version vector stands for. */
    TimeMachine<S> beginningWith(Snapshot<S> state, Versions led) {
        return new TimeMachine<>(simulation, timeline.without(led, state.tick()), Snapshots.from(state));
    }

    /** The same timeline, from a state on that it leads to. */
    TimeMachine<S> from(Snapshot<S> past) {
        return new TimeMachine<>(simulation, timeline, Snapshots.from(past));
    }

    /**
     * Simulates until a tick. Does nothing if the machine is there or further. An event at which the application throws
     * has no effect (spec 4.6).
     *
     * @throws SimulationFailure if the application throws at a tick
     */
    public TimeMachine<S> advanceTo(long tick, TickObserver<? super S> observer) {
        if (tick <= present().tick()) {
            return this;
        }
        Iterator<StampedEvent> events = timeline.from(present().tick() + 1);
        StampedEvent next = nextOf(events);
        Snapshots<S> all = snapshots;
        S state = present().state();
        for (long t = present().tick() + 1; t <= tick; t++) {
            state = tick(t, state);
            for (; next != null && next.tick() == t; next = nextOf(events)) {
                state = apply(next, state, observer);
            }
            all = all.add(t, state);
            observer.ticked(t, state);
        }
        return new TimeMachine<>(simulation, timeline, all);
    }

    /**
     * The state at a tick of the past, without moving; of one before {@link #beginning}, that (spec 8.20).
     *
     * @param maxWalk if more ticks than this would have to be simulated from the snapshot before, gives that
     *     snapshot instead
     */
    public Snapshot<S> stateAt(long tick, long maxWalk) {
        long there = Math.max(tick, beginning().tick());
        TimeMachine<S> past = new TimeMachine<>(simulation, timeline, snapshots.before(there + 1));
        return there - past.present().tick() > maxWalk
                ? past.present()
                : past.advanceTo(there, (t, state) -> {}).present();
    }

    /**
     * The hash of a state of this machine.
     *
     * @throws SimulationFailure if the application throws, because the state doesn't fit in its declared size, say
     */
    long hash(long tick, S state) {
        try {
            return simulation.hash(state);
        } catch (RuntimeException e) {
            throw new SimulationFailure(simulation.id(), tick, "hash", e);
        }
    }

    /**
     * The bytes of a state of this machine.
     *
     * @throws SimulationFailure if the application throws
     */
    byte[] bytes(Snapshot<S> snapshot) {
        try {
            return simulation.bytes(snapshot.state());
        } catch (RuntimeException e) {
            throw new SimulationFailure(simulation.id(), snapshot.tick(), "encode", e);
        }
    }

    /** The state whose bytes these are, if it has this hash; nothing if they aren't those of a state. */
    Optional<S> decode(ByteBuffer bytes, long hash) {
        try {
            S state = simulation.decode(bytes);
            return simulation.hash(state) == hash ? Optional.of(state) : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static StampedEvent nextOf(Iterator<StampedEvent> events) {
        return events.hasNext() ? events.next() : null;
    }

    private S tick(long tick, S state) {
        try {
            return simulation.tick(state);
        } catch (RuntimeException e) {
            throw new SimulationFailure(simulation.id(), tick, "tick", e);
        }
    }

    private S apply(StampedEvent event, S state, TickObserver<? super S> observer) {
        try {
            return simulation.event(state, event.event());
        } catch (RuntimeException e) {
            String doing =
                    "event " + event.stamp() + " of type " + event.event().type();
            observer.failed(event, new SimulationFailure(simulation.id(), event.tick(), doing, e));
            return state;
        }
    }
}
