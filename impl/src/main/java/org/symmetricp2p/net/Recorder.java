package org.symmetricp2p.net;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;

/**
 * Keeps the last settled states of a peer, so that there is {@link Evidence} when a neighbour was in another one: three checkpoints' worth, but no more
 * than would take 64 MB if all were different. An application calls {@link #settled} from its own listener, on the node's thread.
 */
public final class Recorder<S> {

    private static final long MAX_BYTES = 64_000_000;

    private final Simulation<S> simulation;
    private final long most;
    private final NavigableMap<Long, S> states = new TreeMap<>();

    public Recorder(Simulation<S> simulation, Config config) {
        this.simulation = simulation;
        long wanted = 3 * Peer.CHECKPOINT_SECONDS * config.fps();
        this.most = Math.max(2, Math.min(wanted, MAX_BYTES / Math.max(1, simulation.stateSize())));
        states.put(0L, simulation.start());
    }

    /** Takes note of a settled tick's state: see {@link NodeListener#settled}. */
    public synchronized void settled(long tick, S state) {
        states.put(tick, state);
        if (states.size() > most) {
            states.pollFirstEntry();
        }
    }

    /** What there is to keep, after a report. May be called from any thread: encoding the states takes its time. */
    public Evidence evidence(Output.Diverged report, Peer<S> peer) {
        SortedMap<Long, S> kept = kept();
        SortedMap<Long, String> bytes = new TreeMap<>();
        kept.forEach((tick, state) -> bytes.put(tick, HexFormat.of().formatHex(simulation.bytes(state))));
        return new Evidence(simulation.id(), report.text(), bytes, between(kept.firstKey(), kept.lastKey(), peer));
    }

    private synchronized SortedMap<Long, S> kept() {
        return new TreeMap<>(states);
    }

    private static List<StampedEvent> between(long after, long upTo, Peer<?> peer) {
        List<StampedEvent> events = new ArrayList<>();
        Iterator<StampedEvent> following = peer.timeline().from(after + 1);
        while (following.hasNext()) {
            StampedEvent event = following.next();
            if (event.tick() > upTo) {
                break;
            }
            events.add(event);
        }
        return events;
    }
}
