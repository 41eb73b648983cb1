package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How far neighbours may take a peer's clock ahead (spec 3.5). */
class TrustTest {

    private static final Source OTHER = Diary.peer(2);
    private static final Source THIRD = Diary.peer(3);
    private static final long MOST = 1_000_000; // the greatest lead
    private static final long SHARE = 5_000; // the part of it that is believed at once

    private final TestPeer<Diary.Page> tested = new TestPeer<>(config(), new Diary());

    private static Config config() {
        return TestPeer.plain(Diary.peer(1)).withMaxLead(MOST);
    }

    private boolean believes(int link, long clock) {
        tested.receive(link, new Message.Sync(clock));
        return tested.has(link);
    }

    @Test
    void who_never_had_a_link_joins_a_session_of_any_age_up_to_the_greatest_lead() {
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(OTHER, MOST + 1));
        assertFalse(tested.has(1));
        tested.linkUp(2);
        tested.receive(2, tested.helloOf(OTHER, MOST));
        assertTrue(tested.has(2));
    }

    /** Somebody else may have dialled before, and told what it liked. */
    @Test
    void so_does_who_had_none_yet_that_it_dialled() {
        tested.link(1, OTHER);
        dial(2, 3);
        tested.receive(2, tested.helloOf(THIRD, MOST));
        assertTrue(tested.has(2));
        dial(3, 4);
        tested.receive(3, tested.helloOf(Diary.peer(4), MOST + SHARE + 1));
        assertFalse(tested.has(3), "the second that it dialled is one like others");
        dial(4, 4);
        tested.receive(4, tested.helloOf(Diary.peer(4), MOST + SHARE));
        assertTrue(tested.has(4), "what the first led by isn't spent");
    }

    @Test
    void nobody_who_dialled_is_believed_more_because_of_that() {
        tested.link(1, OTHER);
        dial(2, 3);
        tested.linkUp(3);
        tested.receive(3, tested.helloOf(THIRD, SHARE + 1));
        assertFalse(tested.has(3));
    }

    private void dial(long link, int peer) {
        tested.step(new Input.LinkUp(new LinkId(link), OptionalInt.of(peer)));
    }

    @Test
    void a_second_neighbour_of_the_same_session_costs_nothing() {
        tested.linkUp(1);
        tested.receive(1, tested.helloOf(OTHER, MOST));
        tested.linkUp(2);
        tested.receive(2, tested.helloOf(THIRD, MOST + SHARE));
        assertTrue(tested.has(2));
        tested.linkUp(3);
        tested.receive(3, tested.helloOf(Diary.peer(4), MOST + SHARE + 1));
        assertFalse(tested.has(3));
    }

    @Test
    void who_had_a_link_believes_a_share_of_the_greatest_lead_and_24_ticks_for_each_that_it_lived() {
        tested.link(1, OTHER);
        tested.link(2, THIRD);
        tested.readAtTick(10);
        assertFalse(believes(1, 10 + SHARE + 240 + 1));
        assertTrue(believes(2, 10 + SHARE + 240));
    }

    @Test
    void it_lives_from_its_start_wherever_local_time_begins() {
        TestPeer<Diary.Page> late = new TestPeer<>(Peer.start(config(), new Diary(), 77 * TestPeer.SECOND));
        late.link(1, OTHER);
        late.receive(1, new Message.Sync(SHARE));
        assertTrue(late.has(1));
        late.receive(1, new Message.Sync(SHARE + 1));
        assertFalse(late.has(1));
    }

    @Test
    void what_was_believed_is_spent() {
        tested.link(1, OTHER);
        assertTrue(believes(1, 3_000));
        assertTrue(believes(1, 3_000), "the same again is no further");
        tested.readAt(0);
        tested.readAt(TestPeer.SECOND);
        assertEquals(3_050, tested.peer.tick());
        tested.link(2, THIRD);
        assertFalse(believes(1, 3_050 + 2_000 + 50 * 24 + 1));
        assertTrue(believes(2, 3_050 + 2_000 + 50 * 24));
    }

    @Test
    void while_it_catches_up_a_lead_is_one_over_where_it_is_going() {
        tested.link(1, OTHER);
        believes(1, SHARE);
        tested.readAt(0);
        tested.readAtTick(10); // a fifth of the gap is closed
        tested.link(2, THIRD);
        assertFalse(believes(1, SHARE + 10 + 240 + 1));
        assertTrue(believes(2, SHARE + 10 + 240));
    }

    /** Or skew among neighbours would use up in minutes what is meant for jumps. */
    @Test
    void clocks_that_are_tolerated_spend_nothing() {
        tested.link(1, OTHER);
        for (int i = 0; i < 2 * SHARE; i++) {
            believes(1, 5);
        }
        assertTrue(believes(1, SHARE));
    }

    @Test
    void it_never_believes_more_than_the_greatest_lead() {
        tested.link(1, OTHER);
        tested.readAtTick(MOST);
        assertFalse(believes(1, 2 * MOST + 1));
        tested.link(2, OTHER);
        assertTrue(believes(2, 2 * MOST));
    }

    /** One bomb takes a session some way; the next must wait; and who didn't believe the first does so later. */
    @Test
    void two_peers_of_whom_one_believed_a_false_clock_come_together_again() {
        tested.link(1, OTHER);
        tested.readAtTick(1_000);
        long bombed = 1_000 + SHARE + 24_000 + 24_000; // believed by somebody who has lived longer
        tested.linkUp(2);
        List<Output> answer = tested.receive(2, tested.helloOf(THIRD, bombed));
        assertEquals(Message.Reason.LIMIT, ((Output.Close) answer.get(0)).bye().reason());
        assertFalse(Message.Reason.LIMIT.isFinal());
        tested.readAtTick(3_000);
        tested.linkUp(3);
        tested.receive(3, tested.helloOf(THIRD, bombed + 2_000));
        assertTrue(tested.has(3));
    }
}
