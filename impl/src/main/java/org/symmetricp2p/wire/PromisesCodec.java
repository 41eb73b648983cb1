package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Versions;

/** The fields of PROMISES (spec 7.23). */
final class PromisesCodec {

    private static final Field TICK = new Field("tick of promise", 8, 1, Stamp.MAX_TICK);
    private static final Field SEQ = new Field("seq of promise", 8, 0, Long.MAX_VALUE);

    static final int MAX_SIZE = Versions.MAX_SOURCES * (Parts.SOURCE_SIZE + size(TICK, SEQ));

    private PromisesCodec() {}

    static void write(Message.Promises promises, FrameWriter out) {
        promises.bySource().forEach((source, promise) -> {
            Parts.write(source, out);
            out.put(TICK, promise.tick());
            out.put(SEQ, promise.seq());
        });
    }

    static Decoded read(FrameReader in) {
        SortedMap<Source, Promise> made = new TreeMap<>();
        do {
            Source source = Parts.readNext("promise", made, in);
            long tick = in.get(TICK);
            made.put(source, new Promise(tick, in.get(SEQ)));
        } while (in.isGood() && !in.isAtEnd());
        return in.end(() -> new Message.Promises(made));
    }
}
