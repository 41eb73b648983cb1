package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import org.symmetricp2p.core.Message;

/** The fields of BYE (spec 7.8). */
final class ByeCodec {

    private static final Field REASON = new Field("reason", 1, 1, Message.Reason.values().length);
    private static final Text TEXT = Text.of("text", 0, Message.Bye.MAX_TEXT);

    static final int MAX_SIZE = size(REASON) + TEXT.maxSize();

    private ByeCodec() {}

    static void write(Message.Bye bye, FrameWriter out) {
        out.put(REASON, bye.reason().ordinal() + 1);
        out.put(TEXT, bye.text());
    }

    static Decoded read(FrameReader in) {
        Message.Reason reason = Message.Reason.values()[in.getInt(REASON) - 1];
        String text = in.get(TEXT);
        return in.end(() -> new Message.Bye(reason, text));
    }
}
