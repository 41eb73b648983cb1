package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Message.Reason;

/**
 * Snapshots that are under way to this peer, and who may need one from it (spec 8.21, 8.22). An immutable value.
 *
 * @param arriving of each link the snapshot of which not all bytes have come yet
 * @param known of each live link up to which tick the neighbour goes by declarations, as far as it has said so
 */
record Handover(SortedMap<LinkId, Arriving> arriving, SortedMap<LinkId, Long> known) {

    static final Handover NONE = new Handover(Collections.emptySortedMap(), Collections.emptySortedMap());

    /** @param parts of its bytes, in order */
    record Arriving(Message.Snapshot snapshot, List<ByteBuffer> parts, int received) {

        Arriving with(ByteBuffer part) {
            List<ByteBuffer> more = new ArrayList<>(parts);
            more.add(part);
            return new Arriving(snapshot, Collections.unmodifiableList(more), received + part.remaining());
        }

        boolean isWhole() {
            return received == snapshot.size();
        }

        /** All bytes that have come. */
        ByteBuffer bytes() {
            ByteBuffer all = ByteBuffer.allocate(received);
            parts.forEach(part -> all.put(part.duplicate()));
            return all.flip();
        }
    }

    // ---- what comes ----

    /** Why the link must be closed over which a snapshot is announced, if it must. */
    Optional<Message.Bye> objectionTo(LinkId link, Message.Snapshot snapshot, int stateSize) {
        if (arriving.containsKey(link)) {
            return violation("a snapshot before the one before it is whole");
        }
        return snapshot.size() <= stateSize
                ? Optional.empty()
                : violation("a snapshot of " + snapshot.size() + " bytes, but a state has at most " + stateSize);
    }

    /** Why the link must be closed over which bytes of a state came, if it must. */
    Optional<Message.Bye> objectionTo(LinkId link, Message.State state) {
        Arriving so = arriving.get(link);
        if (so == null) {
            return violation("a state, but no snapshot");
        }
        int more = state.bytes().remaining();
        return so.received() + more <= so.snapshot().size()
                ? Optional.empty()
                : violation("more bytes than the " + so.snapshot().size() + " of the snapshot");
    }

    private static Optional<Message.Bye> violation(String what) {
        return Optional.of(new Message.Bye(Reason.VIOLATION, what));
    }

    Handover hearing(LinkId link, Message.Snapshot snapshot) {
        return with(link, new Arriving(snapshot, List.of(), 0));
    }

    Handover hearing(LinkId link, Message.State state) {
        return with(link, arriving.get(link).with(state.bytes()));
    }

    private Handover with(LinkId link, Arriving more) {
        SortedMap<LinkId, Arriving> all = new TreeMap<>(arriving);
        all.put(link, more);
        return new Handover(Collections.unmodifiableSortedMap(all), known);
    }

    /** What has come over a link, if it is whole. */
    Optional<Arriving> whole(LinkId link) {
        return Optional.ofNullable(arriving.get(link)).filter(Arriving::isWhole);
    }

    /** It was taken. */
    Handover done(LinkId link) {
        SortedMap<LinkId, Arriving> fewer = new TreeMap<>(arriving);
        fewer.remove(link);
        return new Handover(Collections.unmodifiableSortedMap(fewer), known);
    }

    // ---- what neighbours know ----

    /** A neighbour has said that it goes by what is declared up to a tick, or will soon. */
    Handover knowing(LinkId link, long tick) {
        if (known.getOrDefault(link, 0L) >= tick) {
            return this;
        }
        SortedMap<LinkId, Long> more = new TreeMap<>(known);
        more.put(link, tick);
        return new Handover(arriving, Collections.unmodifiableSortedMap(more));
    }

    /** Whether nothing is known of a neighbour by which it could have been at a tick. */
    boolean isBefore(LinkId link, long tick) {
        return known.getOrDefault(link, 0L) < tick;
    }

    Handover without(LinkId link) {
        if (!known.containsKey(link) && !arriving.containsKey(link)) {
            return this;
        }
        SortedMap<LinkId, Long> fewer = new TreeMap<>(known);
        fewer.remove(link);
        return new Handover(done(link).arriving, Collections.unmodifiableSortedMap(fewer));
    }
}
