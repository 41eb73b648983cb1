package org.symmetricp2p.link;

/** The bounds that a peer keeps on what its neighbours can cost it (spec 6.20, 6.21). */
public final class Limits {

    /** The most live links at a time. */
    public static final int MAX_LINKS = 64;

    /** How many of them may be to strangers: peers who dialled, and whom nobody here wants. The others are kept for those who are wanted. */
    public static final int MAX_STRANGERS = 48;

    /** The most connections of neighbours who dialled and haven't introduced themselves. */
    public static final int MAX_GREETING = 16;

    /** The most connections that wait for the neighbour to read why they are closed. */
    public static final int MAX_CLOSING = 64;

    /** How long a neighbour may take to answer when it is dialled, and from then on to introduce itself, in milliseconds. */
    public static final int HELLO_MILLIS = 5_000;

    /** How long a neighbour, who tells its clock every second, may be silent, in milliseconds. */
    public static final int SILENCE_MILLIS = 5_000;

    /** How long it may be silent when another connection greets in its name, in milliseconds. */
    public static final int QUIET_MILLIS = 2_000;

    /** How long a neighbour may take to read anything of what is being written to it, in milliseconds. */
    public static final int STALL_MILLIS = 5_000;

    /** How long a neighbour may take to read why its link is closed, in milliseconds. */
    public static final int BYE_MILLIS = 1_000;

    /**
     * The most messages that wait for a neighbour to read, behind the one being written. The history that a
     * newcomer gets is one message, which waits as a view of the timeline, not as bytes.
     */
    public static final int MAX_WAITING_MESSAGES = 1_024;

    /** How many bytes may be given to the network, in frames, before it has taken them: then no further frame is made. */
    public static final int WINDOW_BYTES = 16_384;

    /**
     * How many frames a second are read of one neighbour in the long run: 64 links at this pace are what one core handles. And how many
     * more may come at once: half of what waits for other neighbours, to whom it is passed on, at most.
     */
    public static final int FRAMES_PER_SECOND = 1_000;

    public static final int FRAMES_AT_ONCE = 500;

    /**
     * How many bytes a second are read of one neighbour in the long run: what the neighbours' networks, to which it is passed on, will
     * mostly take too. And how many more may come at once: a history, of which little is longer.
     */
    public static final int BYTES_PER_SECOND = 1_000_000;

    public static final int BYTES_AT_ONCE = 64_000_000;

    /**
     * How many new sources a second the strangers of one machine may bring in the long run: so they can't use up those of a session within an
     * hour. And how many more at once: what a part of a session that was cut off may bring.
     */
    public static final int SOURCES_PER_SECOND = 16;

    public static final int SOURCES_AT_ONCE = 4_096;

    /**
     * How many ticks a second the strangers of one machine may make a peer simulate again in the long run: a small part of what a core
     * simulates. And how many more at once: a few replays of two days, or of many hours that a part of a session was cut off.
     */
    public static final int REPLAYED_PER_SECOND = 500_000;

    public static final int REPLAYED_AT_ONCE = 20_000_000;

    /** Replays of so many ticks, a minute at the usual pace, are part of life in a bad network, and cost no more than a frame. */
    public static final int DEEP_TICKS = 3_000;

    /** Reading pauses for at least so long, if it does, in milliseconds: so a peer isn't woken for each frame. */
    public static final int PAUSE_MILLIS = 100;

    /** How long to wait before dialling again: after the first failure, and at most; in milliseconds. */
    public static final int FIRST_RETRY_MILLIS = 100;

    public static final int LAST_RETRY_MILLIS = 3_200;

    /** A link that lasted this long was a good one: its loss is a new story. In milliseconds. */
    public static final int LASTING_MILLIS = 2_000;

    private Limits() {}

    /** Milliseconds in nanoseconds. */
    static long nanos(int millis) {
        return millis * 1_000_000L;
    }
}
