package org.symmetricp2p.link;

import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;

/**
 * What comes from one neighbour: when it was heard last, and whether it has sent so much that it isn't read for a while (spec 6.24). An
 * immutable value.
 *
 * @param heardNanos when the last whole frame arrived, or reading went on after a pause
 * @param frames of which each frame takes one
 * @param bytes of which each frame takes its size
 * @param isPaused whether nothing is read
 */
record Intake(long heardNanos, Bucket frames, Bucket bytes, boolean isPaused) {

    static Intake since(long nanos) {
        return new Intake(nanos, Bucket.fullAt(nanos), Bucket.fullAt(nanos), false);
    }

    /** After a whole frame. */
    Intake read(int size, Limits limits, long nanos) {
        return new Intake(
                nanos,
                frames.without(1, Rate.frames(limits), nanos),
                bytes.without(size, Rate.bytes(limits), nanos),
                isPaused);
    }

    Intake paused() {
        return new Intake(heardNanos, frames, bytes, true);
    }

    /** Reading goes on; the neighbour couldn't be heard before, so its silence begins now. */
    Intake resumed(long nanos) {
        return new Intake(nanos, frames, bytes, false);
    }

    /** Whether so much has come that reading must pause: not for every frame that is too many, but for a while's worth of them. */
    boolean isTooMuch(Limits limits, long nanos) {
        return !isPaused && resumeNanos(limits) > nanos + limits.nanosOf(Limit.PAUSE_MILLIS);
    }

    /** Of which there was too much, if it must pause. */
    Limit tooMuch(Limits limits) {
        return frames.paidNanos(Rate.frames(limits)) >= bytes.paidNanos(Rate.bytes(limits))
                ? Limit.FRAMES_PER_SECOND
                : Limit.BYTES_PER_SECOND;
    }

    /** When no more has come than may come at once. */
    long resumeNanos(Limits limits) {
        return Math.max(frames.paidNanos(Rate.frames(limits)), bytes.paidNanos(Rate.bytes(limits)));
    }

    /** Whether the neighbour could have been heard, and wasn't, for so long that another connection in its name may be the better one. */
    boolean isQuiet(Limits limits, long nanos) {
        return !isPaused && nanos - heardNanos >= limits.nanosOf(Limit.QUIET_MILLIS);
    }

    /** When something is due: paused, to go on; else, an end because of silence. */
    long dueNanos(Limits limits) {
        return isPaused ? resumeNanos(limits) : heardNanos + limits.nanosOf(Limit.SILENCE_MILLIS);
    }
}
