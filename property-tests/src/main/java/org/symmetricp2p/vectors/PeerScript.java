package org.symmetricp2p.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
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
            "given.travelNanos", "how long a travel is shown: while one is, local events wait",
            "given.joinNanos", "how long local events wait for a first link",
            "given.maxLead",
                    "the greatest lead: the furthest ahead that a clock is believed before the first link, and a stamp, in ticks",
            "given.maxEventBytes",
                    "how much memory its events may take, each 200 bytes and its payload; where it is missing, there is room for all",
            "given.clock", "rooted for a peer with a rooted clock; where it is missing, the peer has the paper's",
            "given.startNanos", "the local time at the start, at tick 0",
            "given.input",
                    "read (the local time), local (an event of this peer's application), linkUp, linkDown, "
                            + "received, or look: nothing happens, but all that the peer has is expected",
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
                            + "rolledBack, renewed (who it is from now on). A port that tells its user less leaves these out",
            "expect.tick", "look: the peer's clock",
            "expect.versions", "look: its version vector",
            "expect.events", "look: the stamps of all events that it knows, in stamp order",
            "expect.links", "look: its links, ascending, and who is there once they are live; null before",
            "expect.waiting", "look: how many local events wait",
            "expect.present",
                    "look, unless a late event has come since the last reading, so that a replay is due: the state at 'tick', and its hash");

    /** The input that isn't one: asks what the peer has. */
    static final String LOOK = "look";

    private static final List<String> INPUTS = List.of(LOOK, "read", "local", "linkUp", "linkDown", "received");

    /** The most ticks that a step may take. */
    private static final long MAX_TICKS = Fold.MAX_TICK;

    private PeerScript() {}

    /** A topic whose cases are such scripts. */
    static Topic topic(String name, String about, Supplier<List<Case>> makeCases) {
        return Topic.stepped(name, about, FIELDS, makeCases, PeerScript::run);
    }

    private static List<Found> run(Given given, List<Given> steps) {
        return run(CoreValues.application(given), given, steps);
    }

    private static <S> List<Found> run(Simulation<S> simulation, Given given, List<Given> steps) {
        Config config = CoreValues.config(given);
        long start = given.integer("startNanos", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        Peer<S> peer = Peer.start(config, simulation, start);
        List<Found> found = new ArrayList<>();
        for (Given step : steps) {
            if (step.oneOf("input", INPUTS).equals(LOOK)) {
                found.add(new Found(PeerJson.seen(peer), List.of()));
            } else {
                Step<S> done = peer.step(input(step, peer));
                peer = done.peer();
                found.add(found(done.outputs()));
            }
        }
        return found;
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
