package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every event that a peer knows, in stamp order. An immutable value: inserting gives another timeline.
 *
 * <p>Of each source it holds exactly the seqs 1 to n (NoGap, spec 2.13), with ticks that never decrease, so that
 * stamp order is also the order in which each source issued. {@link #judge} says whether an event keeps
 * it so.
 *
 * <p>Events sit in sorted chunks. Inserting near the end, as nearly always happens, copies one chunk and
 * the list of chunks; finding a place is a binary search.
 */
public final class Timeline {

    /** How an event that arrives relates to what is known, and what is wrong with it, if anything. */
    public enum Verdict {
        /** The next of its source: insert it. */
        NEW(null, ""),
        /** Known already, with the same content: ignore it. */
        DUPLICATE(null, ""),
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

    public static final Timeline EMPTY = new Timeline(new StampedEvent[0][], new StampedEvent[0], 0);

    private static final int CHUNK_SIZE = 64;

    private final StampedEvent[][] chunks; // none of them empty
    private final StampedEvent[] latest; // the last event of each source, in the order of sources
    private final int size;

    private Timeline(StampedEvent[][] chunks, StampedEvent[] latest, int size) {
        this.chunks = chunks;
        this.latest = latest;
        this.size = size;
    }

    /** The number of events. */
    public int size() {
        return size;
    }

    /** The number of sources. */
    public int sources() {
        return latest.length;
    }

    /** What is known of each source. */
    public Versions versions() {
        SortedMap<Source, Long> seqs = new TreeMap<>();
        for (StampedEvent event : latest) {
            seqs.put(event.source(), event.seq());
        }
        return new Versions(seqs);
    }

    /** The last event of a source. */
    public Optional<StampedEvent> latestOf(Source source) {
        int at = indexOf(source);
        return at >= 0 ? Optional.of(latest[at]) : Optional.empty();
    }

    /** Whether an event may be inserted, and if not why (spec 3.2). */
    public Verdict judge(StampedEvent event) {
        int at = indexOf(event.source());
        long known = at >= 0 ? latest[at].seq() : 0;
        if (event.seq() <= known) {
            return contains(event) ? Verdict.DUPLICATE : Verdict.CONFLICT;
        }
        if (event.seq() > known + 1) {
            return Verdict.GAP;
        }
        if (at >= 0) {
            return event.tick() < latest[at].tick() ? Verdict.DISORDER : Verdict.NEW;
        }
        return latest.length < Versions.MAX_SOURCES ? Verdict.NEW : Verdict.TOO_MANY_SOURCES;
    }

    /** Whether this very event, stamp and content, is known. */
    public boolean contains(StampedEvent event) {
        if (size == 0) {
            return false;
        }
        StampedEvent[] chunk = chunks[chunkFor(event)];
        int at = Arrays.binarySearch(chunk, event);
        return at >= 0 && chunk[at].equals(event);
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
        return new Timeline(chunksWith(event), latestWith(event), size + 1);
    }

    /** The events stamped {@code tick} or later, in stamp order. */
    public Iterator<StampedEvent> from(long tick) {
        return new Cursor(chunks, tick);
    }

    /** The events that a peer which knows {@code theirs} lacks, in stamp order (spec 6.8). */
    public List<StampedEvent> beyond(Versions theirs) {
        List<StampedEvent> missing = new ArrayList<>();
        for (StampedEvent[] chunk : chunks) {
            for (StampedEvent event : chunk) {
                if (!theirs.covers(event.stamp())) {
                    missing.add(event);
                }
            }
        }
        return missing;
    }

    /** All events, in stamp order. */
    public List<StampedEvent> events() {
        return beyond(Versions.NONE);
    }

    private int indexOf(Source source) {
        int low = 0;
        int high = latest.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = latest[middle].source().compareTo(source);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }

    private StampedEvent[] latestWith(StampedEvent event) {
        int at = indexOf(event.source());
        if (at < 0) {
            return inserted(latest, -(at + 1), event);
        }
        StampedEvent[] copy = latest.clone();
        copy[at] = event;
        return copy;
    }

    private StampedEvent[][] chunksWith(StampedEvent event) {
        if (size == 0) {
            return new StampedEvent[][] {{event}};
        }
        int at = chunkFor(event);
        int place = -(Arrays.binarySearch(chunks[at], event) + 1);
        StampedEvent[] grown = inserted(chunks[at], place, event);
        return grown.length <= CHUNK_SIZE ? replaced(at, grown) : split(at, grown, place);
    }

    private StampedEvent[][] replaced(int at, StampedEvent[] chunk) {
        StampedEvent[][] copy = chunks.clone();
        copy[at] = chunk;
        return copy;
    }

    /** An event appended to a full chunk starts the next one, so that chunks fill; elsewhere, halves. */
    private StampedEvent[][] split(int at, StampedEvent[] grown, int place) {
        int cut = place == CHUNK_SIZE ? CHUNK_SIZE : CHUNK_SIZE / 2;
        StampedEvent[][] copy = Arrays.copyOf(chunks, chunks.length + 1);
        System.arraycopy(chunks, at + 1, copy, at + 2, chunks.length - at - 1);
        copy[at] = Arrays.copyOf(grown, cut);
        copy[at + 1] = Arrays.copyOfRange(grown, cut, grown.length);
        return copy;
    }

    /** The chunk in which an event is, or would be: the last that starts at or before it, or the first. */
    private int chunkFor(StampedEvent event) {
        int low = 0;
        int high = chunks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks[middle][0].compareTo(event) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static StampedEvent[] inserted(StampedEvent[] events, int at, StampedEvent event) {
        StampedEvent[] copy = Arrays.copyOf(events, events.length + 1);
        System.arraycopy(events, at, copy, at + 1, events.length - at);
        copy[at] = event;
        return copy;
    }

    /** Walks the chunks from the first event of a tick on. */
    private static final class Cursor implements Iterator<StampedEvent> {
        private final StampedEvent[][] chunks;
        private int chunk;
        private int index;

        Cursor(StampedEvent[][] chunks, long tick) {
            this.chunks = chunks;
            this.chunk = firstChunkReaching(chunks, tick);
            while (hasNext() && chunks[chunk][index].tick() < tick) {
                index++;
            }
        }

        private static int firstChunkReaching(StampedEvent[][] chunks, long tick) {
            int low = 0;
            int high = chunks.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                StampedEvent[] candidate = chunks[middle];
                if (candidate[candidate.length - 1].tick() < tick) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        public boolean hasNext() {
            return chunk < chunks.length;
        }

        @Override
        public StampedEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the timeline ends here");
            }
            StampedEvent event = chunks[chunk][index++];
            if (index == chunks[chunk].length) {
                chunk++;
                index = 0;
            }
            return event;
        }
    }
}
