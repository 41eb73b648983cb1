package org.symmetricp2p.wire;

import static org.symmetricp2p.wire.Field.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.core.Arrival;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Identity;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Timing;

/**
 * The fields of SYNC (spec 7.7, 7.21, 7.34). The timing is there or not, and so are arrivals: a link's HELLOs say which is right, so that is for
 * the core to judge. What is there the length tells.
 */
final class SyncCodec {

    private static final Field SENT = new Field("sent", 8, 1, Timing.MAX_LOCAL);
    private static final Field HEARD = new Field("heard", 8, 0, Timing.MAX_LOCAL);
    private static final Field HELD = new Field("held", 8, 0, Timing.MAX_LOCAL);
    private static final Field TIME = new Field("time", 8, 0, Timing.MAX_TIME);
    private static final Field SINCE = new Field("since", 8, 0, Timing.MAX_TIME);
    private static final Field PULSE = new Field("pulse", 8, 0, Timing.MAX_TIME);
    private static final Field HOPS = new Field("hops", 2, 0, Claim.MAX_HOPS);
    private static final Field ERROR = new Field("error", 8, 0, Timing.MAX_TIME);
    private static final int TIMING_SIZE =
            size(SENT, HEARD, HELD, TIME) + Parts.SOURCE_SIZE + size(SINCE, PULSE, HOPS, ERROR);

    private static final Field ARRIVAL_TICK = new Field("tick of arrival", 8, 0, Stamp.MAX_TICK);
    private static final int ARRIVAL_SIZE = Parts.SOURCE_SIZE + size(Parts.SEQ, ARRIVAL_TICK);

    static final int MAX_SIZE = size(Parts.CLOCK) + TIMING_SIZE + Message.Sync.MAX_ARRIVALS * ARRIVAL_SIZE;

    private SyncCodec() {}

    static void write(Message.Sync sync, FrameWriter out) {
        out.put(Parts.CLOCK, sync.clock());
        sync.timing().ifPresent(timing -> write(timing, out));
        for (Arrival arrival : sync.arrivals()) {
            Parts.write(arrival.event().source(), out);
            out.put(Parts.SEQ, arrival.event().seq());
            out.put(ARRIVAL_TICK, arrival.tick());
        }
    }

    static Decoded read(FrameReader in) {
        long clock = in.get(Parts.CLOCK);
        boolean isTimed = in.remaining() % ARRIVAL_SIZE != 0;
        Optional<Timing> timing = isTimed ? Optional.of(readTiming(in)) : Optional.empty();
        List<Arrival> arrivals = new ArrayList<>();
        while (in.isGood() && !in.isAtEnd()) {
            readNext(arrivals, in);
        }
        return in.end(() -> new Message.Sync(clock, timing, arrivals));
    }

    private static void write(Timing timing, FrameWriter out) {
        out.put(SENT, timing.sent());
        out.put(HEARD, timing.heard());
        out.put(HELD, timing.held());
        out.put(TIME, timing.time());
        Parts.write(timing.claim().root(), out);
        out.put(SINCE, timing.claim().since());
        out.put(PULSE, timing.claim().pulse());
        out.put(HOPS, timing.claim().hops());
        out.put(ERROR, timing.claim().error());
    }

    private static Timing readTiming(FrameReader in) {
        long sent = in.get(SENT);
        long heard = in.get(HEARD);
        long held = in.get(HELD);
        long time = in.get(TIME);
        Source root = Parts.readSource(in);
        long since = in.get(SINCE);
        long pulse = in.get(PULSE);
        int hops = in.getInt(HOPS);
        return new Timing(sent, heard, held, time, new Claim(root, since, pulse, hops, in.get(ERROR)));
    }

    private static void readNext(List<Arrival> before, FrameReader in) {
        int at = in.position();
        Source source = Parts.readSource(in);
        Identity event = new Identity(source, in.get(Parts.SEQ));
        if (!before.isEmpty()) {
            in.checkAscending("arrival", before.get(before.size() - 1).event(), event, at);
        }
        if (before.size() == Message.Sync.MAX_ARRIVALS) {
            in.rejectAt("more than " + Message.Sync.MAX_ARRIVALS + " arrivals", at);
        }
        before.add(new Arrival(event, in.get(ARRIVAL_TICK)));
    }
}
