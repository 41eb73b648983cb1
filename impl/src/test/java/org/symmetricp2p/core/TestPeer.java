package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** Drives one peer by hand: holds its current value, what it put out, its last state at every tick, and those that are settled. */
final class TestPeer<S> {

    /** At 50 FPS. */
    static final long NANOS_PER_TICK = 20_000_000;

    static final long SECOND = 1_000_000_000;

    Peer<S> peer;
    final List<Output> outputs = new ArrayList<>();
    final SortedMap<Long, S> seen = new TreeMap<>();
    final SortedMap<Long, S> settled = new TreeMap<>();

    TestPeer(Config config, Simulation<S> simulation) {
        this(Peer.start(config, simulation, 0));
    }

    TestPeer(Peer<S> peer) {
        this.peer = peer;
    }

    /** Peer 1 in its first life, at time 0, which works alone and travels in an instant. */
    static TestPeer<Diary.Page> alone() {
        return new TestPeer<>(plain(Diary.peer(1)), new Diary());
    }

    /** The defaults, but neither waiting to join nor visible travels. */
    static Config plain(Source self) {
        return Config.of(self).withJoinNanos(0).withTravelNanos(0);
    }

    /** Steps, and gives the outputs of this step. */
    List<Output> step(Input input) {
        Step<S> step = peer.step(input, new TickObserver<>() {
            private long told = peer.settledTick();

            @Override
            public void ticked(long tick, S state) {
                seen.put(tick, state);
            }

            @Override
            public void settled(long tick, S state) {
                assertNull(settled.put(tick, state), "tick " + tick + " is settled twice");
                assertEquals(++told, tick, "each settled tick, in order");
            }
        });
        peer = step.peer();
        outputs.addAll(step.outputs());
        return step.outputs();
    }

    List<Output> readAt(long nanos) {
        return step(new Input.ClockRead(nanos));
    }

    /** Reads the clock when that tick begins, if the clock was never corrected. */
    List<Output> readAtTick(long tick) {
        return readAt(tick * NANOS_PER_TICK);
    }

    /** Reads the clock whenever the peer wants it, up to a time. */
    void runTo(long nanos) {
        while (peer.nextWakeNanos() < nanos) {
            readAt(peer.nextWakeNanos());
        }
        readAt(nanos);
    }

    List<Output> press(String text) {
        return press(Diary.note(text));
    }

    List<Output> press(Event event) {
        return step(new Input.LocalEvent(event));
    }

    List<Output> linkUp(int link) {
        return step(new Input.LinkUp(new LinkId(link), OptionalInt.empty()));
    }

    List<Output> receive(int link, Message message) {
        return step(new Input.Received(new LinkId(link), message));
    }

    /** A HELLO of another peer that fits this one. */
    Message.Hello helloOf(Source other, long clock, StampedEvent... known) {
        Timeline timeline = Timeline.EMPTY;
        for (StampedEvent event : known) {
            timeline = timeline.insert(event);
        }
        Simulation<S> simulation = peer.machine().simulation();
        return new Message.Hello(
                simulation.id(), peer.config().fps(), simulation.stateSize(), other, clock, timeline.versions());
    }

    /** HELLO of a peer that knows nothing, is at the same tick, and offers these. */
    Message.Hello helloOf(Source other, List<Extension> extensions) {
        Message.Hello plain = helloOf(other, peer.tick());
        return new Message.Hello(
                plain.application(),
                plain.fps(),
                plain.stateSize(),
                other,
                plain.clock(),
                plain.versions(),
                extensions);
    }

    /** A live link to another peer that knows nothing; gives the outputs since the HELLO came. */
    List<Output> link(int link, Source other) {
        linkUp(link);
        return receive(link, helloOf(other, peer.tick()));
    }

    /** Events arrive, with a clock that says nothing new. */
    List<Output> receive(int link, StampedEvent... events) {
        return receive(link, new Message.Events(0, List.of(events)));
    }

    /** Whether a link exists, greeting or live. */
    boolean has(int link) {
        return peer.links().stream().anyMatch(l -> l.id().equals(new LinkId(link)));
    }

    /** All messages sent so far over a link. */
    List<Message> sentOver(int link) {
        List<Message> sent = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Send send && send.link().equals(new LinkId(link))) {
                sent.add(send.message());
            }
        }
        return sent;
    }

    /** All events sent so far over a link, in the order of sending. */
    List<StampedEvent> eventsSentOver(int link) {
        return sentOver(link).stream()
                .filter(m -> m instanceof Message.Events)
                .flatMap(m -> ((Message.Events) m).events().stream())
                .toList();
    }

    /** All outputs so far of one kind. */
    <O extends Output> List<O> outputs(Class<O> kind) {
        return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The state after the last reading of the clock. */
    S state() {
        return peer.machine().present().state();
    }
}
