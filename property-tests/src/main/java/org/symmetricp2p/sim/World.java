package org.symmetricp2p.sim;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.link.StepObserver;
import org.symmetricp2p.sim.Fate.How;

/**
 * Runs a scenario: endpoints with the real core, which exchange real wire bytes, under virtual time. What is simulated is
 * nothing but their machines (here) and the {@link Network}.
 */
public final class World<S> {

    private static final long FIRST_INCARNATION = 1;
    private static final long LIVES_APART = 1_000; // where a peer may have to go on as the next (spec 6.25)
    private static final long JOIN_NANOS = 2_000_000_000L;
    private static final int MOST_DELTA = 500;

    /** Slow, so that reading pauses now and then. */
    private static final Limits LIMITS =
            Limits.STANDARD.with(Limit.FRAMES_AT_ONCE, 32).with(Limit.BYTES_AT_ONCE, 16_000);

    private final Scenario scenario;
    private final Application<S> application;
    private final Watch<S> watch;
    private final Agenda agenda = new Agenda();
    private final Map<Integer, Host<S>> hosts = new LinkedHashMap<>(); // in the order of peers
    private final Network<S> network;
    private final Set<How> attacks = EnumSet.noneOf(How.class); // of which there is one
    private final Set<Integer> hostile = new HashSet<>(); // looked up only
    private long leaptMicros;

    public World(Scenario scenario, Application<S> application, Watch<S> watch) {
        this.scenario = scenario;
        this.application = application;
        this.watch = watch;
        Map<Integer, Host<S>> sorted = new TreeMap<>();
        for (Scenario.PeerSpec spec : scenario.peers()) {
            Host<S> host = new Host<>(spec, sorted.size());
            host.observer = observe(host);
            host.alarm = () -> ring(host);
            sorted.put(spec.id(), host);
        }
        hosts.putAll(sorted);
        this.network = new Network<>(scenario, hosts, this, agenda, watch);
        for (Fate.Attack attack : scenario.attacks()) {
            attacks.add(attack.how());
            hostile.add(attack.peer());
        }
    }

    /** The machines, in the order of peers. */
    public Iterable<Host<S>> hosts() {
        return hosts.values();
    }

    public Host<S> host(int peer) {
        return hosts.get(peer);
    }

    /** The lines that are alive. */
    public Collection<Line> lines() {
        return network.lines();
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The edges of which a peer is one end, in the scenario's order. */
    public List<Scenario.Edge> edgesOf(int peer) {
        return network.edgesOf(peer);
    }

    /** The world's time, in microseconds. */
    public long now() {
        return agenda.now();
    }

    /** Whether a peer is hostile, at any time before all is healed. */
    public boolean isHostile(int peer) {
        return hostile.contains(peer);
    }

    /** By how much local times have leapt forward until now, in microseconds, all machines together. */
    public long leaptMicros() {
        return leaptMicros;
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
        watch.happening(fate);
        if (fate instanceof Fate.Press f) {
            press(hosts.get(f.peer()), f.key());
        } else if (fate instanceof Fate.Cut f) {
            network.edgesBetween(f.a(), f.b()).forEach(network::cut);
        } else if (fate instanceof Fate.Mend f) {
            network.edgesBetween(f.a(), f.b()).forEach(network::mend);
        } else if (fate instanceof Fate.Stall f) {
            network.stall(f.from(), f.to(), now() + f.forMicros());
        } else if (fate instanceof Fate.Deafen f) {
            network.deafen(f.from(), f.to());
        } else if (fate instanceof Fate.Stop f) {
            stop(hosts.get(f.peer()));
        } else if (fate instanceof Fate.Start f) {
            start(hosts.get(f.peer()), f.withMemory());
        } else if (fate instanceof Fate.Pause f) {
            Host<S> host = hosts.get(f.peer());
            host.pausedUntilMicros = Math.max(host.pausedUntilMicros, now() + f.forMicros());
            host.busyUntilMicros = Math.max(host.busyUntilMicros, host.pausedUntilMicros);
        } else if (fate instanceof Fate.Leave f) {
            feed(hosts.get(f.peer()), new Signal.Leave("the peer leaves"));
        } else if (fate instanceof Fate.Unlink f) {
            feed(hosts.get(f.peer()), new Signal.Unlink(f.neighbour()));
        } else if (fate instanceof Fate.Relink f) {
            feed(hosts.get(f.peer()), new Signal.Relink(f.neighbour()));
        } else if (fate instanceof Fate.Link f) {
            feed(hosts.get(f.peer()), new Signal.Link(f.neighbour(), addressOf(f.addressOf())));
        } else if (fate instanceof Fate.Shift f) {
            shift(hosts.get(f.peer()), f.byMicros());
        }
    }

    /** Nobody has a key to press while the lid is closed. */
    private void press(Host<S> host, int key) {
        if (now() >= host.pausedUntilMicros) {
            feed(host, new Signal.Inject(application.event(key)));
        }
    }

    private void shift(Host<S> host, int byMicros) {
        host.shift(byMicros);
        leaptMicros += Math.max(0, byMicros);
        if (host.alive) {
            wakeAt(host, now()); // its alarm was set by another time
        }
    }

    /**
     * Now all is well: edges are mended, pauses over, what waited taken in, peers started, and mistakes of users put right. Hostile peers
     * are gone; on their machines are honest ones, which know what they knew, and to which their neighbours' users want links again.
     */
    private void heal() {
        watch.healing();
        for (Host<S> host : hosts.values()) {
            host.inbox.removeIf(signal -> signal instanceof Signal.Leave);
            takeInAll(host);
            if (host.alive && host.endpoint.isLeaving()) {
                stop(host);
            }
            boolean wasHostile = host.alive && isHostile(host.id());
            if (wasHostile) {
                stop(host);
            }
            start(host, wasHostile);
        }
        scenario.edges().forEach(network::mend);
        scenario.attacks()
                .forEach(attack -> neighboursOf(hosts.get(attack.peer()))
                        .forEach(neighbour -> wantLink(hosts.get(neighbour), attack.peer())));
        for (Fate fate : scenario.fates()) {
            if (fate instanceof Fate.Unlink f) {
                wantLink(hosts.get(f.peer()), f.neighbour());
            } else if (fate instanceof Fate.Link f) {
                wantLink(hosts.get(f.peer()), f.neighbour());
            }
        }
        hosts.values().forEach(host -> wakeAt(host, now()));
    }

    /** Without taking time: a slow CPU would replay once for each key among it, and that is no part of {@link Settling}. */
    private void takeInAll(Host<S> host) {
        host.busyUntilMicros = Math.min(host.busyUntilMicros, now());
        while (host.alive && !host.inbox.isEmpty()) {
            work(host);
            host.busyUntilMicros = now();
        }
    }

    private void start(Host<S> host, boolean withMemory) {
        if (host.alive) {
            return;
        }
        host.alive = true;
        host.life++;
        if (host.peer == null || !withMemory) {
            host.peer = Peer.start(config(host), application.simulation(), host.nanosAt(now()));
        }
        host.endpoint = Endpoint.of(host.peer, host.id() << 16 | host.life);
        watch.started(host, host.peer);
        for (int neighbour : neighboursOf(host)) {
            wantLink(host, neighbour);
        }
        wakeAt(host, now());
    }

    private Config config(Host<S> host) {
        Config config = Config.of(new Source(host.id(), incarnation(host.life)))
                .withLimits(limits())
                .withFps(scenario.fps())
                .withDelta(scenario.delta())
                .withClock(scenario.clock())
                .withTravelNanos(scenario.travelMillis() * 1_000_000L)
                .withJoinNanos(neighboursOf(host).isEmpty() ? 0 : JOIN_NANOS);
        if (scenario.latePercent() > 0) {
            config = config.withAdaptive(new Adaptive(1, MOST_DELTA, scenario.latePercent()));
        }
        return scenario.isSettling() ? config.withSettling(settling(host)) : config;
    }

    /** Some are told the keeper, as it is itself, others find it out; some leave void events to their application. */
    private org.symmetricp2p.core.Settling settling(Host<S> host) {
        int first = scenario.peers().get(0).id();
        boolean isTold = host.id() == first ? host.life == 1 : host.id() % 2 == 1;
        org.symmetricp2p.core.Settling settling = isTold
                ? org.symmetricp2p.core.Settling.keptBy(new Source(first, incarnation(1)))
                : org.symmetricp2p.core.Settling.JOINING;
        return settling.withSilenceNanos(scenario.silenceMillis() * 1_000_000L)
                .withIssuesAgain(host.id() % 3 != 2)
                .withWindow(
                        scenario.hasWindow(host.id())
                                ? scenario.windowTicks()
                                : org.symmetricp2p.core.Settling.KEEP_ALL);
    }

    /**
     * Those that hostile peers attack are low, so that they are reached in the time that a world has. What isn't attacked has its usual
     * limits: so what honest peers do to each other isn't mistaken for it.
     */
    private Limits limits() {
        Limits limits = LIMITS;
        if (!attacks.isEmpty()) {
            limits = limits.with(Limit.LEAD, 100_000); // of which 500 ticks are believed at once
        }
        if (attacks.contains(How.PAYLOADS)) {
            limits = limits.with(Limit.EVENT_BYTES, 60_000);
        }
        if (attacks.contains(How.SOURCES)) {
            limits = limits.with(Limit.SOURCES_PER_SECOND, 20).with(Limit.SOURCES_AT_ONCE, 10);
        }
        if (attacks.contains(How.DEEP)) {
            limits = limits.with(Limit.REPLAYED_PER_SECOND, 2_000)
                    .with(Limit.REPLAYED_AT_ONCE, 400)
                    .with(Limit.DEEP_TICKS, 40);
        }
        return limits;
    }

    private long incarnation(int life) {
        boolean mayRenew = !attacks.isEmpty() || scenario.isSettling();
        return mayRenew ? hostileIncarnation(life) : FIRST_INCARNATION + life;
    }

    /** That of a life in a world in which peers may have to go on as another source. */
    public static long hostileIncarnation(int life) {
        return (FIRST_INCARNATION + life) * LIVES_APART;
    }

    private List<Integer> neighboursOf(Host<S> host) {
        return edgesOf(host.id()).stream()
                .map(e -> e.a() == host.id() ? e.b() : e.a())
                .toList();
    }

    /** The user of a peer wants the link to a neighbour as it should be: dialled from here, or welcome. */
    private void wantLink(Host<S> host, int neighbour) {
        boolean isDialler = network.edgesBetween(host.id(), neighbour).stream().anyMatch(e -> e.isDialledBy(host.id()));
        feed(host, isDialler ? new Signal.Link(neighbour, addressOf(neighbour)) : new Signal.Relink(neighbour));
    }

    private static Address addressOf(int peer) {
        return new Address("peer", peer);
    }

    private void stop(Host<S> host) {
        if (!host.alive) {
            return;
        }
        host.alive = false;
        host.inbox.clear();
        host.busyUntilMicros = now();
        host.alarmMicros = Long.MAX_VALUE;
        network.stop(host);
        for (LinkId link :
                new TreeSet<>(host.peer.links().stream().map(Link::id).toList())) {
            host.observer.stepped(host.peer, new Input.LinkDown(link), host.peer.step(new Input.LinkDown(link)));
        }
        watch.stopped(host);
    }

    // ---- machines ----

    /** Something happens at a machine: its endpoint reacts now, or when the CPU is free again, after what came before. */
    void feed(Host<S> host, Signal signal) {
        if (host.alive) {
            host.inbox.add(signal);
            if (!host.reacting) {
                work(host);
            }
        }
    }

    /** Whether something that has arrived over a link waits to be read. */
    boolean hasUnread(Host<S> host, LinkId link) {
        return host.inbox.stream()
                .anyMatch(s ->
                        s instanceof Signal.Received received && received.link().equals(link));
    }

    private void wakeAt(Host<S> host, long micros) {
        host.alarmMicros = Math.max(now(), micros);
        agenda.at(host.alarmMicros, host.alarm);
    }

    /** An alarm rings, unless it was set to another time since. */
    private void ring(Host<S> host) {
        if (host.alive && host.alarmMicros == now()) {
            host.alarmMicros = Long.MAX_VALUE;
            work(host);
        }
    }

    /** Takes in what waits, then reads the clock, if it is time; and sets the alarm for the next time. */
    private void work(Host<S> host) {
        host.reacting = true;
        while (host.alive && now() >= host.busyUntilMicros && !host.inbox.isEmpty()) {
            react(host, host.inbox.remove());
        }
        if (host.alive && now() >= host.busyUntilMicros && host.dueMicros() <= now()) {
            react(host, new Signal.Wake());
        }
        host.reacting = false;
        if (!host.alive) {
            return;
        }
        if (host.endpoint.isOver()) {
            stop(host);
            return;
        }
        long next = host.inbox.isEmpty() ? Math.max(now() + 1, host.dueMicros()) : host.busyUntilMicros;
        long free = Math.max(next, host.busyUntilMicros);
        if (free < host.alarmMicros) { // an earlier one sees that it is too early
            wakeAt(host, free);
        }
    }

    private void react(Host<S> host, Signal signal) {
        host.ticked = 0;
        Endpoint<S> before = host.endpoint;
        Reaction<S> reaction = before.on(signal, host.nanosAt(now()), host.observer);
        host.endpoint = reaction.endpoint();
        watch.reacted(host, before, signal, reaction);
        if (!reaction.actions().isEmpty()) { // nearly always they are
            perform(host, reaction.actions());
        }
        host.busyUntilMicros = Math.max(host.busyUntilMicros, now() + (long) host.ticked * host.spec.tickMicros());
    }

    private void perform(Host<S> host, List<Action> actions) {
        for (Action action : actions) {
            network.perform(host, action);
        }
        network.tellTaken(host);
    }

    private StepObserver<S> observe(Host<S> host) {
        return new StepObserver<>() {
            @Override
            public void ticked(long tick, S state) {
                host.ticked++;
                watch.ticked(host, tick, state);
            }

            @Override
            public void settled(long tick, S state) {
                watch.settled(host, tick, state);
            }

            @Override
            public void stepped(Peer<S> before, Input input, Step<S> step) {
                host.peer = step.peer();
                watch.stepped(host, before, input, step);
            }
        };
    }
}
