package org.symmetricp2p.kit;

/**
 * What a check that found nothing has done.
 *
 * @param rehearsedTicks how many ticks were rehearsed, not counting replays
 * @param forcedRollbacks how many rollbacks were made there
 * @param worlds how many simulated worlds were run
 * @param worldTicks how many ticks all their peers simulated, replays included
 * @param worldRollbacks how many rollbacks came about there
 * @param otherJvm "compared", or why the comparison with a second JVM was left out
 */
public record Report(
        long rehearsedTicks, long forcedRollbacks, int worlds, long worldTicks, long worldRollbacks, String otherJvm) {

    static final Report NOTHING = new Report(0, 0, 0, 0, 0, "");

    Report rehearsed(long ticks, long rollbacks) {
        return new Report(
                rehearsedTicks + ticks, forcedRollbacks + rollbacks, worlds, worldTicks, worldRollbacks, otherJvm);
    }

    Report world(long ticks, long rollbacks) {
        return new Report(
                rehearsedTicks, forcedRollbacks, worlds + 1, worldTicks + ticks, worldRollbacks + rollbacks, otherJvm);
    }

    Report otherJvm(String how) {
        return new Report(rehearsedTicks, forcedRollbacks, worlds, worldTicks, worldRollbacks, how);
    }
}
