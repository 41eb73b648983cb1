package org.symmetricp2p.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
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
    private final Moment moment;
    private final Connections connections;
    private final Dialling dialling;
    private final Ends ends;
    private Queue<Input> following; // what performing the outputs of a step brings about; null outside of steps
    private Peer<S> peer;
    private SortedSet<Integer> barred;
    private boolean isLeaving;
    private Spent spent;

    Turn(Endpoint<S> endpoint, long nanos, StepObserver<S> observer) {
        this.before = endpoint;
        this.observer = observer;
        this.readNanos = nanos;
        this.moment = new Moment(
                Math.max(endpoint.nanos, nanos), endpoint.peer.config().limits(), endpoint.reached);
        this.connections = new Connections(endpoint.connections);
        this.dialling = new Dialling(endpoint.dialers, moment, connections);
        this.ends = new Ends(endpoint.strangers, moment, connections, dialling, this::feed);
        this.peer = endpoint.peer;
        this.barred = endpoint.barred;
        this.isLeaving = endpoint.isLeaving;
        this.spent = endpoint.spent;
    }

    Reaction<S> outcome() {
        ends.tellNews(before.connections);
        Endpoint<S> endpoint = new Endpoint<>(
                peer,
                connections.outcome(),
                dialling.outcome(),
                barred,
                ends.outcome(),
                spent,
                moment.reached(),
                moment.now,
                isLeaving,
                dueNanos());
        return new Reaction<>(endpoint, moment.actions());
    }

    /** Nearly always nothing has changed but the peer. */
    private long dueNanos() {
        if (connections.outcome() == before.connections && dialling.outcome() == before.dialers) {
            return before.dueNanos;
        }
        long due = dialling.dueNanos();
        for (Connection connection : connections.outcome().values()) {
            due = Math.min(due, connection.dueNanos(moment.limits));
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
            onMade(Connection.made(accepted.link(), Optional.empty(), accepted.from(), moment.now));
        } else if (signal instanceof Signal.Connected connected) {
            onConnected(connected);
        } else if (signal instanceof Signal.Unreachable unreachable) {
            dialling.unreachable(unreachable.dial(), unreachable.why());
        } else if (signal instanceof Signal.Received received) {
            Optional<Connection> connection = connections.counting(received.link());
            if (connection.isPresent()) {
                onReceived(connection.get(), received.frame());
            }
        } else if (signal instanceof Signal.Overlong overlong) {
            moment.hasReached(Limit.FRAME_BYTES);
            String text = "a frame is longer than " + Wire.MAX_FRAME_SIZE + " bytes";
            connections
                    .counting(overlong.link())
                    .ifPresent(c -> ends.close(c, new Message.Bye(Reason.VIOLATION, text)));
        } else if (signal instanceof Signal.Formless formless) {
            connections
                    .counting(formless.link())
                    .ifPresent(c -> ends.close(c, new Message.Bye(Reason.VIOLATION, formless.why())));
        } else if (signal instanceof Signal.Written written) {
            Optional<Connection> connection = connections.counting(written.link());
            if (connection.isPresent()) {
                onWritten(connection.get(), written.bytes());
            }
        } else if (signal instanceof Signal.Closed closed) {
            ends.onClosed(closed);
        }
    }

    // ---- time ----

    /** What is due on connections comes first: they are quick, and simulating may take long. */
    private void onWake() {
        if (before.dueNanos <= moment.now) {
            for (LinkId id : List.copyOf(connections.outcome().keySet())) {
                Connection connection = connections.get(id); // the end of another may have changed it
                if (connection.dueNanos(moment.limits) <= moment.now) {
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
            moment.hasReached(Limit.BYE_MILLIS);
            ends.closeAltogether(connection);
        } else if (connection.isGreeting() && connection.introducedNanos(moment.limits) <= moment.now) {
            moment.hasReached(Limit.HELLO_MILLIS);
            ends.close(
                    connection,
                    new Message.Bye(
                            Reason.VIOLATION, "no HELLO within " + moment.limits.of(Limit.HELLO_MILLIS) + " ms"));
        } else if (connection.outbox().stalledNanos(moment.limits) <= moment.now) {
            moment.hasReached(Limit.STALL_MILLIS);
            ends.abort(connection, "the neighbour stopped reading for " + moment.limits.of(Limit.STALL_MILLIS) + " ms");
        } else if (connection.intake().isPaused()) {
            connections.put(connection.with(connection.intake().resumed(moment.now)));
            moment.act(new Action.Resume(connection.id()));
        } else {
            moment.hasReached(Limit.SILENCE_MILLIS);
            ends.abort(connection, "nothing was heard for " + moment.limits.of(Limit.SILENCE_MILLIS) + " ms");
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
        for (Connection connection : connections.all()) {
            if (connection.leadsTo(id)) {
                ends.close(connection, unlinked());
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
        if (peer.config().settling().isPresent()) {
            feed(new Input.Leaving());
        }
        for (Connection connection : connections.all()) {
            ends.close(connection, new Message.Bye(Reason.LEAVING, why));
        }
    }

    // ---- a connection's life ----

    private void onConnected(Signal.Connected connected) {
        Connection made =
                Connection.made(connected.link(), Optional.of(connected.dial()), connected.from(), moment.now);
        if (dialling.connected(connected.dial())) {
            onMade(made);
        } else {
            ends.closeAltogether(made); // an attempt that was given up
        }
    }

    private void onMade(Connection connection) {
        if (connections.contains(connection.id())) {
            throw new IllegalArgumentException(connection.id() + " is there already");
        }
        connections.put(connection);
        if (isLeaving) {
            ends.close(connection, new Message.Bye(Reason.LEAVING, "the peer leaves"));
        } else if (connection.dial().isPresent()) {
            introduceTo(connection, OptionalInt.of(connection.dial().get().peer()));
        } else {
            List<Connection> unknown = connections.all(Connection::isUnknown);
            if (unknown.size() > moment.limits.of(Limit.GREETING)) {
                ends.close(Strangers.firstToGo(unknown), tooMany(Limit.GREETING, "connections that greet"));
            }
        }
    }

    private Message.Bye tooMany(Limit limit, String what) {
        moment.hasReached(limit);
        return new Message.Bye(Reason.LIMIT, "there are " + moment.limits.of(limit) + " " + what + " already");
    }

    /** Why there can't be the link that this HELLO is about, whoever says it; who is wanted has places of its own (spec 6.18, 6.21). */
    private Optional<Message.Bye> refusal(Connection connection, Message.Hello hello) {
        if (barred.contains(hello.self().peer())) {
            return Optional.of(unlinked());
        }
        if (connection.isLive()) {
            return Optional.empty(); // a second one, which the peer refuses
        }
        List<Connection> live = connections.all(Connection::isLive);
        if (live.size() >= moment.limits.of(Limit.LINKS)) {
            return Optional.of(tooMany(Limit.LINKS, "links"));
        }
        boolean isWanted =
                connection.dial().isPresent() || dialling.wants(hello.self().peer());
        long strangers = live.stream().filter(this::isOfStranger).count();
        return isWanted || strangers < moment.limits.of(Limit.STRANGERS)
                ? full(hello)
                : Optional.of(tooMany(Limit.STRANGERS, "links of peers that nobody wanted here"));
    }

    /** Whether the session has no room for what a neighbour knows (spec 6.26, 6.27). */
    private Optional<Message.Bye> full(Message.Hello hello) {
        Optional<Message.Bye> objection = peer.objectionTo(hello.versions());
        if (objection.isPresent()) {
            boolean hasAllSources = peer.timeline().sources() == moment.limits.of(Limit.SOURCES);
            moment.hasReached(hasAllSources ? Limit.SOURCES : Limit.EVENT_BYTES);
        }
        return objection;
    }

    private boolean isOfStranger(Connection live) {
        return live.dial().isEmpty() && !dialling.wants(live.neighbour().getAsInt());
    }

    /** Whoever dialled is believed little, by a peer that dials others itself (spec 6.29). */
    private boolean isGuest(Connection connection) {
        return connection.dial().isEmpty() && dialling.wantsAny();
    }

    /** Which limit is reached, if a message is more than may come from this machine (spec 6.27 to 6.29). */
    private Optional<Limit> exceededBy(Connection connection, Message message) {
        boolean isHeard = connection.isLive() || message instanceof Message.Hello;
        if (isHeard
                && isGuest(connection)
                && spent.isTooFarAhead(connection.host(), message, peer, moment.limits, moment.now)) {
            return Optional.of(Limit.LEAD_PER_SECOND);
        }
        return connection.isLive() && isOfStranger(connection)
                ? spent.exceededBy(connection.host(), message, peer, moment.limits, moment.now)
                : Optional.empty();
    }

    private Message.Bye tooMuch(Limit limit) {
        moment.hasReached(limit);
        return Spent.tooMany(limit);
    }

    private void receive(Connection connection, Message message) {
        Peer<S> previous = peer;
        feed(new Input.Received(connection.id(), message, moment.now));
        if (previous.clock().isMovedBy(peer.clock().aim()) && isGuest(connection)) {
            spent = spent.afterGuest(connection.host(), previous, peer, moment.limits, moment.now);
        }
        if (connection.isLive() && isOfStranger(connection)) {
            spent = spent.after(connection.host(), previous, peer, moment.limits, moment.now);
        }
    }

    /** Says HELLO. The one who dialled does so first: so whoever isn't wanted here learns nothing but that (spec 6.1). */
    private void introduceTo(Connection connection, OptionalInt expected) {
        connections.put(connection.up(true));
        feed(new Input.LinkUp(connection.id(), expected));
    }

    private void live(Connection connection, int neighbour) {
        connections.put(connection.live(neighbour, moment.now));
    }

    private void onReceived(Connection connection, ByteBuffer frame) {
        Connection heard = heard(connection, frame.remaining());
        Decoded decoded = Wire.decode(frame);
        if (decoded instanceof Decoded.Bad bad) {
            ends.close(heard, bad.bye());
            return;
        }
        Message message = ((Decoded.Ok) decoded).message();
        Optional<Message.Bye> refusal =
                message instanceof Message.Hello hello ? refusal(heard, hello) : Optional.empty();
        Optional<Limit> exceeded = refusal.isPresent() ? Optional.empty() : exceededBy(heard, message);
        if (refusal.isPresent() || exceeded.isPresent()) {
            ends.close(heard, refusal.isPresent() ? refusal.get() : tooMuch(exceeded.get()));
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
                    .flatMap(link -> connections.counting(link.id()).stream())
                    .filter(connection -> connection.intake().isQuiet(moment.limits, moment.now))
                    .forEach(this::giveWay);
        }
    }

    private void giveWay(Connection quiet) {
        moment.hasReached(Limit.QUIET_MILLIS);
        String text =
                "nothing was heard for " + moment.limits.of(Limit.QUIET_MILLIS) + " ms, and the neighbour greets anew";
        ends.abort(quiet, text);
    }

    /** A whole frame has come. If it is one too many, nothing is read for a while (spec 6.24). */
    private Connection heard(Connection connection, int bytes) {
        Intake intake = connection.intake().read(bytes, moment.limits, moment.now);
        if (intake.isTooMuch(moment.limits, moment.now)) {
            moment.hasReached(intake.tooMuch(moment.limits));
            intake = intake.paused();
            moment.act(new Action.Pause(connection.id()));
        }
        Connection heard = connection.with(intake);
        connections.put(heard);
        return heard;
    }

    /** Whoever doesn't say HELLO first learns nothing of this peer (spec 6.1, 6.4, 6.19). */
    private void onFirst(Connection connection, Message message) {
        if (message instanceof Message.Hello) {
            introduceTo(connection, OptionalInt.empty());
            receive(connection, message);
        } else if (message instanceof Message.Bye bye) {
            ends.closedByNeighbour(connection, bye);
        } else {
            ends.close(connection, new Message.Bye(Reason.VIOLATION, "HELLO must come first"));
        }
    }

    private void send(Connection connection, Message message) {
        if (connection.outbox().isFull(moment.limits)) {
            moment.hasReached(Limit.WAITING_MESSAGES);
            ends.abort(
                    connection,
                    "the neighbour stopped reading: " + moment.limits.of(Limit.WAITING_MESSAGES)
                            + " messages wait for it");
        } else {
            writeOn(connection.with(connection.outbox().with(message)));
        }
    }

    private void onWritten(Connection connection, int bytes) {
        writeOn(connection.with(connection.outbox().taken(bytes, moment.now)));
    }

    /** Gives the network as many frames as it should have. */
    private void writeOn(Connection connection) {
        Outbox outbox = connection.outbox();
        while (outbox.hasFrame(moment.limits)) {
            ByteBuffer frame = outbox.frame();
            moment.act(new Action.Write(connection.id(), frame));
            outbox = outbox.given(frame.remaining(), moment.now);
        }
        connections.put(connection.with(outbox));
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
        perform(step.outputs());
        for (Input next = following.poll(); next != null; next = following.poll()) {
            perform(step(next).outputs());
        }
        following = null;
    }

    private Step<S> step(Input input) {
        Peer<S> previous = peer;
        Step<S> step = previous.step(input, observer);
        peer = step.peer();
        observer.stepped(previous, input, step);
        if (peer.closed().size() > previous.closed().size()) {
            withdraw();
        }
        return step;
    }

    /** What is void isn't sent any more: what is issued in its place would come after it, and be void before it is heard of (spec 8.23). */
    private void withdraw() {
        for (Connection connection : connections.all()) {
            connections.put(connection.with(connection.outbox().only(peer::due)));
        }
    }

    private void perform(List<Output> outputs) {
        for (Output output : outputs) {
            perform(output);
        }
    }

    private void perform(Output output) {
        if (output instanceof Output.Send send) {
            Optional<Connection> connection = connections.counting(send.link());
            if (connection.isPresent()) {
                send(connection.get(), send.message());
            }
        } else if (output instanceof Output.Close close) {
            connections.counting(close.link()).ifPresent(connection -> ends.close(connection.up(false), close.bye()));
        } else if (output instanceof Output.Linked linked) {
            connections
                    .counting(linked.link())
                    .ifPresent(c -> live(c, linked.neighbour().peer()));
        } else if (output instanceof Output.Unlinked unlinked) {
            connections.counting(unlinked.link()).ifPresent(c -> ends.closedByNeighbour(c.up(false), unlinked.bye()));
        } else if (output instanceof Output.RolledBack report) {
            moment.act(new Action.RolledBack(report));
        } else if (output instanceof Output.WithoutEffect failed) {
            moment.act(new Action.Notice("event " + failed.stamp() + " has no effect: " + failed.why()));
        } else if (output instanceof Output.Renewed renewed) {
            String what =
                    "somebody else issues events as " + renewed.former() + ": this peer goes on as " + renewed.self();
            moment.act(new Action.Notice(what));
        } else if (output instanceof Output.Voided voided) {
            moment.act(new Action.Voided(voided));
        } else if (output instanceof Output.TookOver taken) {
            String what = "this peer goes on from the state of " + taken.neighbour() + " at tick " + taken.tick()
                    + ", as nobody here has the events before";
            moment.act(new Action.Notice(what));
        } else if (output instanceof Output.Diverged diverged) {
            moment.act(new Action.Diverged(diverged));
        } else if (output instanceof Output.Refused refused) {
            String what = "event of type " + refused.event().type() + " was not taken: " + refused.why();
            moment.act(new Action.Notice(what));
        }
    }
}
