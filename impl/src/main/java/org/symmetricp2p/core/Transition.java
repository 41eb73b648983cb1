package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;

/**
 * The rules of the protocol: one step of one peer, while it is being made. Starts as the peer before,
 * changes by one input, and ends as the peer afterwards and its outputs; nobody else ever sees it.
 */
final class Transition<S> implements TickObserver<S> {

    private Config config; // only who the peer is can change
    private final TickObserver<? super S> observer;
    private final List<Output> outputs = new ArrayList<>(0);
    private Clock clock;
    private TimeMachine<S> machine;
    private Links links;
    private List<Event> queue;
    private Optional<Rewind<S>> rewind;
    private Optional<Travel<S>> travel;
    private long holdUntilNanos;
    private long syncedNanos;
    private Trust trust;
    private Reached limitsReached;
    private Settlement settlement;
    private Snapshot<S> settled;
    private Checkpoints checkpoints;
    private Handover handover;
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
                handover);
    }

    void on(Input input) {
        if (input instanceof Input.ClockRead read) {
            onClockRead(read.nanos());
        } else if (input instanceof Input.LocalEvent local) {
            onLocalEvent(local.event());
        } else if (input instanceof Input.Leaving) {
            leave();
        } else if (input instanceof Input.LinkUp up) {
            onLinkUp(new Link(up.link(), up.expected(), Optional.empty()));
        } else if (input instanceof Input.LinkDown down) {
            drop(down.link());
        } else if (input instanceof Input.Received received) {
            // What still comes from a link that this peer has closed is of no interest.
            links.get(received.link()).ifPresent(link -> onReceived(link, received.message(), received.nanos()));
        }
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
        travel = travel.filter(t -> !t.isOverAt(now));
        issueQueued(); // before another travel may start: so travels alone hold input for one travel at most
        rewind.ifPresent(r -> complete(r, before.tick()));
        if (clock.isDue(syncedNanos)) {
            clock = clock.telling();
            tell(new Message.Sync(clock.tick()));
            syncedNanos = now;
        }
        if (settlement.keeper().isPresent()) {
            settle();
        }
    }

    private void tell(Message.Sync sync) {
        for (Link link : links.all()) {
            if (link.isLive()) {
                outputs.add(new Output.Send(link.id(), sync.with(clock.timing(link.id()))));
            }
        }
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
        if (hear(link, clock.toldBy(sync))) {
            sync.timing().ifPresent(timing -> clock = clock.hear(link.id(), timing, nanos));
        }
    }

    // ---- events ----

    private void onLocalEvent(Event event) {
        if (queue.isEmpty() && !peer().isHoldingInput()) {
            issue(event);
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
            queue.forEach(this::issue);
            queue = List.of();
        }
    }

    /** Stamps a local event: Δ ahead, but never before this peer's previous one; and floods it (spec 2.3, 2.4). */
    private void issue(Event event) {
        Optional<Stamp> previous = machine.timeline().latestOf(config.self()).map(StampedEvent::stamp);
        long earliest = Math.max(clock.tick() + config.delta(), settlement.earliest(config.self(), machine.timeline()));
        Stamp stamp = Stamp.next(config.self(), previous, earliest);
        StampedEvent stamped = new StampedEvent(stamp, event);
        Optional<Message.Bye> objection = counted(
                        Limit.SOURCES, machine.timeline().judge(stamped).objection(stamp))
                .or(() -> counted(Limit.EVENT_BYTES, new Capacity(config, machine.timeline()).objectionToOwn(stamped)));
        if (objection.isPresent()) {
            outputs.add(new Output.Refused(event, objection.get().text()));
            return;
        }
        machine = machine.insert(stamped);
        flood(List.of(stamped), Optional.empty());
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
                objection = close(event.source());
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
        hearOf(fresh.stream().map(StampedEvent::source).toList());
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
    private Optional<Message.Bye> counted(Limit limit, Optional<Message.Bye> objection) {
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
        } else if (message instanceof Message.Events events && hear(link, events.clock())) {
            onEvents(link, events);
        } else if (message instanceof Message.Promises promises && isSettling(link)) {
            onPromises(link.id(), promises);
        } else if (message instanceof Message.Declaration declaration && isSettling(link)) {
            onDeclaration(link.id(), declaration);
        } else if (message instanceof Message.Checkpoint checkpoint && isSettling(link)) {
            checkpoints = checkpoints.hearing(link.id(), checkpoint);
            compareStates();
        } else if (message instanceof Message.Snapshot snapshot && isSettling(link)) {
            onSnapshot(link, snapshot);
        } else if (message instanceof Message.State state && isSettling(link)) {
            onState(link, state);
        }
    }

    /** Somebody else issues under this identity: leaves it to them, and issues under the next that nobody used (spec 6.25). */
    private void renewIf(boolean isTaken) {
        if (isTaken) {
            Source former = config.self();
            renew();
            outputs.add(new Output.Renewed(former, config.self()));
        }
    }

    private void renew() {
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
                || hasDeclaredUnawares(kept.tick()));
        believe(link, hello.clock());
        trust = trust.meeting(link);
        if (clock.gap() == 0) {
            holdUntilNanos = clock.nanos(); // not alone any more; a catch-up that runs keeps its hold
        }
        links = links.with(link.liveWith(hello.self()));
        clock = clock.meet(link.id(), hello.clock(), nanos);
        outputs.add(new Output.Linked(link.id(), hello.self()));
        if (kept.tick() < machine.beginning().tick()) {
            handOver(link.id());
        }
        // History before live traffic: the link becomes live in the step that queues all that the neighbour
        // lacks, so nothing can overtake it on this FIFO (spec 6.7, 6.8).
        List<StampedEvent> history = machine.timeline().beyond(hello.versions());
        if (!history.isEmpty()) {
            outputs.add(new Output.Send(link.id(), new Message.Events(clock.tick(), history)));
        }
        greet(link.id(), kept);
    }

    // ---- what is settled ----

    /** After the events comes what was declared of them, and then what was promised (spec 8.17). */
    private void greet(LinkId link, Kept kept) {
        kept.keeper().ifPresent(keeper -> adopt(keeper, link));
        if (settlement.keeper().isEmpty()) {
            return;
        }
        handover = handover.knowing(link, kept.tick());
        long since = Math.max(kept.tick(), machine.beginning().tick());
        if (since < settlement.tick() || since == 0 && kept.keeper().isEmpty()) {
            outputs.add(new Output.Send(link, settlement.declaredSince(since, machine.timeline())));
        }
        if (!settlement.promised().latest().isEmpty()) {
            outputs.add(new Output.Send(
                    link, new Message.Promises(settlement.promised().latest())));
        }
        checkpoints.last().ifPresent(checkpoint -> outputs.add(new Output.Send(link, checkpoint)));
        promiseIfDue();
    }

    /** Who knew no keeper learns of it, and tells those neighbours that know none either (spec 8.3). */
    private void adopt(Source keeper, LinkId from) {
        if (settlement.keeper().isEmpty()) {
            settlement = settlement.keptBy(keeper);
            sendToAllBut(Optional.of(from), settlement.declaredSince(0, machine.timeline()));
        }
    }

    /** As the keeper, of what it can't have forgotten: then it is another life, and no keeper (spec 8.13). */
    private boolean hasDeclaredUnawares(long tick) {
        return settlement.isBy(config.self()) && tick > settlement.tick();
    }

    /** At a reading: promises, declares, and tells what has become settled. */
    private void settle() {
        promiseIfDue();
        settlement.reach(clock, config).ifPresent(reach -> {
            long since = settlement.tick();
            settlement = settlement.declaring(reach, clock.nanos());
            sendToAllBut(Optional.empty(), settlement.declaredSince(since, machine.timeline()));
        });
        long to = Math.min(settlement.tick(), clock.tick());
        if (to > settled.tick()) {
            long checkpoint = Checkpoints.lastUpTo(to, config);
            settled = machine.from(settled)
                    .advanceTo(to, (tick, state) -> {
                        observer.settled(tick, state);
                        if (tick == checkpoint) {
                            pass(new Message.Checkpoint(tick, machine.hash(tick, state)));
                        }
                    })
                    .present();
            forget();
        }
    }

    /** Drops what is settled for longer than a window; not one tick after the other, as dropping costs as much as what is left (spec 8.20). */
    private void forget() {
        long window = config.settling().orElseThrow().window();
        if ((settled.tick() - machine.beginning().tick()) / 2 >= window) {
            machine = machine.beginningBy(settled.tick() - window);
        }
    }

    /** Tells the neighbours which state this peer was in (spec 8.18). */
    private void pass(Message.Checkpoint checkpoint) {
        checkpoints = checkpoints.passing(checkpoint);
        sendToAllBut(Optional.empty(), checkpoint);
        compareStates();
    }

    /** Who is right can't be known here, and the events are as good as before: so the link stays, and people are told (spec 8.19). */
    private void compareStates() {
        for (LinkId id : checkpoints.differing()) {
            Message.Checkpoint theirs = checkpoints.heard().get(id).checkpoint();
            Source neighbour = links.get(id).orElseThrow().neighbour().orElseThrow();
            long mine = checkpoints.own(theirs.tick());
            outputs.add(new Output.Diverged(id, neighbour, theirs.tick(), mine, theirs.hash()));
            checkpoints = checkpoints.told(id);
        }
    }

    private void promiseIfDue() {
        if (settlement.isPromiseDue(clock.nanos())) {
            promise(Math.max(settlement.tick() + 1, Math.min(clock.aim() + config.delta(), Stamp.MAX_TICK)));
        }
    }

    /** The keeper itself needn't promise, as nobody else goes by it. */
    private void promise(long tick) {
        Source self = config.self();
        Promise promise = new Promise(tick, machine.timeline().seqOf(self));
        if (settlement.keeper().isPresent()
                && !settlement.isBy(self)
                && settlement.promised().isNews(self, promise)) {
            settlement = settlement.promising(self, promise, clock.nanos());
            sendToAllBut(Optional.empty(), new Message.Promises(new TreeMap<>(Map.of(self, promise))));
        }
    }

    /** Whether such messages may come at all (spec 7.22). */
    private boolean isSettling(Link link) {
        if (config.settling().isEmpty()) {
            close(link.id(), new Message.Bye(Message.Reason.VIOLATION, "the session doesn't settle"));
        }
        return config.settling().isPresent();
    }

    /** Nothing more will come of this source; a peer that goes on nevertheless, with its memory, does so as another (spec 8.14). */
    private void leave() {
        if (settlement.keeper().isPresent() && !settlement.isBy(config.self())) {
            promise(Stamp.MAX_TICK);
            renew();
        }
    }

    private void onPromises(LinkId link, Message.Promises message) {
        Optional<Message.Bye> objection = settlement.objectionTo(message, machine.timeline());
        if (objection.isPresent()) {
            close(link, objection.get());
            return;
        }
        SortedMap<Source, Promise> fresh = settlement.newsOf(message);
        if (!fresh.isEmpty()) {
            settlement = settlement.hearing(fresh);
            hearOf(fresh.keySet());
            sendToAllBut(Optional.of(link), new Message.Promises(fresh));
        }
    }

    private void hearOf(Collection<Source> sources) {
        if (settlement.isBy(config.self())) {
            settlement = settlement.hearingOf(sources, clock.nanos());
        }
    }

    private void onDeclaration(LinkId link, Message.Declaration declaration) {
        Optional<Message.Bye> objection = settlement.objectionTo(declaration, machine.timeline());
        if (objection.isPresent()) {
            close(link, objection.get());
            return;
        }
        declaration.keeper().ifPresent(keeper -> adopt(keeper, link));
        handover = handover.knowing(link, declaration.tick());
        renewIf(hasDeclaredUnawares(declaration.tick()));
        if (declaration.tick() > settlement.tick()) {
            discard(settlement.voidBy(declaration, machine.timeline()));
            long since = settlement.tick();
            settlement = settlement.settledAt(declaration.tick());
            sendToAllBut(Optional.of(link), settlement.declaredSince(since, machine.timeline()));
        }
        promiseIfDue();
    }

    /** What the events before the beginning have led to, for a neighbour that may not know all of them (spec 8.21). */
    private void handOver(LinkId link) {
        Snapshot<S> from = machine.beginning();
        byte[] bytes = machine.bytes(from);
        long hash = machine.hash(from.tick(), from.state());
        Versions versions = machine.timeline().versionsAt(from.tick());
        Source keeper = settlement.keeper().orElseThrow();
        outputs.add(new Output.Send(link, new Message.Snapshot(from.tick(), keeper, bytes.length, hash, versions)));
        if (bytes.length > 0) {
            outputs.add(new Output.Send(link, new Message.State(ByteBuffer.wrap(bytes))));
        }
    }

    private void onSnapshot(Link link, Message.Snapshot snapshot) {
        int stateSize = machine.simulation().stateSize();
        Optional<Message.Bye> objection = settlement
                .objectionTo(snapshot)
                .or(() -> handover.objectionTo(link.id(), snapshot, stateSize));
        if (objection.isPresent()) {
            close(link.id(), objection.get());
        } else {
            handover = handover.knowing(link.id(), snapshot.tick()).hearing(link.id(), snapshot);
            takeOverWhatIsWhole(link);
        }
    }

    private void onState(Link link, Message.State state) {
        Optional<Message.Bye> objection = handover.objectionTo(link.id(), state);
        if (objection.isPresent()) {
            close(link.id(), objection.get());
        } else {
            handover = handover.hearing(link.id(), state);
            takeOverWhatIsWhole(link);
        }
    }

    private void takeOverWhatIsWhole(Link link) {
        handover.whole(link.id()).ifPresent(whole -> {
            handover = handover.done(link.id());
            if (whole.snapshot().tick() > settlement.tick()) {
                Optional<S> state = machine.decode(whole.bytes(), whole.snapshot().hash());
                Optional<Message.Bye> objection = objectionTo(whole.snapshot(), state);
                objection.ifPresentOrElse(
                        bye -> close(link.id(), bye), () -> takeOver(link, whole.snapshot(), state.orElseThrow()));
            }
        });
    }

    private Optional<Message.Bye> objectionTo(Message.Snapshot snapshot, Optional<S> state) {
        if (state.isEmpty()) {
            return Optional.of(new Message.Bye(
                    Message.Reason.VIOLATION, "the bytes of the snapshot of tick " + snapshot.tick() + " aren't those of its state"));
        }
        return Greeting.conflict(machine.timeline(), snapshot.versions())
                .or(() -> counted(Limit.SOURCES, machine.timeline().objectionTo(snapshot.versions())));
    }

    /** Goes on from there; what this peer knows beyond stays, and what it knows before that doesn't exist is void (spec 8.22). */
    private void takeOver(Link link, Message.Snapshot snapshot, S state) {
        if (settlement.keeper().isEmpty()) {
            settlement = settlement.keptBy(snapshot.keeper());
        }
        renewIf(hasDeclaredUnawares(snapshot.tick())
                || snapshot.versions().of(config.self()) > machine.timeline().seqOf(config.self()));
        discard(settlement.voidBy(settlement.declaredBy(snapshot), machine.timeline()));
        machine = machine.beginningWith(new Snapshot<>(snapshot.tick(), state), snapshot.versions());
        settlement = settlement.settledAt(snapshot.tick());
        settled = machine.beginning();
        rewind = Optional.empty();
        travel = Optional.empty();
        outputs.add(new Output.TookOver(link.neighbour().orElseThrow(), snapshot.tick()));
        for (Link other : links.all()) {
            if (other.isLive() && handover.isBefore(other.id(), snapshot.tick())) {
                handOver(other.id());
            }
        }
        promiseIfDue();
    }

    /** Takes void events out, as if they had never come, and closes their sources (spec 8.10, 8.11). */
    private void discard(SortedMap<Source, Long> last) {
        if (last.isEmpty()) {
            return;
        }
        List<StampedEvent> gone = machine.timeline().after(last);
        TimeMachine<S> past = machine;
        Source self = config.self();
        List<StampedEvent> own =
                gone.stream().filter(e -> settlement.isOwn(e, self)).toList();
        machine = machine.without(last, gone.get(0).tick());
        settlement = settlement.closing(last.keySet());
        List<StampedEvent> undone =
                gone.stream().filter(e -> clock.tick() >= e.tick()).toList();
        if (!undone.isEmpty()) {
            rewind = Optional.of(rewind.orElseGet(() -> Rewind.of(past)).without(undone));
        }
        renewIf(last.containsKey(self));
        issueAgain(own);
    }

    /** Before all that waits, so the user's order stays; the application hears of it in any case. */
    private void issueAgain(List<StampedEvent> own) {
        boolean isIssuedAgain = config.settling().orElseThrow().issuesAgain();
        own.forEach(event -> outputs.add(new Output.Voided(event, isIssuedAgain)));
        if (isIssuedAgain && !own.isEmpty()) {
            List<Event> longer =
                    new ArrayList<>(own.stream().map(StampedEvent::event).toList());
            longer.addAll(queue);
            queue = List.copyOf(longer);
        }
    }

    /** Somebody else's event came too late to exist: nothing of its source is taken any more. */
    private Optional<Message.Bye> close(Source source) {
        Optional<Message.Bye> objection = settlement.objectionToClosing(source);
        if (objection.isEmpty()) {
            settlement = settlement.closing(List.of(source));
        }
        return counted(Limit.SOURCES, objection);
    }

    // ---- the end of links ----

    private void drop(LinkId link) {
        links = links.without(link);
        clock = clock.part(link);
        checkpoints = checkpoints.without(link);
        handover = handover.without(link);
    }

    private void close(LinkId link, Message.Bye bye) {
        drop(link);
        outputs.add(new Output.Close(link, bye));
    }

    private void sendToAllBut(Optional<LinkId> except, Message message) {
        for (Link link : links.all()) {
            if (link.isLive() && !except.equals(Optional.of(link.id()))) {
                outputs.add(new Output.Send(link.id(), message));
            }
        }
    }
}
