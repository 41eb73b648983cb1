package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * What a neighbour that is broken or hostile can do to a node: get disconnected, with a reason on both sides. The
 * node goes on, and its other links too. (The faults of the C program: handshake id 200, source 102, a neighbour
 * that stops reading.)
 */
class HostileNeighbourTest {

    private static final Source SELF = new Source(9, 1);

    private final TestNode node;
    private final TestNode friend;
    private final List<Socket> sockets = new ArrayList<>();

    HostileNeighbourTest() throws Exception {
        node = new TestNode(0);
        friend = new TestNode(1);
        friend.link(node);
        await("a good link", () -> node.links() == 1);
    }

    @AfterEach
    void nodeAndFriendStillAgree() throws IOException {
        int before = friend.events();
        node.press(Key.RIGHT);
        await("an event at the friend", () -> friend.events() > before);
        assertTrue(node.node.isOpen());
        for (Socket socket : sockets) {
            socket.close();
        }
        node.close();
        friend.close();
    }

    /** Spec 7.13. */
    @Test
    void garbageIsRefused() throws Exception {
        byte[] garbage = new byte[4096];
        new Random(42).nextBytes(garbage);
        Socket socket = connect();
        socket.getOutputStream().write(garbage);
        assertEquals(Reason.VIOLATION, byeFrom(socket).reason());
        await("a notice", () -> node.told("closed: "));
    }

    /** Spec 7.3, 7.13. */
    @Test
    void aFrameThatClaimsToBeEndlessIsRefusedBeforeItIsRead() throws Exception {
        Socket socket = connect();
        socket.getOutputStream().write(new byte[] {0x7f, 0, 0, 0, 1});
        assertEquals(
                "a frame is longer than " + Wire.MAX_FRAME_SIZE + " bytes",
                byeFrom(socket).text());
    }

    /** Spec 6.5, 7.14. */
    @Test
    void anotherProtocolVersionIsRefusedForGood() throws Exception {
        byte[] hello = Wire.frame(hello(0, Versions.NONE));
        hello[10] = 2; // the version: after the length, the type and the magic
        Socket socket = connect();
        socket.getOutputStream().write(hello);
        Message.Bye bye = byeFrom(socket);
        assertEquals(Reason.INCOMPATIBLE, bye.reason());
        assertEquals("protocol version is 2, this peer speaks 1", bye.text());
    }

    /** And are told nothing but that: BYE is the first message (spec 6.1, 6.4). */
    @Test
    void eventsBeforeHelloAreRefused() throws Exception {
        Socket socket = connect();
        socket.getOutputStream().write(Wire.frame(new Message.Sync(7)));
        Message.Bye bye = assertInstanceOf(Message.Bye.class, messageFrom(socket));
        assertEquals(Reason.VIOLATION, bye.reason());
        assertEquals("HELLO must come first", bye.text());
    }

    /** Spec 6.19. */
    @Test
    void aByeInsteadOfHelloIsNotAnswered() throws Exception {
        Socket socket = connect();
        socket.getOutputStream().write(Wire.frame(new Message.Bye(Reason.LEAVING, "sorry, wrong number")));
        assertEquals(-1, socket.getInputStream().read());
    }

    @Test
    void aClockThatCantBeRightIsRefusedAndNotFollowed() throws Exception {
        Socket socket = introduced();
        socket.getOutputStream().write(Wire.frame(new Message.Sync(Stamp.MAX_TICK)));
        assertEquals(Reason.LIMIT, byeFrom(socket).reason());
        assertTrue(node.node.peer().tick() < 1_000_000);
    }

    /** A bomb of 23 days; whoever comes afterwards can still join (spec 3.5). */
    @Test
    void aFalseClockInHelloDoesNotTakeASessionAwayFromNewcomers() throws Exception {
        Socket socket = connect();
        socket.getOutputStream().write(Wire.frame(hello(100_000_000, Versions.NONE)));
        assertEquals(Reason.LIMIT, byeFrom(socket).reason());
        try (TestNode newcomer = new TestNode(2)) {
            newcomer.link(node);
            await("the newcomer's link", () -> newcomer.links() == 1);
            assertTrue(newcomer.node.peer().tick() < 1_000_000);
        }
    }

    @Test
    void aGapIsRefused() throws Exception {
        Socket gap = introduced();
        gap.getOutputStream().write(Wire.frame(events(new Stamp(500, SELF, 2))));
        assertEquals(Reason.VIOLATION, byeFrom(gap).reason());
        assertEquals(0, node.events());
    }

    /** The node goes on as another life, linked as before (spec 6.25). */
    @Test
    void anEventUnderTheNodesOwnNameHarmsNobody() throws Exception {
        Socket forger = introduced();
        forger.getOutputStream().write(Wire.frame(events(new Stamp(500, new Source(0, 1), 1))));
        await("a notice", () -> node.told("this peer goes on as 0.2"));
        await("the event at the friend", () -> friend.events() == 1);
        node.press(Key.LEFT);
        await("the next one at the friend", () -> friend.events() == 2);
        assertEquals(1, friend.links());
    }

    /** Its first event would be fine (spec 7.13). */
    @Test
    void aBadFrameIsRefusedAsAWhole() throws Exception {
        List<StampedEvent> events = List.of(
                new StampedEvent(new Stamp(500, SELF, 1), Key.UP.event()),
                new StampedEvent(new Stamp(500, SELF, 2), Key.UP.event()));
        byte[] frame = Wire.frame(new Message.Events(0, events));
        frame[frame.length - 4 - 2] = 127; // the size of the second payload, which is 4 bytes long
        Socket socket = introduced();
        socket.getOutputStream().write(frame);
        assertEquals(Reason.VIOLATION, byeFrom(socket).reason());
        assertEquals(0, node.events());
    }

    /** It isn't BYE if it can't be read (spec 7.13). */
    @Test
    void aBadByeIsRefusedAsAnyBadFrame() throws Exception {
        byte[] frame = Wire.frame(new Message.Bye(Reason.LEAVING, ""));
        frame[5] = 9; // the reason: after the length and the type
        Socket socket = introduced();
        socket.getOutputStream().write(frame);
        assertEquals(Reason.VIOLATION, byeFrom(socket).reason());
    }

    /** Spec 6.21. */
    @Test
    void oneThatSaysNothingIsDisconnected() throws Exception {
        Socket silent = connect();
        await("the deadline", () -> node.told("no HELLO within ") || node.told("nothing was heard for "));
        readToEnd(silent);
    }

    /** Spec 6.21. */
    @Test
    void oneThatFallsSilentIsDisconnected() throws Exception {
        Socket silent = introduced();
        await("the link", () -> node.links() == 2);
        await("the end of it", () -> node.told("unlinked 9"));
        readToEnd(silent);
    }

    /** Spec 3.13, 3.14. */
    @Test
    void oneThatStopsReadingIsDisconnectedAndNobodyWaitsForIt() throws Exception {
        introduced();
        await("the link", () -> node.links() == 2);
        long tick = node.node.peer().tick();
        Event large = new Event(Event.NEXT, Payload.ofBytes(new byte[Payload.MAX_SIZE]));
        int injected = 0;
        while (!node.told("unlinked 9") && injected < 60_000) {
            node.inject(large);
            injected++;
        }
        await("the end of the link", () -> node.told("unlinked 9"));
        int all = injected;
        await("all events at the friend", () -> friend.events() == all);
        await("ticks going on", () -> node.node.peer().tick() > tick + 10);
    }

    /** Spec 3.14, 6.21: of many that say nothing the first are refused; a newcomer finds a place. */
    @Test
    void idleConnectionsDoNotLockOutNewcomers() throws Exception {
        for (int i = 0; i < 80; i++) {
            connect();
        }
        for (int i = 0; i < 80 - Limit.GREETING.standard(); i++) {
            assertEquals(
                    Reason.LIMIT, byeFrom(sockets.get(sockets.size() - 80 + i)).reason());
        }
        Socket newcomer = introduced();
        assertTrue(messageFrom(newcomer) instanceof Message.Hello);
        await("the link", () -> node.told("linked 9"));
    }

    /** It isn't read as fast as it sends, also not by the friend, to whom all is passed on; nothing is lost, nobody cut off (spec 6.24). */
    @Test
    void oneThatSendsTooFastIsSlowedDown() throws Exception {
        Socket socket = introduced();
        await("the link", () -> node.links() == 2);
        int frames = (int) Limit.FRAMES_AT_ONCE.standard() + 1_000;
        long begun = System.nanoTime();
        for (int seq = 1; seq <= frames; seq++) {
            socket.getOutputStream().write(Wire.frame(events(new Stamp(500, SELF, seq))));
        }
        await("all events at the node", () -> node.events() == frames);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        long unpaced = Limit.PAUSE_MILLIS.standard()
                + 400; // of the frames too many: what comes before a pause, and in one read of 16 KiB
        assertTrue(millis > 1_000 - unpaced, "1,000 too many came in " + millis + " ms");
        await("all events at the friend", () -> friend.events() == frames);
        assertEquals(
                List.of(),
                node.happenings.stream()
                        .filter(what -> what.startsWith("unlinked"))
                        .toList());
    }

    /** The cap of sources is far; the friend, who wants its link, takes them all and stays (spec 6.27). */
    @Test
    void oneThatForgesSourcesIsSentAway() throws Exception {
        Socket socket = introduced();
        await("the link", () -> node.links() == 2);
        for (int first = 0; first <= 2 * Limit.SOURCES_AT_ONCE.standard(); first += Wire.MAX_EVENTS_PER_FRAME) {
            List<StampedEvent> forged = IntStream.range(first, first + Wire.MAX_EVENTS_PER_FRAME)
                    .mapToObj(n -> new StampedEvent(new Stamp(500, new Source(1_000, n), 1), Key.UP.event()))
                    .toList();
            socket.getOutputStream().write(Wire.frame(new Message.Events(0, forged)));
        }
        await("the end of the link", () -> node.told("unlinked 9: too many new sources have come from this machine"));
        await("all that was taken at the friend", () -> friend.events() == node.events());
        assertEquals(List.of("linked 0"), friend.happenings);
    }

    /** A clock that is believed makes a long session of a short one, and then each old event takes long; the friend, too (spec 6.28). */
    @Test
    void oneThatMakesItReplayEverythingAgainAndAgainIsSentAway() throws Exception {
        long ahead = 400_000;
        Socket socket = introduced();
        await("the link", () -> node.links() == 2);
        socket.getOutputStream().write(Wire.frame(new Message.Sync(ahead)));
        String end = "unlinked 9: too many events of long ago have come from this machine";
        for (int seq = 1; !node.told(end); seq++) {
            await(
                    "the present",
                    () -> node.node.peer().machine().present().tick() > ahead - Limit.DEEP_TICKS.standard());
            socket.getOutputStream().write(Wire.frame(events(new Stamp(5, SELF, seq))));
            int known = seq;
            await("an answer", () -> node.events() == known || node.told(end));
        }
        assertTrue(node.events() >= Limit.REPLAYED_AT_ONCE.standard() / ahead);
        await("all that was taken at the friend", () -> friend.events() == node.events());
        assertEquals(List.of("linked 0"), friend.happenings);
    }

    private static Message.Hello hello(long clock, Versions versions) {
        Rectangle rectangle = new Rectangle();
        return new Message.Hello(rectangle.id(), 50, rectangle.stateSize(), SELF, clock, versions);
    }

    private static Message.Events events(Stamp stamp) {
        return new Message.Events(0, List.of(new StampedEvent(stamp, Key.UP.event())));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", node.port);
        sockets.add(socket);
        return socket;
    }

    private Socket introduced() throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(Wire.frame(hello(0, Versions.NONE)));
        return socket;
    }

    /** Reads frames until the one that says why, and then to the end. */
    private static Message.Bye byeFrom(Socket socket) throws IOException {
        while (true) {
            if (messageFrom(socket) instanceof Message.Bye bye) {
                readToEnd(socket);
                return bye;
            }
        }
    }

    private static Message messageFrom(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        byte[] frame = new byte[Integer.BYTES + length];
        java.nio.ByteBuffer.wrap(frame).putInt(length);
        in.readFully(frame, Integer.BYTES, length);
        return ((Decoded.Ok) Wire.decode(frame)).message();
    }

    /** Until the node has closed the connection: an end of the stream, or a reset, if bytes of ours were left unread. */
    private static void readToEnd(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // what was on its way before the end
            }
        } catch (IOException reset) {
            // closed all the same
        }
    }
}
