package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Versions;

/** The fields of DECLARATION (spec 7.24). */
final class DeclarationCodec {

    private static final Field SINCE = new Field("since", 8, 0, Stamp.MAX_TICK - 1);
    private static final Field TICK = new Field("tick of declaration", 8, 0, Stamp.MAX_TICK - 1);

    static final int MAX_SIZE =
            size(SINCE, TICK) + Parts.SOURCE_SIZE + Versions.MAX_SOURCES * (Parts.SOURCE_SIZE + size(Parts.SEQ));

    private DeclarationCodec() {}

    static void write(Message.Declaration declaration, FrameWriter out) {
        out.put(SINCE, declaration.since());
        out.put(TICK, declaration.tick());
        declaration.keeper().ifPresent(keeper -> Parts.write(keeper, out));
        declaration.counts().forEach((source, count) -> {
            Parts.write(source, out);
            out.put(Parts.SEQ, count);
        });
    }

    static Decoded read(FrameReader in) {
        long since = in.get(SINCE);
        int at = in.position();
        long tick = in.get(TICK);
        Optional<Source> keeper = since == 0 ? Optional.of(Parts.readSource(in)) : Optional.empty();
        if (tick <= since && (tick > 0 || since > 0 || !in.isAtEnd())) {
            in.rejectAt("tick of declaration is " + tick + ", but it is since " + since, at);
        }
        SortedMap<Source, Long> counts = new TreeMap<>();
        while (in.isGood() && !in.isAtEnd()) {
            Source source = Parts.readNext("source", counts, in);
            counts.put(source, in.get(Parts.SEQ));
        }
        return in.end(() -> new Message.Declaration(since, tick, keeper, counts));
    }
}
