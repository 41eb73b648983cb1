package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;

/** Which HELLO is refused, and as what. */
final class HelloRefusals {

    private static final LinkId LINK = new LinkId(1);
    private static final Source SELF = new Source(1, 5);
    private static final Source OTHER = new Source(2, 1);
    private static final long MAX_LEAD = 1_000;
    private static final String APPLICATION = "chain/1";
    private static final int STATE_SIZE = 16;

    static final Topic TOPIC = Topic.single(
            "membership/refusals",
            "A peer at tick 0 that knows no events hears a HELLO. It accepts, or closes the link with a reason, by rows 4 "
                    + "to 11 of the rule's table. They are checked in this order, and the first that is wrong is told: application, FPS, state size, "
                    + "an extension that is required (INCOMPATIBLE); the peer itself, another peer with its identifier, one that wasn't expected "
                    + "(IDENTITY); a clock too far ahead (LIMIT). (spec 6.5)",
            fields(
                    "given.application", "the peer's own, with its state size (16 for chain/1, spec 4.19)",
                    "given.peer", "who the peer is",
                    "given.incarnation", "which life of it",
                    "given.fps", "ticks per second",
                    "given.maxLead", "the furthest ahead that a clock is believed, in ticks",
                    "given.expected", "the peer that should be at the other end, or null",
                    "given.hello", "the message that it hears",
                    "expect.answer", "accepted, INCOMPATIBLE, IDENTITY or LIMIT"),
            HelloRefusals::cases,
            HelloRefusals::run);

    private HelloRefusals() {}

    private static List<Case> cases() {
        Message.Hello good = hello(OTHER, 0, Map.of());
        List<Case> cases = new ArrayList<>();
        cases.add(refusal("hello-that-fits", null, good));
        cases.add(refusal("hello-of-the-expected-peer", 2, good));
        cases.add(refusal("hello-of-another-application", null, differing("chain/2", 50, STATE_SIZE)));
        cases.add(refusal("hello-of-an-application-in-capitals", null, differing("CHAIN/1", 50, STATE_SIZE)));
        cases.add(refusal("hello-with-other-fps", null, differing(APPLICATION, 60, STATE_SIZE)));
        cases.add(refusal("hello-with-other-state-size", null, differing(APPLICATION, 50, 17)));
        cases.add(refusal("hello-with-an-extension", null, offering(OTHER, STATE_SIZE, extension("later", false))));
        cases.add(refusal(
                "hello-that-requires-an-extension", null, offering(OTHER, STATE_SIZE, extension("later", true))));
        cases.add(refusal(
                "hello-that-requires-the-second-extension",
                null,
                offering(OTHER, STATE_SIZE, extension("a", false), extension("later", true))));
        cases.add(refusal("hello-of-itself", null, hello(SELF, 0, Map.of())));
        cases.add(refusal("hello-of-a-later-life-of-itself", null, hello(new Source(1, 6), 0, Map.of())));
        cases.add(refusal("hello-of-an-earlier-life-of-itself", null, hello(new Source(1, 4), 0, Map.of())));
        cases.add(refusal("hello-of-an-unexpected-peer", 3, good));
        cases.add(refusal(
                "hello-that-knows-events-of-mine-that-i-never-issued", null, hello(OTHER, 0, Map.of(SELF, 1L))));
        cases.add(refusal(
                "hello-that-knows-events-of-my-earlier-life", null, hello(OTHER, 0, Map.of(new Source(1, 4), 7L))));
        cases.add(refusal("hello-with-a-clock-just-not-too-far-ahead", null, hello(OTHER, MAX_LEAD, Map.of())));
        cases.add(refusal("hello-with-a-clock-too-far-ahead", null, hello(OTHER, MAX_LEAD + 1, Map.of())));
        cases.addAll(ofTwoFlaws());
        return cases;
    }

    /** Each flaw together with the next one: the earlier is told. */
    private static List<Case> ofTwoFlaws() {
        Map<Source, Long> mine = Map.of(SELF, 1L);
        return List.of(
                refusal("hello-all-wrong", 3, new Message.Hello("chain/2", 60, 17, SELF, MAX_LEAD + 1, versions(mine))),
                refusal(
                        "hello-other-state-size-and-extension-required",
                        null,
                        offering(OTHER, 17, extension("later", true))),
                refusal(
                        "hello-extension-required-and-itself",
                        null,
                        offering(SELF, STATE_SIZE, extension("later", true))),
                refusal("hello-unexpected-and-clock-too-far-ahead", 3, hello(OTHER, MAX_LEAD + 1, Map.of())));
    }

    private static Message.Hello differing(String application, int fps, int stateSize) {
        return new Message.Hello(application, fps, stateSize, OTHER, 0, Versions.NONE);
    }

    private static Message.Hello offering(Source self, int stateSize, Extension... extensions) {
        return new Message.Hello(APPLICATION, 50, stateSize, self, 0, Versions.NONE, List.of(extensions));
    }

    private static Extension extension(String name, boolean isRequired) {
        return new Extension(name, isRequired, Payload.ofInts(7));
    }

    private static Message.Hello hello(Source self, long clock, Map<Source, Long> versions) {
        return new Message.Hello(APPLICATION, 50, STATE_SIZE, self, clock, versions(versions));
    }

    private static Versions versions(Map<Source, Long> seqs) {
        return Samples.versions(seqs);
    }

    private static Case refusal(String name, Integer expected, Message.Hello hello) {
        return Case.of(
                name,
                "",
                "application",
                APPLICATION,
                "peer",
                SELF.peer(),
                "incarnation",
                SELF.incarnation(),
                "fps",
                50,
                "maxLead",
                MAX_LEAD,
                "expected",
                expected,
                "hello",
                hello);
    }

    private static Found run(Given given) {
        return run(CoreValues.application(given), given);
    }

    private static <S> Found run(Simulation<S> simulation, Given given) {
        Config config = Config.of(CoreValues.source(given))
                .withFps(given.smallInteger("fps", 1, Config.MAX_FPS))
                .withMaxLead(given.integer("maxLead", 1, Stamp.MAX_TICK));
        OptionalInt expected = CoreValues.expected(given);
        if (!(CoreValues.message(given.object("hello")) instanceof Message.Hello hello)) {
            throw given.mistake("hello", "must be a HELLO");
        }
        Peer<S> peer = Peer.start(config, simulation, 0)
                .step(new Input.LinkUp(LINK, expected))
                .peer();
        Step<S> step = peer.step(new Input.Received(LINK, hello));
        for (Output output : step.outputs()) {
            if (output instanceof Output.Close close) {
                return new Found(
                        Json.object("answer", close.bye().reason().name()),
                        List.of(close.bye().text()));
            }
        }
        return Found.of("answer", "accepted");
    }
}
