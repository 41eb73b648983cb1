package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** How a link begins and ends on the wire: who says HELLO first, and what comes after BYE. */
class HandshakeTest {

    private static final Source OTHER = new Source(9, 1);

    /** The dialler doesn't wait (spec 6.1, 6.2). */
    @Test
    void theOneWhoDialsSaysHelloAtOnce() throws Exception {
        try (TestNode node = new TestNode(0);
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            node.node.link(OTHER.peer(), "127.0.0.1", server.getLocalPort());
            try (Socket socket = server.accept()) {
                assertInstanceOf(Message.Hello.class, next(in(socket)));
            }
        }
    }

    /** What comes before its own HELLO is only the other's (spec 6.1, 6.2). */
    @Test
    void theOneWhoAcceptedAnswersWithHello() throws Exception {
        try (TestNode node = new TestNode(0);
                Socket socket = introducedTo(node)) {
            assertInstanceOf(Message.Hello.class, next(in(socket)));
            await("the link", () -> node.links() == 1);
        }
    }

    /** BYE has the last word (spec 6.17). */
    @Test
    void afterByeNothingMoreIsSaid() throws Exception {
        try (TestNode node = new TestNode(0);
                Socket socket = introducedTo(node)) {
            await("the link", () -> node.links() == 1);
            send(socket, hello());
            List<Message> said = untilTheEnd(in(socket));
            Message.Bye bye = assertInstanceOf(Message.Bye.class, said.get(said.size() - 1));
            assertEquals(Reason.VIOLATION, bye.reason());
            assertEquals(1, said.stream().filter(m -> m instanceof Message.Bye).count());
        }
    }

    /** BYE is answered by the end of the connection alone (spec 6.19). */
    @Test
    void byeIsNotAnswered() throws Exception {
        try (TestNode node = new TestNode(0);
                Socket socket = introducedTo(node)) {
            await("the link", () -> node.links() == 1);
            send(socket, new Message.Bye(Reason.LEAVING, "see you"));
            List<Message> said = untilTheEnd(in(socket));
            assertTrue(said.stream().noneMatch(m -> m instanceof Message.Bye), said.toString());
            await("words", () -> node.told("unlinked 9: see you"));
        }
    }

    /** Nothing is taken of it, and nothing is said about it (spec 7.17). */
    @Test
    void aFrameThatTheEndCutsOffIsDropped() throws Exception {
        try (TestNode node = new TestNode(0);
                Socket socket = introducedTo(node)) {
            await("the link", () -> node.links() == 1);
            StampedEvent event = new StampedEvent(new Stamp(500, OTHER, 1), Rectangle.Key.UP.event());
            byte[] frame = Wire.frame(new Message.Events(0, List.of(event)));
            socket.getOutputStream().write(frame, 0, frame.length - 1);
            socket.shutdownOutput();
            List<Message> said = untilTheEnd(in(socket));
            assertTrue(said.stream().noneMatch(m -> m instanceof Message.Bye), said.toString());
            await("the end of it", () -> node.told("unlinked 9: the connection was lost"));
            assertEquals(0, node.events());
        }
    }

    private static Socket introducedTo(TestNode node) throws IOException {
        Socket socket = new Socket("127.0.0.1", node.port);
        send(socket, hello());
        return socket;
    }

    private static Message.Hello hello() {
        Rectangle rectangle = new Rectangle();
        return new Message.Hello(rectangle.id(), 50, rectangle.stateSize(), OTHER, 0, Versions.NONE);
    }

    private static void send(Socket socket, Message message) throws IOException {
        socket.getOutputStream().write(Wire.frame(message));
    }

    private static DataInputStream in(Socket socket) throws IOException {
        return new DataInputStream(socket.getInputStream());
    }

    private static Message next(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] frame = new byte[Integer.BYTES + length];
        ByteBuffer.wrap(frame).putInt(length);
        in.readFully(frame, Integer.BYTES, length);
        return assertInstanceOf(Decoded.Ok.class, Wire.decode(frame)).message();
    }

    private static List<Message> untilTheEnd(DataInputStream in) throws IOException {
        List<Message> said = new ArrayList<>();
        try {
            while (true) {
                said.add(next(in));
            }
        } catch (EOFException end) {
            return said;
        }
    }
}
