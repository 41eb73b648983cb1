package org.symmetricp2p.cli.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.demo.Rectangle;

/**
 * Three peers in virtual time, each linked to both others, whose users press keys at random. Nothing but the peers themselves is kept,
 * so that what the heap holds is theirs; and messages take no time, since how late they are makes no difference to what is kept.
 */
final class VirtualDay {

    private static final int PEERS = 3;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final Source KEEPER = new Source(0, 1);

    private record UnderWay(int to, LinkId link, Message message) {}

    private final List<Peer<Rectangle.State>> peers = new ArrayList<>();
    private final Queue<UnderWay> underWay = new ArrayDeque<>();
    private final long nanosPerEvent;
    private final long nanosPerTick;
    private SplitMix64 random = new SplitMix64(1);
    private long nextKeyNanos;
    private long nanos;

    /** @param eventsPerMinute of each peer */
    VirtualDay(int eventsPerMinute, long window) {
        this.nanosPerEvent = MINUTE_NANOS / eventsPerMinute / PEERS;
        this.nanosPerTick = 1_000_000_000L / Config.DEFAULT_FPS;
        for (int id = 0; id < PEERS; id++) {
            Config config = Config.of(new Source(id, 1))
                    .withJoinNanos(0)
                    .withTravelNanos(0)
                    .withSettling(Settling.keptBy(KEEPER).withWindow(window));
            peers.add(Peer.start(config, new Rectangle(), 0));
        }
        for (int a = 0; a < PEERS; a++) {
            for (int b = a + 1; b < PEERS; b++) {
                step(a, new Input.LinkUp(linkTo(b), OptionalInt.empty()));
                step(b, new Input.LinkUp(linkTo(a), OptionalInt.empty()));
            }
        }
        deliver();
    }

    private static LinkId linkTo(int peer) {
        return new LinkId(peer);
    }

    /** Goes on for so long. */
    void run(long forNanos) {
        for (long end = nanos + forNanos; nanos < end; ) {
            nanos += nanosPerTick;
            for (int id = 0; id < PEERS; id++) {
                step(id, new Input.ClockRead(nanos));
            }
            press();
            deliver();
        }
    }

    /** The time between two keys is between 0 and twice the mean. */
    private void press() {
        while (nextKeyNanos <= nanos) {
            int id = below(PEERS);
            Rectangle.Key key = Rectangle.Key.values()[below(Rectangle.Key.values().length)];
            step(id, new Input.LocalEvent(key.event()));
            nextKeyNanos += below(2_000) * nanosPerEvent / 1_000;
        }
    }

    private int below(int bound) {
        random = random.next();
        return random.below(bound);
    }

    private void deliver() {
        for (UnderWay next = underWay.poll(); next != null; next = underWay.poll()) {
            step(next.to(), new Input.Received(next.link(), next.message()));
        }
    }

    private void step(int id, Input input) {
        Step<Rectangle.State> step = peers.get(id).step(input);
        peers.set(id, step.peer());
        for (Output output : step.outputs()) {
            if (output instanceof Output.Send send) {
                underWay.add(new UnderWay((int) send.link().number(), linkTo(id), send.message()));
            } else if (output instanceof Output.Close close) {
                throw new IllegalStateException(
                        "peer " + id + " closes a link: " + close.bye().text());
            } else if (output instanceof Output.Diverged diverged) {
                throw new IllegalStateException("peer " + id + ": " + diverged.text());
            }
        }
    }

    /** How many events a peer keeps. */
    int events() {
        return peers.get(0).timeline().size();
    }

    /** How many states a peer keeps. */
    int states() {
        return peers.get(0).machine().snapshots().size();
    }

    /** How many events there were. */
    long issued() {
        return peers.get(0).timeline().versions().seqs().values().stream()
                .mapToLong(seq -> seq)
                .sum();
    }
}
