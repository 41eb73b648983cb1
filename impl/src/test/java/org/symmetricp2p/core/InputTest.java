package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every kind of input, and every kind of message, does something: a new kind fails here first. */
class InputTest {

    private static final LinkId LINK = new LinkId(1);

    /** One input of each kind that changes the peer or puts something out. */
    private static final Map<Class<?>, Input> INPUTS = Map.of(
            Input.ClockRead.class, new Input.ClockRead(TestPeer.SECOND),
            Input.LocalEvent.class, new Input.LocalEvent(Diary.note("a")),
            Input.LinkUp.class, new Input.LinkUp(new LinkId(2), OptionalInt.empty()),
            Input.LinkDown.class, new Input.LinkDown(LINK),
            Input.Leaving.class, new Input.Leaving(),
            Input.Received.class, new Input.Received(LINK, new Message.Sync(1_000)));

    /** One message of each kind. */
    private static final Map<Class<?>, Message> MESSAGES = Map.of(
            Message.Hello.class, new Message.Hello("diary/1", 50, 0, Diary.peer(2), 0, Versions.NONE),
            Message.Events.class, new Message.Events(0, List.of(Diary.at(9, Diary.peer(2), 1, "b"))),
            Message.Sync.class, new Message.Sync(1_000),
            Message.Promises.class, new Message.Promises(new TreeMap<>(Map.of(Diary.peer(3), new Promise(9, 0)))),
            Message.Declaration.class, new Message.Declaration(0, 9, Optional.of(Diary.peer(2)), new TreeMap<>()),
            Message.Checkpoint.class, new Message.Checkpoint(250, 1),
            Message.Snapshot.class, new Message.Snapshot(250, Diary.peer(2), 8, 1, Versions.NONE),
            Message.State.class, new Message.State(ByteBuffer.allocate(1)),
            Message.Bye.class, new Message.Bye(Message.Reason.LEAVING, ""));

    private static Set<Class<?>> kindsOf(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).collect(Collectors.toSet());
    }

    private static String summary(TestPeer<?> tested) {
        Peer<?> peer = tested.peer;
        return peer.clock() + " " + peer.settlement + " " + peer.checkpoints + " " + peer.handover + " " + peer.links()
                + " " + peer.timeline().events() + " " + peer.queued();
    }

    /** In a session that settles, where everything can happen. */
    private static TestPeer<Diary.Page> linked() {
        Settling settling = Settling.keptBy(Diary.peer(2));
        TestPeer<Diary.Page> tested =
                new TestPeer<>(TestPeer.plain(Diary.peer(1)).withSettling(settling), new Diary());
        tested.linkUp(1);
        Message.Hello plain = tested.helloOf(Diary.peer(2), 0);
        Kept kept = new Kept(settling.keeper(), 0);
        tested.receive(
                1,
                new Message.Hello(
                        plain.application(),
                        plain.fps(),
                        plain.stateSize(),
                        plain.self(),
                        plain.clock(),
                        plain.versions(),
                        List.of(new Extension(Kept.NAME, true, kept.content()))));
        return tested;
    }

    @Test
    void every_kind_of_input_is_handled() {
        assertEquals(kindsOf(Input.class), INPUTS.keySet());
        for (Input input : INPUTS.values()) {
            TestPeer<Diary.Page> tested = linked();
            String before = summary(tested);
            tested.step(input);
            assertNotEquals(before, summary(tested), input + " changes nothing");
        }
    }

    @Test
    void every_kind_of_message_is_handled() {
        assertEquals(kindsOf(Message.class), MESSAGES.keySet());
        for (Message message : MESSAGES.values()) {
            TestPeer<Diary.Page> tested = linked();
            String before = summary(tested);
            tested.receive(1, message);
            assertNotEquals(before, summary(tested), message + " changes nothing");
        }
    }

    @Test
    void an_input_without_content_is_impossible() {
        assertThrows(NullPointerException.class, () -> new Input.LocalEvent(null));
        assertThrows(NullPointerException.class, () -> new Input.Received(LINK, null));
    }

    @Test
    void the_peer_before_a_step_is_a_value_and_stays_as_it_was() {
        for (Input input : INPUTS.values()) {
            TestPeer<Diary.Page> tested = linked();
            Peer<Diary.Page> before = tested.peer;
            String summary = summary(tested);
            tested.step(input);
            tested.peer = before;
            assertEquals(summary, summary(tested));
            Step<Diary.Page> again = before.step(input);
            assertEquals(before.step(input).outputs(), again.outputs());
        }
    }

    @Test
    void nobody_can_change_a_peer_or_a_step_from_outside() {
        TestPeer<Diary.Page> tested = new TestPeer<>(Config.of(Diary.peer(1)), new Diary());
        tested.press("queued");
        tested.link(1, Diary.peer(2));
        assertThrows(
                UnsupportedOperationException.class, () -> tested.peer.queued().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> tested.peer.links().clear());
        List<Output> outputs =
                tested.peer.step(new Input.ClockRead(TestPeer.SECOND)).outputs();
        assertThrows(UnsupportedOperationException.class, outputs::clear);
    }
}
