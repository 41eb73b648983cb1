package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Script.PEER;
import static org.symmetricp2p.vectors.Script.events;
import static org.symmetricp2p.vectors.Script.linkUp;
import static org.symmetricp2p.vectors.Script.local;
import static org.symmetricp2p.vectors.Script.look;
import static org.symmetricp2p.vectors.Script.readAtTick;
import static org.symmetricp2p.vectors.Script.received;
import static org.symmetricp2p.vectors.Script.script;
import static org.symmetricp2p.vectors.Script.steps;
import static org.symmetricp2p.vectors.SettlingCases.JOINS;
import static org.symmetricp2p.vectors.SettlingCases.KEEPER;
import static org.symmetricp2p.vectors.SettlingCases.THREE;
import static org.symmetricp2p.vectors.SettlingCases.TWO;
import static org.symmetricp2p.vectors.SettlingCases.declared;
import static org.symmetricp2p.vectors.SettlingCases.hello;
import static org.symmetricp2p.vectors.SettlingCases.kept;
import static org.symmetricp2p.vectors.SettlingCases.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;

/**
 * Scripts of checkpoints, and of states that are handed over to who comes later. What a peer drops by itself is its own affair (spec 8.20), so none
 * of them asks for it.
 */
final class WindowCases {

    private static final long TICK = 300;
    private static final StampedEvent FIRST = event(3, 2, 1, 7);
    private static final StampedEvent SECOND = event(60, 2, 2, 8);
    private static final Begun BEGUN = Begun.at(TICK, FIRST, SECOND);

    /** A state that others have come to, and what led to it. */
    private record Begun(Message.Snapshot snapshot, byte[] bytes) {

        static Begun at(long tick, StampedEvent... events) {
            return at(CoreValues.application(Script.APPLICATION), tick, events);
        }

        private static <S> Begun at(Simulation<S> simulation, long tick, StampedEvent... events) {
            TimeMachine<S> machine = TimeMachine.start(simulation);
            for (StampedEvent event : events) {
                machine = machine.insert(event);
            }
            S state = machine.advanceTo(tick, (t, s) -> {}).present().state();
            byte[] bytes = simulation.bytes(state);
            long hash = simulation.hash(state);
            return new Begun(
                    new Message.Snapshot(
                            tick, KEEPER, bytes.length, hash, machine.timeline().versions()),
                    bytes);
        }

        Begun announcedAs(Source keeper, int size, long hash) {
            return new Begun(new Message.Snapshot(snapshot.tick(), keeper, size, hash, snapshot.versions()), bytes);
        }

        ObjectNode[] over(long link) {
            return new ObjectNode[] {received(link, snapshot), part(link, 0, bytes.length)};
        }

        ObjectNode part(long link, int from, int to) {
            return received(link, new Message.State(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to))));
        }
    }

    private WindowCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(ofCheckpoints());
        cases.addAll(ofTakingOver());
        cases.addAll(ofRefusals());
        return cases;
    }

    /** A peer that is linked to one which is at tick 400. */
    private static ObjectNode[] linked(ObjectNode... then) {
        return steps(live(1, 2, KEEPER, 400), then);
    }

    private static List<Case> ofCheckpoints() {
        return List.of(
                script(
                        "settled-checkpoint",
                        "told when it is settled, and to who comes later; one with the same hash says nothing",
                        JOINS,
                        steps(
                                live(1, 2, KEEPER, 0),
                                received(1, declared(0, 260, Map.of())),
                                readAtTick(249),
                                readAtTick(255),
                                received(1, ofState(250)),
                                linkUp(2),
                                received(2, hello(3, KEEPER, 260)))),
                script(
                        "settled-checkpoint-differs",
                        "which is told once for each link",
                        JOINS,
                        steps(
                                steps(live(1, 2, KEEPER, 0), live(2, 3, KEEPER, 0)),
                                received(1, declared(0, 600, Map.of())),
                                readAtTick(255),
                                received(1, new Message.Checkpoint(250, 1)),
                                received(1, new Message.Checkpoint(250, 2)),
                                received(2, new Message.Checkpoint(7, 3)),
                                received(2, new Message.Checkpoint(500, 4)),
                                readAtTick(505),
                                received(2, new Message.Checkpoint(500, 5)))),
                script(
                        "settled-checkpoint-where-nothing-settles",
                        "",
                        PEER,
                        steps(Script.live(1, 2, 0), received(1, new Message.Checkpoint(250, 1)))));
    }

    private static List<Case> ofTakingOver() {
        return List.of(
                script(
                        "settled-snapshot-taken",
                        "the peer goes on from it; what came before is known, whatever it is",
                        JOINS,
                        steps(
                                steps(linked(), BEGUN.over(1)),
                                look(),
                                events(1, 0, event(310, 2, 3, 9)),
                                events(1, 0, FIRST, event(61, 2, 2, 1)),
                                received(1, declared(TICK, 320, Map.of(TWO, 3L))),
                                readAtTick(330),
                                look())),
                script(
                        "settled-snapshot-handed-on",
                        "to who comes later and tells a lower tick, before the history; declared is then what comes after it",
                        JOINS,
                        steps(
                                steps(linked(), BEGUN.over(1)),
                                events(1, 0, event(310, 2, 3, 9)),
                                received(1, declared(TICK, 320, Map.of(TWO, 3L))),
                                linkUp(2),
                                received(2, hello(3, KEEPER, 299)),
                                linkUp(3),
                                received(3, hello(4, null, 0)),
                                linkUp(4),
                                received(4, hello(5, KEEPER, 300)))),
                script(
                        "settled-snapshot-passed-on",
                        "to neighbours that haven't told this tick by then",
                        JOINS,
                        steps(
                                steps(linked(), live(2, 3, KEEPER, 0)),
                                steps(
                                        steps(live(3, 4, KEEPER, 300), live(4, 5, KEEPER, 0)),
                                        received(4, BEGUN.snapshot()),
                                        BEGUN.over(1)[0],
                                        BEGUN.over(1)[1]))),
                script(
                        "settled-snapshot-in-parts",
                        "",
                        JOINS,
                        linked(
                                received(1, BEGUN.snapshot()),
                                BEGUN.part(1, 0, 5),
                                BEGUN.part(1, 5, 6),
                                BEGUN.part(1, 6, BEGUN.bytes().length),
                                look())),
                script(
                        "settled-snapshot-names-the-keeper",
                        "to a peer that knows none",
                        JOINS,
                        steps(steps(live(1, 2, null, 0), BEGUN.over(1)), look())),
                script(
                        "settled-snapshot-known",
                        "it isn't later than what is settled: nothing happens",
                        JOINS,
                        steps(steps(kept(TICK), BEGUN.over(1)), look())),
                script(
                        "settled-snapshot-voids",
                        "own events, which are issued again, and others'; what comes after it stays",
                        JOINS,
                        steps(
                                linked(
                                        local(1),
                                        events(1, 0, FIRST, event(9, 3, 1, 7), event(400, 3, 2, 8)),
                                        events(1, 0, event(400, 4, 1, 9))),
                                BEGUN.over(1)[0],
                                BEGUN.over(1)[1],
                                look(),
                                readAtTick(2),
                                look())));
    }

    private static List<Case> ofRefusals() {
        long hash = BEGUN.snapshot().hash();
        int size = BEGUN.bytes().length;
        return List.of(
                script(
                        "settled-snapshot-of-another-keeper",
                        "",
                        JOINS,
                        linked(received(1, BEGUN.announcedAs(THREE, size, hash).snapshot()))),
                script(
                        "settled-snapshot-too-large",
                        "a byte more than a state has",
                        JOINS,
                        linked(received(
                                1,
                                BEGUN.announcedAs(KEEPER, Script.STATE_SIZE + 1, hash)
                                        .snapshot()))),
                script(
                        "settled-snapshot-before-the-end-of-another",
                        "",
                        JOINS,
                        linked(received(1, BEGUN.snapshot()), received(1, BEGUN.snapshot()))),
                script(
                        "settled-snapshot-with-another-hash",
                        "",
                        JOINS,
                        linked(BEGUN.announcedAs(KEEPER, size, hash + 1).over(1))),
                script(
                        "settled-snapshot-contradicts",
                        "its first event isn't the one that is known",
                        JOINS,
                        steps(linked(events(1, 0, event(3, 2, 1, 6))), BEGUN.over(1))),
                script(
                        "settled-snapshot-where-nothing-settles",
                        "",
                        PEER,
                        steps(Script.live(1, 2, 0), received(1, BEGUN.snapshot()))),
                script("settled-state-without-snapshot", "", JOINS, linked(BEGUN.part(1, 0, 1))),
                script(
                        "settled-state-too-long",
                        "a byte more than was announced",
                        JOINS,
                        linked(
                                received(1, BEGUN.announcedAs(KEEPER, 4, hash).snapshot()),
                                BEGUN.part(1, 0, 3),
                                BEGUN.part(1, 3, 5))),
                script(
                        "settled-state-where-nothing-settles",
                        "",
                        PEER,
                        steps(Script.live(1, 2, 0), BEGUN.part(1, 0, 1))));
    }

    /** What a peer says that was never told of an event. */
    private static Message.Checkpoint ofState(long tick) {
        return new Message.Checkpoint(tick, Begun.at(tick).snapshot().hash());
    }
}
