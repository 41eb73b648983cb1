package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;

/** What stands for the first events of a source. */
class DigestTest {

    private static final Source ONE = Diary.peer(1);

    /** Spec 2.15. */
    @Test
    void it_is_half_of_the_SHA_256_of_the_digest_before_and_tick_and_type_and_payload() throws Exception {
        StampedEvent event = new StampedEvent(
                new Stamp(5, new Source(1, 7), 1), new Event(9, Payload.ofBytes((byte) 0xab, (byte) 0xcd)));
        String hashed = "fedcba9876543210" + "0123456789abcdef" + "0000000000000005" + "00000009" + "abcd";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hashed));
        Digest before = new Digest(0xfedcba9876543210L, 0x0123456789abcdefL);
        assertEquals(
                HexFormat.of().formatHex(hash).substring(0, 32),
                before.with(event).toString());
    }

    /** Spec 2.15. */
    @Test
    void it_is_another_if_tick_type_payload_or_what_came_before_is() {
        StampedEvent event = Diary.at(5, ONE, 1, "a");
        Digest digest = Digest.NONE.with(event);
        Set<String> digests = new TreeSet<>(List.of(
                digest.toString(),
                Digest.NONE.with(Diary.at(6, ONE, 1, "a")).toString(),
                Digest.NONE.with(Diary.at(5, ONE, 1, "b")).toString(),
                Digest.NONE
                        .with(new StampedEvent(
                                event.stamp(), new Event(9, event.event().payload())))
                        .toString(),
                new Digest(1, 0).with(event).toString(),
                new Digest(0, 1).with(event).toString()));
        assertEquals(6, digests.size());
        assertEquals(digest, Digest.NONE.with(event));
    }

    @Test
    void as_a_text_it_has_32_digits() {
        assertEquals("00000000000000010000000000000002", new Digest(1, 2).toString());
    }
}
