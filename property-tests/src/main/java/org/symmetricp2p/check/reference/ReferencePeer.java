package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Bye;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/**
 * What one peer must put out and show after each input, but for states: chapters 2 to 6 of the specification, the plain
 * way. It has nothing of the core but its records, so it doesn't share its mistakes.
 */
public final class ReferencePeer {

    private static final long SECOND = 1_000_000_000;
    private static final int MAX_WAITING = 1_000;
    private static final long EVENT_BYTES = 200; // what an event takes beside its payload

    private final Config config;
    private Source self;
    private final ReferenceClock clock;
    private final Known known = new Known();
    private final Judge judge;
    private final Greeter greeter;
    private final Belief belief;
    private final ReferenceLateness lateness;
    private final Set<LinkId> tellers = new HashSet<>(); // links over which SYNC tells arrivals; looked up only
    private final List<ReferenceLink> links = new ArrayList<>();
    private final List<Event> waiting = new ArrayList<>();
    private final List<StampedEvent> late = new ArrayList<>(); // since the last reading
    private Optional<Walk> walk = Optional.empty();
    private long holdUntil; // W of spec 2.9
    private long taken; // by events, in bytes
    private long told; // the last reading at which SYNC was due

    private final List<Output> outputs = new ArrayList<>();
    private final List<StampedEvent> fresh = new ArrayList<>();

    public ReferencePeer(Config config, Simulation<?> simulation, long start) {
        this.config = config;
        this.self = config.self();
        this.clock = ReferenceClock.of(config, start);
        this.judge = new Judge(config, known);
        this.belief = new Belief(config, clock, start);
        this.lateness = new ReferenceLateness(config);
        this.greeter = new Greeter(config, simulation.id(), simulation.stateSize());
        this.holdUntil = start + config.joinNanos();
        this.told = start;
    }

    /**
     * What comes out after an input.
     *
     * @throws IllegalArgumentException if a link comes up that is up
     */
    public List<Output> on(Input input) {
        outputs.clear();
        fresh.clear();
        if (input instanceof Input.ClockRead read) {
            onRead(read.nanos());
        } else if (input instanceof Input.LocalEvent local) {
            onLocal(local.event());
        } else if (input instanceof Input.Received received) {
            onReceived(received.link(), received.message(), received.nanos());
        } else if (input instanceof Input.LinkUp up) {
            onUp(up);
        } else if (input instanceof Input.LinkDown down) {
            remove(down.link());
        }
        return outputs;
    }

    // ---- what is seen ----

    public Known known() {
        return known;
    }

    /** The events that the last input made known, in the order in which they were inserted. */
    public List<StampedEvent> fresh() {
        return fresh;
    }

    Config config() {
        return config;
    }

    /** Who it is now. */
    Source self() {
        return self;
    }

    ReferenceClock clock() {
        return clock;
    }

    Belief belief() {
        return belief;
    }

    List<Event> waiting() {
        return waiting;
    }

    List<ReferenceLink> links() {
        return links;
    }

    Optional<Walk> walk() {
        return walk;
    }

    boolean isHoldingInput() {
        return clock.nanos() < holdUntil || clock.hasHeardAhead() || walk.isPresent();
    }

    /** The local times at which something is over or due. */
    List<Long> turns() {
        List<Long> turns = new ArrayList<>(List.of(holdUntil, told + SECOND, clock.closing()));
        walk.ifPresent(
                shown -> turns.addAll(List.of(shown.begun() + shown.nanos() / 2, shown.begun() + shown.nanos())));
        return turns;
    }

    // ---- time ----

    /** In the order of spec 5.10. */
    private void onRead(long nanos) {
        long before = clock.tick();
        boolean wasClosed = clock.gap() == 0;
        clock.read(nanos);
        if (wasClosed && clock.gap() > 0) {
            holdUntil = Math.max(holdUntil, clock.nanos() + SECOND);
        }
        walk = walk.filter(shown -> !shown.isOver(clock.nanos()));
        boolean holds =
                isHoldingInput(); // a travel that begins now doesn't yet: or one after the other could, for ever
        if (!holds) {
            issue(waiting);
            waiting.clear();
        }
        if (!late.isEmpty()) {
            replay(before);
        }
        if (clock.isDue(told)) {
            told = clock.nanos();
            clock.telling();
            lateness.forget(clock.tick());
            for (ReferenceLink link : links) {
                if (link.isLive()) {
                    send(link.id(), new Message.Sync(clock.tick(), clock.timing(link.id()), lateness.tell(link.id())));
                }
            }
        }
    }

    private void replay(long before) {
        late.sort(Oracle.ORDER);
        StampedEvent earliest = late.get(0);
        outputs.add(new Output.RolledBack(earliest.tick(), before, List.copyOf(late), known.overtakenBy(late, before)));
        late.clear();
        long turn = earliest.tick() - 1;
        walk = walk.isPresent()
                ? Optional.of(walk.get().deepened(turn))
                : Walk.starting(before, turn, clock.nanos(), config);
    }

    // ---- local events ----

    private void onLocal(Event event) {
        if (!isHoldingInput() && waiting.isEmpty()) {
            issue(List.of(event));
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(event);
        } else {
            outputs.add(new Output.Refused(event, ""));
        }
    }

    /** Spec 2.6, 3.15. */
    private void issue(List<Event> events) {
        List<StampedEvent> issued = new ArrayList<>();
        for (Event event : events) {
            boolean isOneSourceTooMany = known.of(self) == 0 && known.sources() >= Versions.MAX_SOURCES;
            if (isOneSourceTooMany
                    || !hasRoom(event, config.maxEventBytes() / 16 * 15 + config.maxEventBytes() % 16 * 15 / 16)) {
                outputs.add(new Output.Refused(event, ""));
            } else {
                issued.add(issue(event));
            }
        }
        if (!issued.isEmpty()) {
            sendAll(new Message.Events(clock.tick(), issued), Optional.empty());
        }
    }

    private StampedEvent issue(Event event) {
        StampedEvent previous = known.latest(self);
        long tick = Math.max(clock.tick() + lateness.delta(clock.tick()), previous == null ? 0 : previous.tick());
        StampedEvent issued = new StampedEvent(new Stamp(tick, self, known.of(self) + 1), event);
        insert(issued);
        lateness.issue(issued, clock.tick());
        return issued;
    }

    /** Spec 6.26. */
    private boolean hasRoom(Event event, long limit) {
        return taken + bytesOf(event) <= limit;
    }

    private static long bytesOf(Event event) {
        return EVENT_BYTES + event.payload().size();
    }

    private void insert(StampedEvent event) {
        known.add(event);
        taken += bytesOf(event.event());
        fresh.add(event);
        if (event.tick() <= clock.tick()) {
            late.add(event);
        }
    }

    // ---- links ----

    private void onUp(Input.LinkUp up) {
        if (link(up.link()).isPresent()) {
            throw new IllegalArgumentException(up.link() + " is up already");
        }
        links.add(new ReferenceLink(up.link(), up.expected(), Optional.empty()));
        send(up.link(), greeter.hello(self, clock.tick(), known));
    }

    private void onReceived(LinkId id, Message message, long nanos) {
        Optional<ReferenceLink> link = link(id);
        if (link.isEmpty()) {
            return;
        }
        if (message instanceof Bye bye) {
            remove(id);
            outputs.add(new Output.Unlinked(id, bye));
        } else if (message instanceof Message.Hello hello) {
            onHello(link.get(), hello, nanos);
        } else if (!link.get().isLive()) {
            close(id, new Bye(Reason.VIOLATION, ""));
        } else if (message instanceof Message.Sync sync) {
            onSync(link.get(), sync, nanos);
        } else if (message instanceof Message.Events events) {
            onEvents(link.get(), events);
        }
    }

    private void onSync(ReferenceLink link, Message.Sync sync, long nanos) {
        if (sync.timing().isPresent() != (config.clock() == ClockKind.ROOTED)) {
            close(link.id(), new Bye(Reason.VIOLATION, ""));
        } else if (!sync.arrivals().isEmpty() && !tellers.contains(link.id())) {
            close(link.id(), new Bye(Reason.VIOLATION, ""));
        } else if (hears(link, clock.told(sync.clock(), sync.timing()))) {
            lateness.hear(sync.arrivals());
            sync.timing().ifPresent(timing -> clock.hear(link.id(), timing, nanos));
        }
    }

    private void onHello(ReferenceLink link, Message.Hello hello, long nanos) {
        Optional<Bye> refusal = greeter.refusal(hello, link, belief)
                .or(() -> another(hello.self()))
                .or(() -> greeter.contradiction(hello, known));
        if (refusal.isPresent()) {
            close(link.id(), refusal.get());
            return;
        }
        if (hello.versions().seqs().getOrDefault(self, 0L) > known.of(self)) {
            renew();
        }
        belief.take(link, hello.clock());
        belief.meet(link);
        if (clock.gap() == 0) {
            holdUntil = clock.nanos();
        }
        clock.meet(link.id(), hello.clock(), nanos);
        links.set(links.indexOf(link), new ReferenceLink(link.id(), link.expected(), Optional.of(hello.self())));
        if (greeter.tellsArrivals(hello)) {
            tellers.add(link.id());
        }
        List<StampedEvent> history = known.beyond(hello.versions());
        if (!history.isEmpty()) {
            send(link.id(), new Message.Events(clock.tick(), history));
        }
        outputs.add(new Output.Linked(link.id(), hello.self()));
    }

    /** The last row of spec 6.5, by spec 6.10. */
    private Optional<Bye> another(Source neighbour) {
        boolean isLinked = links.stream().anyMatch(link -> link.neighbour().equals(Optional.of(neighbour)));
        return self.peer() < neighbour.peer() && isLinked
                ? Optional.of(new Bye(Reason.DUPLICATE_LINK, ""))
                : Optional.empty();
    }

    private void onEvents(ReferenceLink from, Message.Events message) {
        if (!hears(from, message.clock())) {
            return;
        }
        long present = Math.max(clock.tick(), message.clock());
        Optional<Reason> bad = Optional.empty();
        for (StampedEvent event : message.events()) {
            Judge.Judgement judgement = judge.of(event, present);
            boolean isForeign = judgement.isNew() || judgement.bad().isPresent();
            if (isForeign && event.source().equals(self)) {
                renew();
            }
            bad = judgement.bad();
            if (judgement.isNew() && !hasRoom(event.event(), config.maxEventBytes())) {
                bad = Optional.of(Reason.LIMIT);
            } else if (judgement.isNew()) {
                insert(event);
            }
            if (bad.isPresent()) {
                break;
            }
        }
        if (tellers.contains(from.id())) {
            lateness.note(fresh, from.id(), clock.tick());
        }
        if (!fresh.isEmpty()) {
            sendAll(new Message.Events(clock.tick(), List.copyOf(fresh)), Optional.of(from.id()));
        }
        bad.ifPresent(reason -> close(from.id(), new Bye(reason, "")));
    }

    /** Spec 6.25. */
    private void renew() {
        Source former = self;
        do {
            self = new Source(self.peer(), (self.incarnation() + 1) & Long.MAX_VALUE);
        } while (known.of(self) > 0);
        outputs.add(new Output.Renewed(former, self));
    }

    /** Takes a neighbour's clock; or closes the link, if it is too far ahead (spec 3.5). */
    private boolean hears(ReferenceLink from, long heard) {
        if (!belief.holds(from, heard)) {
            close(from.id(), new Bye(Reason.LIMIT, ""));
            return false;
        }
        belief.take(from, heard);
        return true;
    }

    private Optional<ReferenceLink> link(LinkId id) {
        for (ReferenceLink link : links) {
            if (link.id().equals(id)) {
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    private void sendAll(Message message, Optional<LinkId> except) {
        for (ReferenceLink link : links) {
            if (link.isLive() && !except.equals(Optional.of(link.id()))) {
                send(link.id(), message);
            }
        }
    }

    private void send(LinkId link, Message message) {
        outputs.add(new Output.Send(link, message));
    }

    private void remove(LinkId id) {
        links.removeIf(link -> link.id().equals(id));
        clock.part(id);
        lateness.part(id);
        tellers.remove(id);
    }

    private void close(LinkId id, Bye bye) {
        remove(id);
        outputs.add(new Output.Close(id, bye));
    }
}
