package org.symmetricp2p.net;

import java.util.HexFormat;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/**
 * An event as a line of text: {@code tick peer incarnation seq type payload-in-hex}. An empty payload is
 * written {@code -}.
 */
public final class EventLine {

    private static final int WORDS = 6;
    private static final String NOTHING = "-";

    private EventLine() {}

    public static String of(StampedEvent event) {
        Payload payload = event.event().payload();
        return event.tick() + " " + event.source().peer() + " " + event.source().incarnation() + " " + event.seq() + " "
                + event.event().type() + " " + (payload.size() == 0 ? NOTHING : payload.toHex());
    }

    /** @throws IllegalArgumentException if the line is none that {@link #of} writes */
    public static StampedEvent parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException(
                    "event '" + line + "' has " + words.length + " words, must have " + WORDS);
        }
        Source source = new Source(Integer.parseInt(words[1]), Long.parseLong(words[2]));
        Stamp stamp = new Stamp(Long.parseLong(words[0]), source, Long.parseLong(words[3]));
        byte[] payload = words[5].equals(NOTHING) ? new byte[0] : HexFormat.of().parseHex(words[5]);
        return new StampedEvent(stamp, new Event(Integer.parseInt(words[4]), Payload.ofBytes(payload)));
    }
}
