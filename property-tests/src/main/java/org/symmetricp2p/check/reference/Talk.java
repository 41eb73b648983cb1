package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;

/** Draws what neighbours say: mostly what correct ones could, often with something wrong, and now and then with more. */
final class Talk {

    private static final List<Source> SOURCES = List.of(
            new Source(0, 1),
            new Source(1, 1),
            new Source(1, 2),
            new Source(2, 1),
            new Source(2, 5),
            new Source(3, 1),
            new Source(4, 0),
            new Source(4, 2),
            new Source(5, 9));

    private final Draw draw;
    private final ReferencePeer peer;
    private final Config config;

    Talk(Draw draw, ReferencePeer peer) {
        this.draw = draw;
        this.peer = peer;
        this.config = peer.config();
    }

    Message message() {
        int kind = draw.below(20);
        if (kind < 3) {
            return new Message.Sync(clock());
        } else if (kind < 4) {
            return new Message.Bye(draw.of(List.of(Message.Reason.values())), "bye");
        } else if (kind < 5 && draw.onceIn(3)) {
            return hello(draw.of(SOURCES), draw.onceIn(2));
        }
        return events();
    }

    // ---- HELLO ----

    Message.Hello hello(ReferenceLink link) {
        boolean right = link.expected().isPresent() && !draw.onceIn(8);
        int peerId = right ? link.expected().getAsInt() : draw.below(6);
        List<Source> lives = SOURCES.stream().filter(s -> s.peer() == peerId).toList();
        return hello(draw.of(lives), draw.onceIn(4));
    }

    /** What a sender says, or if it is wrong, mostly with one or two flaws. */
    private Message.Hello hello(Source sender, boolean wrong) {
        return new Message.Hello(
                flaw(wrong) ? "other/1" : "chain/1",
                flaw(wrong) ? 99 : config.fps(),
                flaw(wrong) ? 17 : 16,
                flaw(wrong) ? new Source(config.self().peer(), draw.from(1, 4)) : sender,
                flaw(wrong) ? mostBelieved() + draw.from(0, 2) : clock(),
                versions(flaw(wrong), flaw(wrong)),
                extensions(flaw(wrong)));
    }

    private boolean flaw(boolean wrong) {
        return wrong && draw.onceIn(4);
    }

    private List<Extension> extensions(boolean required) {
        if (!required && !draw.onceIn(4)) {
            return List.of();
        }
        Extension one = new Extension("later", required, Payload.ofInts(draw.below(3)));
        return draw.onceIn(2) ? List.of(one) : List.of(new Extension("another", false, Payload.EMPTY), one);
    }

    /** Something of what the peer knows, and of what it doesn't; with a flaw, other events than it knows. */
    private Versions versions(boolean tooMuch, boolean others) {
        SortedMap<Source, Version> known = new TreeMap<>();
        List<Source> all = new ArrayList<>(SOURCES);
        all.add(peer.self());
        for (Source source : all) {
            long n = peer.known().of(source);
            boolean own = source.equals(peer.self());
            long seq = draw.onceIn(3) ? n : Math.max(0, n + draw.from(-2, own ? 0 : 1));
            seq = own && tooMuch ? n + draw.from(0, 2) : seq;
            if (seq > 0 && (draw.below(3) > 0 || own && tooMuch)) {
                known.put(source, new Version(seq, digest(source, seq, others && draw.onceIn(3))));
            }
        }
        return new Versions(known);
    }

    /** What the peer can't judge, or what is right, or what is wrong in a bit. */
    private Digest digest(Source source, long seq, boolean other) {
        if (seq > peer.known().of(source)) {
            return new Digest(draw.below(3), draw.below(3));
        }
        Digest right = peer.known().digest(source, seq);
        int bit = other ? draw.below(2 * Long.SIZE) : 0;
        return !other
                ? right
                : bit < Long.SIZE
                        ? new Digest(right.high() ^ 1L << bit, right.low())
                        : new Digest(right.high(), right.low() ^ 1L << bit);
    }

    /** Mostly near the peer's own; now and then just as far ahead as it is believed, or a tick more. */
    private long clock() {
        long tick = peer.clock().tick();
        if (draw.onceIn(12)) {
            return mostBelieved() + draw.from(0, 1);
        } else if (draw.onceIn(3)) {
            return tick + peer.clock().gap() + config.delta() + draw.from(-1, 2);
        }
        return Math.max(0, tick + draw.from(-20, Math.min(20, config.maxLead())));
    }

    private long mostBelieved() {
        return peer.clock().aim() + peer.belief().most();
    }

    // ---- EVENTS ----

    private Message.Events events() {
        long clock = clock();
        SortedMap<Stamp, StampedEvent> events = new TreeMap<>((one, other) ->
                Oracle.ORDER.compare(new StampedEvent(one, Event.of(2, 0)), new StampedEvent(other, Event.of(2, 0))));
        SortedMap<Source, StampedEvent> last = new TreeMap<>();
        int count = draw.onceIn(40) ? draw.below(100) : draw.onceIn(3) ? draw.below(6) : 0;
        for (int i = 0; i <= count; i++) {
            Source source = draw.of(SOURCES);
            StampedEvent event = draw.onceIn(5) ? strange(source, clock) : next(source, last.get(source));
            events.put(event.stamp(), event);
            last.put(event.source(), event);
        }
        return new Message.Events(clock, List.copyOf(events.values()));
    }

    /** The next event of a source. */
    private StampedEvent next(Source source, StampedEvent previous) {
        StampedEvent before = previous == null ? peer.known().latest(source) : previous;
        long earliest = before == null ? 1 : before.tick();
        long seq = before == null ? 1 : before.seq() + 1;
        return event(Math.max(earliest, tick()), source, seq);
    }

    private long tick() {
        long tick = peer.clock().tick();
        if (draw.onceIn(10)) {
            return Math.max(1, tick - draw.below(300));
        }
        return Math.max(1, tick + draw.from(-12, 8));
    }

    private StampedEvent event(long tick, Source source, long seq) {
        return new StampedEvent(new Stamp(tick, source, seq), Event.of(draw.onceIn(9) ? 3 : 2, draw.below(5)));
    }

    /** A duplicate, or something wrong. */
    private StampedEvent strange(Source source, long clock) {
        Source whose = draw.onceIn(4) ? peer.self() : source;
        long n = peer.known().of(whose);
        int kind = draw.below(8);
        if (n > 0 && kind < 3) {
            return peer.known().get(whose, draw.from(1, n));
        } else if (n > 0 && kind < 5) {
            StampedEvent known = peer.known().get(whose, draw.from(1, n));
            return draw.onceIn(2)
                    ? event(known.tick(), whose, known.seq())
                    : new StampedEvent(
                            new Stamp(Math.max(1, known.tick() + draw.from(-1, 1)), whose, known.seq()), known.event());
        } else if (kind < 6) {
            return event(tick(), whose, n + draw.from(1, 3));
        } else if (kind < 7) {
            long limit = Math.max(peer.clock().tick(), clock) + 10_000 + config.maxLead();
            return event(limit + draw.from(0, 1), new Source(65_535, draw.below(40)), 1);
        }
        StampedEvent latest = peer.known().latest(whose);
        long tick = latest == null ? tick() : Math.max(1, latest.tick() + draw.from(-2, 0));
        return event(tick, whose, n + draw.from(1, 2));
    }
}
