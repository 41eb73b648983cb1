package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * What one has to remember of a run to explain how it ended. Passes what happens on to those who follow one thing each:
 * links, ways of events, deeds of peers, and the rules that find faults. May end the run when a peer reaches a tick.
 */
public final class Recording implements Watch<Object> {

    /** The run is as far as was asked for. */
    public static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1;

        Reached(int peer, long tick) {
            super("peer " + peer + " is at tick " + tick, null, false, false);
        }
    }

    /** One life of a peer, or several with the same memory. */
    static final class Life {
        final Ideal ideal;
        final ClockRules clock;
        final StateRules states;

        Life(ClockRules clock, Simulation<Object> simulation, Faults faults, Peer<Object> peer) {
            int id = peer.config().self().peer();
            this.clock = clock;
            this.ideal = new Ideal(peer.config());
            this.states = new StateRules(
                    faults,
                    id,
                    simulation,
                    ideal.known,
                    peer.machine().present().state());
        }
    }

    private final OptionalLong until;
    private final OptionalInt untilPeer;
    private final Map<Integer, Life> lives = new TreeMap<>();
    private final Map<Source, List<Stamp>> issued = new TreeMap<>();
    private final LinkLives links = new LinkLives();
    private final Ways ways = new Ways();
    private final SettledNotes settled = new SettledNotes();
    private World<Object> world;
    private Simulation<Object> simulation;
    private Faults faults;
    private Diary diary;
    private TakeRules takes;
    private SendRules sends;
    private LinkRules ties;
    private DriverRules driver;

    /** Remembers a whole run. */
    public Recording() {
        this(OptionalLong.empty(), OptionalInt.empty());
    }

    /** Ends the run, with {@link Reached}, when a peer, or a certain one, is at a tick. */
    public Recording(OptionalLong until, OptionalInt untilPeer) {
        this.until = until;
        this.untilPeer = untilPeer;
    }

    World<Object> world() {
        return world;
    }

    Simulation<Object> simulation() {
        return simulation;
    }

    Optional<Life> life(int peer) {
        return Optional.ofNullable(lives.get(peer));
    }

    LinkLives links() {
        return links;
    }

    Ways ways() {
        return ways;
    }

    Diary diary() {
        return diary;
    }

    SettledNotes settled() {
        return settled;
    }

    /** What peers did wrong, up to now; nothing in a session that settles, as the rules here don't know of what is void. */
    List<Fault> faults() {
        return world.scenario().isSettling() ? List.of() : faults.all();
    }

    @Override
    public void begun(World<Object> begun) {
        @SuppressWarnings("unchecked") // whatever its state is, it is passed from the simulation to itself
        Simulation<Object> its = (Simulation<Object>)
                Applications.named(begun.scenario().application()).simulation();
        simulation = its;
        world = begun;
        faults = new Faults(begun::now);
        diary = new Diary(begun, links);
        takes = new TakeRules(begun, faults, ways);
        sends = new SendRules(faults, links);
        ties = new LinkRules(faults, links);
        driver = new DriverRules(faults, links);
    }

    @Override
    public void started(Host<Object> host, Peer<Object> peer) {
        boolean isNew = peer.tick() == 0 && peer.timeline().size() == 0;
        if (isNew) {
            int fps = world.scenario().fps();
            int delta = world.scenario().delta();
            ClockRules clock =
                    new ClockRules(faults, host.id(), fps, delta, peer.clock().nanos());
            lives.put(host.id(), new Life(clock, simulation, faults, peer));
            ties.started(host, peer, issued);
        }
        driver.started(host);
        diary.started(host, peer, isNew);
    }

    @Override
    public void stopped(Host<Object> host) {
        diary.stopped(host);
    }

    @Override
    public void ticked(Host<Object> host, long tick, Object state) {
        lives.get(host.id()).states.ticked(host, tick, state);
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        Life life = lives.get(host.id());
        Optional<Tie> from = life.ideal.from(input);
        life.ideal.follow(host, input, step);
        List<StampedEvent> fresh = takes.stepped(host, life.ideal, from, before, input, step);
        sends.stepped(host, life.ideal, from, input, fresh, step);
        ties.stepped(host, life.ideal, input, step);
        driver.stepped(host, step);
        life.clock.stepped(host, life.ideal, from, before, input, step, world.now());
        if (world.scenario().isSettling()) {
            settled.stepped(host, before, step, world.now());
        } else {
            life.states.stepped(before, input, fresh, step);
        }
        for (StampedEvent event : fresh) {
            if (event.source().equals(step.peer().config().self())) {
                issued.computeIfAbsent(event.source(), key -> new ArrayList<>()).add(event.stamp());
            }
        }
        diary.stepped(host, before, input, fresh, step);
        long present = step.peer().machine().present().tick();
        if (until.isPresent() && present >= until.getAsLong() && host.id() == untilPeer.orElse(host.id())) {
            throw new Reached(host.id(), present);
        }
    }

    @Override
    public void link(Line line, boolean up) {
        if (up) {
            links.up(line, world.now());
        } else {
            links.down(line, world.now(), world.scenario());
        }
        diary.link(line, up);
    }

    @Override
    public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        if (message instanceof Message.Events events) {
            ways.sent(line, fromA, events, world.now());
        }
        diary.sent(line, fromA, message, arrivalMicros);
    }

    @Override
    public void arrived(Line line, boolean fromA, Message message) {
        if (message instanceof Message.Events events) {
            ways.arrived(line, fromA, events, world.now());
        }
        diary.arrived(line, fromA, message);
    }

    @Override
    public void reacted(Host<Object> host, Endpoint<Object> before, Signal signal, Reaction<Object> reaction) {
        driver.reacted(host, signal, reaction);
        diary.reacted(host, signal, reaction);
    }

    @Override
    public void happening(Fate fate) {
        diary.happening(fate);
    }
}
