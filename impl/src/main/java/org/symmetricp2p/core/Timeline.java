package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every event that a peer knows, in stamp order. An immutable value: inserting gives another timeline.
 *
 * <p>Of each source it holds exactly the seqs 1 to n (NoGap, spec 2.13), with ticks that never decrease, so that
 * stamp order is also the order in which each source issued. {@link #judge} says whether an event keeps
 * it so. Of the first ones, up to a tick, it may know only how many there were of each source, and their digest (spec 8.20).
 *
 * <p>It holds them twice: in stamp order, to simulate; and by source, to judge what arrives and to say what a
 * neighbour lacks. Inserting costs O(log n) wherever the place is.
 */
public final class Timeline {

    /** How an event that arrives relates to what is known, and what is wrong with it, if anything. */
    public enum Verdict {
        /** The next of its source: insert it. */
        NEW(null, ""),
        /** Known already, with the same content: ignore it. */
        DUPLICATE(null, ""),
        /** Not one of those that were declared to exist: ignore it (spec 8.10); not the timeline's own verdict. */
        VOID(null, ""),
        CONFLICT(Message.Reason.CONFLICT, "another event has the identity of "),
        GAP(Message.Reason.VIOLATION, "there is an event missing before "),
        DISORDER(Message.Reason.VIOLATION, "its source's previous event is stamped after "),
        TOO_MANY_SOURCES(Message.Reason.LIMIT, "there are " + Versions.MAX_SOURCES + " other sources than that of ");

        private final Message.Reason reason; // null if nothing is wrong
        private final String what;

        Verdict(Message.Reason reason, String what) {
            this.reason = reason;
            this.what = what;
        }

        /** Why the link over which an event with this stamp came must be closed, if it must. */
        Optional<Message.Bye> objection(Stamp stamp) {
            return reason == null ? Optional.empty() : Optional.of(new Message.Bye(reason, what + "event " + stamp));
        }
    }

    public static final Timeline EMPTY = new Timeline(SortedTree.empty(), SortedTree.empty(), 0, 0, 0);

    /** By how much putting an event in order costs more than passing one by. */
    private static final int SORTING = 8;

    private final SortedTree<StampedEvent> events;
    private final SortedTree<Issued> bySource;
    private final int sources;
    private final int size;
    private final long bytes;

    private Timeline(SortedTree<StampedEvent> events, SortedTree<Issued> bySource, int sources, int size, long bytes) {
        this.events = events;
        this.bySource = bySource;
        this.sources = sources;
        this.size = size;
        this.bytes = bytes;
    }

    /** The number of events that weren't dropped. */
    public int size() {
        return size;
    }

    /** What the events take, in bytes: each its payload and {@value Capacity#EVENT_BYTES} (spec 6.26). */
    public long bytes() {
        return bytes;
    }

    /** The number of sources. */
    public int sources() {
        return sources;
    }

    /** What is known of each source. */
    public Versions versions() {
        SortedMap<Source, Version> known = new TreeMap<>();
        for (Issued issued : bySource) {
            known.put(issued.source(), new Version(issued.seq(), issued.digest()));
        }
        return new Versions(known);
    }

    /** The last event of a source. */
    public Optional<StampedEvent> latestOf(Source source) {
        return Optional.ofNullable(issuedBy(source).newest());
    }

    /** How many events of a source there are, which is the seq of the last; 0 if none. */
    long seqOf(Source source) {
        return issuedBy(source).seq();
    }

    /**
     * The first source of which somebody who says {@code theirs} knows other events than are known here, as far as it can be told: of a
     * source of which they know more, it can't be (spec 2.16).
     */
    public Optional<Source> conflictWith(Versions theirs) {
        return theirs.known().entrySet().stream()
                .filter(entry -> isOther(issuedBy(entry.getKey()), entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean isOther(Issued known, Version theirs) {
        Issued same = known.upTo(theirs.seq());
        boolean isDropped = same.seq() > theirs.seq(); // then it can't be told
        return theirs.seq() <= known.seq() && !isDropped && !same.digest().equals(theirs.digest());
    }

    /** Why there is no room for the sources of events that aren't here, if there isn't. */
    Optional<Message.Bye> objectionTo(Versions theirs) {
        long all = sources
                + theirs.known().keySet().stream()
                        .filter(source -> seqOf(source) == 0)
                        .count();
        return all <= Versions.MAX_SOURCES
                ? Optional.empty()
                : Optional.of(new Message.Bye(Message.Reason.LIMIT, "there would be " + all + " sources"));
    }

    /** Whether an event may be inserted, and if not why (spec 3.2). */
    public Verdict judge(StampedEvent event) {
        Issued issued = issuedBy(event.source());
        long known = issued.seq();
        if (event.seq() <= known) {
            Issued same = issued.upTo(event.seq());
            return same.isDropped() || event.equals(same.newest()) ? Verdict.DUPLICATE : Verdict.CONFLICT;
        }
        if (event.seq() > known + 1) {
            return Verdict.GAP;
        }
        if (known > 0) {
            boolean isBefore =
                    event.tick() < issued.newest().tick() && !issued.isDropped(); // then nobody knows any more
            return isBefore ? Verdict.DISORDER : Verdict.NEW;
        }
        return sources < Versions.MAX_SOURCES ? Verdict.NEW : Verdict.TOO_MANY_SOURCES;
    }

    /** Whether this very event, stamp and content, is known. */
    public boolean contains(StampedEvent event) {
        return judge(event) == Verdict.DUPLICATE;
    }

    /**
     * This timeline with one more event, in its place.
     *
     * @throws IllegalArgumentException unless {@link #judge} says that the event is {@link Verdict#NEW}
     */
    public Timeline insert(StampedEvent event) {
        Verdict verdict = judge(event);
        if (verdict != Verdict.NEW) {
            throw new IllegalArgumentException("event " + event.stamp() + " can't be inserted: " + verdict);
        }
        return new Timeline(
                events.with(event),
                bySource.with(issuedBy(event.source()).with(event)),
                event.seq() == 1 ? sources + 1 : sources,
                size + 1,
                bytes + Capacity.bytesOf(event));
    }

    /** This timeline without what some sources issued after a seq. */
    Timeline without(SortedMap<Source, Long> last) {
        SortedTree<StampedEvent> left = SortedTree.empty();
        int leftSize = 0;
        long leftBytes = 0;
        for (StampedEvent event : events) {
            if (event.seq() <= last.getOrDefault(event.source(), Long.MAX_VALUE)) {
                left = left.with(event);
                leftSize++;
                leftBytes += Capacity.bytesOf(event);
            }
        }
        SortedTree<Issued> leftBySource = SortedTree.empty();
        int leftSources = 0;
        for (Issued issued : bySource) {
            Issued first = issued.upTo(last.getOrDefault(issued.source(), Long.MAX_VALUE));
            if (first.seq() > 0) {
                leftBySource = leftBySource.with(first);
                leftSources++;
            }
        }
        return new Timeline(left, leftBySource, leftSources, leftSize, leftBytes);
    }

    /** What is known of each source, of events up to a tick, which isn't before those that were dropped. */
    Versions versionsAt(long tick) {
        SortedMap<Source, Version> known = new TreeMap<>();
        for (Issued issued : bySource) {
            Issued first = issued.upToTick(tick);
            if (first.seq() > 0) {
                known.put(first.source(), new Version(first.seq(), first.digest()));
            }
        }
        return new Versions(known);
    }

    /**
     * This timeline, but that of what {@code dropped} stands for nothing is left but that; it may be of events that weren't known.
     *
     * @param tick after which all others are stamped
     */
    Timeline without(Versions dropped, long tick) {
        SortedTree<Issued> leftBySource = SortedTree.empty();
        int leftSources = 0;
        for (Issued issued : bySource) {
            Version upTo = dropped.known().get(issued.source());
            leftBySource = leftBySource.with(upTo == null ? issued : issued.without(upTo, tick));
            leftSources += upTo == null ? 1 : 0;
        }
        for (Map.Entry<Source, Version> entry : dropped.known().entrySet()) {
            if (seqOf(entry.getKey()) == 0) {
                leftBySource = leftBySource.with(Issued.dropped(entry.getKey(), entry.getValue(), tick));
            }
        }
        SortedTree<StampedEvent> left = SortedTree.empty();
        int leftSize = 0;
        long leftBytes = 0;
        for (Iterator<StampedEvent> following = from(tick + 1); following.hasNext(); leftSize++) {
            StampedEvent event = following.next();
            left = left.with(event);
            leftBytes += Capacity.bytesOf(event);
        }
        return new Timeline(left, leftBySource, leftSources + dropped.known().size(), leftSize, leftBytes);
    }

    /** The events stamped {@code tick} or later, in stamp order. */
    public Iterator<StampedEvent> from(long tick) {
        return events.from(event -> event.tick() < tick);
    }

    /** What some sources issued after a seq, in stamp order. */
    List<StampedEvent> after(SortedMap<Source, Long> last) {
        List<StampedEvent> following = new ArrayList<>();
        last.forEach((source, seq) -> issuedBy(source).addAfter(seq, following));
        following.sort(Comparator.naturalOrder());
        return following;
    }

    /** The events that a peer which knows {@code theirs} lacks, in stamp order (spec 6.8). */
    public List<StampedEvent> beyond(Versions theirs) {
        if (theirs.known().isEmpty()) {
            return events(); // without a look at each
        }
        List<StampedEvent> missing = new ArrayList<>();
        if (lackedBy(theirs) > size / SORTING) {
            for (StampedEvent event : events) {
                if (!theirs.covers(event.stamp())) {
                    missing.add(event);
                }
            }
        } else {
            for (Issued issued : bySource) {
                issued.addAfter(theirs.of(issued.source()), missing);
            }
            missing.sort(Comparator.naturalOrder()); // merges the sources' runs
        }
        return missing;
    }

    private long lackedBy(Versions theirs) {
        long lacking = 0;
        for (Issued issued : bySource) {
            lacking += Math.max(0, issued.seq() - theirs.of(issued.source()));
        }
        return lacking;
    }

    /** All events, in stamp order. */
    public List<StampedEvent> events() {
        List<StampedEvent> all = new ArrayList<>(size);
        events.forEach(all::add);
        return all;
    }

    private Issued issuedBy(Source source) {
        Issued found = bySource.first(issued -> issued.source().compareTo(source) < 0);
        return found != null && found.source().equals(source) ? found : Issued.NOTHING;
    }
}
