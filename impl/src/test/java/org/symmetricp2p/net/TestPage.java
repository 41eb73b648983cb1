package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** A page as its node sees it: a WebSocket that says what it is told to, and remembers what it hears. */
final class TestPage implements WebSocket.Listener {

    private static final long PATIENCE_SECONDS = 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** How the WebSocket ended: a status, or 1006 without one. */
    final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private final WebSocket socket;
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

    /** @param origin what its browser says it comes from */
    TestPage(int port, Optional<String> origin) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        origin.ifPresent(from -> builder.header("Origin", from));
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/"), this)
                .join();
    }

    TestPage(int port) {
        this(port, Optional.of("http://127.0.0.1:" + port));
    }

    TestPage say(Message message) {
        return say(Wire.frame(message));
    }

    TestPage say(byte... message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    /** A part of a message. */
    TestPage say(boolean last, byte... part) {
        socket.sendBinary(ByteBuffer.wrap(part), last).join();
        return this;
    }

    TestPage sayText(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    TestPage ping() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
        return this;
    }

    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** The next message; each came as exactly one frame. */
    Message next() throws InterruptedException {
        Object next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return assertInstanceOf(Message.class, next, "waited " + PATIENCE_SECONDS + " s for a message, or it was none");
    }

    /** What it hears until BYE, which comes last. */
    Message.Bye bye() throws InterruptedException {
        List<Message> said = new ArrayList<>();
        while (said.isEmpty() || !(said.get(said.size() - 1) instanceof Message.Bye)) {
            said.add(next());
        }
        return (Message.Bye) said.get(said.size() - 1);
    }

    /** Whether nothing was heard that {@link #next} hasn't given. */
    boolean heardAll() {
        return heard.isEmpty();
    }

    /** The status with which it ends. */
    int end() throws Exception {
        return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    // ---- what it hears ----

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        frame.writeBytes(bytes);
        if (last) {
            Decoded decoded = Wire.decode(frame.toByteArray());
            heard.add(decoded instanceof Decoded.Ok ok ? ok.message() : decoded);
            frame.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        ended.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended.complete(1006);
    }
}
