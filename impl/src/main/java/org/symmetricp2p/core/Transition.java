package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symmetricp2p.app.Event;

/**
 * The rules of the protocol: one step of one peer, while it is being made. Starts as the peer before,
 * changes by one input, and ends as the peer afterwards and its outputs; nobody else ever sees it.
 */
final class Transition<S> implements TickObserver<S> {

    Config config; // only who the peer is can change
    final TickObserver<? super S> observer;
    final List<Output> outputs = new ArrayList<>(0);
    Clock clock;
    TimeMachine<S> machine;
    private Links links;
    List<Event> queue;
    Optional<Rewind<S>> rewind;
    private Optional<Travel<S>> travel;
    private long holdUntilNanos;
    private long syncedNanos;
    private Trust trust;
    private Reached limitsReached;
    Settlement settlement;
    Snapshot<S> settled;
    Checkpoints checkpoints;
    Handover handover;
    private Lateness lateness;
    private long reached; // the tick up to which, before this step, all had been simulated at least once

    Transition(Peer<S> peer, TickObserver<? super S> observer) {
        this.config = peer.config;
        this.observer = observer;
        this.clock = peer.clock;
        this.machine = peer.machine;
        this.links = peer.links;
        this.queue = peer.queue;
        this.rewind = peer.rewind;
        this.travel = peer.travel;
        this.holdUntilNanos = peer.holdUntilNanos;
        this.syncedNanos = peer.syncedNanos;
        this.trust = peer.trust;
        this.limitsReached = peer.limitsReached;
        this.settlement = peer.settlement;
        this.settled = peer.settled;
        this.checkpoints = peer.checkpoints;
        this.handover = peer.handover;
        this.lateness = peer.lateness;
        this.reached = clock.tick();
    }

    Step<S> outcome() {
        return new Step<>(peer(), outputs.isEmpty() ? List.of() : outputs); // nearly always empty
    }

    private Peer<S> peer() {
        return new Peer<>(
                config,
                clock,
                machine,
                links,
                queue,
                rewind,
                travel,
                holdUntilNanos,
                syncedNanos,
                trust,
                limitsReached,
                settlement,
                settled,
                checkpoints,
                handover,
                lateness);
    }

    void on(Input input) {
        if (input instanceof Input.ClockRead read) {
            onClockRead(read.nanos());
        } else if (input instanceof Input.LocalEvent local) {
            onLocalEvent(local.event());
        } else if (input instanceof Input.Leaving) {
            settler().leave();
        } else if (input instanceof Input.LinkUp up) {
            onLinkUp(Link.greeting(up.link(), up.expected()));
        } else if (input instanceof Input.LinkDown down) {
            drop(down.link());
        } else if (input instanceof Input.Received received) {
            Optional<Link> link = links.get(received.link());
            if (link.isPresent()) { // what still comes from a link that this peer has closed is of no interest
                onReceived(link.get(), received.message(), received.nanos());
            }
        }
    }

    /** Those of the rules that only count where the session settles. */
    private Settler<S> settler() {
        return new Settler<>(this);
    }

    // ---- time ----

    private void onClockRead(long nanos) {
        Clock before = clock;
        clock = clock.read(nanos);
        long now = clock.nanos(); // later than nanos, if local time was set back
        if (clock.gap() > 0 && before.gap() == 0) {
            holdUntilNanos = Math.max(holdUntilNanos, now + Clock.CATCH_UP_NANOS);
        }
        machine = machine.advanceTo(clock.tick(), this);
        if (travel.isPresent() && travel.get().isOverAt(now)) {
            travel = Optional.empty();
        }
        issueQueued(); // before another travel may start: so travels alone hold input for one travel at most
        if (rewind.isPresent()) {
            complete(rewind.get(), before.tick());
        }
        if (clock.isDue(syncedNanos)) {
            clock = clock.telling();
            tell(new Message.Sync(clock.tick()));
            syncedNanos = now;
        }
        if (settlement.keeper().isPresent()) {
            settler().onReading();
        }
    }

    private void tell(Message.Sync sync) {
        lateness = lateness.forgettingAt(clock);
        for (Link link : links.all()) {
            if (link.isLive()) {
                List<Arrival> arrivals = lateness.over(link.id());
                outputs.add(new Output.Send(link.id(), sync.with(clock.timing(link.id()), arrivals)));
                lateness = lateness.telling(arrivals);
            }
        }
    }

    /** Δ, for an event that is issued now. */
    int delta() {
        return lateness.delta(clock);
    }

    @Override
    public void ticked(long tick, S state) {
        observer.ticked(tick, state);
    }

    /** An event without effect is told when it is simulated for the first time. */
    @Override
    public void failed(StampedEvent event, SimulationFailure failure) {
        observer.failed(event, failure);
        if (event.tick() > reached || rewind.stream().anyMatch(r -> r.late().contains(event))) {
            outputs.add(new Output.WithoutEffect(event.stamp(), failure.getMessage()));
        }
    }

    /** The replay is made: reports the rollback, and lets the user see it. */
    private void complete(Rewind<S> rewound, long to) {
        rewind = Optional.empty();
        rewound.report(to).ifPresent(report -> show(report, rewound.past()));
    }

    private void show(Output.RolledBack report, TimeMachine<S> past) {
        outputs.add(report);
        long turn = report.from() - 1;
        if (travel.isPresent()) {
            travel = travel.map(t -> t.deepenedTo(turn));
        } else if (config.travelNanos() > 0) {
            travel = Optional.of(Travel.starting(past, turn, report.to(), clock.nanos(), config));
        }
    }

    /** Takes note of a neighbour's clock, or closes the link if it is too far ahead to be believed (spec 3.5). */
    private boolean hear(Link link, long neighbour) {
        Optional<Message.Bye> objection = counted(Limit.LEAD, trust.objection(link, neighbour, clock, config));
        objection.ifPresentOrElse(bye -> close(link.id(), bye), () -> believe(link, neighbour));
        return objection.isEmpty();
    }

    private void believe(Link link, long neighbour) {
        trust = trust.believing(link, neighbour, clock);
        clock = clock.hear(neighbour);
    }

    /** Tells more of the time if clocks are rooted, and no more otherwise (spec 7.21). */
    private void onSync(Link link, Message.Sync sync, long nanos) {
        boolean isTimed = config.clock() == ClockKind.ROOTED;
        if (sync.timing().isPresent() != isTimed) {
            close(
                    link.id(),
                    new Message.Bye(Message.Reason.VIOLATION, "SYNC with" + (isTimed ? "out" : "") + " timing"));
            return;
        }
        if (!sync.arrivals().isEmpty() && !link.tellsArrivals()) {
            close(link.id(), new Message.Bye(Message.Reason.VIOLATION, "SYNC with arrivals"));
            return;
        }
        if (hear(link, clock.toldBy(sync))) {
            lateness = lateness.hearing(sync.arrivals());
            sync.timing().ifPresent(timing -> clock = clock.hear(link.id(), timing, nanos));
        }
    }

    // ---- events ----

    private void onLocalEvent(Event event) {
        if (queue.isEmpty() && !peer().isHoldingInput()) {
            issue(List.of(event));
        } else if (queue.size() < Peer.MAX_QUEUED) {
            List<Event> longer = new ArrayList<>(queue);
            longer.add(event);
            queue = List.copyOf(longer);
        } else {
            limitsReached = limitsReached.and(Limit.QUEUED_EVENTS);
            outputs.add(new Output.Refused(event, Peer.MAX_QUEUED + " events wait already"));
        }
    }

    private void issueQueued() {
        if (!queue.isEmpty() && !peer().isHoldingInput()) {
            issue(queue);
            queue = List.of();
        }
    }

    /** In order, and in one message: so many are as little for a link as one (spec 2.6, 3.15). */
    private void issue(List<Event> events) {
        flood(events.stream().flatMap(event -> stamp(event).stream()).toList(), Optional.empty());
    }

    /** Stamps a local event: Δ ahead, but never before this peer's previous one (spec 2.3, 2.4). */
    private Optional<StampedEvent> stamp(Event event) {
        Optional<Stamp> previous = machine.timeline().latestOf(config.self()).map(StampedEvent::stamp);
        long earliest = Math.max(clock.tick() + delta(), settlement.earliest(config.self(), machine.timeline()));
        Optional<Stamp> stamp = Stamp.next(config.self(), previous, earliest);
        if (stamp.isEmpty()) {
            outputs.add(new Output.Refused(event, "tick " + earliest + " is after the last one, " + Stamp.MAX_TICK));
            return Optional.empty();
        }
        StampedEvent stamped = new StampedEvent(stamp.get(), event);
        Optional<Message.Bye> objection = counted(
                        Limit.SOURCES, machine.timeline().judge(stamped).objection(stamped.stamp()))
                .or(() -> counted(Limit.EVENT_BYTES, new Capacity(config, machine.timeline()).objectionToOwn(stamped)));
        if (objection.isPresent()) {
            outputs.add(new Output.Refused(event, objection.get().text()));
            return Optional.empty();
        }
        machine = machine.insert(stamped);
        lateness = lateness.issuing(stamped.stamp(), clock);
        return Optional.of(stamped);
    }

    /** Inserts what is new and floods it; at the first event that can't be right, closes the link (spec 3.3, 3.4). */
    private void onEvents(Link link, Message.Events message) {
        TimeMachine<S> past = machine;
        List<StampedEvent> fresh = new ArrayList<>();
        Optional<Message.Bye> objection = Optional.empty();
        for (StampedEvent event : message.events()) {
            Timeline.Verdict verdict = settlement.judge(event, machine.timeline());
            objection = objection(verdict, event.stamp(), message.clock());
            renewIf(verdict != Timeline.Verdict.DUPLICATE && event.source().equals(config.self()));
            if (objection.isEmpty() && verdict == Timeline.Verdict.NEW) {
                objection = counted(Limit.EVENT_BYTES, new Capacity(config, machine.timeline()).objectionTo(event));
            }
            if (objection.isEmpty() && verdict == Timeline.Verdict.VOID) {
                objection = counted(Limit.SOURCES, settler().close(event.source()));
            }
            if (objection.isPresent()) {
                break;
            }
            if (verdict == Timeline.Verdict.NEW) {
                machine = machine.insert(event);
                fresh.add(event);
            }
        }
        noteLateAmong(fresh, past);
        lateness = lateness.noting(fresh, link, clock);
        settler().hearOf(fresh);
        flood(fresh, Optional.of(link.id()));
        objection.ifPresent(bye -> close(link.id(), bye));
    }

    /** The verdict of the timeline, and what it can't know of: how far ahead is too far (spec 3.2, 3.6). */
    private Optional<Message.Bye> objection(Timeline.Verdict verdict, Stamp stamp, long neighbour) {
        long furthest = Math.max(clock.tick(), neighbour) + Config.MAX_DELTA;
        return verdict == Timeline.Verdict.NEW && stamp.tick() - furthest > config.maxLead()
                ? counted(
                        Limit.LEAD,
                        Optional.of(Greeting.tooFarAhead("event " + stamp, stamp.tick(), config.maxLead(), furthest)))
                : counted(Limit.SOURCES, verdict.objection(stamp));
    }

    /** An objection that may be because of a limit: counts it, if it is. */
    Optional<Message.Bye> counted(Limit limit, Optional<Message.Bye> objection) {
        if (objection.isPresent() && objection.get().reason() == Message.Reason.LIMIT) {
            limitsReached = limitsReached.and(limit);
        }
        return objection;
    }

    /** Late is what is stamped now or before: those ticks, or their order of events, are to be made again. */
    private void noteLateAmong(List<StampedEvent> fresh, TimeMachine<S> past) {
        List<StampedEvent> late =
                fresh.stream().filter(e -> e.tick() <= clock.tick()).toList();
        if (!late.isEmpty()) {
            rewind = Optional.of(rewind.orElseGet(() -> Rewind.of(past)).with(late));
        }
    }

    /** To all live links but one (spec 3.8, 3.11). */
    private void flood(List<StampedEvent> events, Optional<LinkId> except) {
        if (!events.isEmpty()) {
            sendToAllBut(except, new Message.Events(clock.tick(), events));
        }
    }

    // ---- links ----

    private void onLinkUp(Link link) {
        if (links.get(link.id()).isPresent()) {
            throw new IllegalArgumentException(link.id() + " is up already");
        }
        links = links.with(link);
        outputs.add(new Output.Send(link.id(), Greeting.of(peer())));
    }

    private void onReceived(Link link, Message message, long nanos) {
        if (message instanceof Message.Bye bye) {
            drop(link.id());
            outputs.add(new Output.Unlinked(link.id(), bye));
        } else if (message instanceof Message.Hello hello) {
            onHello(link, hello, nanos);
        } else if (!link.isLive()) {
            close(link.id(), new Message.Bye(Message.Reason.VIOLATION, "HELLO must come first"));
        } else if (message instanceof Message.Sync sync) {
            onSync(link, sync, nanos);
        } else if (message instanceof Message.Events events) {
            if (hear(link, events.clock())) {
                onEvents(link, events);
            }
        } else {
            settler().on(link.id(), message);
        }
    }

    /** Somebody else issues under this identity: leaves it to them, and issues under the next that nobody used (spec 6.25). */
    void renewIf(boolean isTaken) {
        if (isTaken) {
            Source former = config.self();
            renew();
            outputs.add(new Output.Renewed(former, config.self()));
        }
    }

    void renew() {
        Source former = config.self();
        Source next = former.nextIncarnation();
        while (machine.timeline().seqOf(next) > 0) {
            next = next.nextIncarnation();
        }
        config = config.withSelf(next);
        settlement = settlement.renewed(former, machine.timeline().seqOf(former));
    }

    private void onHello(Link link, Message.Hello hello, long nanos) {
        Optional<Message.Bye> objection = counted(Limit.LEAD, Greeting.objection(peer(), link, hello));
        if (objection.isPresent()) {
            close(link.id(), objection.get());
            return;
        }
        Kept kept = Kept.of(hello);
        renewIf(hello.versions().of(config.self()) > machine.timeline().seqOf(config.self())
                || settlement.isUnaware(config.self(), kept.tick()));
        believe(link, hello.clock());
        trust = trust.meeting(link);
        if (clock.gap() == 0) {
            holdUntilNanos = clock.nanos(); // not alone any more; a catch-up that runs keeps its hold
        }
        links = links.with(link.liveWith(hello.self(), Greeting.tellsArrivals(config, hello)));
        clock = clock.meet(link.id(), hello.clock(), nanos);
        outputs.add(new Output.Linked(link.id(), hello.self()));
        settler().greetFirst(link.id(), kept);
        // History before live traffic: the link becomes live in the step that queues all that the neighbour
        // lacks, so nothing can overtake it on this FIFO (spec 6.7, 6.8).
        List<StampedEvent> history = machine.timeline().beyond(hello.versions());
        if (!history.isEmpty()) {
            outputs.add(new Output.Send(link.id(), new Message.Events(clock.tick(), history)));
        }
        settler().greet(link.id(), kept);
    }

    /** Goes on from a state to which others' events have led; what was seen of the past is over. */
    void beginWith(Snapshot<S> state, Versions led) {
        machine = machine.beginningWith(state, led);
        settled = state;
        rewind = Optional.empty();
        travel = Optional.empty();
    }

    Source neighbourOf(LinkId link) {
        return links.get(link).flatMap(Link::neighbour).orElseThrow();
    }

    Stream<LinkId> liveLinks() {
        return links.all().stream().filter(Link::isLive).map(Link::id);
    }

    private void drop(LinkId link) {
        links = links.without(link);
        clock = clock.part(link);
        checkpoints = checkpoints.without(link);
        handover = handover.without(link);
        lateness = lateness.without(link);
    }

    void close(LinkId link, Message.Bye bye) {
        drop(link);
        outputs.add(new Output.Close(link, bye));
    }

    void sendToAllBut(Optional<LinkId> except, Message message) {
        for (Link link : links.all()) {
            if (link.isLive() && !except.equals(Optional.of(link.id()))) {
                outputs.add(new Output.Send(link.id(), message));
            }
        }
    }
}
