package org.symmetricp2p.net;

import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import org.symmetricp2p.wire.Wire;

/**
 * Cuts the bytes of a connection into frames, by their lengths. One that is too long is refused as soon as its length is
 * read, by a {@link io.netty.handler.codec.TooLongFrameException}; what is left when the connection ends is dropped
 * (spec 7.1, 7.3, 7.17).
 */
public final class FrameDecoder extends LengthFieldBasedFrameDecoder {

    public FrameDecoder() {
        super(Wire.MAX_FRAME_SIZE, 0, Integer.BYTES);
    }
}
