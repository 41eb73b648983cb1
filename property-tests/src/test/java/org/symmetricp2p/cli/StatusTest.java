package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Reached;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;

/** The status line. */
final class StatusTest {

    private static final Rectangle RECTANGLE = new Rectangle();
    private static final long TICK = 20_000_000;
    private static final Reached LIMITS =
            Reached.NOTHING.and(Limit.FRAMES_PER_SECOND).and(Limit.LINKS).and(Limit.FRAMES_PER_SECOND);

    @Test
    void aLineOfJsonWithThePortFirst() {
        Status status = new Status(
                5001,
                1,
                120,
                320,
                240,
                "00000000000000ab",
                50,
                "00000000000000cd",
                List.of(0, 2),
                7,
                1,
                9,
                0,
                Map.of("links", 3L),
                Frame.View.CATCHING_UP,
                null,
                99);
        assertEquals(
                "{\"port\":5001,\"peer\":1,\"tick\":120,\"x\":320,\"y\":240,\"hash\":\"00000000000000ab\","
                        + "\"comparableTick\":50,\"comparableHash\":\"00000000000000cd\",\"links\":[0,2],"
                        + "\"events\":7,\"rollbacks\":1,\"replayed\":9,\"queued\":0,\"limits\":{\"links\":3},\"view\":\"CATCHING_UP\","
                        + "\"nanos\":99}",
                status.toJson());
    }

    @Test
    void inASessionThatSettlesItTellsHowFar() throws JsonProcessingException {
        Peer<Rectangle.State> peer =
                Peer.start(Config.of(new Source(1, 1)).withSettling(Settling.keptBy(new Source(1, 1))), RECTANGLE, 0);
        for (long tick = 1; tick <= 130; tick++) {
            peer = peer.step(new Input.ClockRead(tick * TICK)).peer();
        }
        Status status = Status.of(peer, 0, Status.Rollbacks.NONE, Reached.NOTHING);
        assertEquals(peer.settledTick(), status.settled());
        assertTrue(status.settled() > 50, () -> "settled " + status.settled());
        assertEquals(status, Status.parse(status.toJson()));
    }

    @Test
    void isReadAsItWasWritten() throws JsonProcessingException {
        Status status =
                Status.of(peerAt(130), 5001, Status.Rollbacks.NONE.with(3).with(4), LIMITS);
        assertEquals(status, Status.parse(status.toJson()));
        assertEquals(2, status.rollbacks());
        assertEquals(7, status.replayed());
        assertEquals(
                List.of("links", "frames-per-second"),
                List.copyOf(status.limits().keySet()));
        assertEquals(2, status.limits().get("frames-per-second"));
        assertThrows(JsonProcessingException.class, () -> Status.parse("nonsense"));
    }

    @Test
    void tellsThePeerAtItsTick() {
        Status status = Status.of(peerAt(130), 5001, Status.Rollbacks.NONE, Reached.NOTHING);
        assertEquals(130, status.tick());
        assertEquals(130 * TICK, status.nanos());
        assertEquals(50, status.comparableTick());
        assertEquals(hashAt(130), status.hash());
        assertEquals(hashAt(50), status.comparableHash());
        assertEquals(List.of(), status.links());
    }

    @Test
    void theComparableTickIsAMultipleThatAllHavePassed() {
        assertEquals(0, Status.comparableTo(0));
        assertEquals(0, Status.comparableTo(99));
        assertEquals(50, Status.comparableTo(100));
        assertEquals(50, Status.comparableTo(149));
        assertEquals(100, Status.comparableTo(150));
    }

    @Test
    void aLateEventThatIsNotReplayedYetIsInTheHashes() {
        Peer<Rectangle.State> peer = peerAt(130);
        LinkId link = new LinkId(1);
        Source other = new Source(2, 1);
        peer = peer.step(new Input.LinkUp(link, OptionalInt.empty())).peer();
        peer = received(
                peer,
                link,
                new Message.Hello("rectangle/1", 50, RECTANGLE.stateSize(), other, 130, new Versions(new TreeMap<>())));
        StampedEvent late = new StampedEvent(new Stamp(20, other, 1), Rectangle.Key.UP.event());
        peer = received(peer, link, new Message.Events(130, List.of(late)));

        Status before = Status.of(peer, 5001, Status.Rollbacks.NONE, Reached.NOTHING);
        peer = peer.step(new Input.ClockRead(130 * TICK)).peer();
        Status after = Status.of(peer, 5001, Status.Rollbacks.NONE, Reached.NOTHING);
        assertEquals(List.of(2), before.links());
        assertEquals(240 - 2 * (130 - 20), before.y());
        assertEquals(after.hash(), before.hash());
        assertEquals(after.comparableHash(), before.comparableHash());
    }

    private static Peer<Rectangle.State> received(Peer<Rectangle.State> peer, LinkId link, Message message) {
        return peer.step(new Input.Received(link, message)).peer();
    }

    private static Peer<Rectangle.State> peerAt(long tick) {
        Config config = Config.of(new Source(1, 1)).withJoinNanos(0);
        return Peer.start(config, RECTANGLE, 0)
                .step(new Input.ClockRead(tick * TICK))
                .peer();
    }

    /** Of a rectangle that nobody has moved. */
    private static String hashAt(long tick) {
        return Trace.hex(RECTANGLE.hash(new Rectangle.State(tick, 0, 320, 240, 0, 0)));
    }
}
