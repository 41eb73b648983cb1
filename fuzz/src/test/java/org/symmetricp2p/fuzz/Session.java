package org.symmetricp2p.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.check.LinkModel;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.reference.Comparison;
import org.symmetricp2p.check.reference.Draw;
import org.symmetricp2p.check.reference.Reference;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Dial;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.link.StepObserver;

/**
 * A live endpoint, to which anything happens that can happen on a network: what correct neighbours say, the same late, twice or
 * in another order, and any bytes; as somebody chooses. After each signal the endpoint must be as the {@link LinkModel} and
 * its core as the {@link Reference} demand, and so in the state F(events known, clock).
 */
final class Session {

    private static final int MAX_SIGNALS = 400;
    private static final long MILLI = 1_000_000;
    private static final Folding APPLICATION = new Folding();

    private final Draw draw;
    private final LinkModel<Folding.State> model;
    private final Reference<Folding.State> reference;
    private final Comparison<Folding.State> comparison;
    private final SortedMap<LinkId, Integer> connections = new TreeMap<>(); // open, with the bytes not taken
    private final Set<Dial> dials = new LinkedHashSet<>(); // not answered yet
    private final Speech speech;
    private Endpoint<Folding.State> endpoint;
    private long nanos;
    private long links;

    Session(Draw draw) {
        this.draw = draw;
        Config config = config();
        Peer<Folding.State> peer = Peer.start(config, APPLICATION, 0);
        this.model = new LinkModel<>(peer);
        this.reference = new Reference<>(config, APPLICATION, new Oracle<>(APPLICATION, true), 0);
        this.comparison = new Comparison<>(reference);
        this.endpoint = Endpoint.of(peer, 1);
        this.speech = new Speech(draw, APPLICATION);
    }

    private Config config() {
        return Config.of(new Source(5, 1))
                .withDelta(draw.of(List.of(5, 1, 12)))
                .withTravelNanos(draw.of(List.of(0L, 200 * MILLI)))
                .withJoinNanos(draw.of(List.of(0L, 500 * MILLI)))
                .withMaxLead(draw.of(List.of(200L, 1L, 5_000L)));
    }

    /** Until nothing is chosen any more. */
    void live() {
        for (int i = 0; i < MAX_SIGNALS && !draw.isSpent() && !endpoint.isOver(); i++) {
            nanos = later();
            react(signal());
        }
    }

    private void react(Signal signal) {
        Endpoint<Folding.State> before = endpoint;
        Reaction<Folding.State> reaction = before.on(signal, nanos, new StepObserver<>() {
            @Override
            public void ticked(long tick, Folding.State state) {}

            @Override
            public void stepped(Peer<Folding.State> peer, Input input, Step<Folding.State> step) {
                model.stepped(input, step);
                compare(peer, input, step);
            }
        });
        endpoint = reaction.endpoint();
        model.reacted(before, signal, nanos, reaction);
        reaction.actions().forEach(this::perform);
    }

    private void compare(Peer<Folding.State> before, Input input, Step<Folding.State> step) {
        List<Output> expected = reference.on(input);
        comparison
                .of(before, input, expected, step)
                .first(Set.of(Property.values()))
                .ifPresent(violation -> {
                    throw violation;
                });
    }

    private void perform(Action action) {
        if (action instanceof Action.Connect connect) {
            dials.add(connect.dial());
        } else if (action instanceof Action.Write write) {
            connections.computeIfPresent(
                    write.link(), (link, bytes) -> bytes + write.frame().remaining());
            speech.heard(write.frame());
        }
    }

    /** When it happens: mostly soon, or when the endpoint wants to be woken; or after a silence; or the time is set back. */
    private long later() {
        return switch (draw.below(8)) {
            case 0 -> Math.max(nanos, Math.min(endpoint.nextWakeNanos(), nanos + 10_000 * MILLI));
            case 1 -> nanos + draw.below(256) * 10 * MILLI;
            case 2 -> nanos - draw.below(64) * MILLI;
            default -> nanos + draw.below(64) * MILLI;
        };
    }

    private Signal signal() {
        return switch (draw.below(32)) {
            case 0, 1 -> new Signal.Wake();
            case 2, 3 -> new Signal.Link(neighbour(), new Address("there", draw.below(2)));
            case 4 -> new Signal.Unlink(neighbour());
            case 5 -> new Signal.Relink(neighbour());
            case 6, 7 -> new Signal.Inject(Event.of(Event.NEXT, draw.below(8)));
            case 8 -> draw.onceIn(8) ? new Signal.Leave("enough") : new Signal.Wake();
            case 9, 10 -> connected();
            case 11 -> unreachable();
            case 12, 13, 14 -> accepted();
            case 15 -> onSome(Signal.Overlong::new);
            case 16 -> onSome(this::closed);
            case 17, 18 -> onSome(this::taken);
            default -> onSome(link -> new Signal.Received(link, ByteBuffer.wrap(speech.next(endpoint.peer()))));
        };
    }

    private int neighbour() {
        return draw.of(Speech.NEIGHBOURS).peer();
    }

    private LinkId connection() {
        LinkId link = new LinkId(++links);
        connections.put(link, 0);
        return link;
    }

    private Signal accepted() {
        return new Signal.Accepted(connection(), "host-" + draw.below(2) + ":1");
    }

    private Signal connected() {
        return someDial()
                .<Signal>map(dial -> new Signal.Connected(connection(), dial, "there"))
                .orElseGet(Signal.Wake::new);
    }

    private Signal unreachable() {
        return someDial()
                .<Signal>map(dial -> new Signal.Unreachable(dial, "refused"))
                .orElseGet(Signal.Wake::new);
    }

    private Optional<Dial> someDial() {
        if (dials.isEmpty()) {
            return Optional.empty();
        }
        Dial dial = draw.of(List.copyOf(dials));
        dials.remove(dial);
        return Optional.of(dial);
    }

    private Signal onSome(Function<LinkId, Signal> what) {
        return connections.isEmpty() ? new Signal.Wake() : what.apply(draw.of(new ArrayList<>(connections.keySet())));
    }

    private Signal closed(LinkId link) {
        connections.remove(link);
        return new Signal.Closed(link, draw.onceIn(2) ? Optional.empty() : Optional.of("reset"));
    }

    private Signal taken(LinkId link) {
        int bytes = connections.get(link);
        int taken = draw.onceIn(4) ? bytes / 2 : bytes;
        connections.put(link, bytes - taken);
        return taken == 0 ? new Signal.Wake() : new Signal.Written(link, taken);
    }
}
