package org.symmetricp2p.core;

import java.util.Optional;
import org.symmetricp2p.app.Payload;

/**
 * How much of a session a peer can hold, who keeps all events of it: at the limit it refuses further ones aloud, instead of running out of
 * memory (spec 6.26). Own events are refused a little earlier than others', so that honest peers, who have the same limit, stop
 * issuing before they have to refuse each other's.
 */
final class Capacity {

    /** What an event takes beside its payload, in bytes: on a JVM of 64 bits some 190, with its place in the timeline. */
    static final int EVENT_BYTES = 200;

    private static final int GREATEST_BYTES = EVENT_BYTES + Payload.MAX_SIZE;

    private static final long OWN_SHARE = 16; // the part of the limit that is kept for events of others

    private final long limit; // in bytes
    private final long taken;

    Capacity(Config config, Timeline timeline) {
        this.limit = config.maxEventBytes();
        this.taken = timeline.bytes();
    }

    static long bytesOf(StampedEvent event) {
        return EVENT_BYTES + event.event().payload().size();
    }

    /** Why an event of this peer itself isn't taken. */
    Optional<Message.Bye> objectionToOwn(StampedEvent event) {
        long others = -Math.floorDiv(-limit, OWN_SHARE); // no less than their part, also where that is no whole number
        return objection(bytesOf(event) + others);
    }

    Optional<Message.Bye> objectionTo(StampedEvent event) {
        return objection(bytesOf(event));
    }

    private Optional<Message.Bye> objection(long more) {
        return taken + more <= limit
                ? Optional.empty()
                : Optional.of(full("its events take " + taken + " of " + limit + " bytes"));
    }

    /**
     * Why a link is of no use on which a neighbour would send what it knows: it knows what this peer doesn't, and can't take any more. Else
     * both would dial, greet, and send a history of which nothing has room, for ever.
     */
    static Optional<Message.Bye> objectionTo(Versions theirs, Peer<?> peer) {
        Capacity capacity = new Capacity(peer.config, peer.timeline());
        if (capacity.taken + GREATEST_BYTES > capacity.limit && covers(theirs, peer.timeline(), false)) {
            return capacity.objection(GREATEST_BYTES);
        }
        return peer.timeline().sources() == Versions.MAX_SOURCES && covers(theirs, peer.timeline(), true)
                ? Optional.of(full("there are " + Versions.MAX_SOURCES + " sources"))
                : Optional.empty();
    }

    /** Whether they know of an event that isn't in the timeline, or of one of a source of which none is. */
    private static boolean covers(Versions theirs, Timeline timeline, boolean ofNewSource) {
        return theirs.known().entrySet().stream().anyMatch(entry -> {
            long known = timeline.seqOf(entry.getKey());
            return ofNewSource ? known == 0 : known < entry.getValue().seq();
        });
    }

    private static Message.Bye full(String why) {
        return new Message.Bye(Message.Reason.LIMIT, "the session is full: " + why);
    }
}
