package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;

/** F(E, t): the state at each tick. */
final class States {

    private static final String CHAIN = "chain/1";
    private static final String RECTANGLE = "rectangle/1";
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int RIGHT = 2;
    private static final int LEFT = 3;
    private static final int SPACE = 4;

    static final Topic TOPIC = Topic.single(
            "time-machine/states",
            "The state at each tick of a session. F(E, 0) is the application's start; F(E, t) is F(E, t-1), then the "
                    + "application's tick, then every event stamped t, in stamp order. Feed the events in "
                    + "this order, in another, and late: the states must be these. (spec 4.2, spec 4.3, spec 4.16; the "
                    + "applications: spec 4.19, spec 4.20)",
            fields(
                    "given.application", "whose rules apply: chain/1 or rectangle/1",
                    "given.events", "all events, in no special order: " + Samples.EVENT_FIELDS,
                    "given.until", "the last tick",
                    "expect.states", "for each tick from 0: the state's canonical bytes, and their hash (64 bits)"),
            () -> List.of(
                    states("chain-without-events", CHAIN, "", 3),
                    states("chain-only-tick-0", CHAIN, "", 0, event(1, 1, 1, 4)),
                    states("chain-one-event", CHAIN, "applied after its tick", 4, event(2, 1, 1, 7)),
                    states(
                            "chain-ties-at-one-tick",
                            CHAIN,
                            "listed in the wrong order",
                            4,
                            event(3, 2, 1, 1),
                            event(stamp(3, 1, 2, 1), 2),
                            event(3, 1, 1, 3),
                            event(3, 1, 2, 4)),
                    states("chain-negative-key", CHAIN, "a signed integer of 32 bits", 2, event(1, 1, 1, -2)),
                    states("chain-event-after-the-end", CHAIN, "not applied yet", 2, event(3, 1, 1, 7)),
                    drawn("chain-drawn-40-of-6-sources", CHAIN, 31, 40, 6, 40),
                    states("rectangle-without-events", RECTANGLE, "it stands still", 2),
                    states(
                            "rectangle-right-then-space",
                            RECTANGLE,
                            "",
                            6,
                            event(2, 1, 1, RIGHT),
                            event(4, 2, 1, SPACE)),
                    states(
                            "rectangle-two-keys-at-one-tick",
                            RECTANGLE,
                            "the last in stamp order wins, the chain knows both",
                            4,
                            event(2, 2, 1, UP),
                            event(2, 1, 1, DOWN)),
                    states("rectangle-wraps-left", RECTANGLE, "from 0 to 638", 165, event(1, 1, 1, LEFT)),
                    states("rectangle-wraps-down", RECTANGLE, "from 478 to 0", 125, event(1, 1, 1, DOWN)),
                    states(
                            "rectangle-no-such-key",
                            RECTANGLE,
                            "keys 5 and -1, a payload of 3 bytes, another type: they only lengthen the chain",
                            9,
                            event(1, 1, 1, RIGHT),
                            event(2, 1, 2, 5),
                            event(3, 1, 3, -1),
                            new StampedEvent(
                                    stamp(4, 1, 1, 4), new Event(2, Payload.ofBytes((byte) 0, (byte) 0, (byte) 0))),
                            new StampedEvent(stamp(5, 1, 1, 5), Event.of(3, UP)),
                            new StampedEvent(stamp(6, 1, 1, 6), Event.of(2)),
                            new StampedEvent(stamp(7, 1, 1, 7), Event.of(2, UP, UP))),
                    drawn("rectangle-drawn-40-of-6-sources", RECTANGLE, 32, 40, 6, 40)),
            States::run);

    private States() {}

    private static Case states(String name, String application, String about, long until, StampedEvent... events) {
        return Case.of(name, about, "application", application, "events", List.of(events), "until", until);
    }

    private static Case drawn(String name, String application, long seed, int count, int sources, int until) {
        List<StampedEvent> events = Samples.drawn(seed, count, sources, 1, until);
        return states(name, application, "", until, events.toArray(StampedEvent[]::new));
    }

    private static Found run(Given given) {
        return run(CoreValues.application(given), given);
    }

    private static <S> Found run(Simulation<S> simulation, Given given) {
        List<StampedEvent> events = new ArrayList<>(CoreValues.stampedEvents(given, "events"));
        Collections.sort(events);
        long until = given.integer("until", 0, Fold.MAX_TICK);
        List<S> states = Fold.states(simulation, events, until);
        Fold.checkCore(simulation, states, inTime(simulation, events, until));
        Fold.checkCore(simulation, states, late(simulation, events, until));
        return Found.of("states", Fold.json(simulation, states, 0, until));
    }

    /** The core's states, if all events are known at the beginning. */
    private static <S> Map<Long, S> inTime(Simulation<S> simulation, List<StampedEvent> events, long until) {
        Map<Long, S> states = new TreeMap<>();
        TimeMachine<S> machine = TimeMachine.start(simulation);
        for (StampedEvent event : events) {
            machine = machine.insert(event);
        }
        machine.advanceTo(until, states::put);
        return states;
    }

    /** The core's states, if each event comes at the end, and makes it go back. */
    private static <S> Map<Long, S> late(Simulation<S> simulation, List<StampedEvent> events, long until) {
        Map<Long, S> states = new TreeMap<>();
        TimeMachine<S> machine = TimeMachine.start(simulation).advanceTo(until, states::put);
        for (StampedEvent event : events) {
            machine = machine.insert(event).advanceTo(until, states::put);
        }
        return states;
    }
}
