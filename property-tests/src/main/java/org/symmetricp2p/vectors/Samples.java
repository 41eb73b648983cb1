package org.symmetricp2p.vectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** Short ways to say the values of which vectors are made. */
final class Samples {

    /** What {@code fields} of many topics say of an event. */
    static final String EVENT_FIELDS = "tick, peer, incarnation, seq (its stamp), type and payload (bytes)";

    private Samples() {}

    /** Names and explanations by turns, in this order. */
    static Map<String, String> fields(String... namesAndTexts) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            fields.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return fields;
    }

    static Stamp stamp(long tick, int peer, long incarnation, long seq) {
        return new Stamp(tick, new Source(peer, incarnation), seq);
    }

    /** The event of a key, by the first life of a peer. */
    static StampedEvent event(long tick, int peer, long seq, int key) {
        return event(stamp(tick, peer, 1, seq), key);
    }

    static StampedEvent event(Stamp stamp, int key) {
        return new StampedEvent(stamp, key(key));
    }

    /** An event that both applications understand: its payload is one integer. */
    static Event key(int key) {
        return Event.of(Event.NEXT, key);
    }

    /** Of somebody who knows some of these events, and further ones, which are anyone's guess. */
    static Versions versions(List<StampedEvent> events, Map<Source, Long> seqs) {
        Timeline timeline = Timeline.EMPTY;
        for (StampedEvent event : events) {
            timeline = event.seq() <= seqs.getOrDefault(event.source(), 0L) ? timeline.insert(event) : timeline;
        }
        SortedMap<Source, Version> known = new TreeMap<>(timeline.versions().known());
        for (Map.Entry<Source, Long> entry : seqs.entrySet()) {
            Version whatever = new Version(entry.getValue(), new Digest(0x0123456789abcdefL, -entry.getValue()));
            known.merge(entry.getKey(), whatever, (right, more) -> right.seq() == more.seq() ? right : more);
        }
        return new Versions(known);
    }

    static Versions versions(Map<Source, Long> seqs) {
        return versions(List.of(), seqs);
    }

    /**
     * Events of a few sources, at ticks from {@code from} to {@code to}, drawn by a seed: of each source in order, and
     * many of them at equal ticks.
     */
    static List<StampedEvent> drawn(long seed, int count, int sources, int from, int to) {
        SplitMix64 random = new SplitMix64(seed);
        Map<Source, long[]> last = new TreeMap<>(); // tick and seq
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int who = random.below(sources);
            random = random.next();
            Source source = new Source(1 + who / 2 * 300, 1 + who % 2);
            long[] previous = last.computeIfAbsent(source, s -> new long[] {from, 0});
            int room = (int) (to - previous[0]) + 1;
            long tick = previous[0] + Math.min(random.below(room), random.next().below(6));
            random = random.next().next();
            last.put(source, new long[] {tick, previous[1] + 1});
            events.add(event(new Stamp(tick, source, previous[1] + 1), random.below(7) - 1));
            random = random.next();
        }
        return events;
    }
}
