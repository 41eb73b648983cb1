package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;

/** Draws what happens to a peer: mostly what can happen in a session, at the moments at which something turns. */
final class Inputs {

    /** The peer itself has neighbours below and above, and one that was itself in another life. */
    static final Source SELF = new Source(2, 3);

    private static final long SECOND = 1_000_000_000;
    private static final long NARROW = 4_000; // bytes, for events: so that it is full after some twenty
    private static final int MANY = 1_003; // more than may wait

    private final Draw draw;
    private final ReferencePeer peer;
    private final Talk talk;
    private final List<LinkId> names = new ArrayList<>(); // those used so far

    Inputs(Draw draw, ReferencePeer peer) {
        this.draw = draw;
        this.peer = peer;
        this.talk = new Talk(draw, peer);
    }

    static Config config(Draw draw) {
        Config config = new Config(
                SELF,
                draw.of(List.of(50, 50, 60, 1, 7, 1_000)),
                draw.of(List.of(1, 5, 5, 12)),
                draw.of(List.of(0L, 1L, 7L, 100_000_000L, SECOND, SECOND)),
                draw.of(List.of(0L, 0L, 100_000_000L, 2 * SECOND)),
                Limits.STANDARD.with(Limit.LEAD, draw.of(List.of(1L, 30L, 200L, 1_000L))),
                ClockKind.PAPER);
        boolean isNarrow = config.delta() == 12 && config.maxLead() == 30; // a draw more would make all duels others
        return isNarrow ? config.withMaxEventBytes(NARROW) : config;
    }

    /** What happens next: one thing, or a burst of the same. */
    List<Input> next() {
        int kind = draw.below(100);
        if (kind < 40) {
            return List.of(new Input.ClockRead(instant()));
        } else if (kind < 52) {
            return local();
        } else if (kind < 58) {
            return List.of(up());
        } else if (kind < 60) {
            return List.of(new Input.LinkDown(anyLink()));
        }
        LinkId link = anyLink();
        return List.of(new Input.Received(link, message(link)));
    }

    private List<Input> local() {
        Input press = new Input.LocalEvent(Event.of(Event.NEXT, draw.below(1_000)));
        boolean flood = peer.isHoldingInput() && draw.onceIn(200);
        return Collections.nCopies(flood ? MANY : 1, press);
    }

    private Input up() {
        if (!peer.links().isEmpty() && draw.onceIn(30)) {
            return new Input.LinkUp(draw.of(peer.links()).id(), OptionalInt.empty()); // a mistake of the driver
        }
        LinkId link = new LinkId(names.size() + 1);
        names.add(link);
        return new Input.LinkUp(link, draw.onceIn(2) ? OptionalInt.empty() : OptionalInt.of(draw.below(6)));
    }

    private LinkId anyLink() {
        if (names.isEmpty() || draw.onceIn(40)) {
            return new LinkId(draw.below(names.size() + 2));
        }
        return peer.links().isEmpty() ? draw.of(names) : draw.of(peer.links()).id();
    }

    private Message message(LinkId id) {
        for (ReferenceLink link : peer.links()) {
            if (link.id().equals(id) && !link.isLive() && !draw.onceIn(12)) {
                return talk.hello(link);
            }
        }
        return talk.message();
    }

    // ---- time ----

    /** A local time: soon, or just before or at a moment at which something is over. */
    private long instant() {
        long now = peer.clock().nanos();
        int kind = draw.below(20);
        if (kind < 9) {
            return peer.clock().due();
        } else if (kind < 10) {
            return now - draw.below(1_000_000_000);
        } else if (kind < 12) {
            return now + draw.below(50_000_000);
        } else if (kind < 13) {
            return now + draw.from(400_000_000, 2_000_000_000);
        }
        List<Long> turns = new ArrayList<>(peer.turns());
        turns.removeIf(turn -> turn < now || turn > now + 3 * SECOND);
        return (turns.isEmpty() ? peer.clock().due() : draw.of(turns)) + draw.from(-1, 1);
    }
}
