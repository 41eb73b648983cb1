package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.symmetricp2p.app.Payload;

/**
 * What a peer says in its HELLO of what is settled (spec 8.3): the content of the extension {@value #NAME}, which has no bytes, or a
 * u16, a u64 and a u64 (spec 7.22).
 *
 * @param keeper whose declarations it goes by, if it knows that
 * @param tick up to which they go that it knows; 0 if it knows none
 */
record Kept(Optional<Source> keeper, long tick) {

    static final String NAME = "settled";

    /** Of a peer that knows no keeper. */
    static final Kept UNKNOWN = new Kept(Optional.empty(), 0);

    private static final int SIZE = Short.BYTES + 2 * Long.BYTES;

    Payload content() {
        return keeper.map(source -> Payload.ofBytes(ByteBuffer.allocate(SIZE)
                        .putShort((short) source.peer())
                        .putLong(source.incarnation())
                        .putLong(tick)
                        .array()))
                .orElse(Payload.EMPTY);
    }

    /** What a content says; nothing if no correct peer says it. */
    static Optional<Kept> of(Payload content) {
        if (content.size() == 0) {
            return Optional.of(UNKNOWN);
        }
        if (content.size() != SIZE) {
            return Optional.empty();
        }
        ByteBuffer in = content.buffer();
        int peer = Short.toUnsignedInt(in.getShort());
        long incarnation = in.getLong();
        long tick = in.getLong();
        boolean isGood = incarnation >= 0 && tick >= 0 && tick <= Stamp.MAX_TICK;
        return isGood ? Optional.of(new Kept(Optional.of(new Source(peer, incarnation)), tick)) : Optional.empty();
    }

    /** What a HELLO says, which has been found to be right. */
    static Kept of(Message.Hello hello) {
        return hello.extensions().stream()
                .filter(extension -> extension.name().equals(NAME))
                .findFirst()
                .flatMap(extension -> of(extension.content()))
                .orElse(UNKNOWN);
    }
}
