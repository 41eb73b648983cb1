package org.symmetricp2p.sim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Dial;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * The network of a world, in the place of sockets and cables: does what endpoints say, and tells them what happens. It is
 * FIFO, as TCP is; it drops a connection with all that is in flight, and its two ends notice at different times; it takes only
 * so many bytes at once; what an endpoint doesn't read waits; and who closes while bytes are unread resets the connection, also
 * under what was sent last.
 */
final class Network<S> {

    private final Map<Integer, Host<S>> hosts;
    private final World<S> world;
    private final Agenda agenda;
    private final Watch<S> watch;
    private final Forgery forgery;
    private final Map<Integer, List<Edge>> edges = new HashMap<>(); // by peer; looked up only
    private final Set<Line> lines = new LinkedHashSet<>(); // alive
    private final Set<Edge> cut = new LinkedHashSet<>(); // looked up only

    Network(Scenario scenario, Map<Integer, Host<S>> hosts, World<S> world, Agenda agenda, Watch<S> watch) {
        this.hosts = hosts;
        this.world = world;
        this.agenda = agenda;
        this.watch = watch;
        this.forgery = new Forgery(scenario);
        hosts.keySet().forEach(peer -> edges.put(peer, new ArrayList<>()));
        for (Edge edge : scenario.edges()) {
            edges.get(edge.a()).add(edge);
            edges.get(edge.b()).add(edge);
        }
    }

    Collection<Line> lines() {
        return lines;
    }

    // ---- what endpoints say ----

    void perform(Host<S> host, Action action) {
        if (action instanceof Action.Connect connect) {
            dial(host, connect.dial(), connect.address().port());
        } else if (action instanceof Action.GiveUp giveUp) {
            host.attempts.remove(giveUp.dial());
        } else if (action instanceof Action.Write write) {
            Line line = host.line(write.link());
            if (line != null) {
                write(host, line, write.frame());
            }
        } else if (action instanceof Action.Pause pause) {
            lineAt(host, pause.link()).ifPresent(line -> towards(host, line).isPaused = true);
        } else if (action instanceof Action.Resume resume) {
            lineAt(host, resume.link()).ifPresent(line -> resume(towards(host, line)));
        } else if (action instanceof Action.Finish finish) {
            lineAt(host, finish.link()).ifPresent(line -> finish(host, line));
        } else if (action instanceof Action.Close close) {
            lineAt(host, close.link()).ifPresent(line -> close(host, line));
        }
    }

    private Optional<Line> lineAt(Host<S> host, LinkId link) {
        return Optional.ofNullable(host.lines.get(link));
    }

    private Line.Direction towards(Host<S> host, Line line) {
        return line.direction(host.id() != line.edge.a());
    }

    private void resume(Line.Direction way) {
        if (way.isPaused) {
            way.isPaused = false;
            agenda.at(agenda.now(), way::readOn);
        }
    }

    private void dial(Host<S> from, Dial dial, int to) {
        Edge edge = edgesBetween(from.id(), to).get(0);
        from.attempts.add(dial);
        int life = from.life;
        agenda.at(agenda.now() + delay(edge, from.id(), 0), () -> knock(edge, from, life, dial, hosts.get(to)));
    }

    /** An attempt reaches the other machine, or doesn't. */
    private void knock(Edge edge, Host<S> from, int life, Dial dial, Host<S> to) {
        long back = agenda.now() + delay(edge, to.id(), 0);
        if (cut.contains(edge) || !to.alive || !from.alive || from.life != life) {
            agenda.at(back, () -> refused(from, life, dial));
            return;
        }
        Host<S> a = hosts.get(edge.a());
        Host<S> b = hosts.get(edge.b());
        Line line = new Line(edge, new LinkId(++a.lastLink), new LinkId(++b.lastLink));
        line.direction(from.id() == edge.b()).lastArrivalMicros = back; // nothing comes before the answer
        lines.add(line);
        to.lines.put(line.idAt(to.id()), line);
        watch.link(line, true);
        world.feed(to, new Signal.Accepted(line.idAt(to.id()), "peer " + from.id()));
        agenda.at(back, () -> answered(line, from, life, dial));
    }

    private void refused(Host<S> from, int life, Dial dial) {
        if (from.alive && from.life == life && from.attempts.remove(dial)) {
            world.feed(from, new Signal.Unreachable(dial, "connection refused"));
        }
    }

    /** The answer reaches the one who dialled. */
    private void answered(Line line, Host<S> from, int life, Dial dial) {
        if (!line.alive) {
            refused(from, life, dial);
        } else if (!from.alive || from.life != life || !from.attempts.remove(dial)) {
            drop(line, from.id());
        } else {
            LinkId link = line.idAt(from.id());
            from.lines.put(link, line);
            world.feed(from, new Signal.Connected(link, dial, "peer " + line.other(from.id())));
        }
    }

    private void write(Host<S> host, Line line, ByteBuffer frame) {
        boolean fromA = host.id() == line.edge.a();
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        Line.Direction way = line.direction(fromA);
        if (line.alive) { // else it goes nowhere
            host.taken.merge(line.idAt(host.id()), way.give(bytes.length), Integer::sum);
            int given = bytes.length;
            for (byte[] sent : forgery.instead(host, line, bytes, agenda.now())) {
                send(line, fromA, sent, given);
                given = 0; // nobody has given what is added
            }
        }
    }

    /** A frame departs, when the bandwidth allows, and arrives after a delay, but never before an earlier one. */
    private void send(Line line, boolean fromA, byte[] frame, int given) {
        Line.Direction way = line.direction(fromA);
        long departs = Math.max(agenda.now(), way.freeMicros);
        int bandwidth = line.edge.bytesPerSecond();
        way.freeMicros = bandwidth == 0 ? departs : departs + frame.length * 1_000_000L / bandwidth;
        long delay = delay(line.edge, line.peer(fromA), way.frames++);
        way.lastArrivalMicros = Math.max(way.lastArrivalMicros, way.freeMicros + delay);
        Optional<Message> message = message(line.peer(fromA), frame);
        if (message.isPresent()) {
            watch.sent(line, fromA, message.get(), way.lastArrivalMicros);
        }
        if (!way.deaf) {
            agenda.at(way.lastArrivalMicros, () -> way.whenRead(() -> arrive(line, fromA, frame, given, message)));
        }
    }

    private void arrive(Line line, boolean fromA, byte[] frame, int given, Optional<Message> message) {
        Line.Direction way = line.direction(fromA);
        if (way.lost) {
            return;
        }
        int more = way.arrived(given);
        Host<S> sender = hosts.get(line.peer(fromA));
        if (more > 0 && sender.lines.containsKey(line.idAt(sender.id()))) {
            world.feed(sender, new Signal.Written(line.idAt(sender.id()), more));
        }
        Host<S> receiver = hosts.get(line.peer(!fromA));
        LinkId link = line.idAt(receiver.id());
        if (receiver.lines.containsKey(link)) {
            if (message.isPresent()) {
                watch.arrived(line, fromA, message.get());
            }
            world.feed(receiver, new Signal.Received(link, ByteBuffer.wrap(frame)));
        }
    }

    /** What was taken at once of the frames that a host has written. */
    void tellTaken(Host<S> host) {
        for (Map.Entry<LinkId, Integer> taken : host.taken.entrySet()) {
            if (taken.getValue() > 0) {
                world.feed(host, new Signal.Written(taken.getKey(), taken.getValue()));
            }
        }
        host.taken.clear();
    }

    /** The other end reads to the end, and closes. */
    private void finish(Host<S> host, Line line) {
        Line.Direction way = line.direction(host.id() == line.edge.a());
        Host<S> other = hosts.get(line.other(host.id()));
        resume(towards(host, line));
        Runnable end = () -> {
            if (!way.deaf && !way.lost && other.lines.remove(line.idAt(other.id())) != null) {
                over(line);
                world.feed(other, new Signal.Closed(line.idAt(other.id()), Optional.empty()));
                agenda.at(lastArrival(line, other.id()), () -> noticeEnd(line, host));
            }
        };
        agenda.at(lastArrival(line, host.id()), () -> way.whenRead(end));
    }

    /** If bytes for this end are under way or unread, it is a reset, which takes with it what this end sent last. */
    private void close(Host<S> host, Line line) {
        boolean fromA = host.id() == line.edge.a();
        over(line);
        host.lines.remove(line.idAt(host.id()));
        world.feed(host, new Signal.Closed(line.idAt(host.id()), Optional.empty()));
        boolean isReset = !line.direction(!fromA).isEmpty() || world.hasUnread(host, line.idAt(host.id()));
        long notice = isReset ? agenda.now() + delay(line.edge, host.id(), 0) : lastArrival(line, host.id());
        line.direction(fromA).lost |= isReset;
        if (!line.direction(fromA).deaf) {
            Runnable end = () -> noticeEnd(line, hosts.get(line.other(host.id())));
            agenda.at(notice, isReset ? end : () -> line.direction(fromA).whenRead(end));
        }
    }

    private long lastArrival(Line line, int sender) {
        Line.Direction way = line.direction(sender == line.edge.a());
        return Math.max(way.lastArrivalMicros, agenda.now() + delay(line.edge, sender, 0));
    }

    // ---- what fate says ----

    void cut(Edge edge) {
        cut.add(edge);
        linesOf(edge).forEach(line -> drop(line, edge.a()));
    }

    /** From now on the edge can be dialled; a half-open line is seen to be what it is. */
    void mend(Edge edge) {
        cut.remove(edge);
        linesOf(edge).stream()
                .filter(line -> line.fromA.deaf || line.fromB.deaf)
                .forEach(line -> drop(line, edge.a()));
    }

    void stall(int from, int to, long untilMicros) {
        for (Line line : linesBetween(from, to)) {
            Line.Direction way = line.direction(from == line.edge.a());
            way.lastArrivalMicros = Math.max(way.lastArrivalMicros, untilMicros);
        }
    }

    void deafen(int from, int to) {
        linesBetween(from, to).forEach(line -> line.direction(from == line.edge.a()).deaf = true);
    }

    /** A machine's sockets are gone; whoever is at their other ends notices later. */
    void stop(Host<S> host) {
        host.attempts.clear();
        host.taken.clear();
        List<Line> open = new ArrayList<>(host.lines.values());
        host.lines.clear();
        open.forEach(line -> drop(line, host.id()));
    }

    /** The connection is gone: one end notices now, the other up to a few round trips later. */
    private void drop(Line line, int first) {
        over(line);
        line.fromA.lost = true;
        line.fromB.lost = true;
        noticeEnd(line, hosts.get(first));
        Host<S> second = hosts.get(line.other(first));
        agenda.at(agenda.now() + 3 * Settling.roundTrip(line.edge), () -> noticeEnd(line, second));
    }

    private void noticeEnd(Line line, Host<S> host) {
        over(line);
        if (host.lines.remove(line.idAt(host.id())) != null) {
            world.feed(host, new Signal.Closed(line.idAt(host.id()), Optional.empty()));
        }
    }

    private void over(Line line) {
        if (line.alive) {
            line.alive = false;
            lines.remove(line);
            watch.link(line, false);
        }
    }

    // ---- edges and lines ----

    List<Edge> edgesOf(int peer) {
        return Collections.unmodifiableList(edges.get(peer));
    }

    List<Edge> edgesBetween(int one, int other) {
        return edges.get(one).stream().filter(e -> e.isBetween(one, other)).toList();
    }

    /** The lines along an edge that are open at one end at least. */
    private Set<Line> linesOf(Edge edge) {
        Set<Line> open = new LinkedHashSet<>(hosts.get(edge.a()).lines.values());
        open.addAll(hosts.get(edge.b()).lines.values());
        open.removeIf(line -> !line.edge.equals(edge));
        return open;
    }

    private List<Line> linesBetween(int one, int other) {
        return lines.stream().filter(line -> line.edge.isBetween(one, other)).toList();
    }

    private static long delay(Edge edge, int from, int n) {
        List<Integer> delays = from == edge.a() ? edge.delaysAToB() : edge.delaysBToA();
        return delays.get(n % delays.size());
    }

    /** None if a hostile peer sends something else. */
    private Optional<Message> message(int sender, byte[] frame) {
        if (Wire.decode(frame) instanceof Decoded.Ok ok) {
            return Optional.of(ok.message());
        } else if (world.isHostile(sender)) {
            return Optional.empty();
        }
        throw new IllegalStateException("a peer sent a bad frame: " + Wire.decode(frame));
    }
}
