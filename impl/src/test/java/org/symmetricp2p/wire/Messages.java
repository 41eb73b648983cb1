package org.symmetricp2p.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Arrival;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Identity;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** Any messages at all, with every field from its lowest to its highest value. */
final class Messages {

    private static final int MANY_EVENTS = 3 * Wire.MAX_EVENTS_PER_FRAME;

    private Messages() {}

    static Arbitrary<Message> any() {
        return Arbitraries.oneOf(
                hellos(), events(), syncs(), byes(), promises(), declarations(), checkpoints(), snapshots(), states());
    }

    private static Arbitrary<Message> hellos() {
        return Combinators.combine(
                        ascii().ofMinLength(1).ofMaxLength(64),
                        Arbitraries.integers().between(1, Config.MAX_FPS),
                        Arbitraries.integers().between(0, Simulation.MAX_STATE_SIZE),
                        sources(),
                        ticks(0),
                        versions(),
                        extensions())
                .as(Message.Hello::new);
    }

    private static Arbitrary<List<Extension>> extensions() {
        Arbitrary<String> names = ascii().ofMinLength(1).ofMaxLength(Extension.MAX_NAME);
        return Arbitraries.maps(
                        names,
                        Combinators.combine(Arbitraries.of(true, false), payloads())
                                .as(Map::entry))
                .ofMaxSize(Extension.MAX_COUNT)
                .map(extensions -> new TreeMap<>(extensions)
                        .entrySet().stream()
                                .map(e -> new Extension(
                                        e.getKey(),
                                        e.getValue().getKey(),
                                        e.getValue().getValue()))
                                .toList());
    }

    private static Arbitrary<Versions> versions() {
        Arbitrary<Digest> digests =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Digest::new);
        Arbitrary<Version> known = Combinators.combine(seqs(), digests).as(Version::new);
        return Arbitraries.maps(sources(), known).ofMaxSize(50).map(all -> new Versions(new TreeMap<>(all)));
    }

    private static Arbitrary<Message> events() {
        Arbitrary<Map<Stamp, Event>> maps =
                Arbitraries.maps(stamps(), event()).ofMinSize(1).ofMaxSize(MANY_EVENTS);
        return Combinators.combine(ticks(0), maps).as((clock, events) -> new Message.Events(clock, inOrder(events)));
    }

    private static List<StampedEvent> inOrder(Map<Stamp, Event> events) {
        return new TreeMap<>(events)
                .entrySet().stream()
                        .map(entry -> new StampedEvent(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private static Arbitrary<Event> event() {
        return Combinators.combine(Arbitraries.integers().between(Event.NEXT, Integer.MAX_VALUE), payloads())
                .as(Event::new);
    }

    private static Arbitrary<Payload> payloads() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(Payload.MAX_SIZE)
                .map(Payload::ofBytes);
    }

    private static Arbitrary<Message> syncs() {
        return Combinators.combine(ticks(0), timings().optional(), arrivals()).as(Message.Sync::new);
    }

    private static Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<Identity> events = Combinators.combine(sources(), seqs()).as(Identity::new);
        return Arbitraries.maps(events, ticks(0))
                .ofMaxSize(5)
                .map(all -> new TreeMap<>(all)
                        .entrySet().stream()
                                .map(entry -> new Arrival(entry.getKey(), entry.getValue()))
                                .toList());
    }

    private static Arbitrary<Timing> timings() {
        Arbitrary<Long> locals = Arbitraries.longs().between(0, Timing.MAX_LOCAL);
        Arbitrary<Long> times = Arbitraries.longs().between(0, Timing.MAX_TIME);
        Arbitrary<Integer> hops = Arbitraries.integers().between(0, Claim.MAX_HOPS);
        Arbitrary<Claim> claims =
                Combinators.combine(sources(), times, times, hops, times).as(Claim::new);
        Arbitrary<Long> sent = Arbitraries.longs().between(1, Timing.MAX_LOCAL);
        return Combinators.combine(sent, locals, locals, times, claims).as(Timing::new);
    }

    private static Arbitrary<Message> byes() {
        return Combinators.combine(Arbitraries.of(Message.Reason.class), ascii().ofMaxLength(Message.Bye.MAX_TEXT))
                .as(Message.Bye::new);
    }

    private static Arbitrary<Message> promises() {
        Arbitrary<Long> seqs = Arbitraries.longs().between(0, Long.MAX_VALUE);
        Arbitrary<Promise> promises = Combinators.combine(ticks(1), seqs).as(Promise::new);
        return Arbitraries.maps(sources(), promises)
                .ofMinSize(1)
                .ofMaxSize(50)
                .map(all -> new Message.Promises(new TreeMap<>(all)));
    }

    private static Arbitrary<Message> declarations() {
        Arbitrary<Long> ticks = Arbitraries.longs().between(0, Stamp.MAX_TICK - 1);
        return Combinators.combine(
                        ticks,
                        ticks,
                        sources(),
                        Arbitraries.maps(sources(), seqs()).ofMaxSize(50))
                .as(Messages::declaration);
    }

    private static Message declaration(long a, long b, Source keeper, Map<Source, Long> counts) {
        long since = a == b ? 0 : Math.min(a, b);
        long tick = Math.max(a, b);
        return new Message.Declaration(
                since,
                tick,
                since == 0 ? Optional.of(keeper) : Optional.empty(),
                new TreeMap<>(tick == 0 ? Map.of() : counts));
    }

    private static Arbitrary<Message> checkpoints() {
        return Combinators.combine(Arbitraries.longs().between(1, Stamp.MAX_TICK - 1), Arbitraries.longs())
                .as(Message.Checkpoint::new);
    }

    private static Arbitrary<Message> snapshots() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, Stamp.MAX_TICK - 1),
                        sources(),
                        Arbitraries.integers().between(0, Simulation.MAX_STATE_SIZE),
                        Arbitraries.longs(),
                        versions())
                .as(Message.Snapshot::new);
    }

    private static Arbitrary<Message> states() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(100)
                .map(bytes -> new Message.State(ByteBuffer.wrap(bytes)));
    }

    private static StringArbitrary ascii() {
        return Arbitraries.strings().withCharRange(' ', '~');
    }

    private static Arbitrary<Stamp> stamps() {
        return Combinators.combine(ticks(1), sources(), seqs()).as(Stamp::new);
    }

    private static Arbitrary<Source> sources() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, Source.MAX_PEER),
                        Arbitraries.longs().between(0, Long.MAX_VALUE))
                .as(Source::new);
    }

    private static Arbitrary<Long> ticks(long first) {
        return Arbitraries.longs().between(first, Stamp.MAX_TICK);
    }

    private static Arbitrary<Long> seqs() {
        return Arbitraries.longs().between(1, Long.MAX_VALUE);
    }
}
