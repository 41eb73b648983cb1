package org.symmetricp2p.wire;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.symmetricp2p.core.Message;

/**
 * The table of all types of frame, in the order of their numbers on the wire, from 1: which messages a type is for, how their
 * fields are written and read, and how many bytes these take at most.
 */
enum FrameType {
    HELLO(Message.Hello.class, HelloCodec::write, HelloCodec::read, HelloCodec.MAX_SIZE),
    EVENTS(Message.Events.class, EventsCodec::write, EventsCodec::read, EventsCodec.MAX_SIZE),
    SYNC(Message.Sync.class, SyncCodec::write, SyncCodec::read, SyncCodec.MAX_SIZE),
    BYE(Message.Bye.class, ByeCodec::write, ByeCodec::read, ByeCodec.MAX_SIZE),
    PROMISES(Message.Promises.class, PromisesCodec::write, PromisesCodec::read, PromisesCodec.MAX_SIZE),
    DECLARATION(Message.Declaration.class, DeclarationCodec::write, DeclarationCodec::read, DeclarationCodec.MAX_SIZE),
    CHECKPOINT(Message.Checkpoint.class, CheckpointCodec::write, CheckpointCodec::read, CheckpointCodec.MAX_SIZE),
    SNAPSHOT(Message.Snapshot.class, SnapshotCodec::write, SnapshotCodec::read, SnapshotCodec.MAX_SIZE),
    STATE(Message.State.class, StateCodec::write, StateCodec::read, StateCodec.MAX_SIZE);

    private static final FrameType[] ALL = values();

    static final Field NUMBER = new Field("type", 1, 1, ALL.length);

    private static final int LENGTH_WIDTH = Integer.BYTES;

    /** The size of the longest frame, its length included, in bytes. */
    static final int MAX_FRAME_SIZE = LENGTH_WIDTH
            + NUMBER.width()
            + Stream.of(ALL).mapToInt(type -> type.maxSize).max().getAsInt();

    static final Field LENGTH = new Field("length", LENGTH_WIDTH, NUMBER.width(), MAX_FRAME_SIZE - LENGTH_WIDTH);

    private final Class<? extends Message> messages;
    private final BiConsumer<Message, FrameWriter> write;
    private final Function<FrameReader, Decoded> read;
    private final int maxSize;

    <M extends Message> FrameType(
            Class<M> messages, BiConsumer<M, FrameWriter> write, Function<FrameReader, Decoded> read, int maxSize) {
        this.messages = messages;
        this.write = (message, out) -> write.accept(messages.cast(message), out);
        this.read = read;
        this.maxSize = maxSize;
    }

    /** The type for a message. */
    static FrameType of(Message message) {
        for (FrameType type : ALL) {
            if (type.messages.isInstance(message)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no frame is for " + message);
    }

    /** The type with a number within its bounds. */
    static FrameType of(int number) {
        return ALL[number - 1];
    }

    int number() {
        return ordinal() + 1;
    }

    /** Writes the fields of a message of this type. */
    void write(Message message, FrameWriter out) {
        write.accept(message, out);
    }

    /** Reads the fields of a message of this type, to the end of the frame. */
    Decoded read(FrameReader in) {
        return read.apply(in);
    }
}
