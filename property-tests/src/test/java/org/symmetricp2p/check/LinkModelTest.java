package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
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
 * Anything can happen to an endpoint, in any order: neighbours that know the rules and such that don't, users of any mood. It
 * does what the model demands. What correct peers never do isn't in the worlds, but here.
 */
final class LinkModelTest {

    private static final int RUNS = 1_000;
    private static final int SIGNALS = 300;
    private static final long MILLI = 1_000_000;

    private final Map<Message.Reason, Integer> saidBye = new EnumMap<>(Message.Reason.class);
    private int closed;
    private int overfull;

    /** Spec 3.1, 6.1, 6.2, 6.4, 6.5, 6.10, 6.17, 6.19, 7.3, 7.13, 7.14. */
    @Test
    void anEndpointDoesWhatTheModelDemands() {
        for (int seed = 1; seed <= RUNS; seed++) {
            new Run(seed).run();
        }
        assertEquals(Set.of(Message.Reason.values()), Set.copyOf(saidBye.keySet()));
        assertTrue(closed > RUNS / 10 && overfull > 0, closed + " closed, " + overfull + " of them overfull");
    }

    /** One life of an endpoint. */
    private final class Run {
        private final int seed;
        private SplitMix64 chance;
        private final LinkModel<Chain.State> model;
        private Endpoint<Chain.State> endpoint;
        private final SortedMap<LinkId, Integer> connections = new TreeMap<>(); // open, with the bytes not taken
        private final Set<Dial> dials = new java.util.LinkedHashSet<>(); // also those given up
        private final Map<LinkId, Long> seqs = new TreeMap<>(); // of the events that a neighbour has sent
        private final boolean isCrowded;
        private final boolean isStormy;
        private long nanos;
        private long links;

        Run(int seed) {
            this.seed = seed;
            this.chance = new SplitMix64(seed);
            Config config = Config.of(new Source(5, 1)).withJoinNanos(0).withTravelNanos(0);
            Peer<Chain.State> peer = Peer.start(config, new Chain(), 0);
            this.model = new LinkModel<>(peer);
            this.endpoint = Endpoint.of(peer, seed);
            this.isCrowded = seed % 20 == 0;
            this.isStormy = seed % 100 == 1;
        }

        void run() {
            List<String> tail = new ArrayList<>();
            int storm = isStormy ? 1_500 : 0; // more events than a link holds, after a while, with nothing in between
            for (int i = 0; i < SIGNALS + storm; i++) {
                boolean isStorm = i >= SIGNALS / 3 && i < SIGNALS / 3 + storm;
                nanos = isStorm ? nanos : later();
                Signal signal = isStorm ? inject() : signal();
                tail.add(nanos + " " + signal);
                try {
                    react(signal);
                } catch (Violation violation) {
                    List<String> last = tail.subList(Math.max(0, tail.size() - 20), tail.size());
                    throw new AssertionError("seed " + seed + "\n" + String.join("\n", last), violation);
                }
            }
        }

        private void react(Signal signal) {
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
            if (action instanceof Action.Connect connect) {
                dials.add(connect.dial());
            } else if (action instanceof Action.Write write) {
                connections.merge(write.link(), write.frame().remaining(), Integer::sum);
                if (write.frame().get(4) == 4) {
                    saidBye.merge(Message.Reason.values()[write.frame().get(5) - 1], 1, Integer::sum);
                }
            } else if (action instanceof Action.Close) {
                closed++;
            } else if (action instanceof Action.Unlinked unlinked
                    && unlinked.why().endsWith("messages wait for it")) {
                overfull++;
            }
        }

        /** Mostly soon; now and then as late as it can be without being woken, or too late; or set back. */
        private long later() {
            return switch (below(12)) {
                case 0 -> Math.max(nanos, Math.min(endpoint.nextWakeNanos(), nanos + 20_000 * MILLI));
                case 1 -> nanos + below(3_000) * MILLI;
                case 2 -> nanos + below(200) * MILLI;
                case 3 -> nanos - below(50) * MILLI;
                default -> nanos + below(20) * MILLI / 10;
            };
        }

        private Signal signal() {
            if (endpoint.nextWakeNanos() <= nanos && below(3) > 0) {
                return new Signal.Wake();
            }
            return switch (below(24)) {
                case 0, 1 -> new Signal.Link(neighbour(), new Address("there", below(3)));
                case 2 -> below(3) > 0 ? new Signal.Wake() : new Signal.Unlink(neighbour());
                case 3 -> new Signal.Relink(neighbour());
                case 4 -> below(20) > 0 ? inject() : new Signal.Leave("enough");
                case 5 -> dialled(true);
                case 6 -> dialled(false);
                case 7 -> accepted();
                case 8 -> onSome(link -> new Signal.Overlong(link), 6);
                case 9 -> onSome(this::gone, 2);
                case 10, 11 -> onSome(this::taken, 1);
                case 12 -> new Signal.Wake();
                default -> isCrowded && below(2) > 0 ? accepted() : onSome(this::received, 1);
            };
        }

        private Signal inject() {
            return new Signal.Inject(Event.of(2, 7));
        }

        private Signal accepted() {
            LinkId link = new LinkId(++links);
            connections.put(link, 0);
            return new Signal.Accepted(link, "somewhere");
        }

        private Signal dialled(boolean isMade) {
            if (dials.isEmpty()) {
                return new Signal.Wake();
            }
            Dial dial = List.copyOf(dials).get(below(dials.size()));
            dials.remove(dial);
            if (!isMade) {
                return new Signal.Unreachable(dial, below(2) > 0 ? "refused" : "no route");
            }
            LinkId link = new LinkId(++links);
            connections.put(link, 0);
            return new Signal.Connected(link, dial, "there");
        }

        private Signal onSome(java.util.function.Function<LinkId, Signal> what, int oneIn) {
            if (connections.isEmpty() || below(oneIn) > 0) {
                return new Signal.Wake();
            }
            return what.apply(List.copyOf(connections.keySet()).get(below(connections.size())));
        }

        private Signal gone(LinkId link) {
            connections.remove(link);
            return new Signal.Closed(link, below(2) > 0 ? Optional.empty() : Optional.of("reset"));
        }

        private Signal taken(LinkId link) {
            int bytes = connections.get(link);
            int taken = below(2) > 0 || bytes == 0 ? bytes : 1 + below(bytes);
            connections.put(link, bytes - taken);
            return taken == 0 ? new Signal.Wake() : new Signal.Written(link, taken);
        }

        private Signal received(LinkId link) {
            return new Signal.Received(link, ByteBuffer.wrap(frame(link)));
        }

        private byte[] frame(LinkId link) {
            return switch (below(16)) {
                case 0 -> Wire.frame(new Message.Bye(Message.Reason.values()[below(7)], "see you"));
                case 1 ->
                    Wire.frame(new Message.Sync(below(3) > 0 ? endpoint.peer().tick() : Stamp.MAX_TICK));
                case 2 -> garbage();
                case 3, 4 -> Wire.frame(events(link));
                case 5 -> Wire.frame(hello("another", new Source(1, 1)));
                case 6 -> Wire.frame(hello(new Chain().id(), new Source(5, 1 + below(2))));
                default -> Wire.frame(hello(new Chain().id(), new Source(neighbour(), 1 + below(2))));
            };
        }

        private byte[] garbage() {
            byte[] frame = Wire.frame(hello("another", new Source(1, 1)));
            frame[below(2) > 0 ? 10 : 4 + below(frame.length - 4)] ^= (byte) (1 << below(8)); // 10 is in the version
            return frame;
        }

        private Message events(LinkId link) {
            long seq = seqs.merge(link, 1L, Long::sum) + (below(10) > 0 ? 0 : 1);
            Source source = new Source(1_000 + (int) link.number() % 60_000, 1);
            Stamp stamp = new Stamp(1 + endpoint.peer().tick(), source, seq);
            return new Message.Events(endpoint.peer().tick(), List.of(new StampedEvent(stamp, Event.of(2, 7))));
        }

        private Message.Hello hello(String application, Source source) {
            Config config = endpoint.peer().config();
            long clock = endpoint.peer().tick();
            return new Message.Hello(application, config.fps(), new Chain().stateSize(), source, clock, Versions.NONE);
        }

        /** Two have lower identifiers than the endpoint's peer, two higher ones. */
        private int neighbour() {
            return below(2) > 0 ? 3 + below(2) : 6 + below(2);
        }

        private int below(int bound) {
            SplitMix64 drawn = chance;
            chance = chance.next();
            return drawn.below(bound);
        }
    }
}
