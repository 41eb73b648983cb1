package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.check.ConnectionModel.Ending;
import org.symmetricp2p.check.ConnectionModel.Phase;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Rate;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * What an endpoint has to do, made of the rules of chapter 6 alone, plainly: told what happens to it and what it does about
 * that, it finds every action that is wrong, missing or too much. What the core decides is taken as it is.
 */
public final class LinkModel<S> {

    /** A step of the endpoint's core. */
    private record CoreStep(Input input, List<Output> outputs) {}

    /** The whole endpoint is looked at when a connection changes, and every so many reactions in which none does. */
    private static final int OFTEN = 16;

    private static final int GREATEST_BYTES = 200 + Payload.MAX_SIZE; // what an event takes at most

    private static final int BYE = 4; // the type of its frames (spec 7.1)

    private final Map<LinkId, ConnectionModel> connections = new TreeMap<>();
    private final DialRules dials = new DialRules(this);
    private final UserModel user = new UserModel(this);
    private final Places places = new Places(this, dials);
    private final Limits limits;
    private final int self;
    private final Set<Integer> barred = new TreeSet<>();
    private final Map<String, Bucket> newSources = new TreeMap<>(); // that strangers brought, by machine
    private final Map<String, Bucket> leads = new TreeMap<>(); // ticks, because of those who dialled, by machine
    private final Map<String, Bucket> replayed = new TreeMap<>(); // ticks, because of strangers, by machine
    private boolean isLeaving;
    private long now;
    private long wokenAt = Long.MIN_VALUE;
    private long dueNanos = Long.MAX_VALUE; // nothing is due before

    // ---- this reaction ----

    private final List<CoreStep> steps = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>(); // that the core must get because of the signal
    private boolean hasReadClock;
    private boolean hasChanged; // a connection, or what is wanted
    private String undue = ""; // why the core mustn't be given the message, if it mustn't
    private int unchanged; // how many reactions in which nothing has
    private Signal signal = new Signal.Wake();
    private Peer<S> before;
    private long tick;

    /** An endpoint without connections. */
    public LinkModel(Peer<S> peer) {
        this.limits = peer.config().limits();
        this.before = peer;
        this.self = peer.config().self().peer();
        this.now = peer.clock().nanos();
    }

    /** The core has made a step. */
    public void stepped(Input input, Step<S> step) {
        if (!(input instanceof Input.ClockRead)) {
            steps.add(new CoreStep(input, step.outputs()));
            return;
        }
        hasReadClock = true;
        if (!step.outputs().isEmpty()) {
            steps.add(new CoreStep(input, step.outputs()));
        }
    }

    /**
     * The endpoint has reacted, after the steps that were told.
     *
     * @param nanos the local time
     * @throws Violation if it isn't what the rules demand
     */
    public void reacted(Endpoint<S> before, Signal what, long nanos, Reaction<S> reaction) {
        now = Math.max(now, nanos);
        boolean isWake = what instanceof Signal.Wake;
        if (!(isWake
                && hasReadClock
                && now < dueNanos
                && steps.isEmpty()
                && reaction.actions().isEmpty())) { // nearly always
            begin(what, before, reaction.endpoint());
            on(what);
            checkInputs();
            for (CoreStep step : steps) {
                for (Output output : step.outputs) {
                    on(output);
                }
            }
            charge(reaction.endpoint().peer());
            for (Action action : reaction.actions()) {
                on(action);
            }
            settle(reaction);
        }
        hasReadClock = false;
        wokenAt = isWake ? now : wokenAt;
    }

    private void begin(Signal what, Endpoint<S> before, Endpoint<S> after) {
        signal = what;
        this.before = before.peer();
        tick = after.peer().tick();
        hasChanged = before.peer().links() != after.peer().links();
        boolean isDue = what instanceof Signal.Inject
                || what instanceof Signal.Wake && before.peer().nextWakeNanos() <= now;
        require(hasReadClock || isLeaving || !isDue, () -> "the clock isn't read");
        require(!hasReadClock || !isLeaving, () -> "the clock is read after leaving");
    }

    private void settle(Reaction<S> reaction) {
        if (hasChanged) {
            places.take(connections);
            List.copyOf(connections.keySet()).forEach(this::settleEnd);
            places.settle(connections);
            dials.settle(reaction.actions());
        }
        user.settle();
        if (hasChanged || ++unchanged % OFTEN == 0) {
            checkEndpoint(reaction.endpoint());
        }
        steps.clear();
        inputs.clear();
        undue = "";
    }

    /** When it was last woken, before this reaction. */
    long wokenAt() {
        return wokenAt;
    }

    long now() {
        return now;
    }

    Limits limits() {
        return limits;
    }

    /** The peers to which there is a live link. */
    Set<Integer> linked() {
        Set<Integer> linked = new TreeSet<>();
        for (ConnectionModel connection : connections.values()) {
            if (connection.phase == Phase.LIVE) {
                linked.add(connection.neighbour.orElseThrow().peer());
            }
        }
        return linked;
    }

    void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw violation(what.get());
        }
    }

    Violation violation(String what) {
        return new Violation(
                Property.LINKED, self, tick, what + (signal instanceof Signal.Wake ? "" : "; on " + signal));
    }

    // ---- what happens ----

    private void on(Signal happened) {
        if (happened instanceof Signal.Received received) {
            Optional<ConnectionModel> connection = find(received.link());
            if (connection.isPresent()) {
                onFrame(received, connection.get());
            }
        } else if (happened instanceof Signal.Written written) {
            Optional<ConnectionModel> connection = find(written.link());
            if (connection.isPresent()) {
                connection.get().taken(written.bytes(), now);
            }
        } else if (happened instanceof Signal.Inject inject) {
            inputs.addAll(isLeaving ? List.of() : List.of(new Input.LocalEvent(inject.event())));
        } else if (!(happened instanceof Signal.Wake)) {
            hasChanged = true;
            onNetwork(happened);
            onUser(happened);
        } else if (now >= dueNanos) {
            hasChanged = true;
            connections.values().forEach(c -> c.overdue(now));
            dials.wake();
        }
    }

    /** A connection that isn't over. */
    private Optional<ConnectionModel> find(LinkId link) {
        ConnectionModel connection = connections.get(link);
        return connection == null || connection.isOver() ? Optional.empty() : Optional.of(connection);
    }

    private void end(ConnectionModel connection, Ending... oneOf) {
        hasChanged = true;
        connection.end(oneOf);
    }

    private void onUser(Signal wish) {
        if (isLeaving) {
            return;
        }
        if (wish instanceof Signal.Link link) {
            barred.remove(link.peer());
            dials.wanted(link.peer(), link.address());
        } else if (wish instanceof Signal.Relink relink) {
            barred.remove(relink.peer());
            dials.wantedAgain(relink.peer());
        } else if (wish instanceof Signal.Unlink unlink) {
            onUnlink(unlink.peer());
        } else if (wish instanceof Signal.Leave) {
            isLeaving = true;
            dials.leave();
            connections.values().forEach(c -> end(c, Ending.bye(Reason.LEAVING)));
        }
    }

    private void onUnlink(int peer) {
        barred.add(peer);
        dials.unwanted(peer);
        for (ConnectionModel connection : connections.values()) {
            if (connection.isLiveTo(peer) || connection.dialled.equals(OptionalInt.of(peer))) {
                end(connection, Ending.bye(Reason.UNLINKED));
            }
        }
    }

    private void onNetwork(Signal happened) {
        if (happened instanceof Signal.Accepted accepted) {
            onConnection(accepted.link(), OptionalInt.empty(), accepted.from());
            places.checkGreeting(connections.values()).ifPresent(c -> end(c, Ending.bye(Reason.LIMIT)));
        } else if (happened instanceof Signal.Connected connected) {
            onConnected(connected);
        } else if (happened instanceof Signal.Unreachable unreachable) {
            dials.failed(unreachable.dial());
        } else if (happened instanceof Signal.Closed closed) {
            find(closed.link()).ifPresent(c -> dials.ended(closed.link(), c));
            connections.remove(closed.link());
        } else if (happened instanceof Signal.Overlong overlong) {
            find(overlong.link()).ifPresent(c -> end(c, Ending.bye(Reason.VIOLATION)));
        } else if (happened instanceof Signal.Formless formless) {
            find(formless.link()).ifPresent(c -> end(c, Ending.bye(Reason.VIOLATION)));
        }
    }

    private ConnectionModel onConnection(LinkId link, OptionalInt dialled, String address) {
        ConnectionModel connection = new ConnectionModel(dialled, address, limits, now);
        connections.put(link, connection);
        if (isLeaving) {
            end(connection, Ending.bye(Reason.LEAVING), Ending.CLOSE);
        }
        return connection;
    }

    private void onConnected(Signal.Connected connected) {
        OptionalInt peer = OptionalInt.of(connected.dial().peer());
        if (!dials.connected(connected.dial(), connected.link())) {
            ConnectionModel givenUp = new ConnectionModel(peer, connected.from(), limits, now);
            connections.put(connected.link(), givenUp);
            end(givenUp, Ending.CLOSE);
        } else if (onConnection(connected.link(), peer, connected.from()).ends.isEmpty()) {
            inputs.add(new Input.LinkUp(connected.link(), peer));
        }
    }

    /** Who may speak is seen before the core is told (spec 6.1, 6.4, 6.5, 7.13). */
    private void onFrame(Signal.Received received, ConnectionModel connection) {
        connection.hear(received.frame().remaining(), now);
        hasChanged |= connection.isPauseDue;
        Decoded decoded = readByCore().orElseGet(() -> Wire.decode(received.frame()));
        if (decoded instanceof Decoded.Bad bad) {
            end(connection, Ending.bye(bad.reason()));
            return;
        }
        Message message = ((Decoded.Ok) decoded).message();
        if (message instanceof Message.Hello hello
                && barred.contains(hello.self().peer())) {
            end(connection, Ending.bye(Reason.UNLINKED));
            return;
        }
        if (message instanceof Message.Hello hello
                && connection.phase != Phase.LIVE
                && (!places.hasOneFor(connection, hello.self().peer(), connections.values()) || isTooMuch(hello))) {
            end(connection, Ending.bye(Reason.LIMIT));
            return;
        }
        if (isTooDeep(connection, message)) {
            undue = "events, of which too many are of long ago; ";
        } else if (isTooNew(connection, message)) {
            undue = "events, of which too many are of new sources; ";
        } else if (isTooFarAhead(connection, message)) {
            undue = "a clock of who dialled, which is too far ahead; ";
        }
        if (!undue.isEmpty()) {
            end(connection, Ending.bye(Reason.LIMIT));
            return;
        }
        if (message instanceof Message.Hello hello && self < hello.self().peer()) {
            connections.values().stream()
                    .filter(c -> c.neighbour.equals(Optional.of(hello.self())) && c.isQuiet(now))
                    .forEach(c -> end(c, Ending.CLOSE)); // spec 6.10
        }
        if (connection.phase == Phase.UNHEARD) {
            onFirst(received.link(), connection, message);
        }
        if (connection.ends.isEmpty()) {
            inputs.add(new Input.Received(received.link(), message, now));
        }
    }

    private boolean isStranger(ConnectionModel connection, int peer) {
        return connection.dialled.isEmpty() && !dials.wants(peer);
    }

    private boolean isFull(Bucket bucket) {
        return bucket != null && bucket.filledAt() > now;
    }

    /** How many new sources there are now, how much has to be simulated again, and whose doing that is (spec 6.27, 6.28). */
    private void charge(Peer<S> after) {
        if (signal instanceof Signal.Received received) {
            ConnectionModel connection = connections.get(received.link());
            long ahead = after.clock().aim() - before.clock().aim();
            boolean isLead = before.clock().isMovedBy(after.clock().aim()); // not one that is tolerated
            if (ahead > 0 && isLead && isGuest(connection)) {
                leads.computeIfAbsent(connection.host, host -> new Bucket(Rate.leads(limits), now))
                        .take(ahead, now);
            }
            if (connection.neighbour.isPresent()
                    && isStranger(connection, connection.neighbour.get().peer())) {
                charge(connection, after);
            }
        }
    }

    private void charge(ConnectionModel connection, Peer<S> after) {
        long deeper = toReplay(after) - Math.max(toReplay(before), limits.of(Limit.DEEP_TICKS));
        if (deeper > 0) {
            replayed.computeIfAbsent(connection.host, host -> new Bucket(Rate.replayed(limits), now))
                    .take(deeper, now);
        }
        int more = after.timeline().sources() - before.timeline().sources();
        if (more > 0) {
            newSources
                    .computeIfAbsent(connection.host, host -> new Bucket(Rate.sources(limits), now))
                    .take(more, now);
        }
    }

    private static long toReplay(Peer<?> peer) {
        return peer.tick() - peer.machine().present().tick();
    }

    /** Whether a stranger brings more new sources, of whose machine they are too many (spec 6.27). */
    private boolean isTooNew(ConnectionModel connection, Message message) {
        return connection.phase == Phase.LIVE
                && message instanceof Message.Events events
                && isStranger(connection, connection.neighbour.orElseThrow().peer())
                && isFull(newSources.get(connection.host))
                && events.events().stream()
                        .anyMatch(event -> before.timeline().versions().of(event.source()) == 0);
    }

    /** Whether a stranger brings more of long ago, of whose machine that is too much (spec 6.28). */
    private boolean isTooDeep(ConnectionModel connection, Message message) {
        return connection.phase == Phase.LIVE
                && message instanceof Message.Events events
                && isStranger(connection, connection.neighbour.orElseThrow().peer())
                && isFull(replayed.get(connection.host))
                && events.events().stream()
                        .anyMatch(event -> before.tick() - event.tick() >= limits.of(Limit.DEEP_TICKS)
                                && !before.timeline().contains(event));
    }

    /** Only a peer that dials others needn't believe who dialled (spec 6.29). */
    private boolean isGuest(ConnectionModel connection) {
        return connection.dialled.isEmpty() && dials.wantsAny();
    }

    /** Whether the clock of somebody who dialled is further ahead than those of its machine may take this one (spec 6.29). */
    private boolean isTooFarAhead(ConnectionModel connection, Message message) {
        if (!isGuest(connection) || connection.phase != Phase.LIVE && !(message instanceof Message.Hello)) {
            return false;
        }
        long lead = before.leadOf(message);
        Rate rate = Rate.leads(limits);
        return lead > 0
                && lead
                        > leads.getOrDefault(connection.host, new Bucket(rate, now))
                                .tokens(now);
    }

    /** Whether the neighbour knows what isn't known here, where no further event has room (spec 6.26). */
    private boolean isTooMuch(Message.Hello hello) {
        return before.timeline().bytes() + GREATEST_BYTES > before.config().maxEventBytes()
                && hello.versions().seqs().entrySet().stream()
                        .anyMatch(theirs -> before.timeline().versions().of(theirs.getKey()) < theirs.getValue());
    }

    /** What the core has read was a good frame, and needn't be read again. */
    private Optional<Decoded> readByCore() {
        for (CoreStep step : steps) {
            if (step.input instanceof Input.Received read) {
                return Optional.of(new Decoded.Ok(read.message()));
            }
        }
        return Optional.empty();
    }

    private void onFirst(LinkId link, ConnectionModel connection, Message message) {
        if (message instanceof Message.Hello) {
            connection.phase = Phase.GREETING;
            inputs.add(new Input.LinkUp(link, OptionalInt.empty()));
        } else {
            end(connection, message instanceof Message.Bye ? Ending.CLOSE : Ending.bye(Reason.VIOLATION));
        }
    }

    // ---- what the core says ----

    private void checkInputs() {
        int due = 0;
        for (CoreStep step : steps) {
            if (!(step.input instanceof Input.ClockRead) && !(step.input instanceof Input.LinkDown)) {
                boolean isDue = due < inputs.size() && step.input.equals(inputs.get(due));
                require(
                        isDue,
                        () -> "the core is given " + undue + step.input + ", where of " + inputs + " the next is due");
                due++;
            }
        }
        int given = due;
        require(given == inputs.size(), () -> "the core isn't given all of " + inputs);
    }

    private void on(Output output) {
        if (output instanceof Output.Send send) {
            ConnectionModel connection = connections.get(send.link());
            connection.owe(send.message());
            if (connection.isOverfull()) {
                end(connection, Ending.CLOSE);
            }
        } else if (output instanceof Output.Close close) {
            end(connections.get(close.link()), Ending.bye(close.bye().reason()));
        } else if (output instanceof Output.Unlinked unlinked) {
            end(connections.get(unlinked.link()), Ending.CLOSE);
            connections.get(unlinked.link()).reason = Optional.of(unlinked.bye().reason());
        } else if (output instanceof Output.Linked linked) {
            connections.get(linked.link()).live(linked.neighbour(), now);
        } else {
            user.on(output);
        }
    }

    // ---- what is done ----

    private void on(Action action) {
        if (action instanceof Action.Write write) {
            onWrite(write, connectionOf(write.link(), action));
        } else if (action instanceof Action.Pause pause) {
            ConnectionModel connection = connectionOf(pause.link(), action);
            require(connection.isPauseDue, () -> action + ", which hasn't sent too much, or is paused");
            connection.isPauseDue = false;
        } else if (action instanceof Action.Resume resume) {
            ConnectionModel connection = connectionOf(resume.link(), action);
            require(connection.isResumeDue, () -> action + ", which isn't paused, or has sent too much");
            connection.isResumeDue = false;
        } else if (action instanceof Action.Finish finish) {
            say("Finish", connectionOf(finish.link(), action));
        } else if (action instanceof Action.Close close) {
            say("Close", connectionOf(close.link(), action));
        } else if (action instanceof Action.Connect || action instanceof Action.GiveUp) {
            hasChanged = true; // looked at when all else is settled
        } else {
            user.on(action);
        }
    }

    private ConnectionModel connectionOf(LinkId link, Action action) {
        ConnectionModel connection = connections.get(link);
        require(connection != null, () -> action + ", which isn't there");
        return connection;
    }

    private void say(String word, ConnectionModel connection) {
        hasChanged = true;
        connection.said.add(word);
    }

    private void onWrite(Action.Write write, ConnectionModel connection) {
        if (write.frame().get(write.frame().position() + Integer.BYTES) == BYE) {
            Message.Bye bye = (Message.Bye) ((Decoded.Ok) Wire.decode(write.frame())).message();
            connection.reason = Optional.of(bye.reason());
            say("BYE " + bye.reason(), connection);
            return;
        }
        boolean isOwed = !connection.isOver()
                && connection.said.isEmpty()
                && connection.write(write.frame().remaining(), now);
        require(isOwed, () -> "writes to " + write.link() + " what nobody sent, or too late");
        dueNanos = Math.min(dueNanos, connection.dueNanos()); // whoever doesn't read it is waited for from now on
    }

    /** A connection ends as demanded, or goes on, and is read or isn't. */
    private void settleEnd(LinkId link) {
        ConnectionModel connection = connections.get(link);
        require(!connection.isPauseDue, () -> "goes on reading of " + link + ", which sends too much");
        require(!connection.isResumeDue, () -> "doesn't go on reading of " + link);
        if (connection.ends.isEmpty() && connection.said.isEmpty()) {
            return;
        }
        Ending ending = connection.ends.stream()
                .filter(e -> connection.said.equals(e.words()))
                .findFirst()
                .orElseThrow(() -> violation("does " + words(connection.said) + " to " + link + ", where due is: "
                        + (connection.ends.isEmpty()
                                ? "nothing"
                                : connection.ends.stream()
                                        .map(e -> words(e.words()))
                                        .collect(Collectors.joining(" or ")))));
        if (!connection.isOver()) {
            dials.ended(link, connection);
        }
        connection.over(ending, now);
    }

    private static String words(List<String> said) {
        return said.isEmpty() ? "nothing" : String.join(", ", said);
    }

    // ---- what it is afterwards ----

    private void checkEndpoint(Endpoint<S> endpoint) {
        Set<LinkId> links = new TreeSet<>();
        Set<Integer> live = new TreeSet<>();
        for (Link link : endpoint.peer().links()) {
            links.add(link.id());
            link.neighbour().ifPresent(source -> live.add(source.peer()));
        }
        Set<LinkId> mine = new TreeSet<>(connections.keySet());
        require(endpoint.links().equals(mine), () -> "has " + endpoint.links() + ", should have " + mine);
        mine.removeIf(link -> !connections.get(link).isLink());
        require(links.equals(mine), () -> "the core has " + links + ", should have " + mine);
        require(
                live.equals(user.linked()),
                () -> "is linked to peers " + live + ", the user was told " + user.linked());
        require(live.stream().noneMatch(barred::contains), () -> "is linked to one of " + barred + ", taken down");
        boolean isOver = isLeaving && connections.isEmpty();
        require(endpoint.isLeaving() == isLeaving && endpoint.isOver() == isOver, () -> "is not leaving, or not over");
        checkWake(endpoint);
    }

    /** It wants to be woken when something is due, and not for nothing. */
    private void checkWake(Endpoint<S> endpoint) {
        long exact = isLeaving ? Long.MAX_VALUE : endpoint.peer().nextWakeNanos();
        dueNanos = Long.MAX_VALUE;
        for (ConnectionModel connection : connections.values()) {
            dueNanos = Math.min(dueNanos, connection.dueNanos());
        }
        long earliest = Math.min(Math.min(exact, dueNanos), dials.earliest());
        long latest = Math.min(Math.min(exact, dueNanos), dials.latest());
        long wake = endpoint.nextWakeNanos();
        require(
                wake >= earliest && wake <= latest,
                () -> "wants to be woken " + time(wake) + ", where something is due "
                        + (earliest == latest ? "" : "from " + time(earliest) + " to ") + time(latest));
        dueNanos = Math.min(dueNanos, dials.latest());
    }

    private static String time(long nanos) {
        return nanos == Long.MAX_VALUE ? "never" : nanos / 1_000_000 + " ms of local time";
    }
}
