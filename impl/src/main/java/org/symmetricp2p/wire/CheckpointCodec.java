package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Stamp;

/** The fields of CHECKPOINT (spec 7.25). */
final class CheckpointCodec {

    private static final Field TICK = new Field("tick of checkpoint", 8, 1, Stamp.MAX_TICK - 1);

    static final int MAX_SIZE = size(TICK) + Parts.HASH_SIZE;

    private CheckpointCodec() {}

    static void write(Message.Checkpoint checkpoint, FrameWriter out) {
        out.put(TICK, checkpoint.tick());
        out.putHash(checkpoint.hash());
    }

    static Decoded read(FrameReader in) {
        long tick = in.get(TICK);
        long hash = in.getHash();
        return in.end(() -> new Message.Checkpoint(tick, hash));
    }
}
