package org.symmetricp2p.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.app.StateHash;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.PaperClock;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.sim.Chain;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** The examples and the limits in the chapters of {@code spec/} are those of the real code. */
class SpecExamplesTest {

    private static final Path SPEC = Path.of("../spec");

    private static final Pattern STATE = Pattern.compile("state (\\S+) tick=(\\d+) hash=([0-9a-f]{16})");
    private static final Pattern EVENT =
            Pattern.compile("event (\\d+)@(\\d+)\\.(\\d+)#(\\d+) type=(\\d+) payload=([0-9a-f]*)");
    private static final Pattern START = Pattern.compile("start (\\d+) fps=(\\d+) delta=(\\d+)");
    private static final Pattern READ = Pattern.compile("read (\\d+) -> (\\d+)(?: gap (\\d+))?");
    private static final Pattern LIMIT = Pattern.compile("\\| ([^|]+) \\| ([0-9,]+)[^|]* \\| [^|]+ \\| \\d\\.\\d+ \\|");

    /** The summary in chapter 1. */
    private static final Map<String, Long> LIMITS = new TreeMap<>(Map.ofEntries(
            Map.entry("tick", Stamp.MAX_TICK),
            Map.entry("peer identifier", (long) Source.MAX_PEER),
            Map.entry("incarnation", Long.MAX_VALUE),
            Map.entry("seq", Long.MAX_VALUE),
            Map.entry("event type", (long) Integer.MAX_VALUE),
            Map.entry("payload", (long) Payload.MAX_SIZE),
            Map.entry("application id", 64L),
            Map.entry("state size", (long) Simulation.MAX_STATE_SIZE),
            Map.entry("FPS", (long) Config.MAX_FPS),
            Map.entry("Δ", (long) Config.MAX_DELTA),
            Map.entry("greatest lead, by default", Limit.LEAD.standard()),
            Map.entry("sources in a session", (long) Versions.MAX_SOURCES),
            Map.entry("local events that wait", (long) Peer.MAX_QUEUED),
            Map.entry("waiting for the first link, by default", Config.DEFAULT_JOIN_NANOS / 1_000_000),
            Map.entry("travel", Config.MAX_TRAVEL_NANOS / 1_000_000),
            Map.entry("closing a gap", Clock.CATCH_UP_NANOS / 1_000_000),
            Map.entry("time between SYNCs", Peer.SYNC_NANOS / 1_000_000),
            Map.entry("live links of a peer", Limit.LINKS.standard()),
            Map.entry("live links to strangers", Limit.STRANGERS.standard()),
            Map.entry("connections of neighbours that greet", Limit.GREETING.standard()),
            Map.entry("connections that wait for BYE to be read", Limit.CLOSING.standard()),
            Map.entry("from connecting until the link is live", Limit.HELLO_MILLIS.standard()),
            Map.entry("silence of a neighbour", Limit.SILENCE_MILLIS.standard()),
            Map.entry("neighbour that doesn't read", Limit.STALL_MILLIS.standard()),
            Map.entry("messages that wait for a neighbour", Limit.WAITING_MESSAGES.standard()),
            Map.entry("reading BYE", Limit.BYE_MILLIS.standard()),
            Map.entry("frames read of a neighbour, in the long run", Limit.FRAMES_PER_SECOND.standard()),
            Map.entry("frames more at once", Limit.FRAMES_AT_ONCE.standard()),
            Map.entry("bytes read of a neighbour, in the long run", Limit.BYTES_PER_SECOND.standard()),
            Map.entry("bytes more at once", Limit.BYTES_AT_ONCE.standard()),
            Map.entry("events of a session, by default", Limit.EVENT_BYTES.standard()),
            Map.entry(
                    "new sources that strangers of one machine bring, in the long run",
                    Limit.SOURCES_PER_SECOND.standard()),
            Map.entry("new sources more at once", Limit.SOURCES_AT_ONCE.standard()),
            Map.entry(
                    "ticks that strangers of one machine make be simulated again, in the long run",
                    Limit.REPLAYED_PER_SECOND.standard()),
            Map.entry("ticks more at once", Limit.REPLAYED_AT_ONCE.standard()),
            Map.entry("replay that doesn't count", Limit.DEEP_TICKS.standard()),
            Map.entry(
                    "ticks that those of one machine who dialled take a clock ahead, in the long run",
                    Limit.LEAD_PER_SECOND.standard()),
            Map.entry("ticks of lead at once", Limit.LEAD_AT_ONCE.standard()),
            Map.entry("first wait before dialling again", Limit.FIRST_RETRY_MILLIS.standard()),
            Map.entry("longest wait before dialling again", Limit.LAST_RETRY_MILLIS.standard()),
            Map.entry("frame, its length included", (long) Wire.MAX_FRAME_SIZE),
            Map.entry("events in a frame", (long) Wire.MAX_EVENTS_PER_FRAME),
            Map.entry("extensions in a HELLO", (long) Extension.MAX_COUNT),
            Map.entry("name of an extension", (long) Extension.MAX_NAME),
            Map.entry("content of an extension", (long) Payload.MAX_SIZE),
            Map.entry("promise of a peer", Peer.SYNC_NANOS / 1_000_000),
            Map.entry("closed sources", (long) Versions.MAX_SOURCES),
            Map.entry("between two declarations", Peer.DECLARE_NANOS / 1_000_000),
            Map.entry("between two checkpoints", Peer.CHECKPOINT_SECONDS * 1_000),
            Map.entry("own hashes that a peer remembers", (long) Peer.CHECKPOINTS_KEPT),
            Map.entry("bytes of a state in a frame", (long) Wire.MAX_STATE_BYTES_PER_FRAME),
            Map.entry("text of BYE", (long) Message.Bye.MAX_TEXT)));

    // ---- the tests ----

    /**
     * The digest of chapter 2 (spec 2.15), the frames of chapter 7 (spec 7.1, 7.2, 7.5, 7.6, 7.7, 7.8, 7.13, 7.14, 7.19, 7.23, 7.24, 7.25, 7.26, 7.27),
     * the hashes and states of chapter 4 (spec 4.16, 4.19, 4.20).
     */
    @TestFactory
    Stream<DynamicTest> hexExamples() {
        return blocks("hex").map(block -> DynamicTest.dynamicTest(block.where(), () -> checkHex(block)));
    }

    /** The ticks of chapter 5 (spec 5.2, 5.3). */
    @TestFactory
    Stream<DynamicTest> clockExamples() {
        return blocks("clock").map(block -> DynamicTest.dynamicTest(block.where(), () -> checkClock(block)));
    }

    @Test
    void thereAreExamplesOfEverything() {
        List<String> statements =
                blocks("hex").map(block -> block.statement().get(0)).toList();
        for (Class<?> kind : Message.class.getPermittedSubclasses()) {
            String start = "frame " + kind.getSimpleName().toUpperCase(java.util.Locale.ROOT);
            assertTrue(statements.stream().anyMatch(s -> s.startsWith(start)), start);
        }
        for (String start :
                List.of("digest", "hash", "state chain/1", "state rectangle/1", "bad VIOLATION", "bad INCOMPATIBLE")) {
            assertTrue(statements.stream().anyMatch(s -> s.startsWith(start)), start);
        }
        assertTrue(blocks("clock").count() >= 5);
    }

    @Test
    void theSummaryOfLimitsIsRight() {
        Map<String, Long> stated = new TreeMap<>();
        for (String line : read(SPEC.resolve("1-terms.md")).lines().toList()) {
            Matcher limit = LIMIT.matcher(line);
            if (limit.matches()) {
                stated.put(limit.group(1), Long.parseLong(limit.group(2).replace(",", "")));
            }
        }
        assertEquals(LIMITS, stated);
    }

    // ---- hex ----

    private static void checkHex(Block block) {
        String first = block.statement().get(0);
        if (first.startsWith("frame ")) {
            checkFrame(block);
        } else if (first.startsWith("bad ")) {
            Decoded.Bad bad = assertInstanceOf(Decoded.Bad.class, Wire.decode(block.bytes()));
            assertEquals(first, "bad " + bad.reason(), bad.what());
        } else if (first.equals("digest")) {
            checkDigest(block);
        } else if (first.startsWith("hash ")) {
            assertEquals(first, "hash " + hex(StateHash.of(block.code().isEmpty() ? new byte[0] : block.bytes())));
        } else if (first.startsWith("state chain/1 ")) {
            checkState(block, new Chain());
        } else {
            checkState(block, new Rectangle());
        }
    }

    private static void checkFrame(Block block) {
        Decoded.Ok ok = assertInstanceOf(Decoded.Ok.class, Wire.decode(block.bytes()));
        assertEquals(String.join("\n", block.statement()), "frame " + described(ok.message()));
        assertArrayEquals(block.bytes(), Wire.frame(ok.message()));
    }

    private static String described(Message message) {
        if (message instanceof Message.Hello hello) {
            return "HELLO application=" + hello.application() + " fps=" + hello.fps() + " state-size="
                    + hello.stateSize() + " peer=" + hello.self().peer() + " incarnation="
                    + hello.self().incarnation() + " clock=" + hello.clock() + known(hello.versions()) + offered(hello);
        }
        if (message instanceof Message.Events events) {
            return "EVENTS clock=" + events.clock()
                    + events.events().stream()
                            .map(event -> "\nevent " + event.stamp() + " type="
                                    + event.event().type() + " payload="
                                    + event.event().payload().toHex())
                            .collect(Collectors.joining());
        }
        if (message instanceof Message.Sync sync) {
            return "SYNC clock=" + sync.clock()
                    + sync.timing().map(SpecExamplesTest::told).orElse("");
        }
        if (message instanceof Message.Promises promises) {
            return "PROMISES"
                    + promises.bySource().entrySet().stream()
                            .map(made -> "\npromise " + made.getKey() + " tick="
                                    + made.getValue().tick() + " seq="
                                    + made.getValue().seq())
                            .collect(Collectors.joining());
        }
        if (message instanceof Message.Declaration declaration) {
            return "DECLARATION since=" + declaration.since() + " tick=" + declaration.tick()
                    + declaration.keeper().map(keeper -> " keeper=" + keeper).orElse("")
                    + declaration.counts().entrySet().stream()
                            .map(counted -> "\ncount " + counted.getKey() + "#" + counted.getValue())
                            .collect(Collectors.joining());
        }
        if (message instanceof Message.Checkpoint checkpoint) {
            return "CHECKPOINT tick=" + checkpoint.tick() + " hash=" + hex(checkpoint.hash());
        }
        if (message instanceof Message.Snapshot snapshot) {
            return "SNAPSHOT tick=" + snapshot.tick() + " keeper=" + snapshot.keeper() + " size=" + snapshot.size()
                    + " hash=" + hex(snapshot.hash()) + known(snapshot.versions());
        }
        if (message instanceof Message.State state) {
            byte[] bytes = new byte[state.bytes().remaining()];
            state.bytes().get(bytes);
            return "STATE bytes=" + HexFormat.of().formatHex(bytes);
        }
        Message.Bye bye = (Message.Bye) message;
        return "BYE reason=" + bye.reason() + " text=" + bye.text();
    }

    private static String told(Timing timing) {
        Claim claim = timing.claim();
        return "\nsent=" + timing.sent() + " heard=" + timing.heard() + " held=" + timing.held() + " time="
                + timing.time()
                + "\nroot=" + claim.root() + " since=" + claim.since() + " pulse=" + claim.pulse() + " hops="
                + claim.hops() + " error=" + claim.error();
    }

    private static String known(Versions versions) {
        return versions.known().entrySet().stream()
                .map(known -> "\nknows " + known.getKey() + "#"
                        + known.getValue().seq() + " digest=" + known.getValue().digest())
                .collect(Collectors.joining());
    }

    private static String offered(Message.Hello hello) {
        return hello.extensions().stream()
                .map(extension -> "\noffers " + extension.name() + " required=" + (extension.isRequired() ? 1 : 0)
                        + " content=" + extension.content().toHex())
                .collect(Collectors.joining());
    }

    /** Of each of the stated events of a source: what is hashed, and the digest. */
    private static void checkDigest(Block block) {
        StringBuilder bytes = new StringBuilder();
        Timeline timeline = Timeline.EMPTY;
        Digest digest = Digest.NONE;
        for (String line : block.statement().subList(1, block.statement().size())) {
            StampedEvent event = event(line);
            timeline = timeline.insert(event);
            bytes.append(digest)
                    .append("%016x%08x".formatted(event.tick(), event.event().type()));
            digest = timeline.versions().known().get(event.source()).digest();
            bytes.append(event.event().payload().toHex()).append(digest);
        }
        assertEquals(bytes.toString(), HexFormat.of().formatHex(block.bytes()));
    }

    /** Folds the stated events by the real time machine. */
    private static <S> void checkState(Block block, Simulation<S> simulation) {
        Matcher stated = matched(STATE, block.statement().get(0));
        assertEquals(simulation.id(), stated.group(1));
        TimeMachine<S> machine = TimeMachine.start(simulation);
        for (String line : block.statement().subList(1, block.statement().size())) {
            machine = machine.insert(event(line));
        }
        S state = machine.advanceTo(Long.parseLong(stated.group(2)), (tick, s) -> {})
                .present()
                .state();
        assertArrayEquals(block.bytes(), simulation.bytes(state));
        assertEquals(stated.group(3), hex(simulation.hash(state)));
        assertEquals(state, simulation.decode(ByteBuffer.wrap(block.bytes())));
    }

    private static StampedEvent event(String line) {
        Matcher event = matched(EVENT, line);
        Source source = new Source(Integer.parseInt(event.group(2)), Long.parseLong(event.group(3)));
        Stamp stamp = new Stamp(Long.parseLong(event.group(1)), source, Long.parseLong(event.group(4)));
        byte[] payload = HexFormat.of().parseHex(event.group(6));
        return new StampedEvent(stamp, new Event(Integer.parseInt(event.group(5)), Payload.ofBytes(payload)));
    }

    // ---- clock ----

    private static void checkClock(Block block) {
        Matcher start = matched(START, block.code().get(0));
        Clock clock = PaperClock.startingAt(
                Long.parseLong(start.group(1)), Integer.parseInt(start.group(2)), Integer.parseInt(start.group(3)));
        for (String line : block.code().subList(1, block.code().size())) {
            if (line.startsWith("hear ")) {
                clock = clock.hear(Long.parseLong(line.substring("hear ".length())));
            } else {
                Matcher read = matched(READ, line);
                clock = clock.read(Long.parseLong(read.group(1)));
                assertEquals(Long.parseLong(read.group(2)), clock.tick(), line);
                assertEquals(read.group(3) == null ? 0 : Long.parseLong(read.group(3)), clock.gap(), line);
            }
        }
    }

    // ---- reading ----

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertTrue(matcher.matches(), () -> "\"" + line + "\" isn't of the form " + pattern);
        return matcher;
    }

    private static String hex(long hash) {
        return String.format("%016x", hash);
    }

    private static Stream<Block> blocks(String kind) {
        List<Block> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(SPEC)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".md")) {
                    blocks.addAll(Block.of(file.getFileName().toString(), read(file)));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return blocks.stream().filter(block -> block.kind().equals(kind));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("can't read " + file, e);
        }
    }
}
