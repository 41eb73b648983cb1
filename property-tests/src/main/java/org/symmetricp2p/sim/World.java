package org.symmetricp2p.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.net.Limits;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * Runs a scenario: peers of the real core that exchange real wire bytes, under virtual time. The network
 * is FIFO, as TCP is, and drops a link with all that is in flight; the two ends notice at different times.
 */
public final class World<S> {

    private static final long SILENCE_MICROS = Limits.SILENCE_MILLIS * 1_000L;
    private static final long FIRST_INCARNATION = 1;

    private final Scenario scenario;
    private final Application<S> application;
    private final Watch<S> watch;
    private final Agenda agenda = new Agenda();
    private final Map<Integer, Host<S>> hosts = new TreeMap<>();
    private final Map<Edge, Line> lines = new LinkedHashMap<>(); // the newest of each edge
    private final Map<Edge, Boolean> cut = new HashMap<>(); // looked up only

    public World(Scenario scenario, Application<S> application, Watch<S> watch) {
        this.scenario = scenario;
        this.application = application;
        this.watch = watch;
        scenario.peers().forEach(spec -> hosts.put(spec.id(), new Host<>(spec)));
    }

    /** The machines, in the order of peers. */
    public Iterable<Host<S>> hosts() {
        return hosts.values();
    }

    public Host<S> host(int peer) {
        return hosts.get(peer);
    }

    /** The newest line of each edge, alive or not. */
    public Collection<Line> lines() {
        return lines.values();
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The world's time, in microseconds. */
    public long now() {
        return agenda.now();
    }

    /** Lets the scenario happen, to its end. */
    public void run() {
        watch.begun(this);
        for (Host<S> host : hosts.values()) {
            agenda.at(host.spec.startMicros(), () -> start(host, false));
        }
        for (Fate fate : scenario.fates()) {
            agenda.at(fate.atMicros(), () -> happen(fate));
        }
        agenda.at(scenario.healMicros(), this::heal);
        agenda.runUntil(scenario.endMicros());
        watch.ended();
    }

    // ---- fate ----

    private void happen(Fate fate) {
        if (fate instanceof Fate.Press press) {
            Host<S> host = hosts.get(press.peer());
            if (host.alive) {
                feed(host, new Input.LocalEvent(application.event(press.key())));
            }
        } else if (fate instanceof Fate.Cut c) {
            edgesBetween(c.a(), c.b()).forEach(this::cut);
        } else if (fate instanceof Fate.Mend m) {
            edgesBetween(m.a(), m.b()).forEach(this::mend);
        } else if (fate instanceof Fate.Stall s) {
            withLine(
                    s.from(),
                    s.to(),
                    way -> way.lastArrivalMicros = Math.max(way.lastArrivalMicros, now() + s.forMicros()));
        } else if (fate instanceof Fate.Deafen d) {
            deafen(d);
        } else if (fate instanceof Fate.Stop s) {
            stop(hosts.get(s.peer()));
        } else if (fate instanceof Fate.Start s) {
            start(hosts.get(s.peer()), s.withMemory());
        } else if (fate instanceof Fate.Pause p) {
            Host<S> host = hosts.get(p.peer());
            host.busyUntilMicros = Math.max(host.busyUntilMicros, now() + p.forMicros());
        }
    }

    private void heal() {
        watch.healing();
        for (Host<S> host : hosts.values()) {
            host.busyUntilMicros = Math.min(host.busyUntilMicros, now());
            if (host.alive) {
                wakeAt(host, now());
            } else {
                start(host, false);
            }
        }
        scenario.edges().forEach(this::mend);
    }

    private void start(Host<S> host, boolean withMemory) {
        if (host.alive) {
            return;
        }
        host.alive = true;
        host.life++;
        if (host.peer == null || !withMemory) {
            Source self = new Source(host.id(), FIRST_INCARNATION + host.life);
            Config config = Config.of(self)
                    .withFps(scenario.fps())
                    .withDelta(scenario.delta())
                    .withTravelNanos(scenario.travelMillis() * 1_000_000L)
                    .withJoinNanos(isAlone(host) ? 0 : 2_000_000_000L);
            host.peer = Peer.start(config, application.simulation(), host.nanosAt(now()));
        }
        watch.started(host, host.peer);
        wakeAt(host, now());
        scenario.edges().forEach(this::connectLater);
    }

    private boolean isAlone(Host<S> host) {
        return scenario.edges().stream().noneMatch(e -> e.a() == host.id() || e.b() == host.id());
    }

    private void stop(Host<S> host) {
        if (!host.alive) {
            return;
        }
        new ArrayList<>(host.lines.values()).forEach(line -> drop(line, host.id()));
        host.alive = false;
        host.inbox.clear();
        host.busyUntilMicros = now();
        watch.stopped(host);
    }

    private void cut(Edge edge) {
        cut.put(edge, true);
        Line line = lines.get(edge);
        if (line != null && line.alive) {
            drop(line, edge.a());
        }
    }

    private void mend(Edge edge) {
        cut.put(edge, false);
        Line line = lines.get(edge);
        if (line != null && line.alive && (line.fromA.deaf || line.fromB.deaf)) {
            drop(line, edge.a());
        }
        connectLater(edge);
    }

    private void deafen(Fate.Deafen fate) {
        withLine(fate.from(), fate.to(), way -> way.deaf = true);
        for (Edge edge : edgesBetween(fate.from(), fate.to())) {
            Line line = lines.get(edge);
            if (line != null && line.alive) {
                agenda.at(now() + SILENCE_MICROS, () -> {
                    if (line.alive) {
                        drop(line, fate.to());
                        connectLater(edge);
                    }
                });
            }
        }
    }

    private List<Edge> edgesBetween(int one, int other) {
        return scenario.edges().stream().filter(e -> e.isBetween(one, other)).toList();
    }

    private void withLine(int from, int to, Consumer<Line.Direction> change) {
        for (Edge edge : edgesBetween(from, to)) {
            Line line = lines.get(edge);
            if (line != null && line.alive) {
                change.accept(line.direction(from == edge.a()));
            }
        }
    }

    // ---- links ----

    private static int delay(List<Integer> delays, int n) {
        return delays.get(n % delays.size());
    }

    private static long roundTrip(Edge edge) {
        return (long) delay(edge.delaysAToB(), 0) + delay(edge.delaysBToA(), 0);
    }

    private void connectLater(Edge edge) {
        agenda.at(now() + roundTrip(edge), () -> connect(edge));
    }

    private void connect(Edge edge) {
        Host<S> a = hosts.get(edge.a());
        Host<S> b = hosts.get(edge.b());
        Line before = lines.get(edge);
        if (!a.alive || !b.alive || cut.getOrDefault(edge, false) || before != null && before.alive) {
            return;
        }
        Line line = new Line(edge, new LinkId(++a.lastLink), new LinkId(++b.lastLink));
        lines.put(edge, line);
        a.lines.put(line.atA, line);
        b.lines.put(line.atB, line);
        watch.link(line, true);
        feed(a, new Input.LinkUp(line.atA, OptionalInt.of(b.id())));
        feed(b, new Input.LinkUp(line.atB, OptionalInt.empty()));
    }

    /** The link is gone: one end notices now, the other up to a few round trips later. */
    private void drop(Line line, int first) {
        line.alive = false;
        watch.link(line, false);
        int second = first == line.edge.a() ? line.edge.b() : line.edge.a();
        noticeDrop(line, first);
        agenda.at(now() + 3 * roundTrip(line.edge), () -> noticeDrop(line, second));
    }

    private void noticeDrop(Line line, int peer) {
        Host<S> host = hosts.get(peer);
        if (host.lines.remove(line.idAt(peer)) != null && host.alive) {
            feed(host, new Input.LinkDown(line.idAt(peer)));
        }
    }

    private void send(Host<S> host, LinkId link, Message message) {
        Line line = host.lines.get(link);
        if (line == null || !line.alive) {
            return;
        }
        boolean fromA = host.id() == line.edge.a();
        for (Iterator<byte[]> frames = Wire.frames(message); frames.hasNext(); ) {
            sendFrame(line, fromA, frames.next());
        }
        watch.sent(line, fromA, message, line.direction(fromA).lastArrivalMicros);
        if (line.direction(fromA).inFlight > Limits.MAX_WAITING_MESSAGES) {
            watch.overflowed(line, fromA);
            drop(line, host.id());
            connectLater(line.edge);
        }
    }

    private void sendFrame(Line line, boolean fromA, byte[] frame) {
        Line.Direction way = line.direction(fromA);
        Edge edge = line.edge;
        long departs = Math.max(now(), way.freeMicros);
        way.freeMicros =
                edge.bytesPerSecond() == 0 ? departs : departs + frame.length * 1_000_000L / edge.bytesPerSecond();
        int delay = delay(fromA ? edge.delaysAToB() : edge.delaysBToA(), way.messages++);
        long arrives = Math.max(way.lastArrivalMicros, way.freeMicros + delay);
        way.lastArrivalMicros = arrives;
        if (!way.deaf) {
            way.inFlight++;
            agenda.at(arrives, () -> arrive(line, fromA, frame));
        }
    }

    private void arrive(Line line, boolean fromA, byte[] frame) {
        line.direction(fromA).inFlight--;
        Host<S> receiver = hosts.get(line.peer(!fromA));
        if (line.alive && receiver.alive) {
            Message message = message(frame);
            watch.arrived(line, fromA, message);
            feed(receiver, new Input.Received(line.idAt(receiver.id()), message));
        }
    }

    private static Message message(byte[] frame) {
        if (Wire.decode(frame) instanceof Decoded.Ok ok) {
            return ok.message();
        }
        throw new IllegalStateException("a peer sent a bad frame: " + Wire.decode(frame));
    }

    // ---- hosts ----

    private void wakeAt(Host<S> host, long micros) {
        long alarm = ++host.alarm; // replaces one that is set already
        agenda.at(micros, () -> {
            if (host.alive && host.alarm == alarm) {
                wake(host);
            }
        });
    }

    private void wake(Host<S> host) {
        if (now() < host.busyUntilMicros) {
            wakeAt(host, host.busyUntilMicros);
            return;
        }
        long before = host.peer.machine().present().tick();
        step(host, new Input.ClockRead(host.nanosAt(now())));
        long simulated = host.peer.machine().present().tick() - before;
        host.busyUntilMicros = now() + Math.max(0, simulated) * host.spec.tickMicros();
        wakeAt(host, Math.max(now() + 1, Math.max(host.busyUntilMicros, host.microsAt(host.peer.nextWakeNanos()))));
    }

    /** An input now; or when the CPU is free again, after those that came before. */
    private void feed(Host<S> host, Input input) {
        if (host.inbox.isEmpty() && now() >= host.busyUntilMicros) {
            step(host, input);
            return;
        }
        host.inbox.add(input);
        if (host.inbox.size() == 1) {
            int life = host.life;
            agenda.at(host.busyUntilMicros, () -> drain(host, life));
        }
    }

    private void drain(Host<S> host, int life) {
        if (!host.alive || host.life != life) {
            return;
        }
        if (now() < host.busyUntilMicros) {
            agenda.at(host.busyUntilMicros, () -> drain(host, life));
            return;
        }
        while (!host.inbox.isEmpty()) {
            step(host, host.inbox.remove());
        }
    }

    private void step(Host<S> host, Input input) {
        Peer<S> before = host.peer;
        Step<S> step = before.step(input, (tick, state) -> watch.ticked(host, tick, state));
        host.peer = step.peer();
        watch.stepped(host, before, input, step);
        for (Output output : step.outputs()) {
            perform(host, output);
        }
    }

    private void perform(Host<S> host, Output output) {
        if (output instanceof Output.Send send) {
            send(host, send.link(), send.message());
        } else if (output instanceof Output.Close close) {
            send(host, close.link(), close.bye());
            Line line = host.lines.remove(close.link());
            if (line != null) {
                // When BYE has arrived, the line is gone, even if the other end has closed it at the same time.
                long arrival = line.direction(host.id() == line.edge.a()).lastArrivalMicros;
                agenda.at(arrival, () -> end(line));
            }
        } else if (output instanceof Output.Unlinked unlinked) {
            Line line = host.lines.remove(unlinked.link());
            if (line != null) {
                end(line);
            }
        }
    }

    private void end(Line line) {
        if (line.alive) {
            line.alive = false;
            watch.link(line, false);
            noticeDrop(line, line.edge.a());
            noticeDrop(line, line.edge.b());
            connectLater(line.edge);
        }
    }
}
