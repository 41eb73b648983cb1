package org.symmetricp2p.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Reached;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.demo.Rectangle;

/**
 * How a peer is doing, for programs: one line of JSON.
 *
 * @param port where it listens, 0 if it doesn't
 * @param peer its identifier
 * @param tick the tick that it is at
 * @param x the rectangle's position at that tick
 * @param y the rectangle's position at that tick
 * @param hash the state hash at that tick, as all hashes in 16 hexadecimal digits
 * @param comparableTick the last multiple of {@value #COMPARABLE} at least {@value #COMPARABLE} ticks ago, or
 *     0: so that peers whose clocks differ a little tell the hash of the same tick
 * @param comparableHash the state hash at that tick
 * @param links the linked peers, in ascending order
 * @param events how many events it knows
 * @param rollbacks how many rollbacks there were
 * @param replayed how many ticks were simulated again in them
 * @param queued how many local events wait
 * @param limits how often each limit was reached, by its name, of those that were
 * @param view what its user sees
 * @param settled the last tick that is settled, left out in a session that doesn't settle
 * @param nanos when it reached the tick, by {@link System#nanoTime}, which processes of one machine share
 */
@JsonPropertyOrder({"port", "peer"})
public record Status(
        int port,
        int peer,
        long tick,
        int x,
        int y,
        String hash,
        long comparableTick,
        String comparableHash,
        List<Integer> links,
        int events,
        long rollbacks,
        long replayed,
        int queued,
        Map<String, Long> limits,
        Frame.View view,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long settled,
        long nanos) {

    static final int COMPARABLE = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rollbacks since the start. */
    record Rollbacks(long number, long replayed) {
        static final Rollbacks NONE = new Rollbacks(0, 0);

        Rollbacks with(long depth) {
            return new Rollbacks(number + 1, replayed + depth);
        }
    }

    static Status of(Peer<Rectangle.State> peer, int port, Rollbacks rollbacks, Reached limits) {
        // A late event may have come since the clock was read last; then the machine is behind.
        TimeMachine<Rectangle.State> machine = peer.machine().advanceTo(peer.tick(), (tick, state) -> {});
        Rectangle.State now = machine.present().state();
        Snapshot<Rectangle.State> comparable = machine.stateAt(comparableTo(peer.tick()), Long.MAX_VALUE);
        return new Status(
                port,
                peer.config().self().peer(),
                peer.tick(),
                now.x(),
                now.y(),
                Trace.hex(machine.simulation().hash(now)),
                comparable.tick(),
                Trace.hex(machine.simulation().hash(comparable.state())),
                linked(peer),
                peer.timeline().size(),
                rollbacks.number(),
                rollbacks.replayed(),
                peer.queued().size(),
                byName(limits),
                peer.frame().view(),
                peer.config().settling().map(settling -> peer.settledTick()).orElse(null),
                peer.clock().nanos());
    }

    private static Map<String, Long> byName(Reached limits) {
        Map<String, Long> times = new LinkedHashMap<>();
        limits.times().forEach((limit, often) -> times.put(limit.title(), often));
        return times;
    }

    static long comparableTo(long tick) {
        return Math.max(0, (tick - COMPARABLE) / COMPARABLE * COMPARABLE);
    }

    /** The peers at the other ends of live links, in ascending order. */
    static List<Integer> linked(Peer<?> peer) {
        return peer.links().stream()
                .filter(Link::isLive)
                .map(link -> link.neighbour().map(Source::peer).orElseThrow())
                .distinct()
                .sorted()
                .toList();
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a status can't be written: " + impossible.getMessage(), impossible);
        }
    }

    /** @throws JsonProcessingException if the line isn't a status */
    public static Status parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, Status.class);
    }
}
