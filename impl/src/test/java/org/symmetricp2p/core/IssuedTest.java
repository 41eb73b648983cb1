package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one source has issued, each event with what came before it. */
class IssuedTest {

    private static final Source ONE = Diary.peer(1);

    private static StampedEvent event(long seq) {
        return Diary.at(3 * seq, ONE, seq, "event " + seq);
    }

    private static Issued upTo(int seqs) {
        Issued issued = Issued.NOTHING;
        for (long seq = 1; seq <= seqs; seq++) {
            issued = issued.with(event(seq));
        }
        return issued;
    }

    @Test
    void nothing_has_no_newest_event_and_is_followed_by_the_first() {
        assertNull(Issued.NOTHING.newest());
        assertEquals(0, Issued.NOTHING.seq());
        assertEquals(Digest.NONE, Issued.NOTHING.digest());
        assertSame(Issued.NOTHING, upTo(1).upTo(0));
    }

    @Test
    void every_earlier_event_is_found() {
        Issued issued = upTo(300);
        for (long seq = 1; seq <= 300; seq++) {
            assertEquals(event(seq), issued.upTo(seq).newest());
            assertEquals(seq, issued.upTo(seq).seq());
        }
    }

    /** Myers' bound is 3 log2 n. */
    @Test
    void few_steps_lead_to_any_earlier_event() {
        Issued issued = upTo(10_000);
        for (long seq = 1; seq <= 10_000; seq++) {
            int steps = 0;
            for (Issued at = issued; at.seq() > seq; at = at.leap.seq() >= seq ? at.leap : at.before) {
                steps++;
            }
            assertTrue(steps <= 40, steps + " steps to " + seq);
        }
    }

    @Test
    void those_after_a_seq_come_newest_first() {
        List<StampedEvent> list = new ArrayList<>();
        upTo(9).addAfter(6, list);
        assertEquals(List.of(event(9), event(8), event(7)), list);
        upTo(9).addAfter(9, list);
        assertEquals(3, list.size());
    }

    // ---- the digest ----

    @Test
    void the_digest_is_of_all_events_before_and_stays_when_more_come() {
        Issued one = Issued.NOTHING.with(Diary.at(5, ONE, 1, "a"));
        Issued other = Issued.NOTHING.with(Diary.at(5, ONE, 1, "b"));
        StampedEvent next = Diary.at(6, ONE, 2, "c");
        assertNotEquals(one.with(next).digest(), other.with(next).digest());
        assertEquals(one.digest(), one.with(next).upTo(1).digest());
        assertEquals(upTo(300).upTo(77).digest(), upTo(77).digest());
    }
}
