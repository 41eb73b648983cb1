package org.symmetricp2p.cli.attack;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** One connection of an attacker. It listens, if told to, on a thread of its own, and so knows what its target has said. */
final class Foe {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int LITTLE = 1_024; // bytes

    private final Socket socket = new Socket();
    private final Battlefield field;
    private final Tally tally;
    private final SortedMap<Source, Long> known = new TreeMap<>();
    private Optional<Message.Hello> hello = Optional.empty();
    private long clock;
    private boolean over;

    Foe(InetSocketAddress target, Battlefield field, Tally tally) throws IOException {
        this.field = field;
        this.tally = tally;
        socket.setTcpNoDelay(true);
        socket.setReceiveBufferSize(LITTLE); // so that one that doesn't read is noticed soon
        socket.connect(target, CONNECT_MILLIS);
        tally.connected();
    }

    /** Introduces itself and waits for the answer, as an honest peer would, but that it claims what it likes. */
    Message.Hello greet(Source self, long claimed, Versions versions) throws IOException, InterruptedException {
        send(field.application().hello(self, claimed, versions));
        listen();
        return awaitHello();
    }

    void listen() {
        Thread reader = new Thread(this::read, "foe");
        reader.setDaemon(true);
        reader.start();
    }

    void send(Message message) throws IOException {
        for (Iterator<byte[]> frames = Wire.frames(message); frames.hasNext(); ) {
            send(frames.next());
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        tally.sent(bytes.length);
    }

    /** Tells a clock once a second until the end, as the protocol wants it. */
    void stay() throws IOException, InterruptedException {
        while (!field.isOver()) {
            send(new Message.Sync(clock()));
            field.pause(1_000);
        }
    }

    /** The highest clock that the target told. */
    synchronized long clock() {
        return clock;
    }

    /** The highest seq that the target knows of each source, as far as it said so. */
    synchronized SortedMap<Source, Long> known() {
        return new TreeMap<>(known);
    }

    synchronized boolean isOver() {
        return over;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            tally.lost(String.valueOf(gone.getMessage()));
        }
    }

    private synchronized Message.Hello awaitHello() throws IOException, InterruptedException {
        while (hello.isEmpty() && !over) {
            wait(); // closing the socket ends it
        }
        return hello.orElseThrow(() -> new IOException("closed instead of HELLO"));
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (Message message = next(in); !(message instanceof Message.Bye); message = next(in)) {
                hear(message);
            }
        } catch (IOException gone) {
            // whoever sends notices it
        } finally {
            end();
        }
    }

    private Message next(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > Wire.MAX_FRAME_SIZE) {
            throw new IOException("a frame of " + length + " bytes");
        }
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + length).putInt(0, length);
        in.readFully(frame.array(), Integer.BYTES, length);
        Decoded decoded = Wire.decode(frame);
        if (decoded instanceof Decoded.Ok ok) {
            if (ok.message() instanceof Message.Bye bye) {
                tally.lost(bye.reason() + ": " + bye.text());
            }
            return ok.message();
        }
        throw new IOException("no message");
    }

    private synchronized void hear(Message message) {
        List<StampedEvent> events = new ArrayList<>();
        if (message instanceof Message.Hello heard) {
            hello = Optional.of(heard);
            known.putAll(heard.versions().seqs());
            clock = heard.clock();
        } else if (message instanceof Message.Sync sync) {
            clock = Math.max(clock, sync.clock());
        } else if (message instanceof Message.Events more) {
            clock = Math.max(clock, more.clock());
            events.addAll(more.events());
        }
        events.forEach(event -> known.merge(event.source(), event.seq(), Math::max));
        notifyAll();
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }
}
