package org.symmetricp2p.sim;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.sim.Fate.Attack;
import org.symmetricp2p.sim.Fate.How;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * What hostile machines send in place of what their peers write, by the {@link Attack}s of a scenario. A peer itself doesn't
 * know that its machine is hostile: so it, too, has to keep all rules, whatever its neighbours make of what they read.
 */
final class Forgery {

    private static final long FALSE_LIVES = 1_000_000; // incarnations that no peer has
    private static final long SECOND = 1_000_000; // in microseconds
    private static final int FORGED = 3; // the type of an event that nobody issued

    private static final long PAUSE_MICROS = 100_000; // a busy peer doesn't make its machine worse

    private record Way(int from, Line line) {}

    private final List<Attack> attacks;
    private final long healMicros;
    private final Map<Line, Integer> lines = new HashMap<>(); // numbered as they come; looked up only
    private final Map<Source, Long> seqs = new HashMap<>(); // of false sources; looked up only
    private final Map<Way, Long> nextMicros = new HashMap<>(); // when something may be added again; looked up only
    private long sources;

    Forgery(Scenario scenario) {
        this.attacks = scenario.attacks();
        this.healMicros = scenario.healMicros();
    }

    /** What arrives where a peer writes a frame: first what it has become, then what is added to it. */
    List<byte[]> instead(Host<?> host, Line line, byte[] frame, long now) {
        if (attacks.isEmpty()) {
            return List.of(frame); // mostly
        }
        List<Attack> on = attacks.stream()
                .filter(attack -> attack.peer() == host.id() && attack.isOnAt(now) && now < healMicros)
                .toList();
        if (on.isEmpty()) {
            return List.of(frame);
        }
        List<byte[]> frames = new ArrayList<>(List.of(frame));
        on.forEach(attack -> frames.set(0, changed(attack, host.peer(), line, frames.get(0))));
        if (isOnLiveLink(frame) && now >= nextMicros.getOrDefault(new Way(host.id(), line), 0L)) {
            nextMicros.put(new Way(host.id(), line), now + PAUSE_MICROS);
            on.forEach(attack -> frames.addAll(added(attack, host.peer(), line)));
        }
        return frames;
    }

    /** Whether a neighbour may be told events now: after HELLO and the history. */
    private static boolean isOnLiveLink(byte[] frame) {
        Message message = read(frame).orElseThrow();
        return message instanceof Message.Sync || message instanceof Message.Events;
    }

    private static Optional<Message> read(byte[] frame) {
        return Wire.decode(frame) instanceof Decoded.Ok ok ? Optional.of(ok.message()) : Optional.empty();
    }

    // ---- what is changed ----

    private byte[] changed(Attack attack, Peer<?> peer, Line line, byte[] frame) {
        Optional<Message> message = read(frame);
        if (message.isEmpty()) {
            return frame; // it was changed already
        } else if (attack.how() == How.GARBAGE) {
            return garbage(frame, attack.number());
        } else if (message.get() instanceof Message.Hello hello) {
            return Wire.frame(changed(attack, peer, hello));
        } else if (message.get() instanceof Message.Sync sync && attack.how() == How.CLOCK_BOMB) {
            return Wire.frame(changed(attack, peer, sync));
        } else if (message.get() instanceof Message.Events events) {
            return Wire.frame(changed(attack, line, events));
        }
        return frame;
    }

    private static Message changed(Attack attack, Peer<?> peer, Message.Hello hello) {
        long clock = attack.how() == How.CLOCK_BOMB ? ahead(hello.clock(), attack) : hello.clock();
        Source self = attack.how() == How.IMPERSONATE ? lifeOf((int) attack.number(), peer) : hello.self();
        return new Message.Hello(
                hello.application(), hello.fps(), hello.stateSize(), self, clock, hello.versions(), hello.extensions());
    }

    /** With a rooted clock, whose time isn't that of its ticks alone, the time is false as well; and so is the pulse, or nobody would follow it. */
    private static Message changed(Attack attack, Peer<?> peer, Message.Sync sync) {
        long micros = attack.number() * SECOND / peer.config().fps();
        return new Message.Sync(ahead(sync.clock(), attack), sync.timing().map(timing -> ahead(timing, micros)));
    }

    private static Timing ahead(Timing timing, long micros) {
        Claim claim = timing.claim();
        long pulse = Math.min(Timing.MAX_TIME, claim.pulse() + micros);
        return new Timing(
                timing.sent(),
                timing.heard(),
                timing.held(),
                Math.min(Timing.MAX_TIME, timing.time() + micros),
                new Claim(claim.root(), claim.since(), pulse, claim.hops(), claim.error()));
    }

    private static Message changed(Attack attack, Line line, Message.Events events) {
        if (attack.how() == How.CLOCK_BOMB) {
            return new Message.Events(ahead(events.clock(), attack), events.events());
        }
        boolean isOther = attack.how() == How.EQUIVOCATE && line.other(attack.peer()) == attack.number();
        return !isOther
                ? events
                : new Message.Events(
                        events.clock(),
                        events.events().stream()
                                .map(event -> event.source().peer() == attack.peer() ? another(event) : event)
                                .toList());
    }

    private static StampedEvent another(StampedEvent event) {
        return new StampedEvent(event.stamp(), Event.of(FORGED, 0));
    }

    private static long ahead(long clock, Attack attack) {
        return Math.min(Stamp.MAX_TICK, clock + attack.number());
    }

    /** The latest life of a peer of which the liar knows an event. */
    private static Source lifeOf(int id, Peer<?> peer) {
        return peer.timeline().versions().known().keySet().stream()
                .filter(source -> source.peer() == id)
                .reduce((earlier, later) -> later)
                .orElse(new Source(id, World.hostileIncarnation(1)));
    }

    /** A flipped bit; or if that makes another message, or none would be flipped, the beginning of the frame. */
    private static byte[] garbage(byte[] frame, long number) {
        byte[] bytes = frame.clone();
        int body = bytes.length - Integer.BYTES;
        int bit = (int) (number % (Byte.SIZE * (long) body));
        bytes[Integer.BYTES + bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        if (read(bytes).isEmpty()) {
            return bytes;
        }
        return ByteBuffer.wrap(Arrays.copyOf(frame, frame.length - 1))
                .putInt(0, body - 1)
                .array();
    }

    // ---- what is added ----

    private List<byte[]> added(Attack attack, Peer<?> peer, Line line) {
        List<StampedEvent> events = switch (attack.how()) {
            case FORGE -> forged((int) attack.number(), peer);
            case SOURCES -> ofNewSources((int) attack.number(), attack.peer(), peer);
            case PAYLOADS -> payloads((int) attack.number(), attack.peer(), peer, line);
            case DEEP -> List.of(next(ownOf(attack.peer(), line, How.DEEP), peer.tick() - attack.number(), small()));
            default -> List.of();
        };
        return events.stream()
                .map(event -> Wire.frame(new Message.Events(peer.tick(), List.of(event))))
                .toList();
    }

    /** The same over each link, for as long as the liar doesn't hear of another one. */
    private static List<StampedEvent> forged(int id, Peer<?> peer) {
        Source whose = lifeOf(id, peer);
        Optional<StampedEvent> last = peer.timeline().latestOf(whose);
        long tick = last.map(StampedEvent::tick).orElse(0L) + 1;
        long seq = last.map(StampedEvent::seq).orElse(0L) + 1;
        return List.of(new StampedEvent(new Stamp(tick, whose, seq), small()));
    }

    private List<StampedEvent> ofNewSources(int count, int id, Peer<?> peer) {
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(next(new Source(id, FALSE_LIVES + ++sources), peer.tick() + 1, small()));
        }
        return events;
    }

    private List<StampedEvent> payloads(int count, int id, Peer<?> peer, Line line) {
        List<StampedEvent> events = new ArrayList<>();
        Event event = new Event(FORGED, Payload.ofBytes(new byte[Payload.MAX_SIZE]));
        for (int i = 0; i < count; i++) {
            events.add(next(ownOf(id, line, How.PAYLOADS), peer.tick() + 1, event));
        }
        return events;
    }

    /** A source for one line, so that each neighbour is told a story of its own that is in order. */
    private Source ownOf(int id, Line line, How how) {
        int number = lines.computeIfAbsent(line, key -> lines.size() + 1);
        return new Source(id, (2L + how.ordinal()) * FALSE_LIVES + number);
    }

    private StampedEvent next(Source source, long tick, Event event) {
        return new StampedEvent(new Stamp(Math.max(1, tick), source, seqs.merge(source, 1L, Long::sum)), event);
    }

    private static Event small() {
        return Event.of(FORGED, 0);
    }
}
