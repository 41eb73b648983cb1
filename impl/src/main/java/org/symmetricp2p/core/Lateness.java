package org.symmetricp2p.core;

import java.util.List;
import org.symmetricp2p.app.Payload;

/**
 * How late events come, where peers choose Δ by that (spec 5.20): a peer's own at others, and those of others at the peer and beyond. An
 * immutable value. For a peer without the option Δ is what it is, and nothing is told.
 */
record Lateness(AdaptiveDelta own, Arrivals others) {

    /** Says that SYNC may tell arrivals; a neighbour without it is as welcome (spec 7.34). */
    static final Extension EXTENSION = new Extension("adaptive-delta", false, Payload.EMPTY);

    static Lateness of(Config config) {
        return new Lateness(AdaptiveDelta.of(config), Arrivals.NOTHING);
    }

    /** Δ for an event that is issued now, in ticks. */
    int delta(Clock now) {
        return own.at(now);
    }

    Lateness issuing(Stamp stamp, Clock now) {
        return new Lateness(own.issuing(stamp, now), others);
    }

    Lateness noting(List<StampedEvent> fresh, Link via, Clock now) {
        return via.tellsArrivals() && !fresh.isEmpty() ? with(others.noting(fresh, via.id(), now)) : this;
    }

    Lateness hearing(List<Arrival> told) {
        return told.isEmpty() ? this : new Lateness(own.hearing(told), others.hearing(told));
    }

    /** What is to be told over a link now. */
    List<Arrival> over(LinkId link) {
        return others.over(link);
    }

    Lateness telling(List<Arrival> told) {
        return told.isEmpty() ? this : with(others.told(told));
    }

    Lateness forgettingAt(Clock now) {
        return with(others.forgettingAt(now));
    }

    Lateness without(LinkId link) {
        return with(others.without(link));
    }

    private Lateness with(Arrivals newOthers) {
        return newOthers.equals(others) ? this : new Lateness(own, newOthers);
    }
}
