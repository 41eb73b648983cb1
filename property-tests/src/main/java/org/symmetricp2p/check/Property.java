package org.symmetricp2p.check;

import java.util.Optional;
import org.symmetricp2p.core.Message;

/** What must hold, numbered as in docs/properties.md. */
public enum Property {
    STATE_FN(1, "the state is F(events known, clock)"),
    AGREEMENT(2, "peers that know the same events up to a tick were in the same state there"),
    INTEGRITY(3, "whatever a peer knows was issued, and an identity determines its event"),
    NO_GAP(4, "of each source, exactly the seqs 1 to n are known"),
    STAMPS(5, "a source's seqs grow by one, its ticks never decrease and are ahead of its clock"),
    ONCE(6, "the events known are applied in order, each once"),
    COMMUTATIVE(7, "inserting twice changes nothing, and the order of inserting doesn't matter"),
    SNAP_IDENTITY(8, "decoding an encoded state gives the same bytes"),
    SNAP_FRESH(9, "every snapshot is F(events known, its tick)"),
    ROLLBACK(10, "a late event doesn't move the clock, and leads to the state with it"),
    CLOCK(12, "a clock never goes back in one life"),
    NO_RUNAWAY(13, "synchronising never raises the highest clock"),
    FLOOD_COST(14, "an event crosses a link at most once each way"),
    MEMORY(15, "what is buffered is bounded, and an overflow is told"),
    CONVERGE(16, "once all is healed and quiet, all know the same events"),
    JOIN_COMPLETE(17, "once a newcomer has read the history, it knows what the other knew"),
    CATCH_UP(18, "a gap between clocks closes, and stays closed"),
    SKEW(19, "clocks of healed peers are close"),
    SIM_DET(20, "the same scenario gives the same run"),
    TOLD(21, "every message has its sender's tick, and each second the clock is told over each live link"),
    ISSUED(22, "local input is issued once and in order, as soon as nothing holds it and no sooner, or refused aloud"),
    SEEN(
            23,
            "what is shown is the present, or a past as it was or is; and a travel is where it should be, and ends on time"),
    REPORTED(
            24, "each replay is reported: the ticks that it made again, the late events, and those that they overtook"),
    AWAKE(25, "a peer wants to be woken exactly when its next tick is due"),
    LINKED(26, "endpoints keep the rules of connections, and have the links that their users want"),
    SETTLED(
            28,
            "what is settled is the same at all peers and never changes; and what became void is issued again, or told");

    private final int number;
    private final String words;

    Property(int number, String words) {
        this.number = number;
        this.words = words;
    }

    public int number() {
        return number;
    }

    public String words() {
        return words;
    }

    /** What is broken if a peer closes a link with this reason, in a world of correct peers; none if it doesn't complain. */
    public static Optional<Property> complainedOf(Message.Reason reason) {
        return switch (reason) {
            case VIOLATION -> Optional.of(NO_GAP);
            case IDENTITY, CONFLICT -> Optional.of(INTEGRITY);
            case LIMIT -> Optional.of(MEMORY);
            default -> Optional.empty();
        };
    }
}
