package org.symmetricp2p.kit;

import java.util.Arrays;

/** A state as a call made it: the object, which should never change, and what its bytes were then. */
final class Moment<S> {

    final Call call;
    final S state;
    final byte[] bytes;

    Moment(Call call, S state, byte[] bytes) {
        this.call = call;
        this.state = state;
        this.bytes = bytes;
    }

    /**
     * @param tick the tick at which this is looked at
     * @param since what was called since the state was known to be good
     */
    void checkUnchanged(Subject<S> subject, long tick, String since) {
        byte[] now = subject.bytes(call, state);
        if (!Arrays.equals(bytes, now)) {
            String headline = call.stateWords() + " changed after it was made (shared mutable state)";
            throw new Found(
                    Fault.CHANGED, tick, headline, "It changed during " + since + ".\n" + Difference.of(bytes, now));
        }
    }
}
