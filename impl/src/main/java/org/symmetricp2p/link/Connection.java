package org.symmetricp2p.link;

import java.util.Optional;
import java.util.OptionalInt;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;

/**
 * One connection, from when it is made until the network says that it is gone. An immutable value; that it holds all its
 * times itself is why none of them outlives it.
 *
 * @param dial the attempt that led to it; empty if the neighbour dialled
 * @param address the address at the other end, for a person
 * @param phase how far it has got
 * @param isUp whether the peer has been told of it, and hasn't been told of its end, or ended it itself
 * @param neighbour who is at the other end, while the link is live
 * @param madeNanos when it was made
 * @param sinceNanos live: since when; over: when it is to be closed altogether
 */
record Connection(
        LinkId id,
        Optional<Dial> dial,
        String address,
        Phase phase,
        boolean isUp,
        OptionalInt neighbour,
        Intake intake,
        Outbox outbox,
        long madeNanos,
        long sinceNanos) {

    enum Phase {
        /** The neighbour hasn't introduced itself. */
        GREETING,
        LIVE,
        /** Nothing counts any more: it waits for the neighbour to read BYE, or for the network to say that it is gone. */
        OVER
    }

    static Connection made(LinkId id, Optional<Dial> dial, String address, long nanos) {
        return new Connection(
                id,
                dial,
                address,
                Phase.GREETING,
                false,
                OptionalInt.empty(),
                Intake.since(nanos),
                Outbox.EMPTY,
                nanos,
                nanos);
    }

    boolean isOver() {
        return phase == Phase.OVER;
    }

    boolean isGreeting() {
        return phase == Phase.GREETING;
    }

    boolean isLive() {
        return phase == Phase.LIVE;
    }

    boolean isLiveTo(int peer) {
        return isLive() && neighbour.getAsInt() == peer;
    }

    /** Whether a neighbour made it, and hasn't introduced itself. */
    boolean isUnknown() {
        return isGreeting() && dial.isEmpty();
    }

    /** Whether BYE was said, and the neighbour may still read it. */
    boolean isClosing() {
        return isOver() && sinceNanos != Long.MAX_VALUE;
    }

    /** The machine at the other end: its address without the port. */
    String host() {
        return address.contains(":") ? address.substring(0, address.lastIndexOf(':')) : address;
    }

    /** Whether it leads to a peer, as far as is known. */
    boolean leadsTo(int peer) {
        return isLiveTo(peer) || isGreeting() && dial.isPresent() && dial.get().peer() == peer;
    }

    /** Whether the link has been live for so long that its loss is a new story. */
    boolean hasLasted(Limits limits, long nanos) {
        return isLive() && nanos - sinceNanos >= limits.nanosOf(Limit.LASTING_MILLIS);
    }

    /** When something is due if nothing happens until then: a patience ends, a pause, or the time to read BYE. */
    long dueNanos(Limits limits) {
        return switch (phase) {
            case OVER -> sinceNanos;
            case LIVE -> Math.min(intake.dueNanos(limits), outbox.stalledNanos(limits));
            case GREETING ->
                Math.min(Math.min(intake.dueNanos(limits), introducedNanos(limits)), outbox.stalledNanos(limits));
        };
    }

    /** When the neighbour ought to have introduced itself. */
    long introducedNanos(Limits limits) {
        return madeNanos + limits.nanosOf(Limit.HELLO_MILLIS);
    }

    Connection up(boolean up) {
        return new Connection(id, dial, address, phase, up, neighbour, intake, outbox, madeNanos, sinceNanos);
    }

    Connection live(int peer, long nanos) {
        return new Connection(
                id, dial, address, Phase.LIVE, isUp, OptionalInt.of(peer), intake, outbox, madeNanos, nanos);
    }

    Connection with(Intake newIntake) {
        return new Connection(id, dial, address, phase, isUp, neighbour, newIntake, outbox, madeNanos, sinceNanos);
    }

    Connection with(Outbox newOutbox) {
        return new Connection(id, dial, address, phase, isUp, neighbour, intake, newOutbox, madeNanos, sinceNanos);
    }

    /** Over, and to be closed altogether at a time. */
    Connection over(long closeNanos) {
        return new Connection(
                id, dial, address, Phase.OVER, false, OptionalInt.empty(), intake, Outbox.EMPTY, madeNanos, closeNanos);
    }
}
