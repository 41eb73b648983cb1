package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.SortedMap;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** What messages of several types hold: clocks, sources, identities of events, and version vectors. */
final class Parts {

    static final Field CLOCK = new Field("clock", 8, 0, Stamp.MAX_TICK);

    private static final Field PEER = new Field("peer", 2, 0, Source.MAX_PEER);
    private static final Field INCARNATION = new Field("incarnation", 8, 0, Long.MAX_VALUE);
    static final int SOURCE_SIZE = size(PEER, INCARNATION);

    static final Field SEQ = new Field("seq", 8, 1, Long.MAX_VALUE);
    static final int VERSION_SIZE = SOURCE_SIZE + SEQ.width() + Digest.SIZE;

    static final int HASH_SIZE = Long.BYTES;

    private Parts() {}

    static void write(Source source, FrameWriter out) {
        out.put(PEER, source.peer());
        out.put(INCARNATION, source.incarnation());
    }

    static Source readSource(FrameReader in) {
        int peer = in.getInt(PEER);
        return new Source(peer, in.get(INCARNATION));
    }

    /** The source of the next entry of a list that ascends. */
    static Source readNext(String name, SortedMap<Source, ?> before, FrameReader in) {
        int at = in.position();
        Source source = readSource(in);
        if (!before.isEmpty()) {
            in.checkAscending(name, before.lastKey(), source, at);
        }
        if (before.size() == Versions.MAX_SOURCES) {
            in.rejectAt("more than " + Versions.MAX_SOURCES + " entries", at);
        }
        return source;
    }

    /** The entries of a version vector, without their number. */
    static void write(Versions versions, FrameWriter out) {
        versions.known().forEach((source, version) -> {
            write(source, out);
            out.put(SEQ, version.seq());
            out.put(version.digest());
        });
    }

    /** The next entry of a version vector. */
    static void readNext(SortedMap<Source, Version> known, FrameReader in) {
        Source source = readNext("source", known, in);
        known.put(source, new Version(in.get(SEQ), in.getDigest()));
    }
}
