package org.symmetricp2p.check;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.check.reference.Draw;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Dial;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.link.StepObserver;
import org.symmetricp2p.sim.Chain;
import org.symmetricp2p.wire.Wire;

/**
 * An endpoint against the {@link LinkModel}: neighbours that know the rules and such that don't, and users of any mood, drawn
 * from a seed. Anything can happen, in any order; what correct peers never do isn't in the worlds, but here.
 */
public final class LinkDuel {

    private static final int SIGNALS = 300;
    private static final int SIGNALS_IN_A_CROWD = 1_200;
    private static final int STORM = 1_500; // more events than a link holds, with nothing in between
    private static final int STORY = 20; // the signals that led to a violation
    private static final int LEAD = 40; // ticks; more than is tolerated
    private static final long MILLI = 1_000_000;
    private static final Chain CHAIN = new Chain();

    /** So that limits are reached now and then. */
    private static final Limits LOW = Limits.STANDARD
            .with(Limit.FRAMES_PER_SECOND, 8)
            .with(Limit.FRAMES_AT_ONCE, 1)
            .with(Limit.BYTES_PER_SECOND, 2_000)
            .with(Limit.BYTES_AT_ONCE, 200)
            .with(Limit.SOURCES_PER_SECOND, 1)
            .with(Limit.SOURCES_AT_ONCE, 1)
            .with(Limit.REPLAYED_PER_SECOND, 40)
            .with(Limit.REPLAYED_AT_ONCE, 100)
            .with(Limit.DEEP_TICKS, 5)
            .with(Limit.LEAD_PER_SECOND, 20)
            .with(Limit.LEAD_AT_ONCE, 50);

    /** Chosen by a user who wants few links and has little patience. */
    private static final Limits SMALL = Limits.STANDARD
            .with(Limit.LINKS, 3)
            .with(Limit.STRANGERS, 2)
            .with(Limit.GREETING, 2)
            .with(Limit.CLOSING, 2)
            .with(Limit.HELLO_MILLIS, 1_500)
            .with(Limit.SILENCE_MILLIS, 3_000)
            .with(Limit.STALL_MILLIS, 700)
            .with(Limit.BYE_MILLIS, 300)
            .with(Limit.WAITING_MESSAGES, 5);

    /** What happened, at a local time. */
    private record Happening(long nanos, Signal signal) {
        @Override
        public String toString() {
            return nanos + " " + signal;
        }
    }

    private final Draw draw;
    private final boolean isPaced;
    private final LinkModel<Chain.State> model;
    private final Consumer<Action> seen;
    private final SortedMap<LinkId, Integer> connections = new TreeMap<>(); // open, with the bytes not taken
    private final Set<Dial> dials = new LinkedHashSet<>(); // also those given up
    private final Map<LinkId, Long> seqs = new TreeMap<>(); // of the events that a neighbour has sent
    private final Deque<Happening> story = new ArrayDeque<>();
    private final boolean isCrowded;
    private final boolean isStormy;
    private final int signals;
    private Endpoint<Chain.State> endpoint;
    private long nanos;
    private long links;
    private long hasGreeted; // the newest connection on which somebody said who it is

    private LinkDuel(long seed, Consumer<Action> seen) {
        this.draw = new Draw(seed);
        this.seen = seen;
        this.isPaced = seed % 4 == 1;
        Config config = Config.of(new Source(5, 1))
                .withJoinNanos(0)
                .withTravelNanos(0)
                .withLimits(isPaced ? LOW : seed % 8 == 3 ? SMALL : Limits.STANDARD)
                .withMaxEventBytes(
                        seed % 8 == 2 ? 2_000 : Limit.EVENT_BYTES.standard()); // so that it is full now and then
        Peer<Chain.State> peer = Peer.start(config, CHAIN, 0);
        this.model = new LinkModel<>(peer);
        this.endpoint = Endpoint.of(peer, seed);
        this.isCrowded = draw.onceIn(50);
        this.isStormy = draw.onceIn(100);
        this.signals = isCrowded ? SIGNALS_IN_A_CROWD : SIGNALS;
    }

    /** What is wrong in the duel of a seed, if anything. */
    public static Optional<Violation> of(long seed) {
        return of(seed, action -> {});
    }

    /** The same, and shows all that the endpoint does. */
    static Optional<Violation> of(long seed, Consumer<Action> seen) {
        return new LinkDuel(seed, seen).fight();
    }

    /** The last of what happened in the duel of a seed, each with the local time in nanoseconds. */
    public static List<String> story(long seed) {
        LinkDuel duel = new LinkDuel(seed, action -> {});
        duel.fight();
        return duel.story.stream().map(Happening::toString).toList();
    }

    private Optional<Violation> fight() {
        int storm = isStormy ? STORM : 0;
        try {
            for (int i = 0; i < signals + storm; i++) {
                boolean isStorm = i >= SIGNALS / 3 && i < SIGNALS / 3 + storm;
                nanos = isStorm ? nanos : later();
                react(isStorm ? inject() : signal());
            }
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }

    private void react(Signal signal) {
        if (story.size() == STORY) {
            story.remove();
        }
        story.add(new Happening(nanos, signal));
        Endpoint<Chain.State> before = endpoint;
        Reaction<Chain.State> reaction = before.on(signal, nanos, new StepObserver<>() {
            @Override
            public void ticked(long tick, Chain.State state) {}

            @Override
            public void stepped(Peer<Chain.State> peer, Input input, Step<Chain.State> step) {
                model.stepped(input, step);
            }
        });
        endpoint = reaction.endpoint();
        model.reacted(before, signal, nanos, reaction);
        reaction.actions().forEach(this::perform);
    }

    private void perform(Action action) {
        seen.accept(action);
        if (action instanceof Action.Connect connect) {
            dials.add(connect.dial());
        } else if (action instanceof Action.Write write) {
            connections.merge(write.link(), write.frame().remaining(), Integer::sum);
        }
    }

    /** Mostly soon; now and then as late as it can be without being woken, or too late; or set back. */
    private long later() {
        if (isCrowded && draw.below(500) > 0) { // so that they don't go again as fast as they come
            return nanos + draw.below(30) * MILLI / 10;
        }
        return switch (draw.below(12)) {
            case 0 -> Math.max(nanos, Math.min(endpoint.nextWakeNanos(), nanos + 20_000 * MILLI));
            case 1 -> nanos + draw.below(3_000) * MILLI;
            case 2 -> nanos + draw.below(200) * MILLI;
            case 3 -> nanos - draw.below(50) * MILLI;
            default -> nanos + draw.below(20) * MILLI / 10;
        };
    }

    private Signal signal() {
        if (isCrowded && draw.below(20) > 0) {
            return crowding();
        }
        if (endpoint.nextWakeNanos() <= nanos && draw.below(3) > 0) {
            return new Signal.Wake();
        }
        return switch (draw.below(24)) {
            case 0, 1 -> new Signal.Link(neighbour(), new Address("there", draw.below(3)));
            case 2 -> draw.below(3) > 0 ? new Signal.Wake() : new Signal.Unlink(neighbour());
            case 3 -> new Signal.Relink(neighbour());
            case 4 -> draw.below(20) > 0 ? inject() : new Signal.Leave("enough");
            case 5 -> dialled(true);
            case 6 -> dialled(false);
            case 7 -> accepted();
            case 8 -> onSome(link -> new Signal.Overlong(link), 6);
            case 9 -> onSome(this::gone, 2);
            case 10, 11 -> onSome(this::taken, 1);
            case 12 -> new Signal.Wake();
            default -> onSome(this::received, 1);
        };
    }

    /** Many come, who mostly say who they are, and some of whom are wanted. */
    private Signal crowding() {
        LinkId newest = new LinkId(links);
        return switch (draw.below(8)) {
            case 0, 1, 2 -> accepted();
            case 3 -> new Signal.Link(neighbour(), new Address("there", 1));
            default ->
                connections.containsKey(newest) && hasGreeted != links
                        ? greeting(newest)
                        : draw.below(60) > 0 ? dialled(draw.below(4) > 0) : onSome(this::received, 1);
        };
    }

    private Signal greeting(LinkId link) {
        hasGreeted = links;
        byte[] hello = Wire.frame(hello(CHAIN.id(), new Source(neighbour(), 1)));
        return new Signal.Received(link, ByteBuffer.wrap(hello));
    }

    private Signal inject() {
        return new Signal.Inject(Event.of(2, 7));
    }

    private Signal accepted() {
        LinkId link = new LinkId(++links);
        connections.put(link, 0);
        return new Signal.Accepted(link, "host-" + draw.below(isCrowded ? 5 : 2) + ":" + link.number());
    }

    private Signal dialled(boolean isMade) {
        if (dials.isEmpty()) {
            return new Signal.Wake();
        }
        Dial dial = List.copyOf(dials).get(draw.below(dials.size()));
        dials.remove(dial);
        if (!isMade) {
            return new Signal.Unreachable(dial, draw.below(2) > 0 ? "refused" : "no route");
        }
        LinkId link = new LinkId(++links);
        connections.put(link, 0);
        return new Signal.Connected(link, dial, "there");
    }

    private Signal onSome(Function<LinkId, Signal> what, int oneIn) {
        if (connections.isEmpty() || draw.below(oneIn) > 0) {
            return new Signal.Wake();
        }
        return what.apply(List.copyOf(connections.keySet()).get(draw.below(connections.size())));
    }

    private Signal gone(LinkId link) {
        connections.remove(link);
        return new Signal.Closed(link, draw.below(2) > 0 ? Optional.empty() : Optional.of("reset"));
    }

    private Signal taken(LinkId link) {
        int bytes = connections.get(link);
        int taken = draw.below(2) > 0 || bytes == 0 ? bytes : 1 + draw.below(bytes);
        connections.put(link, bytes - taken);
        return taken == 0 ? new Signal.Wake() : new Signal.Written(link, taken);
    }

    private Signal received(LinkId link) {
        return new Signal.Received(link, ByteBuffer.wrap(frame(link)));
    }

    private byte[] frame(LinkId link) {
        if (isPaced && isUnwanted(link) && isLive(link)) {
            return Wire.frame(flood(link));
        }
        return switch (draw.below(16)) {
            case 0 -> Wire.frame(new Message.Bye(Message.Reason.values()[draw.below(7)], "see you"));
            case 1 ->
                Wire.frame(new Message.Sync(
                        switch (draw.below(3)) {
                            case 0 -> Stamp.MAX_TICK;
                            case 1 -> endpoint.peer().tick();
                            default -> endpoint.peer().tick() + LEAD;
                        }));
            case 2 -> garbage();
            case 3, 4 -> Wire.frame(events(link));
            case 5 -> Wire.frame(hello("another", new Source(1, 1)));
            case 6 -> Wire.frame(hello(CHAIN.id(), new Source(5, 1 + draw.below(2))));
            default -> Wire.frame(hello(CHAIN.id(), new Source(someone(link), 1 + draw.below(2))));
        };
    }

    private boolean isLive(LinkId id) {
        return endpoint.peer().links().stream().anyMatch(link -> link.id().equals(id) && link.isLive());
    }

    private byte[] garbage() {
        byte[] frame = Wire.frame(hello("another", new Source(1, 1)));
        frame[draw.below(2) > 0 ? 10 : 4 + draw.below(frame.length - 4)] ^=
                (byte) (1 << draw.below(8)); // 10 is in the version
        return frame;
    }

    private Message events(LinkId link) {
        long seq = seqs.merge(link, 1L, Long::sum) + (draw.below(10) > 0 ? 0 : 1);
        Source source = new Source(1_000 + (int) link.number() % 60_000, 1);
        Stamp stamp = new Stamp(1 + endpoint.peer().tick(), source, seq);
        return new Message.Events(endpoint.peer().tick(), List.of(new StampedEvent(stamp, Event.of(2, 7))));
    }

    /** Either events of long ago, or another source with each event. */
    private Message flood(LinkId link) {
        long seq = seqs.merge(link, 1L, Long::sum);
        boolean isOld = link.number() % 4 == 0;
        Source source = new Source(2_000 + (int) link.number() % 60_000, isOld ? 1 : seq);
        Stamp stamp = isOld
                ? new Stamp(seq, source, seq)
                : new Stamp(1 + endpoint.peer().tick(), source, 1);
        return new Message.Events(endpoint.peer().tick(), List.of(new StampedEvent(stamp, Event.of(2, 7))));
    }

    private Message.Hello hello(String application, Source source) {
        Config config = endpoint.peer().config();
        long clock = endpoint.peer().tick();
        Versions versions = config.maxEventBytes() > 2_000 || source.incarnation() == 1
                ? Versions.NONE
                : new Versions(new TreeMap<>(Map.of(new Source(999, 1), new Version(1, Digest.NONE))));
        return new Message.Hello(application, config.fps(), CHAIN.stateSize(), source, clock, versions);
    }

    /** On one connection of two, somebody whom nobody wants here. */
    private int someone(LinkId link) {
        int neighbour = neighbour();
        return isUnwanted(link) ? 20 + neighbour : neighbour;
    }

    private static boolean isUnwanted(LinkId link) {
        return link.number() % 2 == 0;
    }

    /** Two have lower identifiers than the endpoint's peer, two higher ones; in a crowd there are others. */
    private int neighbour() {
        if (isCrowded && draw.below(4) > 0) {
            return 100 + draw.below(200);
        }
        return draw.below(2) > 0 ? 3 + draw.below(2) : 6 + draw.below(2);
    }
}
