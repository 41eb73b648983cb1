package org.symmetricp2p.link;

/**
 * What comes from one neighbour: when it was heard last, and whether it has sent so much that it isn't read for a while. A token bucket
 * for frames and one for bytes; of each is known until when all that has come would have taken at the {@link Pace}. An immutable value.
 *
 * @param heardNanos when the last whole frame arrived, or reading went on after a pause
 * @param framesNanos by when all frames would have come
 * @param bytesNanos by when all bytes would have come
 * @param isPaused whether nothing is read
 */
record Intake(long heardNanos, long framesNanos, long bytesNanos, boolean isPaused) {

    static Intake since(long nanos) {
        return new Intake(nanos, nanos, nanos, false);
    }

    /** After a whole frame. */
    Intake read(int bytes, Pace pace, long nanos) {
        return new Intake(
                nanos,
                Math.max(framesNanos, nanos) + pace.frames().nanosOf(1),
                Math.max(bytesNanos, nanos) + pace.bytes().nanosOf(bytes),
                isPaused);
    }

    Intake paused() {
        return new Intake(heardNanos, framesNanos, bytesNanos, true);
    }

    /** Reading goes on; the neighbour couldn't be heard before, so its silence begins now. */
    Intake resumed(long nanos) {
        return new Intake(nanos, framesNanos, bytesNanos, false);
    }

    /** Whether so much has come that reading must pause: not for every frame that is too many, but for a while's worth of them. */
    boolean isTooMuch(Pace pace, long nanos) {
        return !isPaused && resumeNanos(pace) > nanos + Limits.nanos(Limits.PAUSE_MILLIS);
    }

    /** When no more has come than may come at once. */
    long resumeNanos(Pace pace) {
        return Math.max(
                framesNanos - pace.frames().nanosAtOnce(),
                bytesNanos - pace.bytes().nanosAtOnce());
    }

    /** Whether the neighbour could have been heard, and wasn't, for so long that another connection in its name may be the better one. */
    boolean isQuiet(long nanos) {
        return !isPaused && nanos - heardNanos >= Limits.nanos(Limits.QUIET_MILLIS);
    }

    /** When something is due: paused, to go on; else, an end because of silence. */
    long dueNanos(Pace pace) {
        return isPaused ? resumeNanos(pace) : heardNanos + Limits.nanos(Limits.SILENCE_MILLIS);
    }
}
