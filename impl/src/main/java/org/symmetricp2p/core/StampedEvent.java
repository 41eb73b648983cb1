package org.symmetricp2p.core;

import java.util.Objects;
import org.symmetricp2p.app.Event;

/** An event in its place on the timeline: what was injected, and its stamp. */
public record StampedEvent(Stamp stamp, Event event) implements Comparable<StampedEvent> {

    public StampedEvent {
        Objects.requireNonNull(stamp, "stamp");
        Objects.requireNonNull(event, "event");
    }

    public long tick() {
        return stamp.tick();
    }

    public Source source() {
        return stamp.source();
    }

    public long seq() {
        return stamp.seq();
    }

    @Override
    public int compareTo(StampedEvent other) {
        return stamp.compareTo(other.stamp);
    }
}
