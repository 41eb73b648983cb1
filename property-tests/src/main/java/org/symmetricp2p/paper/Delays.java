package org.symmetricp2p.paper;

/**
 * How promptly events took effect: sums over all peers, from when on things are counted.
 *
 * @param issued events that took no longer to be issued than the step in which they were put in
 * @param late how many events were late at one or more peers
 * @param deltaTicks how many ticks ahead they were stamped, all together: after so long they take effect at their own peer, and where they aren't late
 */
public record Delays(long issued, long late, long deltaTicks) {

    /** Of the events, in percent. */
    public double latePercent() {
        return Outcome.percent(late, issued);
    }

    /** From key to effect, on average. */
    public double meanMillis() {
        return issued == 0 ? 0 : 1_000.0 * deltaTicks / issued / Cell.FPS;
    }

    Delays plus(Delays other) {
        return new Delays(issued + other.issued, late + other.late, deltaTicks + other.deltaTicks);
    }
}
