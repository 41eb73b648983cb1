package org.symmetricp2p.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * The rules about connections: one turn of one endpoint, while it is being made. Starts as the endpoint before, changes by
 * one signal, and ends as the endpoint afterwards and its actions; nobody else ever sees it.
 */
final class Turn<S> {

    private final Endpoint<S> before;
    private final StepObserver<S> observer;
    private final long readNanos; // the local time as it was read
    private final long now; // the same, but never less than before
    private final List<Action> actions = new ArrayList<>(0);
    private final Dialling dialling;
    private SortedMap<Integer, String> whyLost = Collections.emptySortedMap(); // by peer, to which a link is over
    private Queue<Input> following; // what performing the outputs of a step brings about; null outside of steps
    private boolean hasNews; // a link came up, or was lost
    private Peer<S> peer;
    private SortedMap<LinkId, Connection> connections;
    private SortedSet<Integer> barred;
    private boolean isLeaving;
    private Strangers strangers;
    private Allowance sources; // new ones
    private Allowance replayed; // ticks

    Turn(Endpoint<S> endpoint, long nanos, StepObserver<S> observer) {
        this.before = endpoint;
        this.observer = observer;
        this.readNanos = nanos;
        this.now = Math.max(endpoint.nanos, nanos);
        this.peer = endpoint.peer;
        this.connections = endpoint.connections;
        this.barred = endpoint.barred;
        this.dialling = new Dialling(endpoint.dialers, now, actions, this::isLinkedTo);
        this.isLeaving = endpoint.isLeaving;
        this.strangers = endpoint.strangers;
        this.sources = endpoint.sources;
        this.replayed = endpoint.replayed;
    }

    Reaction<S> outcome() {
        tellNews();
        Endpoint<S> endpoint = new Endpoint<>(
                peer,
                before.pace,
                connections,
                dialling.outcome(),
                barred,
                strangers,
                sources,
                replayed,
                now,
                isLeaving,
                dueNanos());
        return new Reaction<>(endpoint, actions);
    }

    /** Nearly always nothing has changed but the peer. */
    private long dueNanos() {
        if (connections == before.connections && dialling.outcome() == before.dialers) {
            return before.dueNanos;
        }
        long due = dialling.dueNanos();
        for (Connection connection : connections.values()) {
            due = Math.min(due, connection.dueNanos(before.pace));
        }
        return due;
    }

    void on(Signal signal) {
        if (signal instanceof Signal.Wake) {
            onWake();
        } else if (signal instanceof Signal.Inject inject) {
            onInject(inject);
        } else if (signal instanceof Signal.Link link) {
            onLink(link.peer(), link.address());
        } else if (signal instanceof Signal.Unlink unlink) {
            onUnlink(unlink.peer());
        } else if (signal instanceof Signal.Relink relink) {
            onRelink(relink.peer());
        } else if (signal instanceof Signal.Leave leave) {
            onLeave(leave.why());
        } else if (signal instanceof Signal.Accepted accepted) {
            onMade(Connection.made(accepted.link(), Optional.empty(), accepted.from(), now));
        } else if (signal instanceof Signal.Connected connected) {
            onConnected(connected);
        } else if (signal instanceof Signal.Unreachable unreachable) {
            dialling.unreachable(unreachable.dial(), unreachable.why());
        } else if (signal instanceof Signal.Received received) {
            counting(received.link()).ifPresent(connection -> onReceived(connection, received.frame()));
        } else if (signal instanceof Signal.Overlong overlong) {
            String text = "a frame is longer than " + Wire.MAX_FRAME_SIZE + " bytes";
            counting(overlong.link()).ifPresent(c -> close(c, new Message.Bye(Reason.VIOLATION, text)));
        } else if (signal instanceof Signal.Written written) {
            counting(written.link()).ifPresent(c -> writeOn(c.with(c.outbox().taken(written.bytes(), now))));
        } else if (signal instanceof Signal.Closed closed) {
            onClosed(closed);
        }
    }

    // ---- time ----

    /** What is due on connections comes first: they are quick, and simulating may take long. */
    private void onWake() {
        if (before.dueNanos <= now) {
            for (LinkId id : List.copyOf(connections.keySet())) {
                Connection connection = connections.get(id); // the end of another may have changed it
                if (connection.dueNanos(before.pace) <= now) {
                    onDue(connection);
                }
            }
            dialling.wake();
        }
        if (!isLeaving) {
            feed(new Input.ClockRead(readNanos));
        }
    }

    private void onDue(Connection connection) {
        if (connection.isOver()) {
            closeAltogether(connection);
        } else if (connection.isGreeting() && connection.introducedNanos() <= now) {
            close(connection, new Message.Bye(Reason.VIOLATION, "no HELLO within " + Limits.HELLO_MILLIS + " ms"));
        } else if (connection.outbox().stalledNanos() <= now) {
            abort(connection, "the neighbour stopped reading for " + Limits.STALL_MILLIS + " ms");
        } else if (connection.intake().isPaused()) {
            put(connection.with(connection.intake().resumed(now)));
            actions.add(new Action.Resume(connection.id()));
        } else {
            abort(connection, "nothing was heard for " + Limits.SILENCE_MILLIS + " ms");
        }
    }

    // ---- the user ----

    /** The clock first: after a pause of this machine, the last reading may be long ago. */
    private void onInject(Signal.Inject inject) {
        if (!isLeaving) {
            feed(new Input.ClockRead(readNanos));
            feed(new Input.LocalEvent(inject.event()));
        }
    }

    private void onLink(int id, Address address) {
        unbar(id);
        if (!isLeaving) {
            dialling.link(id, address);
        }
    }

    private void onRelink(int id) {
        unbar(id);
        dialling.addressOf(id).ifPresent(address -> onLink(id, address));
    }

    private void onUnlink(int id) {
        SortedSet<Integer> more = new TreeSet<>(barred);
        more.add(id);
        barred = Collections.unmodifiableSortedSet(more);
        dialling.stop(id);
        for (Connection connection : List.copyOf(connections.values())) {
            if (connection.leadsTo(id)) {
                close(connection, unlinked());
            }
        }
    }

    private void unbar(int id) {
        SortedSet<Integer> fewer = new TreeSet<>(barred);
        fewer.remove(id);
        barred = Collections.unmodifiableSortedSet(fewer);
    }

    private static Message.Bye unlinked() {
        return new Message.Bye(Reason.UNLINKED, "the user took the link down");
    }

    private void onLeave(String why) {
        isLeaving = true;
        dialling.stopAll();
        for (Connection connection : List.copyOf(connections.values())) {
            close(connection, new Message.Bye(Reason.LEAVING, why));
        }
    }

    // ---- a connection's life ----

    private void onConnected(Signal.Connected connected) {
        Connection made = Connection.made(connected.link(), Optional.of(connected.dial()), connected.from(), now);
        if (dialling.connected(connected.dial())) {
            onMade(made);
        } else {
            closeAltogether(made); // an attempt that was given up
        }
    }

    private void onMade(Connection connection) {
        if (connections.containsKey(connection.id())) {
            throw new IllegalArgumentException(connection.id() + " is there already");
        }
        put(connection);
        if (isLeaving) {
            close(connection, new Message.Bye(Reason.LEAVING, "the peer leaves"));
        } else if (connection.dial().isPresent()) {
            introduceTo(connection, OptionalInt.of(connection.dial().get().peer()));
        } else {
            List<Connection> unknown = all(Connection::isUnknown);
            if (unknown.size() > Limits.MAX_GREETING) {
                close(Strangers.firstToGo(unknown), tooMany(Limits.MAX_GREETING, "connections that greet"));
            }
        }
    }

    private static Message.Bye tooMany(int limit, String what) {
        return new Message.Bye(Reason.LIMIT, "there are " + limit + " " + what + " already");
    }

    /** Why there can't be the link that this HELLO is about, whoever says it; who is wanted has places of its own (spec 6.18, 6.21). */
    private Optional<Message.Bye> refusal(Connection connection, Message.Hello hello) {
        if (barred.contains(hello.self().peer())) {
            return Optional.of(unlinked());
        }
        if (connection.isLive()) {
            return Optional.empty(); // a second one, which the peer refuses
        }
        List<Connection> live = all(Connection::isLive);
        if (live.size() >= Limits.MAX_LINKS) {
            return Optional.of(tooMany(Limits.MAX_LINKS, "links"));
        }
        boolean isWanted =
                connection.dial().isPresent() || dialling.wants(hello.self().peer());
        long strangers = live.stream().filter(this::isOfStranger).count();
        return isWanted || strangers < Limits.MAX_STRANGERS
                ? peer.objectionTo(hello.versions())
                : Optional.of(tooMany(Limits.MAX_STRANGERS, "links of peers that nobody wanted here"));
    }

    private boolean isOfStranger(Connection live) {
        return live.dial().isEmpty() && !dialling.wants(live.neighbour().getAsInt());
    }

    private void receive(Connection connection, Message message) {
        if (connection.isLive() && isOfStranger(connection)) {
            receiveOfStranger(connection, message);
        } else {
            feed(new Input.Received(connection.id(), message, now));
        }
    }

    /** A stranger who brings still more new sources, or still more of long ago, is sent away (spec 6.27, 6.28). */
    private void receiveOfStranger(Connection connection, Message message) {
        Pace pace = before.pace;
        String host = connection.host();
        if (replayed.isExceeded(host, pace.replayed(), now) && leadsToDeepReplay(message)) {
            close(connection, new Message.Bye(Reason.LIMIT, "too many events of long ago have come from this machine"));
            return;
        }
        if (sources.isExceeded(host, pace.sources(), now) && bringsNewSource(message)) {
            close(connection, new Message.Bye(Reason.LIMIT, "too many new sources have come from this machine"));
            return;
        }
        int known = peer.timeline().sources();
        long due = Math.max(ticksToReplay(), pace.deepTicks());
        feed(new Input.Received(connection.id(), message, now));
        if (ticksToReplay() > due) {
            replayed = replayed.without(host, ticksToReplay() - due, pace.replayed(), now);
        }
        if (peer.timeline().sources() > known) {
            sources = sources.without(host, peer.timeline().sources() - known, pace.sources(), now);
        }
    }

    private boolean bringsNewSource(Message message) {
        return message instanceof Message.Events events
                && events.events().stream()
                        .anyMatch(e -> peer.timeline().latestOf(e.source()).isEmpty());
    }

    /** How many ticks the next reading of the clock makes again. */
    private long ticksToReplay() {
        return peer.tick() - peer.machine().present().tick();
    }

    /** Duplicates don't: who passes on what others have passed on before does nothing wrong. */
    private boolean leadsToDeepReplay(Message message) {
        long deep = peer.tick() - before.pace.deepTicks();
        return message instanceof Message.Events events
                && events.events().stream()
                        .anyMatch(e -> e.tick() <= deep && !peer.timeline().contains(e));
    }

    /** Says HELLO. The one who dialled does so first: so whoever isn't wanted here learns nothing but that (spec 6.1). */
    private void introduceTo(Connection connection, OptionalInt expected) {
        put(connection.up(true));
        feed(new Input.LinkUp(connection.id(), expected));
    }

    private void live(Connection connection, int neighbour) {
        hasNews = true;
        put(connection.live(neighbour, now));
    }

    private void onReceived(Connection connection, ByteBuffer frame) {
        Connection heard = heard(connection, frame.remaining());
        Decoded decoded = Wire.decode(frame);
        if (decoded instanceof Decoded.Bad bad) {
            close(heard, bad.bye());
            return;
        }
        Message message = ((Decoded.Ok) decoded).message();
        Optional<Message.Bye> refusal =
                message instanceof Message.Hello hello ? refusal(heard, hello) : Optional.empty();
        if (refusal.isPresent()) {
            close(heard, refusal.get());
            return;
        }
        if (message instanceof Message.Hello hello) {
            makeWay(hello.self());
        }
        if (heard.isUp()) {
            receive(heard, message);
        } else {
            onFirst(heard, message);
        }
    }

    /** A quiet link ends when its neighbour greets anew, if this peer decides which of several stays (spec 6.10). */
    private void makeWay(Source neighbour) {
        if (peer.config().self().peer() < neighbour.peer()) {
            peer.links().stream()
                    .filter(link -> link.neighbour().equals(Optional.of(neighbour)))
                    .flatMap(link -> counting(link.id()).stream())
                    .filter(connection -> connection.intake().isQuiet(now))
                    .forEach(quiet -> abort(
                            quiet,
                            "nothing was heard for " + Limits.QUIET_MILLIS + " ms, and the neighbour greets anew"));
        }
    }

    /** A whole frame has come. If it is one too many, nothing is read for a while (spec 6.24). */
    private Connection heard(Connection connection, int bytes) {
        Intake intake = connection.intake().read(bytes, before.pace, now);
        if (intake.isTooMuch(before.pace, now)) {
            intake = intake.paused();
            actions.add(new Action.Pause(connection.id()));
        }
        Connection heard = connection.with(intake);
        put(heard);
        return heard;
    }

    /** Whoever doesn't say HELLO first learns nothing of this peer (spec 6.1, 6.4, 6.19). */
    private void onFirst(Connection connection, Message message) {
        if (message instanceof Message.Hello) {
            introduceTo(connection, OptionalInt.empty());
            feed(new Input.Received(connection.id(), message, now));
        } else if (message instanceof Message.Bye bye) {
            closedByNeighbour(connection, bye);
        } else {
            close(connection, new Message.Bye(Reason.VIOLATION, "HELLO must come first"));
        }
    }

    private void send(Connection connection, Message message) {
        if (connection.outbox().isFull()) {
            abort(
                    connection,
                    "the neighbour stopped reading: " + Limits.MAX_WAITING_MESSAGES + " messages wait for it");
        } else {
            writeOn(connection.with(connection.outbox().with(message)));
        }
    }

    /** Gives the network as many frames as it should have. */
    private void writeOn(Connection connection) {
        Outbox outbox = connection.outbox();
        while (outbox.hasFrame()) {
            ByteBuffer frame = outbox.frame();
            actions.add(new Action.Write(connection.id(), frame));
            outbox = outbox.given(frame.remaining(), now);
        }
        put(connection.with(outbox));
    }

    // ---- a connection's end ----

    /** Says why, instead of all that waits, and closes (spec 6.17). */
    private void close(Connection connection, Message.Bye bye) {
        if (!connection.isOver()) {
            over(
                    connection,
                    now + Limits.nanos(Limits.BYE_MILLIS),
                    bye.text(),
                    bye.reason().isFinal());
            actions.add(new Action.Write(connection.id(), ByteBuffer.wrap(Wire.frame(bye))));
            actions.add(new Action.Finish(connection.id()));
            List<Connection> closing = all(Connection::isClosing);
            if (closing.size() > Limits.MAX_CLOSING) {
                closeAltogether(Strangers.firstToEnd(closing));
            }
        }
    }

    private void closeAltogether(Connection connection) {
        put(connection.over(Long.MAX_VALUE));
        actions.add(new Action.Close(connection.id()));
    }

    /** The neighbour said why it closes (spec 6.19). */
    private void closedByNeighbour(Connection connection, Message.Bye bye) {
        over(
                connection,
                Long.MAX_VALUE,
                bye.text() + " (said there)",
                bye.reason().isFinal());
        actions.add(new Action.Close(connection.id()));
    }

    /** Closes at once, for a reason that can't be told. */
    private void abort(Connection connection, String why) {
        over(connection, Long.MAX_VALUE, why, false);
        actions.add(new Action.Close(connection.id()));
    }

    private void onClosed(Signal.Closed closed) {
        counting(closed.link())
                .ifPresent(c -> over(c, Long.MAX_VALUE, closed.why().orElse("the connection was lost"), false));
        if (connections.containsKey(closed.link())) {
            SortedMap<LinkId, Connection> fewer = new TreeMap<>(connections);
            fewer.remove(closed.link());
            connections = Collections.unmodifiableSortedMap(fewer);
        }
    }

    /** From now on the connection counts for nothing; the user and its dialler hear of it. */
    private void over(Connection connection, long closeNanos, String why, boolean isFinal) {
        put(connection.over(closeNanos));
        if (connection.isUp()) {
            feed(new Input.LinkDown(connection.id()));
        }
        if (connection.isLive()) {
            hasNews = true;
            whyLost = new TreeMap<>(whyLost);
            whyLost.put(connection.neighbour().getAsInt(), why);
        } else if (connection.dial().isEmpty()) {
            strangers.gone(connection, why, now).ifPresent(actions::add);
            strangers = strangers.after(now);
        } else if (dialling.isNews(connection.dial(), why)) {
            actions.add(Strangers.notice(connection, why));
        }
        dialling.ended(connection, why, isFinal);
    }

    /** Whom the endpoint was linked to and isn't any more, or the other way round; a newer link in its place is no news. */
    private void tellNews() {
        if (!hasNews) {
            return;
        }
        SortedSet<Integer> linkedBefore = linked(before.connections);
        SortedSet<Integer> linkedNow = linked(connections);
        for (int id : linkedBefore) {
            if (!linkedNow.contains(id)) {
                actions.add(new Action.Unlinked(id, whyLost.get(id)));
                dialling.lost(id);
            }
        }
        for (int id : linkedNow) {
            if (!linkedBefore.contains(id)) {
                actions.add(new Action.Linked(id));
            }
        }
    }

    private static SortedSet<Integer> linked(SortedMap<LinkId, Connection> connections) {
        SortedSet<Integer> linked = new TreeSet<>();
        for (Connection connection : connections.values()) {
            connection.neighbour().ifPresent(linked::add);
        }
        return linked;
    }

    // ---- the peer ----

    /** One input after the other: what performing an output brings about waits for its turn. */
    private void feed(Input input) {
        if (following != null) {
            following.add(input);
            return;
        }
        Step<S> step = step(input);
        if (step.outputs().isEmpty()) {
            return; // nearly always
        }
        following = new ArrayDeque<>();
        step.outputs().forEach(this::perform);
        for (Input next = following.poll(); next != null; next = following.poll()) {
            step(next).outputs().forEach(this::perform);
        }
        following = null;
    }

    private Step<S> step(Input input) {
        Peer<S> previous = peer;
        Step<S> step = previous.step(input, observer);
        peer = step.peer();
        observer.stepped(previous, input, step);
        return step;
    }

    private void perform(Output output) {
        if (output instanceof Output.Send send) {
            counting(send.link()).ifPresent(connection -> send(connection, send.message()));
        } else if (output instanceof Output.Close close) {
            counting(close.link()).ifPresent(connection -> close(connection.up(false), close.bye()));
        } else if (output instanceof Output.Linked linked) {
            counting(linked.link()).ifPresent(c -> live(c, linked.neighbour().peer()));
        } else if (output instanceof Output.Unlinked unlinked) {
            counting(unlinked.link()).ifPresent(c -> closedByNeighbour(c.up(false), unlinked.bye()));
        } else if (output instanceof Output.RolledBack report) {
            actions.add(new Action.RolledBack(report));
        } else if (output instanceof Output.WithoutEffect failed) {
            actions.add(new Action.Notice("event " + failed.stamp() + " has no effect: " + failed.why()));
        } else if (output instanceof Output.Renewed renewed) {
            String what =
                    "somebody else issues events as " + renewed.former() + ": this peer goes on as " + renewed.self();
            actions.add(new Action.Notice(what));
        } else if (output instanceof Output.Refused refused) {
            String what = "event of type " + refused.event().type() + " was not taken: " + refused.why();
            actions.add(new Action.Notice(what));
        }
    }

    // ---- what there is ----

    /** A connection that isn't over. */
    private Optional<Connection> counting(LinkId id) {
        return Optional.ofNullable(connections.get(id)).filter(connection -> !connection.isOver());
    }

    private List<Connection> all(Predicate<Connection> which) {
        return connections.values().stream().filter(which).toList();
    }

    private boolean isLinkedTo(int id) {
        return connections.values().stream().anyMatch(connection -> connection.isLiveTo(id));
    }

    private void put(Connection connection) {
        SortedMap<LinkId, Connection> changed = new TreeMap<>(connections);
        changed.put(connection.id(), connection);
        connections = Collections.unmodifiableSortedMap(changed);
    }
}
