package org.symmetricp2p.link;

import java.util.Optional;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Peer;

/**
 * What the strangers of each machine have used up of what they may: a stranger who brings still more new sources, or still more of long
 * ago, or is still further ahead, is sent away (spec 6.27 to 6.29). An immutable value.
 *
 * @param sources new ones
 * @param replayed ticks that were simulated again
 * @param leads ticks that the clock was taken ahead
 */
record Spent(Allowance sources, Allowance replayed, Allowance leads) {

    static final Spent NOTHING = new Spent(Allowance.UNUSED, Allowance.UNUSED, Allowance.UNUSED);

    /** Whether the clock in a message of who dialled is too far ahead to be taken. */
    boolean isTooFarAhead(String host, Message message, Peer<?> peer, Limits limits, long now) {
        long lead = peer.leadOf(message);
        return lead > 0 && leads.isShortOf(lead, host, Rate.leads(limits), now);
    }

    /** After the peer has taken a message of who dialled, and goes further ahead. */
    Spent afterGuest(String host, Peer<?> before, Peer<?> peer, Limits limits, long now) {
        long ahead = peer.clock().aim() - before.clock().aim();
        return ahead <= 0 // because of another
                ? this
                : new Spent(sources, replayed, leads.without(host, ahead, Rate.leads(limits), now));
    }

    /** Why a message of a stranger isn't taken, if it isn't: because of which limit. */
    Optional<Limit> exceededBy(String host, Message message, Peer<?> peer, Limits limits, long now) {
        if (replayed.isExceeded(host, Rate.replayed(limits), now) && leadsToDeepReplay(message, peer, limits)) {
            return Optional.of(Limit.REPLAYED_PER_SECOND);
        }
        return sources.isExceeded(host, Rate.sources(limits), now) && bringsNewSource(message, peer)
                ? Optional.of(Limit.SOURCES_PER_SECOND)
                : Optional.empty();
    }

    /** What the neighbour is told then. */
    static Message.Bye tooMany(Limit limit) {
        return new Message.Bye(
                Reason.LIMIT,
                switch (limit) {
                    case SOURCES_PER_SECOND -> "too many new sources have come from this machine";
                    case LEAD_PER_SECOND -> "the clock is further ahead than is believed of who dialled";
                    default -> "too many events of long ago have come from this machine";
                });
    }

    /** After the peer has taken a message of a stranger. */
    Spent after(String host, Peer<?> before, Peer<?> peer, Limits limits, long now) {
        long deeper = ticksToReplay(peer) - Math.max(ticksToReplay(before), limits.of(Limit.DEEP_TICKS));
        int more = peer.timeline().sources() - before.timeline().sources();
        return deeper <= 0 && more == 0 // nearly always
                ? this
                : new Spent(
                        more > 0 ? sources.without(host, more, Rate.sources(limits), now) : sources,
                        deeper > 0 ? replayed.without(host, deeper, Rate.replayed(limits), now) : replayed,
                        leads);
    }

    private static boolean bringsNewSource(Message message, Peer<?> peer) {
        return message instanceof Message.Events events
                && events.events().stream()
                        .anyMatch(e -> peer.timeline().latestOf(e.source()).isEmpty());
    }

    /** How many ticks the next reading of the clock makes again. */
    private static long ticksToReplay(Peer<?> peer) {
        return peer.tick() - peer.machine().present().tick();
    }

    /** Duplicates don't: who passes on what others have passed on before does nothing wrong. */
    private static boolean leadsToDeepReplay(Message message, Peer<?> peer, Limits limits) {
        long deep = peer.tick() - limits.of(Limit.DEEP_TICKS);
        return message instanceof Message.Events events
                && events.events().stream()
                        .anyMatch(e -> e.tick() <= deep && !peer.timeline().contains(e));
    }
}
