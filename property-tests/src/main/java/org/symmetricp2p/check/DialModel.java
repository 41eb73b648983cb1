package org.symmetricp2p.check;

import java.util.Optional;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Dial;

/**
 * A peer that a {@link LinkModel} keeps a link up to (spec 6.20, 6.23). When it dials again is a window, as chance decides the
 * moment in it.
 */
final class DialModel {

    enum State {
        /** It dials at once. */
        DUE("at once"),
        /** It dials within a window. */
        WAITING("after a wait"),
        /** An attempt is under way. */
        TRYING("not while an attempt is under way"),
        /** An attempt has led to a connection, which isn't over. */
        CONNECTED("not while its connection is there"),
        /** There was a link when it was to dial. */
        RESTING("not while there is a link"),
        /** A final reason, or the user, has ended it. */
        STOPPED("never again");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    Address address;
    State state;
    Optional<Dial> attempt = Optional.empty();
    long triedAt;
    Optional<LinkId> link = Optional.empty();
    private int fewestWaits; // since the last link that lasted
    private int mostWaits;
    long earliest; // while it waits
    long latest;

    /** The user wants it, now. */
    DialModel(Address address) {
        this.address = address;
        this.state = State.DUE;
    }

    void tries(Dial dial, long now) {
        state = State.TRYING;
        attempt = Optional.of(dial);
        triedAt = now;
        link = Optional.empty();
    }

    void connected(LinkId made) {
        state = State.CONNECTED;
        attempt = Optional.empty();
        link = Optional.of(made);
    }

    void stops() {
        state = State.STOPPED;
        attempt = Optional.empty();
        link = Optional.empty();
    }

    void rests() {
        state = State.RESTING;
        attempt = Optional.empty();
        link = Optional.empty();
    }

    /** Something has failed, or a link is over: begins to wait. */
    void waits(long now) {
        state = State.WAITING;
        attempt = Optional.empty();
        link = Optional.empty();
        earliest = now + longestWait(fewestWaits++) / 2;
        latest = now + longestWait(mostWaits++);
    }

    /** A link is over that there was while it waited: who had seen it when it was to dial waits anew. */
    void lost(long now, long wokenAt) {
        if (wokenAt >= latest) {
            waits(now);
        } else if (wokenAt >= earliest) { // chance knows whether it had
            latest = Math.max(latest, now + longestWait(mostWaits++));
        }
    }

    private static long longestWait(int waitsBefore) {
        return ConnectionModel.nanos(Math.min(
                Limit.LAST_RETRY_MILLIS.standard(), Limit.FIRST_RETRY_MILLIS.standard() << Math.min(waitsBefore, 10)));
    }

    /** A link was a good one: the next wait is a first one. */
    void lasted() {
        fewestWaits = 0;
        mostWaits = 0;
    }

    /** An attempt has failed and another link, a good one, is over at once: which of them counts first is free. */
    void waitsOrHasLasted(long now) {
        fewestWaits = 0;
        waits(now);
        fewestWaits = 0;
        mostWaits = 1;
    }

    /** For a person: how long it is to wait, and why so long. */
    @Override
    public String toString() {
        String waits = mostWaits == fewestWaits ? "" + mostWaits : fewestWaits + " or " + mostWaits;
        return state == State.WAITING
                ? "after wait " + waits + " since a good link, from " + millis(earliest) + " to " + millis(latest)
                : state.words;
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    long giveUpNanos(Limits limits) {
        return triedAt + limits.nanosOf(Limit.HELLO_MILLIS);
    }
}
