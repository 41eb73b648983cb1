package org.symmetricp2p.check;

/** Interesting things that must happen now and then, or a suite has proved nothing about them. */
public enum Witness {
    LATE_EVENT("an event arrived after its tick"),
    TIE("two peers issued events for the same tick"),
    DEEP_ROLLBACK("a rollback went back over several snapshots"),
    BURST("several late events made one rollback"),
    TRAVEL_INTERRUPTED("a late event came during a travel"),
    DUPLICATE("an event came that was known"),
    HELD_INPUT("a local event waited"),
    FULL_QUEUE("a link was given up because too much waited on it"),
    CATCH_UP("a clock caught up"),
    REJOIN("a peer that had been linked was linked again"),
    AMNESIA("a peer came back without its memory"),
    SPLIT_EVENTS("events were issued on both sides of a partition"),
    HISTORY("a newcomer got a history of more than one frame");

    private final String words;

    Witness(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
