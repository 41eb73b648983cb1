package org.symmetricp2p.core;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/**
 * One peer of a symmetric application, as an immutable value: {@link #step} takes what happened and gives
 * the peer afterwards and what to do. It does no I/O and reads no clock; a driver feeds it inputs, one at
 * a time, and performs its outputs in order:
 *
 * <pre>
 *   Peer&lt;S&gt; peer = Peer.start(config, simulation, nanos);
 *   for (;;) {
 *       Input input = ...;                  // a message, a key press; or, at peer.nextWakeNanos(), the time
 *       Step&lt;S&gt; step = peer.step(input);
 *       peer = step.peer();
 *       step.outputs().forEach(...);        // send, close, tell the user
 *       draw(peer.frame());                 // whenever the screen wants
 *   }
 * </pre>
 *
 * <p>What always holds after a {@link Input.ClockRead}: the state is F(events known, clock). Between two
 * readings, late events may have rewound the time machine; the next reading replays, once.
 *
 * <p>This class is what a peer <em>is</em>; the rules by which it changes are in {@link Transition}.
 */
public final class Peer<S> {

    /** How often a peer tells its neighbours its clock, in nanoseconds (spec 5.8). */
    public static final long SYNC_NANOS = 1_000_000_000;

    /** The shortest time between two declarations of a keeper, in nanoseconds (spec 8.16). */
    public static final long DECLARE_NANOS = 300_000_000;

    /** How many seconds' ticks are between two checkpoints (spec 8.18). */
    public static final long CHECKPOINT_SECONDS = 5;

    /** How many of its own hashes of settled states a peer remembers, for neighbours that are later than it (spec 8.19). */
    public static final int CHECKPOINTS_KEPT = 16;

    /** The most local events that wait: while the user sees the past, the clock catches up, or nobody is reached yet. */
    public static final int MAX_QUEUED = 1_000;

    final Config config;
    final Clock clock;
    final TimeMachine<S> machine;
    final Links links;
    final List<Event> queue;
    final Optional<Rewind<S>> rewind; // late events since the last reading of the clock
    final Optional<Travel<S>> travel;
    final long holdUntilNanos; // input waits until then: for a first link, or for a catch-up
    final long syncedNanos; // when the clock was last told
    final Trust trust;
    final Reached limitsReached;
    final Settlement settlement;
    final Snapshot<S> settled; // of the last tick that was told to be settled
    final Checkpoints checkpoints;
    final Handover handover;
    final Lateness lateness;

    Peer(
            Config config,
            Clock clock,
            TimeMachine<S> machine,
            Links links,
            List<Event> queue,
            Optional<Rewind<S>> rewind,
            Optional<Travel<S>> travel,
            long holdUntilNanos,
            long syncedNanos,
            Trust trust,
            Reached limitsReached,
            Settlement settlement,
            Snapshot<S> settled,
            Checkpoints checkpoints,
            Handover handover,
            Lateness lateness) {
        this.config = config;
        this.clock = clock;
        this.machine = machine;
        this.links = links;
        this.queue = queue;
        this.rewind = rewind;
        this.travel = travel;
        this.holdUntilNanos = holdUntilNanos;
        this.syncedNanos = syncedNanos;
        this.trust = trust;
        this.limitsReached = limitsReached;
        this.settlement = settlement;
        this.settled = settled;
        this.checkpoints = checkpoints;
        this.handover = handover;
        this.lateness = lateness;
    }

    /**
     * A peer with empty memory, at tick 0.
     *
     * @param nanos the local time, in nanoseconds from any origin from which it doesn't overflow within the session
     * @throws IllegalArgumentException if the simulation's id or state size is out of bounds
     * @throws SimulationFailure if the application can't start
     */
    public static <S> Peer<S> start(Config config, Simulation<S> simulation, long nanos) {
        Greeting.checkSimulation(simulation);
        TimeMachine<S> machine = TimeMachine.start(simulation);
        return new Peer<>(
                config,
                Clock.startingAt(nanos, config),
                machine,
                Links.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                nanos + config.joinNanos(),
                nanos,
                Trust.startingAt(nanos),
                Reached.NOTHING,
                Settlement.startingAt(nanos, config),
                machine.present(),
                Checkpoints.NONE,
                Handover.NONE,
                Lateness.of(config));
    }

    /** {@link #step(Input, TickObserver)} without an observer. */
    public Step<S> step(Input input) {
        return step(input, (tick, state) -> {});
    }

    /**
     * The peer after an input, and what to do about it.
     *
     * @throws IllegalArgumentException if a {@link Input.LinkUp} names a link that is up
     * @throws SimulationFailure if the application throws at a tick, or when the bytes or the hash of a settled state are wanted; this peer, a value, is as it was
     */
    public Step<S> step(Input input, TickObserver<? super S> observer) {
        Transition<S> transition = new Transition<>(this, observer);
        transition.on(input);
        return transition.outcome();
    }

    public Config config() {
        return config;
    }

    public Clock clock() {
        return clock;
    }

    /** The tick that the peer is at. */
    public long tick() {
        return clock.tick();
    }

    /** Δ of the next event that this peer issues, in ticks (spec 2.4). */
    public int delta() {
        return lateness.delta(clock);
    }

    /** The time machine; behind {@link #tick} only between a late event and the next reading of the clock. */
    public TimeMachine<S> machine() {
        return machine;
    }

    public Timeline timeline() {
        return machine.timeline();
    }

    /** The links, greeting or live. */
    public Collection<Link> links() {
        return links.all();
    }

    /** The local events that wait to be issued. */
    public List<Event> queued() {
        return queue;
    }

    /**
     * Whether local events wait: for a travel or a catch-up to end, or to reach anyone at first. A travel alone, or a
     * catch-up alone, holds them for at most a second, even if a neighbour's clock runs so fast that catching up never
     * ends; one that begins while the other holds can prolong that (spec 2.9).
     */
    public boolean isHoldingInput() {
        return clock.nanos() < holdUntilNanos || clock.hasHeardAhead() || travel.isPresent();
    }

    /** Why there is no room for what a neighbour knows and this peer doesn't, if there isn't (spec 6.26). */
    public Optional<Message.Bye> objectionTo(Versions theirs) {
        return Capacity.objectionTo(theirs, this);
    }

    /** How many ticks further ahead a message would take this peer, if its clock was believed (spec 3.5). */
    public long leadOf(Message message) {
        return Trust.lead(clock.toldBy(message), clock);
    }

    /** How often it has reached those limits that the core keeps: for a lead, for the events and sources of a session, for those that wait. */
    public Reached limitsReached() {
        return limitsReached;
    }

    /**
     * The last tick that is settled and has been simulated, and its state: no event will change it any more, at any peer (spec 8.12). Tick
     * 0 if there is none, as in a session that doesn't settle.
     */
    public Snapshot<S> settled() {
        return settled;
    }

    /** {@link #settled}'s tick. */
    public long settledTick() {
        return settled.tick();
    }

    /** Whose declarations say what is settled, if that is known. */
    public Optional<Source> keeper() {
        return settlement.keeper();
    }

    /** The sources of which it takes nothing more: something of them is void (spec 8.10). */
    public SortedSet<Source> closed() {
        return settlement.closed();
    }

    /** What is left to be sent of a message that waits, if anything is: not what has become void meanwhile (spec 8.23). */
    public Optional<Message> due(Message message) {
        return settlement.due(message, timeline());
    }

    /** What the user sees, as of the last reading of the clock. */
    public Frame<S> frame() {
        TimeMachine<S> seen = rewind.map(Rewind::past).orElse(machine);
        if (travel.isPresent()) {
            return travel.get().frameAt(clock.nanos(), seen);
        }
        Snapshot<S> present = seen.present();
        Frame.View view = clock.isCatchingUp() ? Frame.View.CATCHING_UP : Frame.View.PRESENT;
        return new Frame<>(present.tick(), present.state(), view);
    }

    /** The local time at which the clock should be read next at the latest, in nanoseconds. */
    public long nextWakeNanos() {
        return clock.nextTickNanos();
    }
}
