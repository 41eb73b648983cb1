package org.symmetricp2p.kit;

import java.util.function.Function;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.SplitMix64;

/** The author's way to make events, which must be deterministic too: else no failure could be run again. */
record EventSource(Function<SplitMix64, Event> function) {

    Event event(long seed) {
        Event event = make(seed);
        if (event == null || !event.equals(make(seed))) {
            String first = "from " + new SplitMix64(seed) + " it made first " + event + ", then " + make(seed);
            throw new Found(Fault.EVENTS, 0, "the events are not made of the generator alone", first);
        }
        return event;
    }

    private Event make(long seed) {
        try {
            return function.apply(new SplitMix64(seed));
        } catch (RuntimeException e) {
            throw new Found(Fault.EVENTS, 0, "making an event threw " + e, "from " + new SplitMix64(seed), e);
        }
    }
}
