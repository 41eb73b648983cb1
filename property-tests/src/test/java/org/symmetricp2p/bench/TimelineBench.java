package org.symmetricp2p.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;

/** What events cost when many are known: it must hardly depend on how many. 21 sources take turns, one event a tick. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class TimelineBench {

    private static final int SOURCES = 21;
    private static final int BURST = 1_000;

    /** The number of events that are known. */
    @Param({"10000", "1000000"})
    public int known;

    private List<StampedEvent> next;
    private List<StampedEvent> late;
    private Timeline timeline;
    private Versions all;
    private Versions allButThousand;

    /** Of the events of a long session all but the last thousand are known. */
    @Setup
    public void grow() {
        timeline = Timeline.EMPTY;
        for (int n = 0; n < known; n++) {
            if (n == known - BURST) {
                allButThousand = timeline.versions();
            }
            timeline = timeline.insert(event(n, n + 1));
        }
        all = timeline.versions();
        next = new ArrayList<>();
        late = new ArrayList<>();
        for (int n = 0; n < BURST; n++) {
            next.add(event(known + n, known + n + 1));
            late.add(stamped(known - BURST + 1 + n / 2, new Source(SOURCES, 1), n + 1));
        }
    }

    /** The n-th event of the session. */
    private static StampedEvent event(int n, long tick) {
        return stamped(tick, new Source(n % SOURCES, 1), n / SOURCES + 1);
    }

    private static StampedEvent stamped(long tick, Source source, long seq) {
        return new StampedEvent(new Stamp(tick, source, seq), Rectangle.Key.RIGHT.event());
    }

    /** A thousand events, each stamped after all others. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public Timeline insertInOrder() {
        return with(next);
    }

    /** A thousand events of another source, from a thousand events before the end on. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public Timeline insertLate() {
        return with(late);
    }

    private Timeline with(List<StampedEvent> events) {
        Timeline longer = timeline;
        for (StampedEvent event : events) {
            longer = longer.insert(event);
        }
        return longer;
    }

    /** Events that are known come once more. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void judgeKnown(Blackhole seen) {
        for (int n = known - BURST; n < known; n++) {
            seen.consume(timeline.judge(event(n, n + 1)));
        }
    }

    @Benchmark
    public Object versions() {
        return timeline.versions();
    }

    @Benchmark
    public Object historyForWhoKnowsAll() {
        return timeline.beyond(all);
    }

    @Benchmark
    public Object historyForWhoLacksAThousand() {
        return timeline.beyond(allButThousand);
    }

    @Benchmark
    public Object historyForANewcomer() {
        return timeline.beyond(Versions.NONE);
    }

    /** What a tick without events asks. */
    @Benchmark
    public Object fromTheEnd() {
        return timeline.from(known + 1).hasNext();
    }
}
