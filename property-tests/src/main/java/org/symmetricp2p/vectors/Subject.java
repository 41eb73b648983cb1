package org.symmetricp2p.vectors;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;

/** A real peer with one neighbour, from whom it has all events, for topics that aren't about links. */
final class Subject<S> {

    private static final LinkId LINK = new LinkId(1);
    private static final long TICK_NANOS = 20_000_000;

    private final Map<Long, S> states = new TreeMap<>();
    private Peer<S> peer;

    /** At tick 0; shows no travels, and doesn't wait to join. */
    Subject(Config config, Simulation<S> simulation) {
        Config plain = config.withTravelNanos(0).withJoinNanos(0);
        Source neighbour = new Source(Source.MAX_PEER - plain.self().peer(), 0); // somebody else, as the sum is odd
        peer = Peer.start(plain, simulation, 0);
        step(new Input.LinkUp(LINK, OptionalInt.empty()));
        received(new Message.Hello(simulation.id(), plain.fps(), simulation.stateSize(), neighbour, 0, Versions.NONE));
    }

    Peer<S> peer() {
        return peer;
    }

    /** The last state seen of each tick. */
    Map<Long, S> states() {
        return states;
    }

    /** @throws IllegalArgumentException if the peer doesn't take one of them */
    void receive(List<StampedEvent> events) {
        for (StampedEvent event : events) {
            for (Output output : received(new Message.Events(0, List.of(event))).outputs()) {
                if (output instanceof Output.Close close) {
                    throw new IllegalArgumentException(
                            "event " + event.stamp() + ": " + close.bye().text());
                }
            }
        }
    }

    Step<S> received(Message message) {
        return step(new Input.Received(LINK, message));
    }

    /** Reads the clock when it is a tick. */
    Step<S> readAt(long tick) {
        return step(new Input.ClockRead(tick * TICK_NANOS));
    }

    Step<S> step(Input input) {
        Step<S> step = peer.step(input, states::put);
        peer = step.peer();
        return step;
    }
}
