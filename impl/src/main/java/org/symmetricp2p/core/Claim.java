package org.symmetricp2p.core;

/**
 * Whose time a peer follows, and how well (spec 5.12). Times are session time, in microseconds.
 *
 * @param root who doesn't correct itself
 * @param since when it became root: its own time
 * @param pulse when the last of its pulses that is known left it: its own time
 * @param hops how many links the pulse came over, 0 to {@link #MAX_HOPS}
 * @param error by how much the follower's time may differ from the root's, from all that is known
 */
public record Claim(Source root, long since, long pulse, int hops, long error) {

    public static final int MAX_HOPS = 65_535;

    public Claim {
        Bounds.check("since", since, 0, Timing.MAX_TIME);
        Bounds.check("pulse", pulse, 0, Timing.MAX_TIME);
        Bounds.check("hops", hops, 0, MAX_HOPS);
        Bounds.check("error", error, 0, Timing.MAX_TIME);
    }

    /** Of a peer that is its own root from now on. */
    static Claim by(Source root, long now, long error) {
        return new Claim(root, now, now, 0, error);
    }

    boolean isOwn() {
        return hops == 0;
    }

    boolean isOfSameRootAs(Claim other) {
        return since == other.since && root.equals(other.root);
    }

    /** The older root; of two that are as old the one with the lower name. So they agree who gives up (spec 5.15). */
    boolean isBefore(Claim other) {
        return since != other.since ? since < other.since : root.compareTo(other.root) < 0;
    }

    /** Along the way to a root every peer has a newer pulse than the next, or the same after fewer hops: there are no cycles. */
    boolean isFresherThan(Claim other) {
        return pulse != other.pulse ? pulse > other.pulse : hops < other.hops;
    }

    Claim at(long newPulse) {
        return new Claim(root, since, newPulse, hops, error);
    }

    /** As somebody has it who hears it over one more link. */
    Claim over(long linkError) {
        return new Claim(
                root, since, pulse, Math.min(MAX_HOPS, hops + 1), Math.min(Timing.MAX_TIME, error + linkError));
    }
}
