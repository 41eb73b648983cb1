package org.symmetricp2p.core;

/**
 * That a peer chooses Δ anew for each of its events, by how late earlier ones came to others (spec 5.20): as small as it can be so that no
 * more than a share of them is late anywhere.
 *
 * @param least the smallest Δ, in ticks, 1 to {@link Config#MAX_DELTA}
 * @param most the greatest, from {@code least} to {@link Config#MAX_DELTA}
 * @param latePercent how many of 100 events may be late, 1 to 50
 */
public record Adaptive(int least, int most, int latePercent) {

    /** From one tick to 2 s at 50 FPS; one event in 20 may be late. */
    public static final Adaptive STANDARD = new Adaptive(1, 100, 5);

    public static final int MAX_LATE_PERCENT = 50;

    public Adaptive {
        Bounds.check("least delta", least, 1, Config.MAX_DELTA);
        Bounds.check("most delta", most, least, Config.MAX_DELTA);
        Bounds.check("latePercent", latePercent, 1, MAX_LATE_PERCENT);
    }

    int within(long ticks) {
        return (int) Math.max(least, Math.min(most, ticks));
    }
}
