package org.symmetricp2p.link;

import java.util.Optional;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Peer;

/**
 * What the strangers of each machine have used up of what they may: a stranger who brings still more new sources, or still more of long
 * ago, is sent away (spec 6.27, 6.28). An immutable value.
 *
 * @param sources new ones
 * @param replayed ticks that were simulated again
 */
record Spent(Allowance sources, Allowance replayed) {

    static final Spent NOTHING = new Spent(Allowance.UNUSED, Allowance.UNUSED);

    /** Why a message of a stranger isn't taken, if it isn't. */
    Optional<Message.Bye> objection(String host, Message message, Peer<?> peer, Pace pace, long now) {
        if (replayed.isExceeded(host, pace.replayed(), now) && leadsToDeepReplay(message, peer, pace)) {
            return tooMany("events of long ago");
        }
        return sources.isExceeded(host, pace.sources(), now) && bringsNewSource(message, peer)
                ? tooMany("new sources")
                : Optional.empty();
    }

    private static Optional<Message.Bye> tooMany(String what) {
        return Optional.of(new Message.Bye(Reason.LIMIT, "too many " + what + " have come from this machine"));
    }

    /** After the peer has taken a message of a stranger. */
    Spent after(String host, Peer<?> before, Peer<?> peer, Pace pace, long now) {
        long deeper = ticksToReplay(peer) - Math.max(ticksToReplay(before), pace.deepTicks());
        int more = peer.timeline().sources() - before.timeline().sources();
        return deeper <= 0 && more == 0 // nearly always
                ? this
                : new Spent(
                        more > 0 ? sources.without(host, more, pace.sources(), now) : sources,
                        deeper > 0 ? replayed.without(host, deeper, pace.replayed(), now) : replayed);
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
    private static boolean leadsToDeepReplay(Message message, Peer<?> peer, Pace pace) {
        long deep = peer.tick() - pace.deepTicks();
        return message instanceof Message.Events events
                && events.events().stream()
                        .anyMatch(e -> e.tick() <= deep && !peer.timeline().contains(e));
    }
}
