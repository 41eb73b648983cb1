package org.symmetricp2p.bench;

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
import org.symmetricp2p.app.Memory;

/** What a tick that changes one page costs with a large {@link Memory}: the next state, and its hash. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MemoryBench {

    /** The size of the memory, in bytes. */
    @Param({"4096", "1048576"})
    public int size;

    private Memory memory;
    private int value;

    @Setup
    public void fill() {
        memory = Memory.zeroed(size);
    }

    /** Changes one page, keeping the one before as a snapshot would, and hashes. */
    @Benchmark
    public long changeOnePage() {
        memory = memory.edit(block -> block.setInt(size / 2, ++value));
        return memory.hash();
    }
}
