package org.symmetricp2p.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.check.reference.Draw;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Wire;

/**
 * The frames that neighbours send to a peer: right ones, frames of before again, whoever sent them, also those of the peer
 * itself, changed ones, and any bytes.
 */
final class Speech {

    /** Two with lower identifiers than the peer, which is 5, two higher, one of them twice, and the peer in another life. */
    static final List<Source> NEIGHBOURS = List.of(
            new Source(3, 1), new Source(4, 1), new Source(6, 1), new Source(6, 2), new Source(7, 1), new Source(5, 2));

    private static final int MAX_KEPT = 64; // so that one byte chooses

    private final Draw draw;
    private final Simulation<?> simulation;
    private final List<byte[]> frames = new ArrayList<>();

    Speech(Draw draw, Simulation<?> simulation) {
        this.draw = draw;
        this.simulation = simulation;
    }

    /** The peer has sent a frame. */
    void heard(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.duplicate().get(bytes);
        keep(bytes);
    }

    private void keep(byte[] frame) {
        if (frames.size() == MAX_KEPT) {
            frames.remove(0);
        }
        frames.add(frame);
    }

    /** What a neighbour sends next to a peer. */
    byte[] next(Peer<?> peer) {
        byte[] made = Wire.frame(message(peer));
        keep(made);
        return switch (draw.below(8)) {
            case 0 -> draw.of(frames);
            case 1 -> changed(draw.of(frames).clone());
            case 2 -> bytes(draw.below(64));
            default -> made;
        };
    }

    private byte[] changed(byte[] frame) {
        if (draw.onceIn(4)) {
            return Arrays.copyOf(frame, draw.below(256));
        }
        for (int i = draw.below(4); i >= 0; i--) {
            frame[draw.below(Math.min(256, frame.length))] = (byte) draw.below(256);
        }
        return frame;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) draw.below(256);
        }
        return bytes;
    }

    private Message message(Peer<?> peer) {
        return switch (draw.below(8)) {
            case 0, 1 -> hello(peer);
            case 2 -> new Message.Sync(clock(peer));
            case 3 -> draw.onceIn(4) ? new Message.Bye(draw.of(List.of(Message.Reason.values())), "bye") : hello(peer);
            default -> events(peer);
        };
    }

    private Message.Hello hello(Peer<?> peer) {
        return new Message.Hello(
                draw.below(16) > 0 ? simulation.id() : "another",
                peer.config().fps(),
                simulation.stateSize(),
                draw.of(NEIGHBOURS),
                clock(peer),
                versions(peer),
                draw.below(16) > 0
                        ? List.of()
                        : List.of(new Extension("later", draw.below(4) == 0, Payload.ofBytes(bytes(draw.below(20))))));
    }

    /** Something of what the peer knows, and an event or two more of some sources; now and then another event than it knows. */
    private Versions versions(Peer<?> peer) {
        SortedMap<Source, Version> known = new TreeMap<>();
        peer.timeline().versions().known().forEach((source, version) -> {
            long said = version.seq() + draw.from(-2, 1);
            if (said > 0) {
                Digest digest = draw.below(32) > 0 ? right(peer, source, said) : new Digest(draw.below(3), said);
                known.put(source, new Version(said, digest));
            }
        });
        return new Versions(known);
    }

    /** Of a seq that the peer doesn't know, anything is. */
    private static Digest right(Peer<?> peer, Source source, long seq) {
        Timeline timeline = Timeline.EMPTY;
        for (StampedEvent event : peer.timeline().events()) {
            boolean isIn = event.source().equals(source) && event.seq() <= seq;
            timeline = isIn ? timeline.insert(event) : timeline;
        }
        return timeline.versions()
                .known()
                .getOrDefault(source, new Version(1, Digest.NONE))
                .digest();
    }

    /** Near the peer's own, or any. */
    private long clock(Peer<?> peer) {
        return draw.onceIn(16)
                ? (long) draw.below(1 << 16) << draw.below(25)
                : Math.max(0, peer.tick() + draw.from(-20, 20));
    }

    // ---- EVENTS ----

    private Message.Events events(Peer<?> peer) {
        SortedMap<Stamp, StampedEvent> events = new TreeMap<>();
        for (int i = draw.below(4); i >= 0; i--) {
            StampedEvent event = draw.onceIn(8) ? any(peer) : following(peer, draw.of(NEIGHBOURS), events);
            events.put(event.stamp(), event);
        }
        return new Message.Events(clock(peer), List.copyOf(events.values()));
    }

    /** The next event of a source, after what the peer knows of it and what was said of it just now. */
    private StampedEvent following(Peer<?> peer, Source source, SortedMap<Stamp, StampedEvent> said) {
        Optional<Stamp> last = peer.timeline().latestOf(source).map(StampedEvent::stamp);
        for (Stamp stamp : said.keySet()) {
            last = stamp.source().equals(source) ? Optional.of(stamp) : last;
        }
        return event(Stamp.next(source, last, tick(peer)).orElseThrow());
    }

    private StampedEvent any(Peer<?> peer) {
        Source source = draw.onceIn(4) ? peer.config().self() : draw.of(NEIGHBOURS);
        return event(new Stamp(tick(peer), source, 1 + draw.below(16)));
    }

    /** Late or punctual. */
    private long tick(Peer<?> peer) {
        return Math.max(1, peer.tick() + draw.from(-24, 7));
    }

    private StampedEvent event(Stamp stamp) {
        return new StampedEvent(stamp, Event.of(Event.NEXT + draw.below(2), draw.below(8)));
    }
}
