package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a rooted clock knows of a neighbour's local time, from the SYNCs that go back and forth (spec 5.13). Times are in
 * microseconds. An immutable value.
 *
 * @param told what the neighbour told last; null before it told anything
 * @param received the peer's own local time of that
 * @param count how many SYNCs have come since the samples began
 * @param samples the last round trips, oldest first
 * @param ahead by how much the neighbour's local time is ahead of the peer's, from the samples
 * @param roundTrip how long messages take there and back, from the samples
 */
public record Exchange(Timing told, long received, int count, List<Sample> samples, long ahead, long roundTrip) {

    static final Exchange NONE = new Exchange(null, 0, 0, List.of(), 0, 0);

    /** How many samples are kept. */
    static final int WINDOW = 32;

    /** With fewer samples a neighbour isn't followed: one alone may be off by as much as a message was held up. */
    static final int ENOUGH = 4;

    /** What drift while samples age may make of them: beyond what round trips explain and this, a local time must have leapt. */
    private static final long SLACK = 100_000;

    /** The longest round trip that says anything: a minute. */
    private static final long MAX_ROUND_TRIP = 60_000_000;

    /** One message there and one back. The true value of {@code ahead} is at most half the round trip away. */
    public record Sample(long ahead, long roundTrip) {}

    boolean hasHeard() {
        return told != null;
    }

    boolean hasSamples() {
        return !samples.isEmpty();
    }

    /** Whether what was told last seems to have taken no more than a round trip; or it was held up, or a local time has leapt. */
    boolean isPrompt() {
        return hasSamples() && received - told.sent() + ahead <= roundTrip + SLACK;
    }

    boolean isEnough() {
        return samples.size() >= ENOUGH;
    }

    Exchange heard(Timing timing, long now) {
        if (timing.heard() == 0) {
            return new Exchange(timing, now, count + 1, samples, ahead, roundTrip);
        }
        long forth = timing.sent() - timing.held() - timing.heard();
        long back = now - timing.sent();
        Sample sample = new Sample((forth - back) / 2, forth + back);
        if (sample.roundTrip < 0 || sample.roundTrip > MAX_ROUND_TRIP || Math.abs(sample.ahead) > Timing.MAX_LOCAL) {
            return new Exchange(timing, now, count + 1, samples, ahead, roundTrip);
        }
        boolean fits =
                samples.isEmpty() || Math.abs(sample.ahead - ahead) <= (sample.roundTrip + roundTrip) / 2 + SLACK;
        List<Sample> kept = new ArrayList<>(fits ? samples : List.of());
        kept.add(sample);
        if (kept.size() > WINDOW) {
            kept.remove(0);
        }
        return new Exchange(timing, now, fits ? count + 1 : 1, List.copyOf(kept), 0, 0).averaged();
    }

    /** The mean of the better half: those round trips that took least; of those that took as long, the oldest. */
    private Exchange averaged() {
        long[] order = new long[samples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = samples.get(i).roundTrip * WINDOW + i; // numbers are sorted faster than samples
        }
        Arrays.sort(order);
        int half = (order.length + 1) / 2;
        long sumAhead = 0;
        long sumRoundTrip = 0;
        for (int i = 0; i < half; i++) {
            Sample sample = samples.get((int) (order[i] % WINDOW));
            sumAhead += sample.ahead;
            sumRoundTrip += sample.roundTrip;
        }
        return new Exchange(told, received, count, samples, sumAhead / half, sumRoundTrip / half);
    }

    /** What must be added to the peer's own local time, to have the session time as the neighbour told it. */
    long offset() {
        return told.time() - told.sent() + ahead;
    }

    /** The neighbour's claim, for whoever follows the neighbour. */
    Claim claim() {
        return told.claim().over(roundTrip / 2 + 1);
    }
}
