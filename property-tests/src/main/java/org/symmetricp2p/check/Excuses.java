package org.symmetricp2p.check;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.sim.Fate.How;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/**
 * What peers are excused because of hostile ones: the weaker properties of docs/properties.md. In a world without attacks
 * nothing is.
 */
final class Excuses<S> {

    private static final int EVENT_BYTES = 200; // what an event takes beside its payload (spec 6.26)

    private record Identity(Source source, long seq) {
        static Identity of(StampedEvent event) {
            return new Identity(event.source(), event.seq());
        }
    }

    private final World<S> world;
    private final Set<How> attacks = EnumSet.noneOf(How.class);
    private final boolean isRooted; // then each message tells the same lead anew, and here little is believed
    private final Set<StampedEvent> lies = new HashSet<>(); // looked up only

    Excuses(World<S> world) {
        this.world = world;
        this.isRooted = world.scenario().clock() == ClockKind.ROOTED;
        world.scenario().attacks().forEach(attack -> attacks.add(attack.how()));
    }

    /** Whether there is anything to excuse. */
    boolean isAny() {
        return !attacks.isEmpty();
    }

    boolean isHostile(int peer) {
        return isAny() && world.isHostile(peer);
    }

    /** Whether one end of a line is hostile. */
    boolean isHostile(Line line) {
        return isHostile(line.peer(true)) || isHostile(line.peer(false));
    }

    /** What a hostile peer says, it may say, and whoever reads it may know. */
    void said(Line line, boolean fromA, Message message) {
        if (message instanceof Message.Events events && isHostile(line.peer(fromA))) {
            lies.addAll(events.events());
        }
    }

    boolean isLie(StampedEvent event) {
        return lies.contains(event);
    }

    /**
     * Whether a peer may close a link for a reason that correct neighbours never give. To hostile ones it may say anything. Of two honest
     * ones each may have been told another version; and the one may have believed, taken or passed on more than the other will.
     */
    boolean mayClose(Host<S> host, LinkId link, Message.Reason reason) {
        Line line = host.line(link); // null if it is closed already, and nobody can say any more to whom it led
        return isAny() && (line == null || isHostile(line)) || mayCloseHonest(reason);
    }

    private boolean mayCloseHonest(Message.Reason reason) {
        return switch (reason) {
            case CONFLICT -> attacks.contains(How.EQUIVOCATE) || attacks.contains(How.FORGE);
            case LIMIT ->
                isAny() && isRooted
                        || attacks.contains(How.CLOCK_BOMB)
                        || attacks.contains(How.SOURCES)
                        || attacks.contains(How.PAYLOADS)
                        || attacks.contains(How.DEEP);
            default -> false;
        };
    }

    /** Whether two peers may be apart for good: each knows another version of an event, or what one of them has no room for. */
    boolean mayStayApart(Peer<S> one, Peer<S> other) {
        return isAny() && (contradict(one, other) || isFull(one) || isFull(other));
    }

    /** Whether settling may stop: the keeper has heard of a life that nobody lives, which never promises, and waits for longer than the world lasts. */
    boolean mayHoldTheKeeper() {
        boolean isTold = attacks.contains(How.SOURCES) || attacks.contains(How.DEEP);
        Scenario scenario = world.scenario();
        return isTold && scenario.silenceMillis() * 1_000L > scenario.endMicros() - scenario.healMicros();
    }

    /** Whether two peers may have several links: one of them greeted on each under another name, as it had to take the next in between. */
    boolean mayBeLinkedTwice() {
        return attacks.contains(How.FORGE);
    }

    private boolean contradict(Peer<S> one, Peer<S> other) {
        Map<Identity, StampedEvent> known = new HashMap<>(); // looked up only
        one.timeline().events().forEach(event -> known.put(Identity.of(event), event));
        return other.timeline().events().stream()
                .anyMatch(event -> !event.equals(known.getOrDefault(Identity.of(event), event)));
    }

    private static boolean isFull(Peer<?> peer) {
        long bytes = peer.timeline().events().stream()
                .mapToLong(event -> EVENT_BYTES + event.event().payload().size())
                .sum();
        return bytes + EVENT_BYTES + Payload.MAX_SIZE > peer.config().maxEventBytes();
    }
}
