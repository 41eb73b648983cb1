package org.symmetricp2p.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.symmetricp2p.app.Memory;
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
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * How costs grow, against ticks, the depth of a rollback, events, sources, links and the size of states: a table and a chart of each. What
 * single operations cost is told by the benchmarks; here only ratios count.
 */
public final class Growth {

    private static final List<Long> TICKS = List.of(1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L);
    private static final List<Long> DEPTHS = List.of(10L, 100L, 1_000L, 10_000L, 100_000L);
    private static final List<Long> EVENTS = List.of(1_000L, 10_000L, 100_000L, 1_000_000L);
    private static final List<Long> SOURCES = List.of(2L, 8L, 32L, 128L, 512L);
    private static final List<Long> PEERS = List.of(4L, 8L, 16L, 32L, 64L);
    private static final List<Long> LINKS = List.of(1L, 4L, 16L, 64L);
    private static final List<Long> SIZES = List.of(4_096L, 65_536L, 1_048_576L, 16_777_216L);

    private static final int EVENT_EVERY = 100; // ticks, in a session that only grows old
    private static final int ROUND =
            64; // successive ticks, so that work that is due only at some of them counts in proportion
    private static final int ISSUERS = 20;
    private static final int DELAY_MICROS = 1_000; // so that nothing is late
    private static final Application<Rectangle.State> RECTANGLE =
            new Application<>("rectangle", new Rectangle(), key -> Rectangle.Key.RIGHT.event());

    private Growth() {}

    /** @param args the directory to write to */
    public static void main(String... args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path directory = Files.createDirectories(Path.of(args[0]));
        List<Curve> curves = new ArrayList<>();
        curves.addAll(byTicks());
        curves.addAll(byDepth());
        curves.addAll(byEvents());
        curves.addAll(bySources());
        curves.addAll(byPeers());
        curves.addAll(byLinks());
        curves.addAll(bySize());
        List<String> lines = new ArrayList<>(
                List.of("| what | grows | at first | at last | times | growth |", "|---|---|---|---|---|---|"));
        curves.forEach(curve -> lines.add(curve.row()));
        Files.write(directory.resolve("growth.md"), lines);
        Charts.writeGrowth(curves, directory);
    }

    // ---- ticks ----

    private static List<Curve> byTicks() {
        return List.of(
                Curve.ofTime("64 ticks", "ticks", TICKS, age -> {
                    TimeMachine<Rectangle.State> machine = old(age, age / EVENT_EVERY);
                    return () -> machine.advanceTo(age + ROUND, (tick, state) -> {});
                }),
                Curve.ofTime("a rollback of 10 ticks", "ticks", TICKS, age -> rollback(age, 10, age / EVENT_EVERY)),
                Curve.ofTime("the same with 10 events known", "ticks", TICKS, age -> rollback(age, 10, 10)),
                Curve.ofCount(
                        "snapshots kept",
                        "ticks",
                        TICKS,
                        age -> old(age, age / EVENT_EVERY).snapshots().size()));
    }

    private static List<Curve> byDepth() {
        return List.of(Curve.ofTime(
                "a rollback at tick 1,000,000",
                "ticks back",
                DEPTHS,
                depth -> rollback(1_000_000, depth, 1_000_000 / EVENT_EVERY)));
    }

    /** Late events at successive ticks, in turns. */
    private static Supplier<Object> rollback(long age, long depth, long events) {
        List<TimeMachine<Rectangle.State>> machines = new ArrayList<>();
        TimeMachine<Rectangle.State> machine = old(age, events);
        for (int i = 0; i < ROUND; i++) {
            machine = machine.advanceTo(age + i, (tick, state) -> {});
            machines.add(machine);
        }
        int[] turn = {0};
        return () -> {
            int i = turn[0]++ % ROUND;
            StampedEvent late = event(age + i - depth + 1, new Source(ISSUERS, 1), 1);
            return machines.get(i).insert(late).advanceTo(age + i, (tick, state) -> {});
        };
    }

    private static TimeMachine<Rectangle.State> old(long age, long events) {
        TimeMachine<Rectangle.State> machine = TimeMachine.start(new Rectangle());
        for (long n = 0; n < events; n++) {
            machine = machine.insert(
                    event((n + 1) * (age / events), new Source((int) (n % ISSUERS), 1), n / ISSUERS + 1));
        }
        return machine.advanceTo(age, (tick, state) -> {});
    }

    private static StampedEvent event(long tick, Source source, long seq) {
        return new StampedEvent(new Stamp(tick, source, seq), Rectangle.Key.RIGHT.event());
    }

    // ---- events ----

    private static List<Curve> byEvents() {
        return List.of(
                Curve.ofTime("inserting the next event", "events", EVENTS, known -> {
                    Timeline timeline = timeline(known);
                    StampedEvent next = event(known + 1, new Source(ISSUERS, 1), 1);
                    return () -> timeline.insert(next);
                }),
                Curve.ofTime("inserting one 1,000 from the end", "events", EVENTS, known -> {
                    Timeline timeline = timeline(known);
                    StampedEvent late = event(Math.max(1, known - 1_000), new Source(ISSUERS, 1), 1);
                    return () -> timeline.insert(late);
                }),
                Curve.ofTime("the history for who knows all", "events", EVENTS, known -> {
                    Timeline timeline = timeline(known);
                    Versions all = timeline.versions();
                    return () -> timeline.beyond(all);
                }),
                Curve.ofTime("the history for a newcomer", "events", EVENTS, known -> {
                    Timeline timeline = timeline(known);
                    return () -> timeline.beyond(Versions.NONE);
                }),
                Curve.ofMemory("a timeline", "events", EVENTS, Growth::timeline));
    }

    private static Timeline timeline(long events) {
        return timeline(events, ISSUERS);
    }

    private static Timeline timeline(long events, long sources) {
        Timeline timeline = Timeline.EMPTY;
        for (long n = 0; n < events; n++) {
            timeline = timeline.insert(event(n + 1, new Source((int) (n % sources), 1), n / sources + 1));
        }
        return timeline;
    }

    // ---- sources and peers ----

    private static List<Curve> bySources() {
        return List.of(
                Curve.ofTime("a reading of the clock", "sources", SOURCES, sources -> idle(knowing(sources))),
                Curve.ofTime("HELLO", "sources", SOURCES, sources -> {
                    Peer<Rectangle.State> peer = knowing(sources);
                    return () -> peer.step(new Input.LinkUp(new LinkId(1), OptionalInt.empty()));
                }),
                Curve.ofTime("inserting the next event", "sources", SOURCES, sources -> {
                    Timeline timeline = timeline(10_000, sources);
                    StampedEvent next = event(10_001, new Source(1_000, 1), 1);
                    return () -> timeline.insert(next);
                }));
    }

    private static Supplier<Object> idle(Peer<Rectangle.State> peer) {
        return () -> peer.step(new Input.ClockRead(peer.nextWakeNanos()));
    }

    private static Peer<Rectangle.State> knowing(long sources) {
        Peer<Rectangle.State> peer = linked(1);
        List<StampedEvent> events = new ArrayList<>();
        for (int n = 0; n < sources; n++) {
            events.add(event(1, new Source(1_000 + n, 1), 1));
        }
        Message message = new Message.Events(peer.tick(), events);
        Peer<Rectangle.State> told = step(peer, new Input.Received(new LinkId(0), message));
        return step(step(told, new Input.LinkDown(new LinkId(0))), new Input.ClockRead(1_000_000_000));
    }

    private static List<Curve> byPeers() {
        return List.of(Curve.ofTime("10 s of all in a ring, 2 events a second", "peers", PEERS, peers -> {
            Scenario scenario = ring((int) peers);
            return () -> {
                World<Rectangle.State> world = new World<>(scenario, RECTANGLE, new Watch<>() {});
                world.run();
                return world;
            };
        }));
    }

    private static Scenario ring(int peers) {
        List<Scenario.PeerSpec> specs = new ArrayList<>();
        List<Scenario.Edge> edges = new ArrayList<>();
        List<Fate> keys = new ArrayList<>();
        for (int i = 0; i < peers; i++) {
            specs.add(new Scenario.PeerSpec(i, 0, 0, 0));
            edges.add(new Scenario.Edge(i, (i + 1) % peers, List.of(DELAY_MICROS), List.of(DELAY_MICROS), 0));
        }
        for (int i = 0; i < 20; i++) {
            keys.add(new Fate.Press(i * 500_000, i % peers, i));
        }
        return new Scenario("rectangle", 50, 5, 0, specs, edges, keys, 10_000_000, 10_000_000);
    }

    // ---- links ----

    private static List<Curve> byLinks() {
        return List.of(
                Curve.ofTime("a reading of the clock", "links", LINKS, links -> idle(linked(links))),
                Curve.ofTime("an event that comes and is passed on", "links", LINKS, links -> {
                    Peer<Rectangle.State> peer = linked(links);
                    Message message = new Message.Events(peer.tick(), List.of(event(2, new Source(2_000, 1), 1)));
                    return () -> peer.step(new Input.Received(new LinkId(0), message));
                }),
                Curve.ofTime("an event that is known already", "links", LINKS, links -> {
                    Peer<Rectangle.State> peer = linked(links);
                    Input known = new Input.Received(
                            new LinkId(0), new Message.Events(peer.tick(), List.of(event(2, new Source(2_000, 1), 1))));
                    Peer<Rectangle.State> knowing = step(peer, known);
                    return () -> knowing.step(known);
                }));
    }

    private static Peer<Rectangle.State> linked(long links) {
        Peer<Rectangle.State> peer = start(0);
        for (int n = 0; n < links; n++) {
            LinkId link = new LinkId(n);
            Step<Rectangle.State> greeting = start(n + 1).step(new Input.LinkUp(link, OptionalInt.empty()));
            Message hello = ((Output.Send) greeting.outputs().get(0)).message();
            peer = step(step(peer, new Input.LinkUp(link, OptionalInt.empty())), new Input.Received(link, hello));
        }
        return peer;
    }

    private static Peer<Rectangle.State> start(int id) {
        Config config = Config.of(new Source(id, 1)).withTravelNanos(0).withJoinNanos(0);
        return Peer.start(config, new Rectangle(), 0);
    }

    private static Peer<Rectangle.State> step(Peer<Rectangle.State> peer, Input input) {
        return peer.step(input).peer();
    }

    // ---- states ----

    private static List<Curve> bySize() {
        return List.of(
                Curve.ofTime("64 ticks, each of which changes 16 bytes", "bytes", SIZES, size -> {
                    TimeMachine<?> machine = warm(size);
                    return () -> machine.advanceTo(2 * ROUND, (tick, state) -> {});
                }),
                Curve.ofTime(
                        "the same with their hashes",
                        "bytes",
                        SIZES,
                        size -> hashing(new ReplayBench.Writer((int) size))),
                Curve.ofMemory("a machine after 64 ticks", "bytes", SIZES, Growth::warm));
    }

    private static Supplier<Object> hashing(ReplayBench.Writer simulation) {
        TimeMachine<Memory> machine = TimeMachine.start(simulation).advanceTo(ROUND, (tick, state) -> {});
        return () -> {
            long[] sum = {0};
            machine.advanceTo(2 * ROUND, (tick, state) -> sum[0] += simulation.hash(state));
            return sum;
        };
    }

    private static TimeMachine<?> warm(long size) {
        return TimeMachine.start(new ReplayBench.Writer((int) size)).advanceTo(ROUND, (tick, state) -> {});
    }
}
