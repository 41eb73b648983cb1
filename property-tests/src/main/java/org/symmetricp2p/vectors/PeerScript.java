package org.symmetricp2p.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * What happens to one peer, step by step, and all that it does about it. Several topics share this: they differ in
 * their cases only.
 */
final class PeerScript {

    static final Map<String, String> FIELDS = Samples.fields(
            "given.application", "whose rules apply: chain/1 or rectangle/1",
            "given.peer", "who this peer is",
            "given.incarnation", "which life of it",
            "given.fps", "ticks per second",
            "given.delta", "how many ticks ahead it stamps its events, and which lag it tolerates",
            "given.travelLimitNanos", "how long a travel is shown at most: while one is, local events wait",
            "given.patienceNanos", "how long local events wait for a first link",
            "given.maxLead",
                    "the greatest lead: the furthest ahead that a clock is believed before the first link, and a stamp, in ticks",
            "given.maxEventBytes",
                    "how much memory its events may take, each 200 bytes and its payload; where it is missing, there is room for all",
            "given.clock", "rooted for a peer with a rooted clock; where it is missing, the peer has the paper's",
            "given.settling",
                    "only of a session that settles: its keeper, if the peer knows it from the start, or null; how long the peer waits "
                            + "as the keeper for who is silent; and whether void events are issued again",
            "given.adaptive",
                    "only of a peer that chooses \u0394: the least and the greatest, and how many of 100 events may be late",
            "given.startNanos", "the local time at the start, at tick 0",
            "given.input",
                    "read (the local time), local (an event of this peer's application), linkUp, linkDown, "
                            + "received, leaving (of a session that settles), or look: nothing happens, but all that the peer has is expected",
            "given.nanos",
                    "read: the local time; received: the same, where it matters, which it only does for rooted clocks. Where it is "
                            + "missing, it is that of the last reading",
            "given.link",
                    "which connection; a number is used for one only, and the lower one was made earlier. linkUp is when this peer has to say HELLO (spec 6.1): "
                            + "at once if it dialled, otherwise when the other's HELLO has come, which is received next",
            "given.expected", "linkUp: the peer that should be at the other end, or null",
            "given.event", "local: type and payload",
            "given.message", "received: what it says",
            "given.frame", "received: the same as bytes",
            "expect.outputs",
                    "what the peer does over links, ascending by link, and over each link in this order: send (a message, "
                            + "and the same as frames, of which it can take several), close (a BYE with this reason, "
                            + "then the end of the link); then what it tells its user: linked, unlinked, refused, "
                            + "rolledBack (in a session that settles also the void events that had been applied), voided (an event of its own, and whether it is issued again), renewed (who it is from now on). A port that tells its user less leaves these out",
            "expect.tick", "look: the peer's clock",
            "expect.versions", "look: its version vector",
            "expect.events", "look: the stamps of all events that it knows, in stamp order",
            "expect.links", "look: its links, ascending, and who is there once they are live; null before",
            "expect.waiting", "look: how many local events wait",
            "expect.keeper", "look, in a session that settles: its keeper, or null",
            "expect.settled",
                    "look, in a session that settles: the last settled tick that the user was told, the state there, and its hash",
            "expect.present",
                    "look, unless a late event has come since the last reading, so that a replay is due: the state at 'tick', and its hash");

    /** The input that isn't one: asks what the peer has. */
    static final String LOOK = "look";

    private static final List<String> INPUTS =
            List.of(LOOK, "read", "local", "linkUp", "linkDown", "received", "leaving");

    /** The most ticks that a step may take. */
    private static final long MAX_TICKS = Fold.MAX_TICK;

    private PeerScript() {}

    /** A topic whose cases are such scripts. */
    static Topic topic(String name, String about, Supplier<List<Case>> makeCases) {
        return Topic.stepped(name, about, FIELDS, makeCases, PeerScript::run);
    }

    private static List<Found> run(Given given, List<Given> steps) {
        Function<Given, Found> peer = begin(given);
        return steps.stream().map(peer).toList();
    }

    /** A peer, to which one thing happens after the other. */
    static Function<Given, Found> begin(Given given) {
        return begin(CoreValues.application(given), given);
    }

    private static <S> Function<Given, Found> begin(Simulation<S> simulation, Given given) {
        long start = given.integer("startNanos", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        AtomicReference<Peer<S>> peer = new AtomicReference<>(Peer.start(CoreValues.config(given), simulation, start));
        return step -> {
            if (step.oneOf("input", INPUTS).equals(LOOK)) {
                return new Found(PeerJson.seen(peer.get()), List.of());
            }
            Step<S> done = peer.get().step(input(step, peer.get()));
            peer.set(done.peer());
            return found(done.outputs());
        };
    }

    private static Input input(Given step, Peer<?> peer) {
        Input input = CoreValues.input(step);
        if (input instanceof Input.Received received && step.has("frame")) {
            byte[] frame = step.bytes("frame", Wire.MAX_FRAME_SIZE);
            if (!Wire.decode(frame).equals(new Decoded.Ok(received.message()))) {
                throw step.mistake("frame", "is not the message beside it");
            }
        }
        if (input instanceof Input.ClockRead read
                && peer.clock().read(read.nanos()).tick()
                                - peer.machine().present().tick()
                        > MAX_TICKS) {
            throw step.mistake("nanos", "is more than " + MAX_TICKS + " ticks ahead");
        }
        return input;
    }

    private static Found found(List<Output> outputs) {
        List<String> advice = new ArrayList<>();
        for (Output output : PeerJson.ordered(outputs)) {
            if (output instanceof Output.Close close) {
                advice.add(close.bye().text());
            } else if (output instanceof Output.Refused refused) {
                advice.add(refused.why());
            }
        }
        return new Found(PeerJson.outputs(outputs), advice);
    }
}
