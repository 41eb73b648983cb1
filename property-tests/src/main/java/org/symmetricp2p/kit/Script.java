package org.symmetricp2p.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.StampedEvent;

/**
 * What happens in a rehearsal.
 *
 * @param events the events of each tick, from tick 1 on, in order
 */
record Script(List<List<Event>> events) {

    /** A tick in so many has events, */
    private static final int BUSY = 3;

    /** and then up to so many. */
    private static final int MAX_EVENTS = 3;

    /** Events at random: most ticks have none, some several. */
    static Script random(long seed, int ticks, EventSource source) {
        SplitMix64 chance = new SplitMix64(new SplitMix64(seed).bits());
        List<List<Event>> all = new ArrayList<>();
        for (int tick = 1; tick <= ticks; tick++) {
            int count = chance.below(BUSY) == 0 ? 1 + chance.next().below(MAX_EVENTS) : 0;
            chance = chance.next().next();
            List<Event> now = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                now.add(source.event(chance.bits()));
                chance = chance.next();
            }
            all.add(List.copyOf(now));
        }
        return new Script(all);
    }

    /** The events that a peer knows, each at its tick. */
    static Script of(List<StampedEvent> known, long ticks) {
        List<List<Event>> all = new ArrayList<>();
        for (long tick = 1; tick <= ticks; tick++) {
            all.add(new ArrayList<>());
        }
        for (StampedEvent event : known) {
            if (event.tick() <= ticks) {
                all.get((int) event.tick() - 1).add(event.event());
            }
        }
        return new Script(all);
    }

    int ticks() {
        return events.size();
    }

    /** The calls that take a state from the tick before to this one. */
    List<Call> calls(long tick) {
        List<Event> now = events.get((int) tick - 1);
        List<Call> calls = new ArrayList<>();
        calls.add(new Call(tick, 0, now.size(), Optional.empty()));
        for (int i = 0; i < now.size(); i++) {
            calls.add(new Call(tick, i + 1, now.size(), Optional.of(now.get(i))));
        }
        return calls;
    }
}
