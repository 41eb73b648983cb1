package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether neighbours are in the same settled states as this peer: hashes of them at some ticks, the checkpoints, its own and theirs
 * (spec 8.18, 8.19). An immutable value.
 *
 * @param own the last hashes of this peer, at most {@link Peer#CHECKPOINTS_KEPT}, by tick
 * @param heard of each link what came last over it that is still to be compared, or that was found to differ
 */
record Checkpoints(NavigableMap<Long, Long> own, SortedMap<LinkId, Heard> heard) {

    static final Checkpoints NONE = new Checkpoints(Collections.emptyNavigableMap(), Collections.emptySortedMap());

    /** @param isDifferent whether its user was told that it differs; nothing more is compared on that link then */
    record Heard(Message.Checkpoint checkpoint, boolean isDifferent) {}

    /** The last checkpoint up to a tick; 0, which is none, before the first. */
    static long lastUpTo(long tick, Config config) {
        return tick - tick % (Peer.CHECKPOINT_SECONDS * config.fps());
    }

    /** This peer's state of a checkpoint is settled. */
    Checkpoints passing(Message.Checkpoint checkpoint) {
        NavigableMap<Long, Long> more = new TreeMap<>(own);
        more.put(checkpoint.tick(), checkpoint.hash());
        if (more.size() > Peer.CHECKPOINTS_KEPT) {
            more.pollFirstEntry();
        }
        return new Checkpoints(Collections.unmodifiableNavigableMap(more), heard);
    }

    Checkpoints hearing(LinkId link, Message.Checkpoint checkpoint) {
        return heard.containsKey(link) && heard.get(link).isDifferent()
                ? this
                : with(link, new Heard(checkpoint, false));
    }

    private Checkpoints with(LinkId link, Heard last) {
        SortedMap<LinkId, Heard> all = new TreeMap<>(heard);
        all.put(link, last);
        return new Checkpoints(own, Collections.unmodifiableSortedMap(all));
    }

    /** The link is over. */
    Checkpoints without(LinkId link) {
        if (!heard.containsKey(link)) {
            return this;
        }
        SortedMap<LinkId, Heard> fewer = new TreeMap<>(heard);
        fewer.remove(link);
        return new Checkpoints(own, Collections.unmodifiableSortedMap(fewer));
    }

    /** What this peer tells. */
    Optional<Message.Checkpoint> last() {
        return Optional.ofNullable(own.lastEntry())
                .map(entry -> new Message.Checkpoint(entry.getKey(), entry.getValue()));
    }

    /** The hash of this peer itself at a checkpoint that it remembers. */
    long own(long tick) {
        return own.get(tick);
    }

    /** The links over which another hash came than this peer has, and of which nobody was told yet. */
    List<LinkId> differing() {
        List<LinkId> links = new ArrayList<>();
        heard.forEach((link, last) -> {
            Long mine = own.get(last.checkpoint().tick());
            if (!last.isDifferent() && mine != null && mine != last.checkpoint().hash()) {
                links.add(link);
            }
        });
        return links;
    }

    Checkpoints told(LinkId link) {
        return with(link, new Heard(heard.get(link).checkpoint(), true));
    }
}
