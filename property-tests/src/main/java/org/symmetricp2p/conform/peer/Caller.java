package org.symmetricp2p.conform.peer;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** Asks a running peer who it is and what it knows: a HELLO for a HELLO, and BYE. */
final class Caller {

    private Caller() {}

    static Message.Hello ask(InetSocketAddress address, long patienceMillis, long life) throws IOException {
        try (Socket socket = new Socket()) {
            int millis = Math.toIntExact(patienceMillis);
            connect(socket, address, millis);
            socket.setSoTimeout(millis);
            Source self = new Source(Source.MAX_PEER, life);
            socket.getOutputStream()
                    .write(Wire.frame(
                            new Message.Hello(Stage.APPLICATION, Stage.FPS, Stage.STATE_SIZE, self, 0, Versions.NONE)));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < 1 || length > Wire.MAX_FRAME_SIZE) {
                throw new IOException(shown(address) + " answers HELLO with a frame of " + length + " bytes");
            }
            ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + length).putInt(0, length);
            in.readFully(frame.array(), Integer.BYTES, length);
            if (Wire.decode(frame) instanceof Decoded.Ok ok && ok.message() instanceof Message.Hello hello) {
                socket.getOutputStream().write(Wire.frame(new Message.Bye(Message.Reason.LEAVING, "only asked")));
                return hello;
            }
            throw new IOException(shown(address) + " doesn't answer HELLO with HELLO");
        } catch (SocketTimeoutException | EOFException silent) {
            throw new IOException(shown(address) + " doesn't answer HELLO", silent);
        }
    }

    private static void connect(Socket socket, InetSocketAddress address, int millis) throws IOException {
        try {
            socket.connect(address, millis);
        } catch (UnknownHostException unknown) {
            throw new IOException(shown(address) + " can't be reached: there is no such host", unknown);
        } catch (IOException e) {
            throw new IOException(shown(address) + " can't be reached: " + e.getMessage(), e);
        }
    }

    private static String shown(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
