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
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.demo.Rectangle;

/**
 * What a rollback costs: it must depend on how far back it goes, not on how old the session is. The session has an
 * event every 100 ticks, as if 30 a minute.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class RollbackBench {

    private static final Source OTHER = new Source(1, 1);

    /** How late the event is, and how old the session is, in ticks. */
    @Param({
        "10 at 1000",
        "10 at 100000",
        "10 at 10000000",
        "100 at 1000",
        "100 at 100000",
        "100 at 10000000",
        "1000 at 100000",
        "1000 at 10000000",
        "10000 at 100000",
        "10000 at 10000000",
        "100000 at 10000000"
    })
    public String late;

    /** At successive ticks, so that work that is due only at some of them counts in proportion. */
    private static final int TICKS = 64;

    private final List<TimeMachine<Rectangle.State>> machines = new ArrayList<>();
    private final List<StampedEvent> events = new ArrayList<>();
    private long age;

    @Setup
    public void grow() {
        String[] numbers = late.split(" at ");
        long depth = Long.parseLong(numbers[0]);
        age = Long.parseLong(numbers[1]);
        TimeMachine<Rectangle.State> machine = TimeMachine.start(new Rectangle());
        for (long tick = 1; tick < age + TICKS; tick++) {
            if (tick % 100 == 0) {
                machine = machine.insert(event(new Source(0, 1), tick, tick / 100));
            }
            machine = machine.advanceTo(tick, (t, state) -> {});
            if (tick >= age) {
                machines.add(machine);
                events.add(event(OTHER, tick - depth + 1, 1));
            }
        }
    }

    /** Takes a late event in and replays to the present. */
    @Benchmark
    @OperationsPerInvocation(TICKS)
    public void rollback(Blackhole seen) {
        for (int i = 0; i < TICKS; i++) {
            seen.consume(machines.get(i).insert(events.get(i)).advanceTo(age + i, (t, state) -> {}));
        }
    }

    private static StampedEvent event(Source source, long tick, long seq) {
        return new StampedEvent(new Stamp(tick, source, seq), Rectangle.Key.RIGHT.event());
    }
}
