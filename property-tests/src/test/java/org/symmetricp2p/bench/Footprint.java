package org.symmetricp2p.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import org.symmetricp2p.app.Memory;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.demo.Rectangle;

/** What events and snapshots take of the heap, by what the garbage collector leaves of it. */
final class Footprint {

    private static final int SOURCES = 21;
    private static final int EVENTS = 1_000_000;
    private static final int TICKS = 1_000_000;
    private static final int MEMORY = 1 << 16;

    private Footprint() {}

    static List<String> lines() {
        return List.of("| | bytes of heap |", "|---|---|", events(), small(), large());
    }

    private static String events() {
        double bytes = bytesOf(() -> {
            Timeline timeline = Timeline.EMPTY;
            for (int n = 0; n < EVENTS; n++) {
                Stamp stamp = new Stamp(n + 1, new Source(n % SOURCES, 1), n / SOURCES + 1);
                timeline = timeline.insert(new StampedEvent(stamp, Rectangle.Key.RIGHT.event()));
            }
            return timeline;
        });
        return String.format("| an event of %,d, its objects included | %.0f |", EVENTS, bytes / EVENTS);
    }

    private static String small() {
        return row("a snapshot of 16 bytes", TimeMachine.start(new ReplayBench.Pair()));
    }

    private static String large() {
        String what = String.format("a snapshot of %,d bytes of %s, 16 changing", MEMORY, Memory.class.getSimpleName());
        return row(what, TimeMachine.start(new ReplayBench.Writer(MEMORY)));
    }

    private static <S> String row(String what, TimeMachine<S> start) {
        double bytes = bytesOf(() -> start.advanceTo(TICKS, (tick, state) -> {}));
        int snapshots = start.advanceTo(TICKS, (tick, state) -> {}).snapshots().size();
        return String.format("| %s, of %d at tick %,d | %.0f |", what, snapshots, TICKS, bytes / snapshots);
    }

    /** Of what is made, and not of what is there before. */
    static double bytesOf(Supplier<Object> made) {
        double before = used();
        Object kept = made.get();
        double bytes = used() - before;
        if (kept.hashCode() == 0) { // kept until here
            return bytes + 0;
        }
        return bytes;
    }

    private static double used() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
