package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Payload;

/** What a message can't be. */
class MessageTest {

    private static final StampedEvent EVENT = Diary.at(1, Diary.peer(1), 1, "a");

    /** Spec 1.1. */
    @Test
    void a_clock_is_from_0_to_the_last_tick() {
        new Message.Sync(0);
        new Message.Sync(Stamp.MAX_TICK);
        for (long clock : new long[] {-1, Stamp.MAX_TICK + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> new Message.Sync(clock));
            assertThrows(IllegalArgumentException.class, () -> new Message.Events(clock, List.of(EVENT)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Message.Hello("a", 50, 8, Diary.peer(1), clock, Versions.NONE));
        }
    }

    /** Spec 1.8, 1.9. */
    @Test
    void a_HELLO_has_a_possible_fps_and_state_size() {
        for (int[] impossible : new int[][] {{0, 8}, {Config.MAX_FPS + 1, 8}, {50, -1}, {50, (64 << 20) + 1}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Message.Hello("a", impossible[0], impossible[1], Diary.peer(1), 0, Versions.NONE));
        }
        new Message.Hello("a", 1, 0, Diary.peer(1), 0, Versions.NONE);
        new Message.Hello("a", Config.MAX_FPS, 64 << 20, Diary.peer(1), 0, Versions.NONE);
    }

    /** Spec 7.19. */
    @Test
    void a_HELLO_has_up_to_16_extensions_that_ascend() {
        List<Extension> all = new ArrayList<>();
        for (char name = 'a'; name < 'a' + Extension.MAX_COUNT; name++) {
            all.add(extension(String.valueOf(name)));
        }
        assertEquals(all, offering(all).extensions());
        offering(List.of(extension("A"), extension("a"), extension("a ")));
        assertThrows(IllegalArgumentException.class, () -> offering(List.of(extension("b"), extension("a"))));
        assertThrows(IllegalArgumentException.class, () -> offering(List.of(extension("b"), extension("b"))));
        all.add(extension("z"));
        assertThrows(IllegalArgumentException.class, () -> offering(all));
    }

    private static Message.Hello offering(List<Extension> extensions) {
        return new Message.Hello("a", 50, 8, Diary.peer(1), 0, Versions.NONE, extensions);
    }

    private static Extension extension(String name) {
        return new Extension(name, false, Payload.EMPTY);
    }

    /** Spec 7.19. */
    @Test
    void the_name_of_an_extension_is_short_and_printable() {
        extension("~".repeat(32));
        for (String name : List.of("", "~".repeat(33), "caf\u00e9", "a\n")) {
            assertThrows(IllegalArgumentException.class, () -> extension(name), name);
        }
    }

    @Test
    void events_are_at_least_one_and_never_change() {
        assertThrows(IllegalArgumentException.class, () -> new Message.Events(0, List.of()));
        List<StampedEvent> events = new ArrayList<>(List.of(EVENT));
        Message.Events message = new Message.Events(0, events);
        events.clear();
        assertEquals(List.of(EVENT), message.events());
    }

    /** Spec 7.12. */
    @Test
    void the_text_of_a_bye_is_short_and_printable() {
        assertEquals(" ok~", new Message.Bye(Message.Reason.LEAVING, " ok~").text());
        assertEquals("a?b??c", new Message.Bye(Message.Reason.LEAVING, "a\nb\u007f\u00e9c").text());
        assertEquals("x".repeat(255), new Message.Bye(Message.Reason.LEAVING, "x".repeat(255)).text());
        assertEquals("x".repeat(255), new Message.Bye(Message.Reason.LEAVING, "x".repeat(256)).text());
    }

    @Test
    void dialling_again_is_pointless_exactly_if_the_peers_do_not_go_together() {
        for (Message.Reason reason : Message.Reason.values()) {
            if (reason == Message.Reason.INCOMPATIBLE || reason == Message.Reason.IDENTITY) {
                assertTrue(reason.isFinal(), reason.name());
            } else {
                assertFalse(reason.isFinal(), reason.name());
            }
        }
    }
}
