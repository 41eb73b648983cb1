package org.symmetricp2p.bench;

import java.nio.ByteBuffer;
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
import org.symmetricp2p.app.Block;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.MemorySimulation;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.TickObserver;
import org.symmetricp2p.core.TimeMachine;

/** What a tick costs, by the size of the state: a snapshot is taken at each, and its hash as well or not. 16 bytes change. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ReplayBench {

    private static final int TICKS = 1_000;

    /** The size of the state, in bytes: 16 are a record, more are a memory. */
    @Param({"16", "4096", "65536", "1048576"})
    public int size;

    private Course<?> course;

    @Setup
    public void choose() {
        course = size == 16 ? new Course<>(new Pair()) : new Course<>(new Writer(size));
    }

    @Benchmark
    @OperationsPerInvocation(TICKS)
    public void replay(Blackhole seen) {
        seen.consume(course.replay((tick, state) -> {}));
    }

    @Benchmark
    @OperationsPerInvocation(TICKS)
    public void replayAndHash(Blackhole seen) {
        course.replayAndHash(seen);
    }

    /** From the state at tick 0 on, whose pages have been made and hashed before. */
    private static final class Course<S> {
        private final Simulation<S> simulation;
        private final TimeMachine<S> start;

        Course(Simulation<S> simulation) {
            this.simulation = simulation;
            this.start = TimeMachine.start(simulation);
            simulation.hash(start.present().state());
        }

        TimeMachine<S> replay(TickObserver<S> observer) {
            return start.advanceTo(TICKS, observer);
        }

        void replayAndHash(Blackhole seen) {
            seen.consume(replay((tick, state) -> seen.consume(simulation.hash(state))));
        }
    }

    /** Counts and mixes. */
    record Pair() implements Simulation<Pair.State> {

        record State(long count, long mixed) {}

        @Override
        public String id() {
            return "pair";
        }

        @Override
        public int stateSize() {
            return 2 * Long.BYTES;
        }

        @Override
        public State start() {
            return new State(0, 1);
        }

        @Override
        public State tick(State state) {
            return new State(state.count + 1, state.mixed * 31 + state.count);
        }

        @Override
        public State event(State state, Event event) {
            return state;
        }

        @Override
        public void encode(State state, ByteBuffer out) {
            out.putLong(state.count).putLong(state.mixed);
        }

        @Override
        public State decode(ByteBuffer in) {
            return new State(in.getLong(), in.getLong());
        }
    }

    /** Counts and mixes in the middle of its memory. */
    record Writer(int stateSize) implements MemorySimulation {

        @Override
        public String id() {
            return "writer";
        }

        @Override
        public void start(Block g) {}

        @Override
        public void tick(Block g) {
            int at = stateSize / 2;
            long count = g.longAt(at);
            g.setLong(at, count + 1);
            g.setLong(at + Long.BYTES, g.longAt(at + Long.BYTES) * 31 + count);
        }

        @Override
        public void event(Block g, Event event) {}
    }
}
