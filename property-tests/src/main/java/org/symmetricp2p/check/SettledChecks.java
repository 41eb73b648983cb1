package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Settling;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * Property 28, with 3, 4 and 16 for sessions that settle. A settled state, and the events before it, are the same wherever and whenever they are looked at. Each tick
 * is told once in a life, in order, and no two neighbours say that they differ. Who keeps a window keeps no more. What a user did is among the events once, waits, or was told to be void. No correct peer finds another's
 * messages wrong. Once all is healed, all know the same; and as long as the keeper lives, settled ticks are as close to the
 * clock as they should be.
 */
final class SettledChecks<S> implements Watch<S> {

    /** What a peer has been told, and what its user did, in one life. */
    private static final class Life {
        private long told; // the last settled tick
        private int settledEvents; // up to it
        private final Map<Source, Long> promised = new HashMap<>(); // looked up only
        private final Set<Stamp> issued = new HashSet<>(); // looked up only
        private long lastIssued; // the tick of the last of these
        private long declared; // all up to it is settled, as far as this peer was told
        private boolean isMixed; // what it issued as another source comes after what it issued since (spec 8.11)
        private final List<Event> done = new ArrayList<>(); // by the user
        private final List<Event> open = new ArrayList<>(); // not given up; equal ones aren't told apart

        private void did(List<Event> events) {
            done.addAll(events);
            open.addAll(events);
        }
    }

    private final Set<Property> enabled;
    private final World<S> world;
    private final Simulation<S> simulation;
    private final Excuses<S> excuses;
    private final List<Long> hashes = new ArrayList<>(); // of the states at ticks 1, 2, 3 and so on
    private final List<StampedEvent> settled = new ArrayList<>(); // all events up to the last of them
    private final PerHost<Life> lives = new PerHost<>();
    private boolean hasKeeper = true;

    SettledChecks(Set<Property> enabled, World<S> world, Simulation<S> simulation) {
        this.enabled = enabled;
        this.world = world;
        this.simulation = simulation;
        this.excuses = new Excuses<>(world);
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        boolean isKeeper = host.id() == world.scenario().peers().get(0).id();
        if (peer.tick() == 0 && peer.timeline().size() == 0 && peer.settledTick() == 0) {
            hasKeeper &= !isKeeper
                    || peer.keeper().isPresent()
                            && peer.keeper().get().equals(peer.config().self());
            Life life = new Life();
            life.did(peer.queued()); // in the life before
            lives.put(host, life);
        }
    }

    @Override
    public void settled(Host<S> host, long tick, S state) {
        Life life = lives.of(host);
        if (tick != life.told + 1) {
            fail(Property.SETTLED, host, tick, "told after tick " + life.told);
        }
        life.told = tick;
        long hash = simulation.hash(state);
        if (tick > hashes.size()) {
            hashes.add(hash);
        } else if (hashes.get((int) tick - 1) != hash) {
            fail(Property.SETTLED, host, tick, "settled as " + state + ", elsewhere it was another state");
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        Life life = lives.of(host);
        if (input instanceof Input.LocalEvent local) {
            life.did(List.of(local.event()));
        } else if (input instanceof Input.Received received
                && received.message() instanceof Message.Declaration declaration
                && step.peer().links().stream().anyMatch(l -> l.id().equals(received.link()) && l.isLive())) {
            life.declared = Math.max(life.declared, declaration.tick());
        }
        for (Output output : step.outputs()) {
            if (output instanceof Output.Refused refused) {
                life.open.remove(refused.event());
            } else if (output instanceof Output.Voided voided) {
                onVoided(voided, before.config().self(), life);
            } else if (output instanceof Output.TookOver took) {
                onTookOver(host, took, step.peer(), life);
            } else if (output instanceof Output.Diverged diverged) {
                fail(Property.SETTLED, host, diverged.tick(), diverged.text());
            } else if (output instanceof Output.Send send) {
                note(host, send.message(), life);
            } else if (output instanceof Output.Close close) {
                checkClose(host, close);
            }
        }
        checkWindow(host, step.peer());
        if (input instanceof Input.ClockRead && isDropping(before, step.peer())) {
            checkEvents(host, before, step.peer().settledTick(), life); // what is settled and dropped at one reading
        }
        if (step.peer().timeline() != before.timeline() || step.peer().settledTick() != before.settledTick()) {
            checkEvents(host, step.peer(), step.peer().settledTick(), life);
        }
    }

    private boolean isDropping(Peer<S> before, Peer<S> after) {
        return after.machine().beginning().tick()
                != before.machine().beginning().tick();
    }

    /** It goes on from a state that was settled elsewhere, and isn't told of the ticks before. */
    private void onTookOver(Host<S> host, Output.TookOver took, Peer<S> peer, Life life) {
        long tick = took.tick();
        if (tick <= life.told || tick > hashes.size()) {
            fail(Property.SETTLED, host, tick, "goes on from there, but was told up to tick " + life.told);
        } else if (hashes.get((int) tick - 1)
                != simulation.hash(peer.machine().beginning().state())) {
            fail(Property.SETTLED, host, tick, "goes on from another state than that which was settled");
        }
        life.told = tick;
    }

    /** No more is kept than twice the window, and what is between two snapshots (spec 8.20). */
    private void checkWindow(Host<S> host, Peer<S> peer) {
        if (world.scenario().hasWindow(host.id())) {
            long beginning = peer.machine().beginning().tick();
            long kept = peer.settledTick() - beginning;
            long most = 2 * world.scenario().windowTicks() + Math.max(0, peer.tick() - beginning) / 4 + 64;
            if (kept > most) {
                fail(
                        Property.SETTLED,
                        host,
                        peer.settledTick(),
                        "keeps " + kept + " settled ticks, " + most + " at most");
            }
        }
    }

    private static void onVoided(Output.Voided voided, Source self, Life life) {
        life.isMixed |= !voided.event().source().equals(self);
        if (!voided.isIssuedAgain()) {
            life.open.remove(voided.event().event());
        }
    }

    /** What the peer says of itself. */
    private void note(Host<S> host, Message message, Life life) {
        if (message instanceof Message.Promises promises) {
            promises.bySource().forEach((source, promise) -> life.promised.merge(source, promise.tick(), Math::max));
        } else if (message instanceof Message.Events events) {
            events.events().stream()
                    .filter(event ->
                            event.source().equals(host.peer().config().self()) && life.issued.add(event.stamp()))
                    .forEach(event -> checkIssued(host, event, life));
        }
    }

    private void checkClose(Host<S> host, Output.Close close) {
        Message.Bye bye = close.bye();
        if (!EventChecks.MISDIALLED.matcher(bye.text()).matches()
                && !excuses.mayClose(host, close.link(), bye.reason())) {
            Property.complainedOf(bye.reason())
                    .ifPresent(property -> fail(property, host, host.peer().tick(), "closes: " + bye));
        }
    }

    /** A new event of the peer itself is after all that was promised, declared and issued before, also as another source (spec 8.7). */
    private void checkIssued(Host<S> host, StampedEvent event, Life life) {
        if (event.tick() < life.promised.getOrDefault(event.source(), 0L)) {
            fail(Property.STAMPS, host, event.tick(), "issues " + event.stamp() + ", but promised not to");
        } else if (event.tick() <= life.declared) {
            fail(
                    Property.STAMPS,
                    host,
                    event.tick(),
                    "issues " + event.stamp() + ", but tick " + life.declared + " is settled");
        } else if (event.tick() < life.lastIssued) {
            fail(
                    Property.STAMPS,
                    host,
                    event.tick(),
                    "issues " + event.stamp() + " after one of tick " + life.lastIssued);
        }
        life.lastIssued = event.tick();
    }

    /** The events up to the settled tick are those of all peers; and of each source they are the first, or come after those that were dropped. */
    private void checkEvents(Host<S> host, Peer<S> peer, long settledTick, Life life) {
        Map<Source, Long> seqs = new TreeMap<>();
        List<StampedEvent> dropped = dropped(peer);
        dropped.forEach(event -> seqs.put(event.source(), event.seq()));
        Iterator<StampedEvent> events = peer.timeline().from(1);
        int count = dropped.size();
        while (events.hasNext()) {
            StampedEvent event = events.next();
            if (event.seq() != seqs.merge(event.source(), 1L, Long::sum)) {
                fail(Property.NO_GAP, host, peer.tick(), "knows " + event.stamp() + " after a gap");
            }
            if (event.tick() <= settledTick) {
                checkSettled(host, event, count++);
            }
        }
        if (count < life.settledEvents
                || count < settled.size() && settled.get(count).tick() <= settledTick) {
            fail(Property.SETTLED, host, settledTick, "lacks a settled event");
        }
        life.settledEvents = count;
    }

    /** The settled events that a peer doesn't keep. */
    private List<StampedEvent> dropped(Peer<S> peer) {
        long beginning = peer.machine().beginning().tick();
        int count = 0;
        while (beginning > 0 && count < settled.size() && settled.get(count).tick() <= beginning) {
            count++;
        }
        return settled.subList(0, count);
    }

    /** What a peer knows, and what led to the state that it begins with. */
    private List<StampedEvent> known(Peer<S> peer) {
        List<StampedEvent> all = new ArrayList<>(dropped(peer));
        all.addAll(peer.timeline().events());
        return all;
    }

    private void checkSettled(Host<S> host, StampedEvent event, int index) {
        if (index == settled.size()) {
            settled.add(event);
        } else if (!settled.get(index).equals(event)) {
            fail(
                    Property.SETTLED,
                    host,
                    event.tick(),
                    "has settled " + event + ", elsewhere it was " + settled.get(index));
        }
    }

    @Override
    public void ended() {
        Host<S> first = world.hosts().iterator().next();
        for (Host<S> host : world.hosts()) {
            checkUser(host);
            checkOrder(host);
            checkState(host);
            if (!excuses.mayStayApart(host.peer(), first.peer())) {
                checkSame(host, first);
            }
            long lag = host.peer().tick() - host.peer().settledTick();
            long most = Settling.lagTicks(world.scenario());
            if (hasKeeper && lag > most && !excuses.mayHoldTheKeeper()) {
                String what = "settled ticks lag by " + lag + " ticks, should be " + most + " at most";
                fail(Property.SETTLED, host, host.peer().settledTick(), what);
            }
        }
    }

    /** Exactly what the user did in this life, and wasn't told to be gone, is among the events or waits. */
    private void checkUser(Host<S> host) {
        Peer<S> peer = host.peer();
        List<Event> left = new ArrayList<>(lives.of(host).open);
        Stream.concat(issuedIn(host).map(StampedEvent::event), peer.queued().stream())
                .forEach(event -> {
                    if (!left.remove(event)) {
                        fail(Property.SETTLED, host, peer.tick(), "has " + event + " twice, or its user never did it");
                    }
                });
        if (!left.isEmpty()) {
            fail(
                    Property.SETTLED,
                    host,
                    peer.tick(),
                    left.size() + " of its user's events have vanished: " + left.get(0));
        }
    }

    /** As each of its sources, a peer has issued what its user did in that order, but for what was given up. */
    private void checkOrder(Host<S> host) {
        Map<Source, List<Event>> issued = new TreeMap<>();
        issuedIn(host)
                .forEach(event -> issued.computeIfAbsent(event.source(), source -> new ArrayList<>())
                        .add(event.event()));
        issued.values().forEach(events -> {
            Iterator<Event> done = lives.of(host).done.iterator();
            boolean isInOrder = events.stream().allMatch(event -> {
                while (done.hasNext()) {
                    if (done.next().equals(event)) {
                        return true;
                    }
                }
                return false;
            });
            if (!isInOrder && !lives.of(host).isMixed) {
                fail(Property.ISSUED, host, host.peer().tick(), "issued " + events + ", not as its user did it");
            }
        });
    }

    /** What a peer has issued in this life and isn't void. */
    private Stream<StampedEvent> issuedIn(Host<S> host) {
        Peer<S> peer = host.peer();
        long life = peer.config().self().incarnation() / World.hostileIncarnation(0);
        return known(peer).stream()
                .filter(e -> e.source().peer() == host.id()
                        && e.source().incarnation() / World.hostileIncarnation(0) == life);
    }

    private void checkState(Host<S> host) {
        TimeMachine<S> machine = TimeMachine.start(simulation);
        for (StampedEvent event : known(host.peer())) {
            machine = machine.insert(event);
        }
        long tick = host.peer().machine().present().tick();
        S right = machine.advanceTo(tick, (t, s) -> {}).present().state();
        if (simulation.hash(right)
                != simulation.hash(host.peer().machine().present().state())) {
            fail(Property.STATE_FN, host, tick, "should be " + right);
        }
    }

    private void checkSame(Host<S> host, Host<S> first) {
        List<StampedEvent> known = known(host.peer());
        List<StampedEvent> expected = known(first.peer());
        if (!known.equals(expected)) {
            String what = "knows " + known.size() + " events, but peer " + first.id() + " knows " + expected.size();
            fail(Property.CONVERGE, host, host.peer().tick(), what);
        }
    }

    private void fail(Property property, Host<S> host, long tick, String what) {
        if (enabled.contains(property)) {
            throw new Violation(property, host.id(), tick, what);
        }
    }
}
