package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A rollback that the next reading of the clock will complete (spec 4.9): what was, and what came late since then, or turned out to
 * be void.
 *
 * @param past the time machine before the first of these events
 * @param late the late events, in order of arrival
 * @param voided those of the past that are void now
 */
record Rewind<S>(TimeMachine<S> past, List<StampedEvent> late, List<StampedEvent> voided) {

    static <S> Rewind<S> of(TimeMachine<S> past) {
        return new Rewind<>(past, List.of(), List.of());
    }

    Rewind<S> with(List<StampedEvent> later) {
        return new Rewind<>(past, concat(late, later), voided);
    }

    /** Some are void; those of them that came late have never been, and are late no more. */
    Rewind<S> without(List<StampedEvent> gone) {
        Set<StampedEvent> theLate = new TreeSet<>(late);
        Set<StampedEvent> theGone = new TreeSet<>(gone);
        List<StampedEvent> stillLate =
                late.stream().filter(e -> !theGone.contains(e)).toList();
        List<StampedEvent> nowVoid =
                gone.stream().filter(e -> !theLate.contains(e)).toList();
        return new Rewind<>(past, stillLate, concat(voided, nowVoid));
    }

    private static List<StampedEvent> concat(List<StampedEvent> first, List<StampedEvent> second) {
        List<StampedEvent> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The report of the rollback of a peer whose clock was at tick {@code to}; nothing if all is as it was. */
    Optional<Output.RolledBack> report(long to) {
        List<StampedEvent> sorted = new ArrayList<>(late);
        Collections.sort(sorted);
        List<StampedEvent> gone = new ArrayList<>(voided);
        Collections.sort(gone);
        return Stream.of(sorted, gone)
                .flatMap(events -> events.stream().limit(1))
                .min(Comparator.naturalOrder())
                .map(first -> new Output.RolledBack(first.tick(), to, sorted, overtaken(sorted, to), gone));
    }

    /** The events that had been applied and come after a late one now. */
    private List<StampedEvent> overtaken(List<StampedEvent> sorted, long to) {
        List<StampedEvent> reordered = new ArrayList<>();
        if (sorted.isEmpty()) {
            return reordered;
        }
        StampedEvent first = sorted.get(0);
        Set<StampedEvent> gone = new TreeSet<>(voided);
        Iterator<StampedEvent> applied = past.timeline().from(first.tick());
        while (applied.hasNext()) {
            StampedEvent event = applied.next();
            if (event.tick() > to) {
                break;
            }
            if (event.compareTo(first) > 0 && !gone.contains(event)) {
                reordered.add(event);
            }
        }
        return reordered;
    }
}
