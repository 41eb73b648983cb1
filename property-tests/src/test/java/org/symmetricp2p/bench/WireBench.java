package org.symmetricp2p.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.wire.Wire;

/** What it costs to turn messages into frames and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireBench {

    /** How many events a message has; 0 is a SYNC. */
    @Param({"0", "1", "32"})
    public int events;

    private Message message;
    private byte[] frame;

    @Setup
    public void write() {
        List<StampedEvent> all = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            all.add(new StampedEvent(new Stamp(1_000 + n, new Source(n % 21, 1), n + 1), Rectangle.Key.RIGHT.event()));
        }
        message = events == 0 ? new Message.Sync(1_000) : new Message.Events(1_000, all);
        frame = Wire.frame(message);
    }

    @Benchmark
    public byte[] encode() {
        return Wire.frame(message);
    }

    @Benchmark
    public Object decode() {
        return Wire.decode(frame);
    }
}
