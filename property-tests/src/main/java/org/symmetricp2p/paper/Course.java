package org.symmetricp2p.paper;

/**
 * What happens when in a run; times are in microseconds from its beginning.
 *
 * @param startedMicros when all peers have started, at times of their own; events begin then
 * @param countedMicros from when on things are counted
 * @param quietMicros when events end
 * @param endMicros the end
 */
public record Course(int startedMicros, int countedMicros, int quietMicros, int endMicros) {

    private static final int SECOND = 1_000_000;

    /** Five minutes, of which the first half minute isn't counted, and nothing happens in the last ten seconds. */
    public static final Course OF_THE_PAPER = new Course(10 * SECOND, 30 * SECOND, 290 * SECOND, 300 * SECOND);

    public Course {
        if (startedMicros < 0
                || countedMicros < startedMicros
                || quietMicros <= countedMicros
                || endMicros < quietMicros) {
            throw new IllegalArgumentException("the times of a course aren't in order: " + startedMicros + ", "
                    + countedMicros + ", " + quietMicros + ", " + endMicros);
        }
    }
}
