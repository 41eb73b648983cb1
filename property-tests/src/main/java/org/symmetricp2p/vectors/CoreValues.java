package org.symmetricp2p.vectors;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.Arrival;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Identity;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.wire.Wire;

/** Reads values of the core from vectors: the inverse of {@link Json}, with the bounds of each field. */
final class CoreValues {

    private CoreValues() {}

    static Source source(Given in) {
        return new Source(in.smallInteger("peer", 0, Source.MAX_PEER), in.integer("incarnation", 0, Long.MAX_VALUE));
    }

    static Stamp stamp(Given in) {
        return new Stamp(in.integer("tick", 1, Stamp.MAX_TICK), source(in), in.integer("seq", 1, Long.MAX_VALUE));
    }

    static List<Stamp> stamps(Given in, String name) {
        return in.objects(name).stream().map(CoreValues::stamp).toList();
    }

    static Event event(Given in) {
        int type = in.smallInteger("type", Event.NEXT, Integer.MAX_VALUE);
        return new Event(type, Payload.ofBytes(in.bytes("payload", Payload.MAX_SIZE)));
    }

    static StampedEvent stampedEvent(Given in) {
        return new StampedEvent(stamp(in), event(in));
    }

    static List<StampedEvent> stampedEvents(Given in, String name) {
        return in.objects(name).stream().map(CoreValues::stampedEvent).toList();
    }

    static Versions versions(Given in, String name) {
        SortedMap<Source, Version> known = new TreeMap<>();
        for (Given entry : in.objects(name)) {
            if (known.put(source(entry), version(entry)) != null) {
                throw in.mistake(name, "has a source twice");
            }
        }
        return new Versions(known);
    }

    private static Version version(Given in) {
        byte[] digest = in.bytes("digest", Digest.SIZE);
        if (digest.length < Digest.SIZE) {
            throw in.mistake("digest", "must have " + Digest.SIZE + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new Version(in.integer("seq", 1, Long.MAX_VALUE), new Digest(bytes.getLong(), bytes.getLong()));
    }

    private static Extension extension(Given in) {
        return new Extension(
                in.text("name"),
                in.integer("required", 0, 1) == 1,
                Payload.ofBytes(in.bytes("content", Payload.MAX_SIZE)));
    }

    static Message message(Given in) {
        return switch (in.oneOf(
                "type",
                List.of(
                        "HELLO",
                        "EVENTS",
                        "SYNC",
                        "BYE",
                        "PROMISES",
                        "DECLARATION",
                        "CHECKPOINT",
                        "SNAPSHOT",
                        "STATE"))) {
            case "HELLO" -> hello(in);
            case "EVENTS" -> new Message.Events(clock(in), events(in));
            case "SYNC" ->
                new Message.Sync(
                        clock(in),
                        in.has("timing") ? Optional.of(timing(in.object("timing"))) : Optional.empty(),
                        in.has("arrivals")
                                ? in.objects("arrivals").stream()
                                        .map(CoreValues::arrival)
                                        .toList()
                                : List.of());
            case "PROMISES" -> promises(in);
            case "DECLARATION" -> declaration(in);
            case "CHECKPOINT" -> new Message.Checkpoint(in.integer("tick", 1, Stamp.MAX_TICK - 1), hash(in));
            case "SNAPSHOT" ->
                new Message.Snapshot(
                        in.integer("tick", 1, Stamp.MAX_TICK - 1),
                        source(in.object("keeper")),
                        in.smallInteger("size", 0, Simulation.MAX_STATE_SIZE),
                        hash(in),
                        versions(in, "versions"));
            case "STATE" -> new Message.State(ByteBuffer.wrap(in.bytes("bytes", Wire.MAX_FRAME_SIZE)));
            default -> bye(in);
        };
    }

    private static long hash(Given in) {
        return ByteBuffer.wrap(in.bytes("hash", Long.BYTES)).getLong();
    }

    private static Message.Hello hello(Given in) {
        return new Message.Hello(
                in.text("application"),
                in.smallInteger("fps", 1, Config.MAX_FPS),
                in.smallInteger("stateSize", 0, Simulation.MAX_STATE_SIZE),
                source(in),
                clock(in),
                versions(in, "versions"),
                in.objects("extensions").stream().map(CoreValues::extension).toList());
    }

    private static Message.Promises promises(Given in) {
        SortedMap<Source, Promise> made = new TreeMap<>();
        for (Given entry : in.objects("promises")) {
            long tick = entry.integer("tick", 1, Stamp.MAX_TICK);
            made.put(source(entry), new Promise(tick, entry.integer("seq", 0, Long.MAX_VALUE)));
        }
        return new Message.Promises(made);
    }

    private static Message.Declaration declaration(Given in) {
        SortedMap<Source, Long> counts = new TreeMap<>();
        for (Given entry : in.objects("counts")) {
            counts.put(source(entry), entry.integer("seq", 1, Long.MAX_VALUE));
        }
        return new Message.Declaration(
                in.integer("since", 0, Stamp.MAX_TICK - 1),
                in.integer("tick", 0, Stamp.MAX_TICK - 1),
                keeper(in),
                counts);
    }

    /** A source, or null. */
    private static Optional<Source> keeper(Given in) {
        return in.any("keeper").isNull() ? Optional.empty() : Optional.of(source(in.object("keeper")));
    }

    private static Arrival arrival(Given in) {
        Identity event = new Identity(source(in), in.integer("seq", 1, Long.MAX_VALUE));
        return new Arrival(event, in.integer("tick", 0, Stamp.MAX_TICK));
    }

    private static Adaptive adaptive(Given in) {
        int least = in.smallInteger("least", 1, Config.MAX_DELTA);
        return new Adaptive(
                least,
                in.smallInteger("most", least, Config.MAX_DELTA),
                in.smallInteger("share", 1, Adaptive.MAX_LATE_PERCENT));
    }

    private static Settling settling(Given in) {
        return new Settling(
                keeper(in),
                in.integer("silenceNanos", 1, Settling.FOR_EVER),
                in.oneOf("again", List.of("true", "false")).equals("true"),
                Settling.KEEP_ALL);
    }

    private static Timing timing(Given in) {
        Claim claim = new Claim(
                source(in.object("root")),
                in.integer("since", 0, Timing.MAX_TIME),
                in.integer("pulse", 0, Timing.MAX_TIME),
                in.smallInteger("hops", 0, Claim.MAX_HOPS),
                in.integer("error", 0, Timing.MAX_TIME));
        return new Timing(
                in.integer("sent", 1, Timing.MAX_LOCAL),
                in.integer("heard", 0, Timing.MAX_LOCAL),
                in.integer("held", 0, Timing.MAX_LOCAL),
                in.integer("time", 0, Timing.MAX_TIME),
                claim);
    }

    static Message.Bye bye(Given in) {
        return new Message.Bye(reason(in), in.text("text"));
    }

    private static List<StampedEvent> events(Given in) {
        List<StampedEvent> events = stampedEvents(in, "events");
        if (events.isEmpty()) {
            throw in.mistake("events", "must not be empty");
        }
        return events;
    }

    private static long clock(Given in) {
        return in.integer("clock", 0, Stamp.MAX_TICK);
    }

    private static Message.Reason reason(Given in) {
        List<String> names =
                Stream.of(Message.Reason.values()).map(Message.Reason::name).toList();
        return Message.Reason.valueOf(in.oneOf("reason", names));
    }

    /** The rules of the application with an id that the laboratory knows. */
    static Simulation<?> application(Given in) {
        List<String> ids = Applications.ALL.stream()
                .map(application -> application.simulation().id())
                .toList();
        return application(in.oneOf("application", ids));
    }

    static Simulation<?> application(String id) {
        return Applications.ALL.stream()
                .map(Application::simulation)
                .filter(simulation -> simulation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What is fixed for the life of a peer: the application is read by itself. */
    static Config config(Given in) {
        Config config = Config.of(source(in))
                .withFps(in.smallInteger("fps", 1, Config.MAX_FPS))
                .withDelta(in.smallInteger("delta", 1, Config.MAX_DELTA))
                .withTravelNanos(in.integer("travelLimitNanos", 0, Config.MAX_TRAVEL_NANOS))
                .withJoinNanos(in.integer("patienceNanos", 0, Config.MAX_JOIN_NANOS))
                .withMaxLead(in.integer("maxLead", 1, Stamp.MAX_TICK))
                .withClock(clockKind(in));
        if (in.has("maxEventBytes")) {
            config = config.withMaxEventBytes(in.integer("maxEventBytes", 0, Long.MAX_VALUE));
        }
        if (in.has("adaptive")) {
            config = config.withAdaptive(adaptive(in.object("adaptive")));
        }
        return in.has("settling") ? config.withSettling(settling(in.object("settling"))) : config;
    }

    private static ClockKind clockKind(Given in) {
        List<String> names = Stream.of(ClockKind.values()).map(PeerJson::clock).toList();
        return in.has("clock") ? ClockKind.values()[names.indexOf(in.oneOf("clock", names))] : ClockKind.PAPER;
    }

    static Input input(Given in) {
        return switch (in.text("input")) {
            case "read" -> new Input.ClockRead(nanos(in));
            case "local" -> new Input.LocalEvent(event(in.object("event")));
            case "linkUp" -> new Input.LinkUp(link(in), expected(in));
            case "leaving" -> new Input.Leaving();
            case "linkDown" -> new Input.LinkDown(link(in));
            case "received" ->
                in.has("nanos")
                        ? new Input.Received(link(in), message(in.object("message")), nanos(in))
                        : new Input.Received(link(in), message(in.object("message")));
            default -> throw in.mistake("input", "is no input");
        };
    }

    private static long nanos(Given in) {
        return in.integer("nanos", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2); // so that no difference overflows
    }

    /** The peer that should be at the other end of a link, if that is known. */
    static OptionalInt expected(Given in) {
        return in.any("expected").isNull()
                ? OptionalInt.empty()
                : OptionalInt.of(in.smallInteger("expected", 0, Source.MAX_PEER));
    }

    private static LinkId link(Given in) {
        return new LinkId(in.integer("link", 0, Long.MAX_VALUE));
    }
}
