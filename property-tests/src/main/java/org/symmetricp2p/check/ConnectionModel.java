package org.symmetricp2p.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.link.Rate;
import org.symmetricp2p.wire.Wire;

/** One connection of a {@link LinkModel}: how far it is, what is owed to it, and when its time is up (spec 6.21). */
final class ConnectionModel {

    enum Phase {
        /** The neighbour has connected and hasn't said HELLO. */
        UNHEARD,
        /** HELLO was said; the core judges what comes. */
        GREETING,
        LIVE,
        /** BYE was said. */
        ENDING,
        /** It is closed; what is left of it is to be told that. */
        CLOSED
    }

    /** How a connection ends: with a BYE, or without if there is no reason. */
    record Ending(Optional<Message.Reason> bye) {
        static final Ending CLOSE = new Ending(Optional.empty());

        static Ending bye(Message.Reason reason) {
            return new Ending(Optional.of(reason));
        }

        /** What is done. */
        List<String> words() {
            return bye.map(reason -> List.of("BYE " + reason, "Finish")).orElse(List.of("Close"));
        }

        @Override
        public String toString() {
            return words().toString();
        }
    }

    private final Limits limits;
    final OptionalInt dialled; // for which peer, if from here
    final String host; // at the other end
    final long since;
    Phase phase;
    Optional<Source> neighbour = Optional.empty();
    long heardAt;
    long liveAt = Long.MAX_VALUE;
    long byeAt;
    final Bucket frames; // how many may come
    final Bucket bytes;
    boolean isPaused;
    boolean isPauseDue;
    boolean isResumeDue;
    private final Deque<Integer> owed = new ArrayDeque<>(); // of each message the frames that aren't written
    private boolean isBegun; // some of the first message's are
    private int untaken; // bytes given to the network
    private long movedAt; // when some were taken at last, or were given to an idle network
    List<Ending> ends = List.of(); // how it must end now, one of these; none if it mustn't
    final List<String> said = new ArrayList<>(1); // of its end, in this reaction
    Optional<Message.Reason> reason = Optional.empty(); // of the BYE that ended it, whoever said it

    ConnectionModel(OptionalInt dialled, String address, Limits limits, long now) {
        this.limits = limits;
        this.dialled = dialled;
        this.host = address.replaceFirst(":[^:]*$", "");
        this.since = now;
        this.heardAt = now;
        this.frames = new Bucket(Rate.frames(limits), now);
        this.bytes = new Bucket(Rate.bytes(limits), now);
        this.phase = dialled.isPresent() ? Phase.GREETING : Phase.UNHEARD;
    }

    /** Whether the core has a link for it. */
    boolean isLink() {
        return phase == Phase.GREETING || phase == Phase.LIVE;
    }

    boolean isOver() {
        return phase == Phase.ENDING || phase == Phase.CLOSED;
    }

    boolean isLiveTo(int peer) {
        return phase == Phase.LIVE && neighbour.orElseThrow().peer() == peer;
    }

    /** Demands an end, unless another one has come first. */
    void end(Ending... oneOf) {
        if (ends.isEmpty() && !isOver()) {
            ends = List.of(oneOf);
        }
    }

    void over(Ending ending, long now) {
        phase = ending.bye().isPresent() ? Phase.ENDING : Phase.CLOSED;
        byeAt = now;
        ends = List.of();
        said.clear();
    }

    void live(Source source, long now) {
        phase = Phase.LIVE;
        neighbour = Optional.of(source);
        liveAt = now;
    }

    /** Whether it was a good one. */
    boolean hasLasted(long now) {
        return liveAt != Long.MAX_VALUE && now - liveAt >= limits.nanosOf(Limit.LASTING_MILLIS);
    }

    // ---- what comes ----

    void hear(int size, long now) {
        heardAt = now;
        frames.take(1, now);
        bytes.take(size, now);
        long tooLong = limits.nanosOf(Limit.PAUSE_MILLIS);
        isPauseDue = !isPaused && (frames.emptyFor(now) > tooLong || bytes.emptyFor(now) > tooLong);
        isPaused |= isPauseDue;
    }

    private long pausedUntil() {
        return Math.max(frames.filledAt(), bytes.filledAt());
    }

    private void resume(long now) {
        isResumeDue = true;
        isPaused = false;
        heardAt = now;
    }

    // ---- what is sent ----

    void owe(Message message) {
        owed.add(Wire.frameCount(message));
    }

    /** A frame is written; whether one was owed. */
    boolean write(int bytes, long now) {
        if (owed.isEmpty()) {
            return false;
        }
        int left = owed.remove() - 1;
        isBegun = left > 0;
        if (isBegun) {
            owed.addFirst(left);
        }
        give(bytes, now);
        return true;
    }

    private void give(int bytes, long now) {
        movedAt = untaken == 0 ? now : movedAt;
        untaken += bytes;
    }

    void taken(int bytes, long now) {
        untaken -= bytes;
        movedAt = now;
    }

    /** Whether more waits for the neighbour than may. */
    boolean isOverfull() {
        return owed.size() - (isBegun ? 1 : 0) > limits.of(Limit.WAITING_MESSAGES);
    }

    // ---- time ----

    /** When its time is up. */
    long dueNanos() {
        return switch (phase) {
            case CLOSED -> Long.MAX_VALUE;
            case ENDING -> byeAt + limits.nanosOf(Limit.BYE_MILLIS);
            default -> Math.min(Math.min(helloDue(), stallDue()), isPaused ? pausedUntil() : silenceDue());
        };
    }

    /** Demands an end if its time is up. */
    void overdue(long now) {
        if (now < dueNanos()) {
            return;
        }
        List<Ending> ways = new ArrayList<>();
        if (!isOver() && now >= helloDue()) {
            ways.add(Ending.bye(Message.Reason.VIOLATION));
        }
        if (isOver() || now >= Math.min(silenceDue(), stallDue())) {
            ways.add(Ending.CLOSE);
        }
        ends = ways;
        if (ways.isEmpty()) {
            resume(now);
        }
    }

    private long helloDue() {
        return phase == Phase.LIVE ? Long.MAX_VALUE : since + limits.nanosOf(Limit.HELLO_MILLIS);
    }

    private long silenceDue() {
        return isPaused ? Long.MAX_VALUE : heardAt + limits.nanosOf(Limit.SILENCE_MILLIS);
    }

    /** Whether it gives way to another one to the same neighbour. */
    boolean isQuiet(long now) {
        return phase == Phase.LIVE && !isPaused && now >= heardAt + limits.nanosOf(Limit.QUIET_MILLIS);
    }

    private long stallDue() {
        return untaken > 0 ? movedAt + limits.nanosOf(Limit.STALL_MILLIS) : Long.MAX_VALUE;
    }

    static long nanos(long millis) {
        return millis * 1_000_000;
    }
}
