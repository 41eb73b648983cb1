package org.symmetricp2p.core;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a peer tells others of how late their events came (spec 5.21). Each event is told back over the link over which it came first, and so
 * hop by hop to its source. These ways are a tree, whatever the network: so nothing goes round, and the source hears of the last
 * peer that it came to. An immutable value.
 *
 * @param noted the events of the last time, and what is known of them
 */
record Arrivals(SortedMap<Identity, Noted> noted) {

    /** For so long an event is noted, in seconds: a tick is told over some 15 links in it. */
    static final int SECONDS = 20;

    /** The most events that are noted. */
    static final int MAX_NOTED = 1_024;

    static final Arrivals NOTHING = new Arrivals(Collections.emptySortedMap());

    /**
     * What is known of an event.
     *
     * @param via the link over which it came
     * @param came the peer's clock when it came
     * @param latest the greatest clock that is known of those to which it came
     * @param isTold whether SYNC has told that
     */
    record Noted(LinkId via, long came, long latest, boolean isTold) {}

    /** New events have come over a link. What is so late that nobody asks for it isn't noted, as most of a history. */
    Arrivals noting(List<StampedEvent> fresh, LinkId via, Clock clock) {
        SortedMap<Identity, Noted> more = new TreeMap<>(noted);
        for (StampedEvent event : fresh) {
            if (more.size() < MAX_NOTED && clock.tick() - event.tick() <= ticks(clock)) {
                more.put(Identity.of(event.stamp()), new Noted(via, clock.tick(), clock.tick(), false));
            }
        }
        return of(more);
    }

    /** A neighbour has told of events, of which those are of interest that are noted. */
    Arrivals hearing(List<Arrival> told) {
        SortedMap<Identity, Noted> changed = new TreeMap<>(noted);
        for (Arrival arrival : told) {
            changed.computeIfPresent(
                    arrival.event(),
                    (event, n) -> arrival.tick() > n.latest ? new Noted(n.via, n.came, arrival.tick(), false) : n);
        }
        return of(changed);
    }

    /** What is to be told over a link, in order. */
    List<Arrival> over(LinkId link) {
        if (noted.isEmpty()) {
            return List.of(); // always, where nobody chooses Δ
        }
        return noted.entrySet().stream()
                .filter(entry -> isToTell(entry.getValue(), link))
                .limit(Message.Sync.MAX_ARRIVALS)
                .map(entry -> new Arrival(entry.getKey(), entry.getValue().latest))
                .toList();
    }

    private static boolean isToTell(Noted event, LinkId link) {
        return !event.isTold && event.via.equals(link);
    }

    /** That has been told now over that link; what is old is forgotten. */
    Arrivals told(List<Arrival> arrivals) {
        SortedMap<Identity, Noted> changed = new TreeMap<>(noted);
        arrivals.forEach(arrival ->
                changed.computeIfPresent(arrival.event(), (event, n) -> new Noted(n.via, n.came, n.latest, true)));
        return of(changed);
    }

    Arrivals forgettingAt(Clock clock) {
        if (noted.isEmpty()) {
            return this;
        }
        SortedMap<Identity, Noted> fewer = new TreeMap<>(noted);
        fewer.values().removeIf(event -> clock.tick() - event.came > ticks(clock));
        return of(fewer);
    }

    /** A link is over. */
    Arrivals without(LinkId link) {
        SortedMap<Identity, Noted> fewer = new TreeMap<>(noted);
        fewer.values().removeIf(event -> event.via.equals(link));
        return of(fewer);
    }

    private static long ticks(Clock clock) {
        return (long) SECONDS * clock.fps();
    }

    private static Arrivals of(SortedMap<Identity, Noted> noted) {
        return noted.isEmpty() ? NOTHING : new Arrivals(Collections.unmodifiableSortedMap(noted));
    }
}
