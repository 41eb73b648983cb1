package org.symmetricp2p.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.demo.Rectangle;

/**
 * What peers do when they meet, by how many events are known: one joins, two partitions merge; and what a step costs in
 * which nothing happens. 20 sources take turns, one event a tick.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class SessionBench {

    private static final int SOURCES = 20;
    private static final int APART = 1_000;
    private static final LinkId LINK = new LinkId(1);
    private static final Rectangle RECTANGLE = new Rectangle();

    /** The number of events that are known. */
    @Param({"1000", "1000000"})
    public int known;

    private long nanos;
    private Peer<Rectangle.State> peer;
    private Peer<Rectangle.State> other;
    private Message.Hello bothHello;
    private Message.Hello newcomersHello;
    private Message.Events history;
    private Message.Hello othersHello;
    private Message.Events othersHistory;

    /** Two have known the same; then each alone, as many events as fit on its side of a partition. */
    @Setup
    public void grow() {
        Peer<Rectangle.State> both = start(0);
        nanos = known * 1_000_000_000L / Config.DEFAULT_FPS;
        both = taking(both, events(0, known, 1));
        peer = taking(both, events(known, APART, 100));
        other = taking(taking(start(1), events(0, known, 1)), events(known, APART, 200));
        bothHello = hello(both);
        newcomersHello = hello(start(2));
        history = historyFor(both, newcomersHello);
        othersHello = hello(other);
        othersHistory = historyFor(other, hello(peer));
        check(join(), known);
        check(merge(), known + 2 * APART);
    }

    /** What is measured must have happened. */
    private static void check(Peer<?> peer, int events) {
        if (peer.timeline().size() != events || peer.machine().present().tick() != peer.tick()) {
            throw new IllegalStateException("knows " + peer.timeline().size() + " events, should know " + events);
        }
    }

    private static Peer<Rectangle.State> start(int id) {
        Config config = Config.of(new Source(id, 1)).withTravelNanos(0).withJoinNanos(0);
        return Peer.start(config, RECTANGLE, 0);
    }

    private Peer<Rectangle.State> taking(Peer<Rectangle.State> before, List<StampedEvent> events) {
        Peer<Rectangle.State> linked = before.step(new Input.ClockRead(nanos)).peer();
        linked = linked.step(new Input.LinkUp(LINK, OptionalInt.empty())).peer();
        linked = linked.step(new Input.Received(LINK, hello(start(9)))).peer();
        linked = linked.step(new Input.Received(LINK, new Message.Events(linked.tick(), events)))
                .peer();
        linked = linked.step(new Input.LinkDown(LINK)).peer();
        return linked.step(new Input.ClockRead(nanos)).peer();
    }

    /** Of sources that only one side of the partition has, if the first isn't 1. */
    private static List<StampedEvent> events(int from, int count, int firstSource) {
        List<StampedEvent> events = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            Source source = new Source(firstSource + n % SOURCES, 1);
            events.add(new StampedEvent(
                    new Stamp(Math.max(1, from - APART) + n, source, n / SOURCES + 1), Rectangle.Key.RIGHT.event()));
        }
        return events;
    }

    private static Message.Hello hello(Peer<Rectangle.State> of) {
        return (Message.Hello) sent(of.step(new Input.LinkUp(LINK, OptionalInt.empty())));
    }

    private static Message.Events historyFor(Peer<Rectangle.State> of, Message.Hello hello) {
        Peer<Rectangle.State> linked =
                of.step(new Input.LinkUp(LINK, OptionalInt.empty())).peer();
        return (Message.Events) sent(linked.step(new Input.Received(LINK, hello)));
    }

    private static Message sent(Step<?> step) {
        for (Output output : step.outputs()) {
            if (output instanceof Output.Send send) {
                return send.message();
            }
        }
        throw new IllegalStateException("nothing is sent: " + step.outputs());
    }

    private static Peer<Rectangle.State> linked(Peer<Rectangle.State> to, Message.Hello hello) {
        return to.step(new Input.LinkUp(LINK, OptionalInt.empty()))
                .peer()
                .step(new Input.Received(LINK, hello))
                .peer();
    }

    /** The clock is read at the next tick, and nothing has happened. */
    @Benchmark
    public Object idleStep() {
        return peer.step(new Input.ClockRead(peer.nextWakeNanos()));
    }

    /** HELLO is made. */
    @Benchmark
    public Object sayHello() {
        return peer.step(new Input.LinkUp(LINK, OptionalInt.empty()));
    }

    /** A newcomer's HELLO is answered by all events. */
    @Benchmark
    public Object giveHistory() {
        return linked(peer, newcomersHello);
    }

    /** A newcomer takes all events in, and simulates the whole session. */
    @Benchmark
    public Peer<Rectangle.State> join() {
        Peer<Rectangle.State> newcomer = linked(start(2), bothHello);
        return newcomer.step(new Input.Received(LINK, history))
                .peer()
                .step(new Input.ClockRead(nanos))
                .peer();
    }

    /** What a thousand ticks with as many events on the other side of a partition were is taken in, and replayed. */
    @Benchmark
    public Peer<Rectangle.State> merge() {
        return linked(peer, othersHello)
                .step(new Input.Received(LINK, othersHistory))
                .peer()
                .step(new Input.ClockRead(nanos))
                .peer();
    }
}
