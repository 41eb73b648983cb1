package org.symmetricp2p.history;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * Writes down, in a simulated world, what users append and what they see. An append is done when its event is issued, and nobody
 * knows how it ended if the peer stops before. Who appends while an append waits is another process, as a process does one thing at a
 * time; and whoever reads is one of its own. Where settled states are read, an append is done when it is settled, and has failed when it became
 * void and isn't issued again.
 */
final class Recorder implements Watch<Lists.State> {

    /** What is read. */
    enum Reads {
        /** What each peer shows, now and then: late events may change it again. */
        OPTIMISTIC,
        /** What each peer shows when the world has come to rest, and everybody knows everything. */
        FINAL,
        /** What each peer is told to be settled, now and then. */
        SETTLED
    }

    private static final int READ_INTERVAL = 23; // ticks: no divisor of the usual numbers

    /** One life of a peer. */
    private static final class Life {
        private final Queue<Integer> free = new ArrayDeque<>(); // processes
        private final Map<Event, Integer> pending = new TreeMap<>((a, b) ->
                Integer.compare(a.payload().intAt(1), b.payload().intAt(1))); // by event, which process appends it
        private final int reader;
        private long issued; // seq of the last that was seen to be issued
        private Source self;

        private Life(int reader, Source self) {
            this.reader = reader;
            this.self = self;
        }
    }

    private final Reads reads;
    private final HistoryLog log = new HistoryLog();
    private final Map<Integer, Life> lives = new TreeMap<>(); // by peer
    private World<Lists.State> world;
    private int processes;

    Recorder(Reads reads) {
        this.reads = reads;
    }

    HistoryLog log() {
        return log;
    }

    @Override
    public void begun(World<Lists.State> begun) {
        world = begun;
    }

    /** The user of a peer that starts again is somebody new, even if the peer remembers. */
    @Override
    public void started(Host<Lists.State> host, Peer<Lists.State> peer) {
        Life life = new Life(processes++, peer.config().self());
        life.issued = seqOf(peer);
        lives.put(host.id(), life);
    }

    @Override
    public void stopped(Host<Lists.State> host) {
        leaveOpen(lives.get(host.id()));
    }

    @Override
    public void stepped(Host<Lists.State> host, Peer<Lists.State> before, Input input, Step<Lists.State> step) {
        Life life = lives.get(host.id());
        if (input instanceof Input.LocalEvent local) {
            Integer process = life.free.poll();
            int chosen = process == null ? processes++ : process;
            log.invoke(now(), chosen, append(local.event()));
            life.pending.put(local.event(), chosen);
        }
        if (reads != Reads.SETTLED) {
            settle(step.peer(), life);
        } else if (before.settledTick() != step.peer().settledTick()) {
            settleSettled(host.id(), step.peer(), life);
        }
        for (Output output : step.outputs()) {
            if (output instanceof Output.Refused refused) {
                fail(life, refused.event());
            } else if (output instanceof Output.Voided voided && !voided.isIssuedAgain()) {
                fail(life, voided.event().event());
            }
        }
        if (reads == Reads.OPTIMISTIC
                && input instanceof Input.ClockRead
                && step.peer().tick() % READ_INTERVAL == 0
                && before.tick() != step.peer().tick()) {
            read(life, step.peer().machine().present().state());
        }
    }

    @Override
    public void settled(Host<Lists.State> host, long tick, Lists.State state) {
        if (reads == Reads.SETTLED && tick % READ_INTERVAL == 0) {
            read(lives.get(host.id()), state);
        }
    }

    @Override
    public void ended() {
        if (reads == Reads.FINAL) {
            for (Host<Lists.State> host : world.hosts()) {
                read(lives.get(host.id()), host.peer().machine().present().state());
            }
        }
        lives.values().forEach(this::leaveOpen);
    }

    /** How its appends that wait end isn't known. */
    private void leaveOpen(Life life) {
        life.pending.forEach((event, process) -> log.info(now(), process, append(event)));
        life.pending.clear();
    }

    /** Appends that have been issued are done. */
    private void settle(Peer<Lists.State> peer, Life life) {
        if (life.pending.isEmpty()) {
            return;
        }
        Source self = peer.config().self();
        if (!self.equals(life.self)) { // it goes on as another source
            life.self = self;
            life.issued = 0;
        }
        if (seqOf(peer) == life.issued) {
            return;
        }
        for (StampedEvent event : peer.timeline().events()) {
            if (event.source().equals(self) && event.seq() > life.issued) {
                done(life, event.event());
            }
        }
        life.issued = seqOf(peer);
    }

    /** Appends that are settled are done, whatever life issued them. */
    private void settleSettled(int id, Peer<Lists.State> peer, Life life) {
        if (life.pending.isEmpty()) {
            return;
        }
        for (StampedEvent event : peer.timeline().events()) {
            if (event.source().peer() == id && event.tick() <= peer.settledTick()) {
                done(life, event.event());
            }
        }
    }

    private void done(Life life, Event event) {
        Integer process = life.pending.remove(event);
        if (process != null) {
            log.ok(now(), process, append(event));
            life.free.add(process);
        }
    }

    private void fail(Life life, Event event) {
        Integer process = life.pending.remove(event);
        if (process != null) {
            log.fail(now(), process, append(event));
        }
    }

    private static long seqOf(Peer<?> peer) {
        return peer.timeline()
                .latestOf(peer.config().self())
                .map(StampedEvent::seq)
                .orElse(0L);
    }

    private void read(Life life, Lists.State state) {
        log.invoke(now(), life.reader, HistoryLog.readsOf(Lists.KEYS));
        log.ok(now(), life.reader, HistoryLog.readsOf(state.lists()));
    }

    private static String append(Event event) {
        return HistoryLog.appendOf(event.payload().intAt(0), event.payload().intAt(1));
    }

    private long now() {
        return world.now() * 1_000;
    }
}
