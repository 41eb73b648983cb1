package org.symmetricp2p.link;

import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;

/**
 * Keeps one link up towards an address: dials, and after a failure or a loss dials again, waiting twice as long each
 * time. It rests while there is a link to that peer, also one that the peer dialled (spec 6.20, 6.23). An immutable value.
 *
 * @param peer who should answer
 * @param state what it is doing
 * @param attempt the number of its last attempt, 0 before the first
 * @param dueNanos waiting: when to dial; dialling: when to give the attempt up
 * @param failures how often it has failed, or been lost early, in a row
 * @param lastTrouble what the user was told last, so that it is told once
 */
record Dialer(int peer, Address address, State state, long attempt, long dueNanos, int failures, String lastTrouble) {

    enum State {
        /** There was a link when it last looked; it is woken when that is lost. */
        RESTING,
        /** It will dial. */
        WAITING,
        /** It is dialling. */
        DIALLING,
        /** Its attempt has led to a connection, which isn't over. */
        CONNECTED,
        /** It never dials again. */
        STOPPED
    }

    /** One that dials at once. */
    static Dialer to(int peer, Address address, long nanos) {
        return new Dialer(peer, address, State.WAITING, 0, nanos, 0, "");
    }

    boolean is(State other) {
        return state == other;
    }

    /** Its last attempt. */
    Dial dial() {
        return new Dial(peer, attempt);
    }

    /** When something is due: an attempt, or the end of one. */
    long nextNanos() {
        return state == State.WAITING || state == State.DIALLING ? dueNanos : Long.MAX_VALUE;
    }

    Dialer in(State newState) {
        return new Dialer(peer, address, newState, attempt, dueNanos, failures, lastTrouble);
    }

    Dialer dialling(long number, long giveUpNanos) {
        return new Dialer(peer, address, State.DIALLING, number, giveUpNanos, failures, lastTrouble);
    }

    /** The longest wait before it dials next, in milliseconds; in fact it waits for between half of that and all of it. */
    int longestWaitMillis(Limits limits) {
        return (int) Math.min(
                limits.of(Limit.FIRST_RETRY_MILLIS) << Math.min(failures, 30), limits.of(Limit.LAST_RETRY_MILLIS));
    }

    /** Waits until a time, and longer the next time. */
    Dialer waiting(long nanos) {
        return new Dialer(peer, address, State.WAITING, attempt, nanos, failures + 1, lastTrouble);
    }

    /** What failed before is forgotten. */
    Dialer afresh() {
        return new Dialer(peer, address, state, attempt, dueNanos, 0, lastTrouble);
    }

    Dialer told(String trouble) {
        return new Dialer(peer, address, state, attempt, dueNanos, failures, trouble);
    }

    @Override
    public String toString() {
        return "peer " + peer + " at " + address;
    }
}
