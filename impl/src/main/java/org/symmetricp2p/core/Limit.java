package org.symmetricp2p.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every bound that a peer keeps on what others, or its own user, can cost it. At one of them it paces, refuses or closes, says why, and counts
 * it ({@link Reached}). Most are each peer's own choice ({@link Limits}). What a frame may hold is bounded, too (spec, chapter 1), but
 * that is no matter of more or less: a frame beyond it is none.
 */
public enum Limit {

    // ---- connections (spec 6.21) ----

    LINKS(
            Scope.OWN,
            64,
            1,
            10_000,
            "links",
            "a HELLO is refused with LIMIT",
            "every event is written to each of them; what 64 may send is what one core handles"),

    STRANGERS(
            Scope.OWN,
            48,
            0,
            10_000,
            "links",
            "the HELLO of a stranger is refused with LIMIT",
            "of peers who dialled and whom nobody here wants; the other places are kept for those who are wanted"),

    GREETING(
            Scope.OWN,
            16,
            1,
            10_000,
            "connections",
            "the oldest, of the machine with most of them, is closed with LIMIT",
            "of neighbours who dialled and haven't said HELLO; whoever makes many harms itself first"),

    CLOSING(
            Scope.OWN,
            64,
            1,
            10_000,
            "connections",
            "the one whose time to read BYE ends first is closed at once",
            "whoever dials without end and doesn't read why it is refused leaves no more behind"),

    // ---- patience (spec 6.10, 6.21) ----

    HELLO_MILLIS(
            Scope.OWN,
            5_000,
            100,
            600_000,
            "ms",
            "the attempt is given up, or the connection closed with VIOLATION",
            "to answer when dialled, and from then on to say HELLO; that takes a round trip or two"),

    SILENCE_MILLIS(
            Scope.OWN,
            5_000,
            2_000,
            600_000,
            "ms",
            "the link is closed, and dialled again",
            "a neighbour tells its clock every second, unless it is gone, or simulates for longer than this"),

    QUIET_MILLIS(
            Scope.FIXED,
            2_000,
            "ms",
            "the link gives way to another connection that greets in its neighbour's name",
            "whoever greets so may be the neighbour, if the link hasn't brought the clock that it tells every second"),

    STALL_MILLIS(
            Scope.OWN,
            5_000,
            100,
            600_000,
            "ms",
            "the link is closed, and dialled again",
            "a neighbour that reads nothing of what is being written to it won't read the rest either"),

    BYE_MILLIS(
            Scope.OWN,
            1_000,
            10,
            600_000,
            "ms",
            "the connection is closed altogether",
            "to read why it is closed, after that was said"),

    // ---- what waits (spec 2.10, 6.21, 6.22) ----

    WAITING_MESSAGES(
            Scope.OWN,
            1_024,
            1,
            1_000_000,
            "messages",
            "the link is closed, and dialled again",
            "behind the one that is being written; a history is one, which waits as a view of the timeline, not as bytes"),

    WINDOW_BYTES(
            Scope.FIXED,
            16_384,
            "bytes",
            "no further frame is made until the network has taken some",
            "what waits as messages takes less memory than what waits as frames"),

    QUEUED_EVENTS(
            Scope.FIXED,
            Peer.MAX_QUEUED,
            "events",
            "the application's event isn't taken, and it is told so",
            "while the user sees the past, the clock catches up, or nobody is reached yet"),

    CALLS(
            Scope.OWN,
            256,
            1,
            900,
            "calls",
            "the call isn't taken, and the caller is told so",
            "of the application, from other threads, while the node is busy; fewer than events that may wait"),

    // ---- what is read (spec 6.24) ----

    FRAMES_PER_SECOND(
            Scope.OWN,
            1_000,
            1,
            1_000_000,
            "frames/s",
            "reading pauses, so that TCP slows the neighbour down",
            "of one neighbour in the long run; 64 at this pace are what one core handles"),

    FRAMES_AT_ONCE(
            Scope.OWN,
            500,
            0,
            1_000_000,
            "frames",
            "reading pauses, which counts as frames-per-second",
            "half of what may wait for other neighbours, to whom they are passed on"),

    BYTES_PER_SECOND(
            Scope.OWN,
            1_000_000,
            1_000,
            100_000_000,
            "bytes/s",
            "reading pauses, so that TCP slows the neighbour down",
            "of one neighbour in the long run; the networks that they are passed on to will mostly take as much"),

    BYTES_AT_ONCE(
            Scope.OWN,
            64_000_000,
            0,
            1_000_000_000,
            "bytes",
            "reading pauses, which counts as bytes-per-second",
            "a history, of which few are longer"),

    PAUSE_MILLIS(
            Scope.FIXED,
            100,
            "ms",
            "reading goes on",
            "for so long it pauses at least, if it does, so that a peer isn't woken for each frame"),

    // ---- what strangers may use up (spec 6.27 to 6.29) ----

    SOURCES_PER_SECOND(
            Scope.OWN,
            16,
            1,
            100_000,
            "sources/s",
            "the link is closed with LIMIT, and what it brought isn't taken",
            "new ones that the strangers of one machine bring in the long run; so all that a session may have last for an hour"),

    SOURCES_AT_ONCE(
            Scope.OWN,
            4_096,
            0,
            Versions.MAX_SOURCES,
            "sources",
            "the link is closed, which counts as sources-per-second",
            "what a part of a session that was cut off may bring"),

    REPLAYED_PER_SECOND(
            Scope.OWN,
            500_000,
            1,
            100_000_000,
            "ticks/s",
            "the link is closed with LIMIT, and what it brought isn't taken",
            "ticks of deep replays that the strangers of one machine cause in the long run; a small part of what a core simulates"),

    REPLAYED_AT_ONCE(
            Scope.OWN,
            20_000_000,
            0,
            1_000_000_000,
            "ticks",
            "the link is closed, which counts as replayed-per-second",
            "a few replays of two days, or of the hours for which a part of a session was cut off"),

    DEEP_TICKS(
            Scope.OWN,
            3_000,
            0,
            1_000_000_000,
            "ticks",
            "the replay is deep: its further ticks count for replayed-per-second",
            "replays of a minute, at the usual pace, are part of life in a bad network"),

    LEAD_PER_SECOND(
            Scope.OWN,
            1_200,
            1,
            1_000_000,
            "ticks/s",
            "the connection is closed with LIMIT, and nothing of the message is taken",
            "that those of one machine who dialled take the clock ahead in the long run, if this peer dials others itself, and so needn't believe "
                    + "them; a day for each hour, at the usual pace"),

    LEAD_AT_ONCE(
            Scope.OWN,
            30_000,
            0,
            1_000_000_000,
            "ticks",
            "the connection is closed, which counts as lead-per-second",
            "ten minutes, at the usual pace: what false clocks take some peers ahead of others at once, and these follow in half a minute"),

    // ---- the session (spec 2.14, 3.5, 3.6, 6.26, 7.3) ----

    EVENT_BYTES(
            Scope.OWN,
            256_000_000,
            0,
            Long.MAX_VALUE,
            "bytes",
            "further events are refused with LIMIT, also to the application; the session is full, and goes on",
            "1.2 million events without much payload, or 200,000 of the greatest, each with 200 bytes besides, in half a small heap; the "
                    + "same on all machines, or the session parts where the smallest ends"),

    LEAD(
            Scope.OWN,
            1_000_000_000,
            1,
            Stamp.MAX_TICK,
            "ticks",
            "the link is closed with LIMIT",
            "that a clock or stamp may be ahead: 231 days at 50 FPS, the longest session that a newcomer can join; whoever has had a link "
                    + "believes a 200th at first"),

    SOURCES(
            Scope.SHARED,
            Versions.MAX_SOURCES,
            "sources",
            "further ones are refused with LIMIT, also to the application",
            "HELLO lists them all, in one frame"),

    FRAME_BYTES(
            Scope.SHARED,
            2_245_289,
            "bytes",
            "the connection is closed with VIOLATION, before it is read",
            "the longest HELLO"),

    // ---- dialling (spec 6.20, 6.23) ----

    FIRST_RETRY_MILLIS(
            Scope.FIXED,
            100,
            "ms",
            "it dials again",
            "how long it waits after the first failure, at most; twice as long each time"),

    LAST_RETRY_MILLIS(
            Scope.FIXED,
            3_200,
            "ms",
            "it dials again",
            "how long it waits after the sixth failure, and all later ones"),

    LASTING_MILLIS(
            Scope.FIXED,
            2_000,
            "ms",
            "the failures before are forgotten",
            "a link that lasted for so long was a good one, and its loss is a new story");

    /** Who may choose it. */
    public enum Scope {
        /** Each peer for itself; they needn't agree. */
        OWN,
        /** Nobody: others depend on it, or nobody would want another one. */
        FIXED,
        /** The specification, as all peers must have the same. */
        SHARED
    }

    private final Scope scope;
    private final long standard;
    private final long least;
    private final long most;
    private final String unit;
    private final String consequence;
    private final String reason;

    Limit(Scope scope, long standard, String unit, String consequence, String reason) {
        this(scope, standard, standard, standard, unit, consequence, reason);
    }

    Limit(Scope scope, long standard, long least, long most, String unit, String consequence, String reason) {
        this.scope = scope;
        this.standard = standard;
        this.least = least;
        this.most = most;
        this.unit = unit;
        this.consequence = consequence;
        this.reason = reason;
    }

    /** The limit of a name that a user gives. */
    public static Optional<Limit> named(String title) {
        return Arrays.stream(values())
                .filter(limit -> limit.title().equals(title))
                .findFirst();
    }

    /** Its name for users, in lower case: {@code frames-per-second}, say. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Scope scope() {
        return scope;
    }

    /** What it is, unless somebody chooses otherwise. */
    public long standard() {
        return standard;
    }

    /** The least value that may be chosen. */
    public long least() {
        return least;
    }

    /** The greatest value that may be chosen. */
    public long most() {
        return most;
    }

    public String unit() {
        return unit;
    }

    /** What happens at it. */
    public String consequence() {
        return consequence;
    }

    /** What it bounds, and why it is what it is. */
    public String reason() {
        return reason;
    }

    /** @throws IllegalArgumentException if nobody may choose this value: says which may be */
    void check(long value) {
        if (scope != Scope.OWN) {
            throw new IllegalArgumentException(title() + " can't be chosen: it is " + standard
                    + (scope == Scope.SHARED ? " for all peers" : " in this implementation"));
        }
        Bounds.check(title(), value, least, most);
    }

    @Override
    public String toString() {
        return title();
    }
}
