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
import org.symmetricp2p.check.ConnectionModel.Ending;
import org.symmetricp2p.check.ConnectionModel.Phase;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Limits;
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

    final Map<LinkId, ConnectionModel> connections = new TreeMap<>();
    final DialRules dials;
    private final int self;
    private final Set<Integer> barred = new TreeSet<>();
    private final Set<Integer> told = new TreeSet<>(); // the peers that the user believes to be linked
    private final List<CoreStep> steps = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>(); // that the core must get because of a signal
    private final List<ConnectionModel> over = new ArrayList<>(); // in this reaction
    private boolean hasReadClock;
    private boolean isLeaving;
    private long now;
    private long wokenAt = Long.MIN_VALUE;
    private long due = Long.MAX_VALUE; // nothing is, before
    private long tick;
    private Signal present = new Signal.Wake(); // for a person

    /** An endpoint without connections. */
    public LinkModel(Peer<S> peer) {
        this.self = peer.config().self().peer();
        this.now = peer.clock().nanos();
        this.dials = new DialRules(this);
    }

    /** The core has made a step. */
    public void stepped(Input input, Step<S> step) {
        hasReadClock |= input instanceof Input.ClockRead;
        if (!(input instanceof Input.ClockRead) || !step.outputs().isEmpty()) {
            steps.add(new CoreStep(input, step.outputs()));
        }
    }

    /**
     * The endpoint has reacted, after the steps that were told.
     *
     * @param nanos the local time
     * @throws Violation if it isn't what the rules demand
     */
    public void reacted(Endpoint<S> before, Signal signal, long nanos, Reaction<S> reaction) {
        now = Math.max(now, nanos);
        boolean isIdle = signal instanceof Signal.Wake && reaction.actions().isEmpty() && now < due && steps.isEmpty();
        if (isIdle && hasReadClock) {
            hasReadClock = false;
            wokenAt = now;
            return; // nearly all
        }
        tick = reaction.endpoint().peer().tick();
        present = signal;
        checkClock(before, signal);
        Set<Integer> linkedBefore = Set.copyOf(told);
        on(signal);
        checkInputs();
        steps.forEach(step -> step.outputs.forEach(output -> on(step.input, output)));
        connections.values().stream().filter(ConnectionModel::isOverfull).forEach(c -> c.end(Ending.CLOSE));
        reaction.actions().forEach(this::on);
        settleEnds();
        dials.settle(reaction.actions());
        checkUser(signal, reaction.actions(), linkedBefore);
        checkEndpoint(reaction.endpoint());
        steps.clear();
        inputs.clear();
        over.clear();
        hasReadClock = false;
        wokenAt = signal instanceof Signal.Wake ? now : wokenAt;
    }

    /** When it was last woken, before this reaction. */
    long wokenAt() {
        return wokenAt;
    }

    long now() {
        return now;
    }

    boolean isLinkedTo(int peer) {
        return connections.values().stream().anyMatch(c -> c.isLiveTo(peer));
    }

    Violation violation(String what) {
        return new Violation(Property.LINKED, self, tick, "on " + present + ": " + what + (System.getenv("DBG")!=null? " "+now+" "+connections+" "+dials:""));
    }

    private void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw violation(what.get());
        }
    }

    // ---- what happens ----

    private void on(Signal signal) {
        if (signal instanceof Signal.Wake) {
            connections.values().forEach(c -> c.ends = c.overdue(now));
            dials.wake();
        } else if (signal instanceof Signal.Inject inject) {
            onInject(inject);
        } else if (signal instanceof Signal.Accepted accepted) {
            onConnection(accepted.link(), OptionalInt.empty());
        } else if (signal instanceof Signal.Connected connected) {
            onConnected(connected);
        } else if (signal instanceof Signal.Unreachable unreachable) {
            dials.failed(unreachable.dial());
        } else if (signal instanceof Signal.Closed closed) {
            onClosed(closed.link());
        } else if (signal instanceof Signal.Written written) {
            find(written.link()).ifPresent(c -> c.taken(written.bytes(), now));
        } else if (signal instanceof Signal.Overlong overlong) {
            find(overlong.link()).ifPresent(c -> c.end(Ending.bye(Reason.VIOLATION)));
        } else if (signal instanceof Signal.Received received) {
            find(received.link()).filter(c -> !c.isOver()).ifPresent(c -> onFrame(received, c));
        } else {
            onUser(signal);
        }
    }

    private void onInject(Signal.Inject inject) {
        if (!isLeaving) {
            inputs.add(new Input.LocalEvent(inject.event()));
        }
    }

    private void onUser(Signal signal) {
        if (isLeaving) {
            return;
        }
        if (signal instanceof Signal.Link link) {
            barred.remove(link.peer());
            dials.wanted(link.peer(), link.address());
        } else if (signal instanceof Signal.Unlink unlink) {
            barred.add(unlink.peer());
            dials.unwanted(unlink.peer());
            connections.values().stream()
                    .filter(c -> c.isLiveTo(unlink.peer()) || c.dialled.equals(OptionalInt.of(unlink.peer())))
                    .forEach(c -> c.end(Ending.bye(Reason.UNLINKED)));
        } else if (signal instanceof Signal.Relink relink) {
            barred.remove(relink.peer());
            dials.wantedAgain(relink.peer());
        } else if (signal instanceof Signal.Leave) {
            isLeaving = true;
            dials.leave();
            connections.values().forEach(c -> c.end(Ending.bye(Reason.LEAVING)));
        }
    }

    private Optional<ConnectionModel> find(LinkId link) {
        return Optional.ofNullable(connections.get(link));
    }

    private ConnectionModel onConnection(LinkId link, OptionalInt dialled) {
        boolean isFull = connections.size() >= Limits.MAX_LINKS;
        ConnectionModel connection = new ConnectionModel(dialled, now);
        connections.put(link, connection);
        if (isLeaving) {
            connection.end(Ending.bye(Reason.LEAVING), Ending.CLOSE);
        } else if (isFull) {
            connection.end(Ending.bye(Reason.LIMIT));
        }
        return connection;
    }

    private void onConnected(Signal.Connected connected) {
        OptionalInt peer = OptionalInt.of(connected.dial().peer());
        if (!dials.connected(connected.dial(), connected.link())) {
            ConnectionModel stale = new ConnectionModel(peer, now);
            connections.put(connected.link(), stale);
            stale.end(Ending.CLOSE);
        } else if (onConnection(connected.link(), peer).ends.isEmpty()) {
            inputs.add(new Input.LinkUp(connected.link(), peer));
        }
    }

    private void onClosed(LinkId link) {
        ConnectionModel connection = connections.remove(link);
        if (connection != null && !connection.isOver()) {
            over.add(connection);
            dials.ended(link, connection);
        }
    }

    /** What the core has read was a good frame (spec 6.1, 6.4, 6.5, 7.13). */
    private void onFrame(Signal.Received received, ConnectionModel connection) {
        connection.heardAt = now;
        Decoded decoded = readByCore().orElseGet(() -> Wire.decode(received.frame()));
        if (decoded instanceof Decoded.Bad bad) {
            connection.end(Ending.bye(bad.reason()));
            return;
        }
        Message message = ((Decoded.Ok) decoded).message();
        if (message instanceof Message.Hello hello && barred.contains(hello.self().peer())) {
            connection.end(Ending.bye(Reason.UNLINKED));
            return;
        }
        if (connection.phase == Phase.UNHEARD) {
            onFirst(received.link(), connection, message);
        }
        if (connection.ends.isEmpty()) {
            inputs.add(new Input.Received(received.link(), message));
        }
    }

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
            connection.end(message instanceof Message.Bye ? Ending.CLOSE : Ending.bye(Reason.VIOLATION));
        }
    }

    // ---- what the core says ----

    private void checkClock(Endpoint<S> before, Signal signal) {
        boolean isDue = signal instanceof Signal.Inject
                || signal instanceof Signal.Wake && before.peer().nextWakeNanos() <= now;
        require(hasReadClock || isLeaving || !isDue, () -> "the clock isn't read on " + signal);
        require(!hasReadClock || !isLeaving, () -> "the clock is read after leaving");
    }

    private void checkInputs() {
        List<Input> given = new ArrayList<>();
        for (CoreStep step : steps) {
            if (!(step.input instanceof Input.ClockRead) && !(step.input instanceof Input.LinkDown)) {
                given.add(step.input);
            }
        }
        require(given.equals(inputs), () -> "the core is given " + given + ", where " + inputs + " is due");
    }

    private void on(Input cause, Output output) {
        if (output instanceof Output.Send send) {
            connections.get(send.link()).owe(send.message());
        } else if (output instanceof Output.Close close) {
            connections.get(close.link()).end(Ending.bye(close.bye().reason()));
        } else if (output instanceof Output.Unlinked unlinked) {
            connections.get(unlinked.link()).end(Ending.CLOSE);
            connections.get(unlinked.link()).reason = Optional.of(unlinked.bye().reason());
        } else if (output instanceof Output.Linked linked) {
            ConnectionModel connection = connections.get(linked.link());
            connection.phase = Phase.LIVE;
            connection.neighbour = Optional.of(linked.neighbour());
            connection.liveAt = now;
        }
    }

    // ---- what is done ----

    private void on(Action action) {
        if (action instanceof Action.Write write) {
            onWrite(write, connectionOf(write.link(), action));
        } else if (action instanceof Action.Finish finish) {
            connectionOf(finish.link(), action).said.add("Finish");
        } else if (action instanceof Action.Close close) {
            connectionOf(close.link(), action).said.add("Close");
        }
    }

    private ConnectionModel connectionOf(LinkId link, Action action) {
        return find(link).orElseThrow(() -> violation(action + ", which isn't there"));
    }

    private void onWrite(Action.Write write, ConnectionModel connection) {
        boolean isBye = write.frame().get(write.frame().position() + Integer.BYTES) == 4;
        if (isBye) {
            Message.Bye bye = (Message.Bye) ((Decoded.Ok) Wire.decode(write.frame())).message();
            connection.reason = Optional.of(bye.reason());
            connection.said.add("BYE " + bye.reason());
            return;
        }
        require(connection.said.isEmpty(), () -> "writes to " + write.link() + " after " + connection.said);
        require(
                !connection.isOver() && connection.write(write.frame().remaining(), now), () -> "writes to " + write.link() + " what nobody sent");
    }

    /** Each connection ends as demanded, or goes on. */
    private void settleEnds() {
        for (LinkId link : List.copyOf(connections.keySet())) {
            ConnectionModel connection = connections.get(link);
            if (connection.ends.isEmpty() && connection.said.isEmpty()) {
                continue;
            }
            Ending ending = connection.ends.stream()
                    .filter(e -> connection.said.equals(words(e)))
                    .findFirst()
                    .orElseThrow(() -> violation(link + ": " + (connection.said.isEmpty() ? "nothing" : connection.said)
                            + ", where one of " + connection.ends + " is due"));
            boolean wasOver = connection.isOver();
            settle(connection, ending);
            if (!wasOver) {
                over.add(connection);
                dials.ended(link, connection);
            }
        }
    }

    private static List<String> words(Ending ending) {
        return ending.bye().map(reason -> List.of("BYE " + reason, "Finish")).orElse(List.of("Close"));
    }

    private void settle(ConnectionModel connection, Ending ending) {
        connection.ends = List.of();
        connection.said.clear();
        connection.phase = ending.bye().isPresent() ? Phase.ENDING : Phase.CLOSED;
        connection.byeAt = now;
    }

    // ---- what the user is told ----

    private void checkUser(Signal signal, List<Action> actions, Set<Integer> linkedBefore) {
        List<Output> toTell = new ArrayList<>();
        List<Output> reports = new ArrayList<>();
        int notices = 0;
        for (Action action : actions) {
            if (action instanceof Action.Linked linked) {
                require(told.add(linked.peer()), () -> "is told twice that peer " + linked.peer() + " is linked");
                require(!linkedBefore.contains(linked.peer()), () -> "a link in the place of another is no news");
            } else if (action instanceof Action.Unlinked unlinked) {
                require(told.remove(unlinked.peer()), () -> "peer " + unlinked.peer() + " is told to be unlinked, and wasn't linked");
                require(linkedBefore.contains(unlinked.peer()), () -> "peer " + unlinked.peer() + " comes and goes at once");
            } else if (action instanceof Action.RolledBack rolledBack) {
                reports.add(rolledBack.report());
            } else if (action instanceof Action.Notice) {
                notices++;
            }
        }
        for (CoreStep step : steps) {
            step.outputs.stream().filter(o -> o instanceof Output.RolledBack).forEach(toTell::add);
        }
        require(toTell.equals(reports), () -> "reports " + reports + ", where " + toTell + " is due");
        long refused = steps.stream().flatMap(s -> s.outputs.stream()).filter(o -> o instanceof Output.Refused).count();
        require(notices >= refused, () -> "an event is refused in silence");
    }

    // ---- what it is afterwards ----

    private void checkEndpoint(Endpoint<S> endpoint) {
        require(endpoint.links().equals(connections.keySet()), () -> "has " + endpoint.links() + ", should have " + connections.keySet());
        Set<LinkId> links = new TreeSet<>();
        Set<Integer> live = new TreeSet<>();
        for (Link link : endpoint.peer().links()) {
            links.add(link.id());
            link.neighbour().ifPresent(source -> live.add(source.peer()));
        }
        Set<LinkId> mine = new TreeSet<>(connections.keySet());
        mine.removeIf(link -> !connections.get(link).isLink());
        require(links.equals(mine), () -> "the core has " + links + ", should have " + mine);
        require(live.equals(told), () -> "is linked to peers " + live + ", the user believes " + told);
        require(live.stream().noneMatch(barred::contains), () -> "is linked to a peer that the user took down");
        require(endpoint.isLeaving() == isLeaving, () -> "leaving: " + endpoint.isLeaving());
        require(endpoint.isOver() == (isLeaving && connections.isEmpty()), () -> "over: " + endpoint.isOver());
        checkWake(endpoint);
    }

    /** It wants to be woken when something is due, and not for nothing. */
    private void checkWake(Endpoint<S> endpoint) {
        long exact = connections.values().stream().mapToLong(ConnectionModel::dueNanos).min().orElse(Long.MAX_VALUE);
        long core = isLeaving ? Long.MAX_VALUE : endpoint.peer().nextWakeNanos();
        long earliest = Math.min(Math.min(exact, core), dials.earliest());
        long latest = Math.min(Math.min(exact, core), dials.latest());
        due = Math.min(exact, dials.latest());
        long wake = endpoint.nextWakeNanos();
        require(
                wake >= earliest && wake <= latest, () -> "at " + now + " wants to be woken at " + wake + ", where something is due from " + earliest + " to " + latest);
    }
}
