package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.FrameParts.bye;
import static org.symmetricp2p.vectors.FrameParts.bytes;
import static org.symmetricp2p.vectors.FrameParts.helloWithoutEntries;
import static org.symmetricp2p.vectors.FrameParts.sync;
import static org.symmetricp2p.vectors.Samples.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.net.FrameDecoder;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** Bytes as a connection brings them, in pieces of any size: where frames begin and end, and when one is refused. */
final class Streams {

    private static final int MOST_ENTRIES = Versions.MAX_SOURCES + 1;
    private static final int ENTRY_BYTES = 2 + 8 + 8 + 16;

    static final Topic TOPIC = Topic.stepped(
            "wire/streams",
            "A connection brings bytes, a piece in each step. A peer takes the messages that are complete by then; at a bad "
                    + "frame it closes the link, and ignores whatever follows, as it does after BYE. If the connection ends "
                    + "after the last step, what is left of a frame is dropped. (spec 7.1, spec 7.3, spec 7.13, spec 7.17)",
            fields(
                    "given.bytes", "the bytes that arrive",
                    "given.entries",
                            "how many entries of a version vector follow them in the same step, each of 34 bytes, so that "
                                    + "they needn't stand here: entry i, counted from 0, is peer floor(i / 2), "
                                    + "incarnation i mod 2, seq 1, with a digest of zeros",
                    "expect.messages", "the types of the messages that are taken, in order",
                    "expect.reason", "with which the link is closed at this step, or null if it isn't"),
            Streams::cases,
            Streams::run);

    private Streams() {}

    private static List<Case> cases() {
        byte[] good = sync();
        byte[] two = join(good, sync("clock", "0000000000000007"));
        List<Case> cases = new ArrayList<>(List.of(
                stream("in-small-pieces", "", good, 1, 3, 4, 5, 12, 13),
                stream("two-frames-in-a-piece", "", two, 26),
                stream("a-frame-and-a-half", "", two, 20, 26),
                stream("length-incomplete", "3 bytes: nothing is wrong yet", bytes("000000"), 3),
                stream(
                        "length-1-too-long",
                        "it takes a byte of the next frame",
                        join(sync("length", "0000000a"), good),
                        26),
                stream("length-1-too-short", "the clock is cut", sync("length", "00000008"), 13),
                stream("length-0", "nothing more is needed to see it", bytes("00000000"), 4),
                stream("greatest-length", "2245285: the bytes are waited for", bytes("002242a5 01 53594d50"), 4, 9),
                stream("length-beyond-the-greatest", "2245286: nothing is waited for", bytes("002242a6"), 4),
                stream("length-negative", "as a signed integer", bytes("ffffffff"), 4),
                stream("good-then-bad", "what came before is taken", join(good, sync("type", "05")), 26),
                stream("bad-then-good", "what follows isn't", join(sync("type", "05"), two), 13, 26, 39),
                stream("bye-then-more", "BYE is the last", join(bye(), good), 16, 29),
                stream("bad-bye", "answered as any other bad frame", bye("reason", "09"), 16)));
        cases.add(entries(
                "greatest-frame",
                "65536 sources, 16 of the largest extensions, an id of 64 characters",
                64,
                65_536,
                16));
        cases.add(entries("sources-too-many", "65537, and all of them are there", 7, MOST_ENTRIES, 0));
        return cases;
    }

    /** @param ends where the pieces end */
    private static Case stream(String name, String about, byte[] bytes, int... ends) {
        List<ObjectNode> steps = new ArrayList<>();
        int from = 0;
        for (int end : ends) {
            steps.add(Json.object("bytes", Arrays.copyOfRange(bytes, from, end), "entries", 0));
            from = end;
        }
        return new Case("stream-" + name, about, Json.object(), steps);
    }

    /** A HELLO whose application id is so many times the letter a; its extensions come in the second step. */
    private static Case entries(String name, String about, int idLength, int entries, int extensions) {
        byte[] end = bytes("%02x".formatted(extensions)
                + IntStream.range(0, extensions)
                        .mapToObj(i -> "20%02x".formatted('a' + i) + "7a".repeat(31) + "000400" + "5a".repeat(1_024))
                        .collect(Collectors.joining()));
        byte[] none = helloWithoutEntries(
                entries, "idLength", "%02x".formatted(idLength), "id", "61".repeat(idLength), "extensions", "");
        ByteBuffer frame = ByteBuffer.wrap(none);
        frame.putInt(0, frame.getInt(0) + entries * ENTRY_BYTES + end.length);
        List<ObjectNode> steps =
                List.of(Json.object("bytes", none, "entries", entries), Json.object("bytes", end, "entries", 0));
        return new Case("stream-" + name, about, Json.object(), steps);
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] arriving(Given step) {
        byte[] bytes = step.bytes("bytes", Wire.MAX_FRAME_SIZE);
        int entries = step.smallInteger("entries", 0, MOST_ENTRIES);
        ByteBuffer all =
                ByteBuffer.allocate(bytes.length + entries * ENTRY_BYTES).put(bytes);
        for (int i = 0; i < entries; i++) {
            all.putShort((short) (i / 2)).putLong(i % 2).putLong(1).put(new byte[16]);
        }
        return all.array();
    }

    private static List<Found> run(Given given, List<Given> steps) {
        EmbeddedChannel connection = new EmbeddedChannel(new FrameDecoder());
        List<Found> found = new ArrayList<>();
        boolean open = true;
        for (Given step : steps) {
            byte[] bytes = arriving(step);
            List<String> messages = new ArrayList<>();
            Optional<Message.Reason> reason = open ? take(connection, bytes, messages) : Optional.empty();
            open = open && reason.isEmpty() && !messages.contains("BYE");
            found.add(Found.of(
                    "messages", messages, "reason", reason.map(Enum::name).orElse(null)));
        }
        connection.finishAndReleaseAll();
        return found;
    }

    /** Adds the types of the messages that are complete now; gives why the link is closed, if it is. */
    private static Optional<Message.Reason> take(EmbeddedChannel connection, byte[] bytes, List<String> messages) {
        Optional<Message.Reason> atTheEnd = Optional.empty();
        try {
            connection.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (TooLongFrameException e) {
            atTheEnd = Optional.of(Message.Reason.VIOLATION); // behind the frames that are whole
        }
        for (ByteBuf frame = connection.readInbound(); frame != null; frame = connection.readInbound()) {
            Decoded decoded = Wire.decode(frame.nioBuffer());
            frame.release();
            if (decoded instanceof Decoded.Bad bad) {
                return Optional.of(bad.reason());
            }
            Message message = ((Decoded.Ok) decoded).message();
            messages.add(Json.of(message).get("type").textValue());
            if (message instanceof Message.Bye) {
                return Optional.empty();
            }
        }
        return atTheEnd;
    }
}
