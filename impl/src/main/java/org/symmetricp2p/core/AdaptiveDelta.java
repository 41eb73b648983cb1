package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Δ, as a peer chooses it for its next event (spec 5.22): so that of its last events no more than a share would have been late anywhere. It is
 * how playout delays of speech over packets are chosen (Moon, Kurose and Towsley, "Packet audio playback delay adjustment", 1998), but for all
 * receivers together. Latencies, hops and clocks that are behind are all in what an event needed, and need not be told apart.
 *
 * <p>What it says can't make anything wrong: stamps never decrease, and are after what was promised, whatever Δ is (spec 2.4, 8.7).
 *
 * @param first Δ until something is known, in ticks
 * @param option how to choose; empty if Δ stays as it is
 * @param samples some of the last events that this peer issued, in order
 */
record AdaptiveDelta(int first, Optional<Adaptive> option, List<Sample> samples) {

    static final int MAX_SAMPLES = 64;

    /**
     * An event that was issued.
     *
     * @param clock the peer's, then
     * @param latest the greatest clock of those to which it came; 0 if nobody has told any
     */
    record Sample(Identity event, long tick, long clock, long latest) {

        /** The Δ with which it would just not have been late. */
        long needed() {
            return latest + 1 - clock;
        }

        /** Late is certain at once; that it wasn't, when everybody has had time to tell. */
        boolean counts(Clock now) {
            return latest > 0 && (latest >= tick || now.tick() - clock >= (long) Arrivals.SECONDS * now.fps());
        }
    }

    static AdaptiveDelta of(Config config) {
        return new AdaptiveDelta(config.delta(), config.adaptive(), List.of());
    }

    /** Δ, in ticks: within the bounds the least with which no more than the share of samples would have been late. */
    int at(Clock now) {
        if (option.isEmpty()) {
            return first;
        }
        List<Long> needed = samples.stream()
                .filter(sample -> sample.counts(now))
                .map(Sample::needed)
                .sorted(Comparator.reverseOrder())
                .toList();
        return needed.isEmpty() ? option.get().within(first) : option.get().within(needed.get(rank(needed.size()) - 1));
    }

    /** The next event is as likely to need more than the r-th of n as any of n + 1 events is to be among the first r of them. */
    private int rank(int count) {
        return Math.max(1, (count + 1) * option.orElseThrow().latePercent() / 100);
    }

    /** An event was issued: it is a sample, unless the last one is less than a second old. */
    AdaptiveDelta issuing(Stamp stamp, Clock now) {
        boolean isSoon = !samples.isEmpty()
                && now.tick() - samples.get(samples.size() - 1).clock() < now.fps();
        if (option.isEmpty() || isSoon) {
            return this;
        }
        List<Sample> more =
                new ArrayList<>(samples.subList(Math.max(0, samples.size() + 1 - MAX_SAMPLES), samples.size()));
        more.add(new Sample(Identity.of(stamp), stamp.tick(), now.tick(), 0));
        return new AdaptiveDelta(first, option, Collections.unmodifiableList(more));
    }

    AdaptiveDelta hearing(List<Arrival> told) {
        AdaptiveDelta heard = this;
        for (Arrival arrival : told) {
            heard = heard.hearing(arrival);
        }
        return heard;
    }

    private AdaptiveDelta hearing(Arrival arrival) {
        List<Sample> changed = samples.stream()
                .map(s -> s.event.equals(arrival.event())
                        ? new Sample(s.event, s.tick, s.clock, Math.max(s.latest, arrival.tick()))
                        : s)
                .toList();
        return new AdaptiveDelta(first, option, changed);
    }
}
