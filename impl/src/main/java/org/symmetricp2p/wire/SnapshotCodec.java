package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** The fields of SNAPSHOT (spec 7.26). */
final class SnapshotCodec {

    private static final Field TICK = new Field("tick of snapshot", 8, 1, Stamp.MAX_TICK - 1);
    private static final Field STATE_SIZE = new Field("size of snapshot", 4, 0, Simulation.MAX_STATE_SIZE);

    static final int MAX_SIZE = size(TICK)
            + Parts.SOURCE_SIZE
            + size(STATE_SIZE)
            + Parts.HASH_SIZE
            + Versions.MAX_SOURCES * Parts.VERSION_SIZE;

    private SnapshotCodec() {}

    static void write(Message.Snapshot snapshot, FrameWriter out) {
        out.put(TICK, snapshot.tick());
        Parts.write(snapshot.keeper(), out);
        out.put(STATE_SIZE, snapshot.size());
        out.putHash(snapshot.hash());
        Parts.write(snapshot.versions(), out);
    }

    static Decoded read(FrameReader in) {
        long tick = in.get(TICK);
        Source keeper = Parts.readSource(in);
        int size = in.getInt(STATE_SIZE);
        long hash = in.getHash();
        SortedMap<Source, Version> known = new TreeMap<>();
        while (in.isGood() && !in.isAtEnd()) {
            Parts.readNext(known, in);
        }
        return in.end(() -> new Message.Snapshot(tick, keeper, size, hash, new Versions(known)));
    }
}
