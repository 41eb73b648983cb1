package org.symmetricp2p.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** Decoding undoes encoding, and encoding undoes decoding: every message has exactly one form in bytes. */
class WireRoundTripTest {

    @Provide
    Arbitrary<Message> messages() {
        return Messages.any();
    }

    /** Spec 7.2, 7.9. */
    @Property(seed = "1")
    void aMessageSurvivesItsFrames(@ForAll("messages") Message message) {
        List<Message> decoded = new ArrayList<>();
        for (Iterator<byte[]> frames = Wire.frames(message); frames.hasNext(); ) {
            byte[] frame = frames.next();
            assertTrue(frame.length <= Wire.MAX_FRAME_SIZE);
            Decoded.Ok ok = assertInstanceOf(Decoded.Ok.class, Wire.decode(frame));
            assertArrayEquals(frame, Wire.frame(ok.message()), "canonical");
            decoded.add(ok.message());
        }
        assertEquals(message, joined(decoded));
    }

    /** The message of which these are the frames. */
    private static Message joined(List<Message> parts) {
        if (!(parts.get(0) instanceof Message.Events first)) {
            assertEquals(1, parts.size());
            return parts.get(0);
        }
        List<StampedEvent> events = new ArrayList<>();
        for (Message part : parts) {
            Message.Events more = (Message.Events) part;
            assertEquals(first.clock(), more.clock());
            events.addAll(more.events());
        }
        return new Message.Events(first.clock(), events);
    }

    @Example
    void theLargestHello() {
        SortedMap<Source, Version> known = new TreeMap<>();
        for (int peer = 0; peer < Versions.MAX_SOURCES; peer++) {
            known.put(new Source(peer, Long.MAX_VALUE), new Version(Long.MAX_VALUE, new Digest(-peer, peer)));
        }
        List<Extension> extensions = new ArrayList<>();
        for (char first = 'a'; first < 'a' + Extension.MAX_COUNT; first++) {
            extensions.add(new Extension(first + "~".repeat(31), true, Payload.ofBytes(new byte[Payload.MAX_SIZE])));
        }
        Source self = new Source(Source.MAX_PEER, Long.MAX_VALUE);
        assertSizeAndRoundTrip(
                Wire.MAX_FRAME_SIZE,
                new Message.Hello(
                        "~".repeat(64),
                        Config.MAX_FPS,
                        Simulation.MAX_STATE_SIZE,
                        self,
                        Stamp.MAX_TICK,
                        new Versions(known),
                        extensions));
    }

    @Example
    void theLargestEvents() {
        Source source = new Source(Source.MAX_PEER, Long.MAX_VALUE);
        Event event = new Event(Integer.MAX_VALUE, Payload.ofBytes(new byte[Payload.MAX_SIZE]));
        List<StampedEvent> events = LongStream.rangeClosed(Long.MAX_VALUE - 31, Long.MAX_VALUE)
                .mapToObj(seq -> new StampedEvent(new Stamp(Stamp.MAX_TICK, source, seq), event))
                .toList();
        assertSizeAndRoundTrip(4 + 1 + 8 + 2 + 32 * (32 + 1_024), new Message.Events(Stamp.MAX_TICK, events));
    }

    @Example
    void theLargestBye() {
        assertSizeAndRoundTrip(4 + 1 + 1 + 1 + 255, new Message.Bye(Message.Reason.LIMIT, "~".repeat(255)));
    }

    private static void assertSizeAndRoundTrip(int size, Message message) {
        byte[] frame = Wire.frame(message);
        assertEquals(size, frame.length);
        assertEquals(new Decoded.Ok(message), Wire.decode(frame));
    }
}
