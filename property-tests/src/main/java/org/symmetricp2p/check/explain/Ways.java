package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.sim.Line;

/** The way of each event through the network: who issued it, over which links it was sent, and what became of it there. */
final class Ways {

    /** One crossing of a link, from one peer to another. */
    static final class Hop {
        final Line line;
        final boolean fromA;
        final long sentMicros;
        final boolean isLost; // sent into a link that is dead in this direction
        final boolean isHistory; // with others, in answer to a HELLO, or in a burst
        Long arrivedMicros;
        String outcome = "";
        boolean isNew;

        Hop(Line line, boolean fromA, long sentMicros, boolean isHistory) {
            this.line = line;
            this.fromA = fromA;
            this.sentMicros = sentMicros;
            this.isLost = line.isDeaf(fromA);
            this.isHistory = isHistory;
        }

        int from() {
            return line.peer(fromA);
        }

        int to() {
            return line.peer(!fromA);
        }
    }

    /** How an event came into the world. */
    record Issue(long micros, int peer, String how) {}

    /** An event, as issued, and all its crossings. */
    static final class Way {
        final StampedEvent event;
        final List<Issue> issues = new ArrayList<>(); // more than one if two lives bear the same name
        final List<Hop> hops = new ArrayList<>();

        Way(StampedEvent event) {
            this.event = event;
        }
    }

    private record Crossing(Line line, boolean fromA, Stamp event) {}

    private final Map<Stamp, Way> ways = new LinkedHashMap<>();
    private final Map<Crossing, List<Hop>> underWay = new HashMap<>(); // looked up only
    private final Map<Crossing, List<Hop>> waiting = new HashMap<>(); // arrived, and not taken in yet; looked up only

    Optional<Way> of(Stamp event) {
        return Optional.ofNullable(ways.get(event));
    }

    private Way way(StampedEvent event) {
        return ways.computeIfAbsent(event.stamp(), key -> new Way(event));
    }

    void issued(StampedEvent event, int peer, long micros, String how) {
        way(event).issues.add(new Issue(micros, peer, how));
    }

    void sent(Line line, boolean fromA, Message.Events message, long now) {
        for (StampedEvent event : message.events()) {
            Hop hop = new Hop(line, fromA, now, message.events().size() > 1);
            way(event).hops.add(hop);
            underWay.computeIfAbsent(new Crossing(line, fromA, event.stamp()), key -> new ArrayList<>())
                    .add(hop);
        }
    }

    /** The first that was sent arrives first; a long message does in parts. */
    void arrived(Line line, boolean fromA, Message.Events message, long now) {
        for (StampedEvent event : message.events()) {
            Crossing crossing = new Crossing(line, fromA, event.stamp());
            first(underWay, crossing).ifPresent(hop -> {
                hop.arrivedMicros = now;
                waiting.computeIfAbsent(crossing, key -> new ArrayList<>()).add(hop);
            });
        }
    }

    /** What the receiver made of it. */
    void takenIn(Line line, boolean fromA, StampedEvent event, boolean isNew, String outcome) {
        first(waiting, new Crossing(line, fromA, event.stamp())).ifPresent(hop -> {
            hop.isNew = isNew;
            hop.outcome = outcome;
        });
    }

    private static Optional<Hop> first(Map<Crossing, List<Hop>> hops, Crossing crossing) {
        List<Hop> some = hops.getOrDefault(crossing, List.of());
        return some.isEmpty() ? Optional.empty() : Optional.of(some.remove(0));
    }
}
