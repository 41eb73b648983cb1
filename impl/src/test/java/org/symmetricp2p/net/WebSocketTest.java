package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
 * Browsers as peers: links over WebSocket beside those over TCP, at one port. What a page that is broken or hostile can do to a node is
 * what any neighbour can: get disconnected, with a reason. A friend, linked over TCP, is still in the session after each test.
 */
class WebSocketTest {

    private static final Source PAGE = new Source(9, 1);
    private static final String ELSEWHERE = "http://elsewhere.example";
    private static final WebSite SITE = new WebSite(
            Map.of("/", new WebSite.File("text/html; charset=utf-8", "<!doctype html><p>Grüße")),
            Set.of("https://Friends.example"));

    private final TestNode node;
    private final TestNode friend;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    WebSocketTest() throws Exception {
        node = new TestNode(0);
        friend = new TestNode(1);
        port = node.node.listen("127.0.0.1", 0, SITE);
        friend.node.link(0, "127.0.0.1", port); // TCP, at the same port
        await("a good link", () -> node.links() == 1);
    }

    @AfterEach
    void nodeAndFriendStillAgree() throws IOException {
        int before = friend.events();
        node.press(Key.RIGHT);
        await("an event at the friend", () -> friend.events() > before);
        assertEquals(List.of("linked 0"), friend.happenings);
        for (Socket socket : sockets) {
            socket.close();
        }
        node.close();
        friend.close();
    }

    // ---- links ----

    /** Each of its frames is a message (spec 7.28, 7.29). */
    @Test
    void aPageAndAPeerOverTcpAreInOneSession() throws Exception {
        TestPage page = introduced();
        assertInstanceOf(Message.Hello.class, page.next());
        friend.press(Key.UP);
        Message.Events events = nextEvents(page);
        assertEquals(1, events.events().get(0).stamp().source().peer());
        page.say(events(new Stamp(500, PAGE, 1)));
        await("its event at the friend", () -> friend.events() == 2);
    }

    /** Like any other that dialled (spec 6.1). */
    @Test
    void aPageGreetsFirst() throws Exception {
        Message.Bye bye = new TestPage(port).say(new Message.Sync(7)).bye();
        assertEquals("HELLO must come first", bye.text());
    }

    /** And then the WebSocket is closed (spec 6.17, 7.31). */
    @Test
    void byeIsTheLastMessage() throws Exception {
        TestPage page = introduced();
        page.say(hello());
        assertEquals(Reason.VIOLATION, page.bye().reason());
        assertEquals(1000, page.end());
        assertTrue(page.heardAll());
    }

    /** Nor is it answered by BYE (spec 6.19, 7.31). */
    @Test
    void aPageThatLeavesIsUnlinked() throws Exception {
        TestPage page = introduced();
        await("the link", () -> node.links() == 2);
        page.say(new Message.Bye(Reason.LEAVING, "closing the tab")).leave();
        await("words", () -> node.told("unlinked 9: closing the tab"));
    }

    /** Spec 7.31. */
    @Test
    void aWebSocketThatClosesWithoutByeIsALinkThatEnds() throws Exception {
        TestPage page = introduced();
        await("the link", () -> node.links() == 2);
        page.leave();
        assertEquals(1000, page.end());
        await("words", () -> node.told("unlinked 9: the connection was lost"));
    }

    /** Browsers cut long messages as they like (spec 7.30). */
    @Test
    void aFrameCanComeInPieces() throws Exception {
        TestPage page = new TestPage(port);
        byte[] frame = Wire.frame(hello());
        for (int i = 0; i < frame.length; i++) {
            page.say(i == frame.length - 1, frame[i]).ping();
        }
        assertInstanceOf(Message.Hello.class, page.next());
        await("the link", () -> node.links() == 2);
    }

    // ---- what is no frame ----

    /** Spec 7.29. */
    @Test
    void aMessageThatIsNoFrameIsRefused() throws Exception {
        byte[] sync = Wire.frame(new Message.Sync(7));
        byte[] two = Arrays.copyOf(sync, 2 * sync.length);
        System.arraycopy(sync, 0, two, sync.length, sync.length);
        for (byte[] wrong : List.of(two, Arrays.copyOf(sync, sync.length - 1), new byte[0], new byte[] {0, 0})) {
            assertEquals(Reason.VIOLATION, introduced().say(wrong).bye().reason());
        }
    }

    /** Spec 7.29. */
    @Test
    void aTextMessageIsRefused() throws Exception {
        Message.Bye bye = introduced().sayText("SYMP").bye();
        assertEquals(Reason.VIOLATION, bye.reason());
        assertEquals("a text message; frames are binary messages", bye.text());
    }

    /** As soon as that is known (spec 7.3, 7.30). */
    @Test
    void aMessageLongerThanAFrameMayBeIsRefused() throws Exception {
        TestPage page = introduced();
        for (int i = 0; i < 3; i++) {
            page.say(false, new byte[Wire.MAX_FRAME_SIZE / 3 + 1]);
        }
        String text = "a frame is longer than " + Wire.MAX_FRAME_SIZE + " bytes";
        assertEquals(text, page.bye().text());
        assertEquals(text, byeToPiece((byte) 0x82, 1L << 40).text());
    }

    /** Spec 7.30. */
    @Test
    void aMessageInTooManyPiecesIsRefused() throws Exception {
        TestPage page = introduced();
        for (int i = 0; i <= WebSocketFrames.MAX_PIECES; i++) {
            page.say(false, (byte) 0);
        }
        assertEquals("a message has more than 1024 pieces", page.bye().text());
    }

    /** They count as pieces (spec 7.30). */
    @Test
    void pingsWithoutEndAreRefused() throws Exception {
        TestPage page = introduced();
        for (int i = 0; i <= WebSocketFrames.MAX_PIECES; i++) {
            page.ping();
        }
        assertEquals(Reason.VIOLATION, page.bye().reason());
    }

    /** Spec 7.29. */
    @Test
    void whatWebSocketForbidsIsRefused() throws Exception {
        byte reserved = (byte) 0x83;
        Message.Bye bye = byeToPiece(reserved, 1);
        assertEquals(Reason.VIOLATION, bye.reason());
        assertTrue(bye.text().startsWith("not as WebSocket has it: "), bye.text());
    }

    // ---- limits ----

    /** Spec 6.21. */
    @Test
    void pagesThatSayNothingDoNotLockOutOthers() throws Exception {
        int greeting = (int) Limit.GREETING.standard();
        List<TestPage> silent = IntStream.range(0, 2 * greeting)
                .mapToObj(i -> new TestPage(port))
                .toList();
        for (TestPage page : silent.subList(0, greeting)) {
            assertEquals(Reason.LIMIT, page.bye().reason());
        }
        assertInstanceOf(Message.Hello.class, introduced().next());
    }

    /** Spec 6.21. */
    @Test
    void aPageThatFallsSilentIsDisconnected() throws Exception {
        TestPage page = introduced();
        await("the end of the link", () -> node.told("unlinked 9: nothing was heard for 5000 ms"));
        assertEquals(1006, page.end());
    }

    /** Nothing is lost, nobody cut off (spec 6.24). */
    @Test
    void aPageThatSendsTooFastIsSlowedDown() throws Exception {
        TestPage page = introduced();
        int frames = (int) Limit.FRAMES_AT_ONCE.standard() + 1_000;
        long begun = System.nanoTime();
        for (int seq = 1; seq <= frames; seq++) {
            page.say(events(new Stamp(500, PAGE, seq)));
        }
        await("all events at the friend", () -> friend.events() == frames);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        long unpaced = Limit.PAUSE_MILLIS.standard() + 400; // as over TCP
        assertTrue(millis > 1_000 - unpaced, "1,000 too many came in " + millis + " ms");
        assertTrue(!node.told("unlinked"), node.happenings.toString());
    }

    /** Of too many connections that ask for nothing the oldest are closed (spec 7.33). */
    @Test
    void idleVisitsLockNobodyOut() throws Exception {
        for (int i = 0; i < 2 * Visits.MAX; i++) {
            sockets.add(new Socket("127.0.0.1", port));
        }
        assertInstanceOf(Message.Hello.class, introduced().next());
        for (Socket oldest : sockets.subList(0, Visits.MAX)) {
            assertEquals(-1, oldest.getInputStream().read());
        }
    }

    // ---- origins ----

    /** A browser says where a page comes from; others don't, and could dial over TCP as well (spec 7.32). */
    @Test
    void onlyPagesOfKnownOriginsGetALink() throws Exception {
        for (String from : List.of(ELSEWHERE, "http://127.0.0.1:" + (port + 1), "http://127.0.0.1", "null", "")) {
            CompletionException refused =
                    assertThrows(CompletionException.class, () -> new TestPage(port, Optional.of(from)));
            WebSocketHandshakeException why = assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
            assertEquals(403, why.getResponse().statusCode(), from);
        }
        for (String from : List.of("http://127.0.0.1:" + port, "https://friends.example", "HTTPS://friends.example")) {
            introduce(new TestPage(port, Optional.of(from))).next();
        }
        introduce(new TestPage(port, Optional.empty())).next();
    }

    /** In words, for whoever looks why it doesn't work (spec 7.32). */
    @Test
    void aForeignOriginIsToldWhy() throws Exception {
        String answer = ask("GET / HTTP/1.1\r\nHost: here:1\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                + "Origin: " + ELSEWHERE + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        assertTrue(answer.endsWith("\r\n\r\npages from " + ELSEWHERE + " may not link to here:1"), answer);
    }

    // ---- files ----

    @Test
    void filesAreServed() throws Exception {
        HttpResponse<String> page = get("/?id=7");
        assertEquals(200, page.statusCode());
        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("content-type").orElseThrow());
        assertEquals("<!doctype html><p>Grüße", page.body());
        assertEquals(404, get("/secret").statusCode());
        assertEquals("there is nothing at /../pom.xml", get("/../pom.xml").body());
    }

    @Test
    void requestsThatMakeNoSenseAreAnswered() throws Exception {
        assertTrue(ask("PUT / HTTP/1.1\r\nHost: a\r\n\r\n").startsWith("HTTP/1.1 405 "));
        assertTrue(ask("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\nseven")
                .startsWith("HTTP/1.1 413 "));
        assertTrue(ask("GET\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(ask("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(ask("GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\n\r\n")
                .startsWith("HTTP/1.1 426 "));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** All that is answered, to the end of the connection. */
    private String ask(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // ---- helpers ----

    private TestPage introduced() {
        return introduce(new TestPage(port));
    }

    private static TestPage introduce(TestPage page) {
        return page.say(hello());
    }

    /** What a WebSocket hears whose first piece begins with a byte, and is to have a size; no browser would send it. */
    private Message.Bye byeToPiece(byte first, long size) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = "GET / HTTP/1.1\r\nHost: here:1\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) in.readByte());
            }
            ByteBuffer header =
                    ByteBuffer.allocate(14).put(first).put((byte) 0xff).putLong(size); // and a mask of zeros
            socket.getOutputStream().write(header.array());
            assertEquals((byte) 0x82, in.readByte());
            byte[] frame = new byte[in.readByte()]; // shorter than 126 bytes
            in.readFully(frame);
            return assertInstanceOf(
                    Message.Bye.class,
                    assertInstanceOf(Decoded.Ok.class, Wire.decode(frame)).message());
        }
    }

    /** The next message with events; the clock is told in between. */
    private static Message.Events nextEvents(TestPage page) throws InterruptedException {
        Message message = page.next();
        while (!(message instanceof Message.Events)) {
            message = page.next();
        }
        return (Message.Events) message;
    }

    private static Message.Hello hello() {
        Rectangle rectangle = new Rectangle();
        return new Message.Hello(rectangle.id(), 50, rectangle.stateSize(), PAGE, 0, Versions.NONE);
    }

    private static Message.Events events(Stamp stamp) {
        return new Message.Events(0, List.of(new StampedEvent(stamp, Key.UP.event())));
    }
}
