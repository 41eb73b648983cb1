package org.symmetricp2p.kit;

import java.util.function.Function;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.SplitMix64;

/** Events that an application doesn't expect: cut off, too long, with other numbers, of an unknown type. */
final class OddEvents {

    private static final int KINDS = 5;
    private static final int MAX_CUT = 16;

    private OddEvents() {}

    /** One event in {@code interval} is odd, the others are as the author makes them. */
    static Function<SplitMix64, Event> among(Function<SplitMix64, Event> usual, int interval) {
        return random -> {
            Event event = usual.apply(random);
            SplitMix64 chance = new SplitMix64(~random.state()); // not the numbers that the author draws
            return chance.below(interval) == 0 ? odd(event, chance.next()) : event;
        };
    }

    private static Event odd(Event event, SplitMix64 chance) {
        SplitMix64 more = chance.next();
        return switch (chance.below(KINDS)) {
            case 0 -> new Event(event.type(), Payload.EMPTY);
            case 1 -> new Event(event.type(), random(more, more.below(MAX_CUT)));
            case 2 -> new Event(event.type(), random(more, event.payload().size()));
            case 3 -> new Event(event.type(), random(more, Payload.MAX_SIZE));
            default -> new Event(Event.NEXT + more.below(Integer.MAX_VALUE - Event.NEXT), event.payload());
        };
    }

    private static Payload random(SplitMix64 chance, int size) {
        byte[] bytes = new byte[size];
        SplitMix64 rest = chance.next();
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) rest.bits();
            rest = rest.next();
        }
        return Payload.ofBytes(bytes);
    }
}
