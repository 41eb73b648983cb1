package org.symmetricp2p.wire;

import java.nio.ByteBuffer;
import org.symmetricp2p.core.Message;

/** The bytes of STATE (spec 7.27). */
final class StateCodec {

    static final int MAX_SIZE = Wire.MAX_STATE_BYTES_PER_FRAME;

    private StateCodec() {}

    static void write(Message.State state, FrameWriter out) {
        int size = state.bytes().remaining();
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("a state of " + size + " bytes takes several frames");
        }
        out.put(state.bytes());
    }

    static Decoded read(FrameReader in) {
        byte[] bytes = in.getRest("bytes of a state", MAX_SIZE);
        return in.end(() -> new Message.State(ByteBuffer.wrap(bytes)));
    }
}
