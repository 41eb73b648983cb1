package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.sim.Chain;

/** The stamps that a peer gives to its own events ({@code spec 2.3}, {@code spec 2.4}, {@code spec 2.5}). */
final class IssuedStamps {

    private static final Source SELF = new Source(3, 7);

    static final Topic TOPIC = Topic.stepped(
            "order/issue-stamps",
            "A peer that knows some events of others issues events of its own, one in each step: delta ticks after its "
                    + "clock, with the next seq, from 1, whatever the others issued. (spec 2.3, spec 2.4, spec 2.5, spec 2.11)",
            fields(
                    "given.peer", "who issues",
                    "given.incarnation", "which life of it",
                    "given.delta", "how many ticks into the future it stamps",
                    "given.known", "events of other sources: " + Samples.EVENT_FIELDS,
                    "given.last",
                            "the stamp of the event that this source issued before, of which the peer has a memory while "
                                    + "its clock was lost; or null",
                    "given.clock", "the peer's clock when it issues",
                    "expect.stamp", "the stamp of the new event; null if it is refused, as that were after tick 2^40"),
            () -> List.of(
                    issue("stamp-at-tick-0", "", 5, List.of(), 0),
                    issue("stamps-of-one-tick", "seqs tell them apart", 5, List.of(), 3, 3, 3),
                    issue("stamps-as-time-goes-by", "", 5, List.of(), 0, 1, 9, 9, 10),
                    issue("stamps-with-delta-1", "the next tick", 1, List.of(), 4, 4, 5),
                    issue("stamps-with-delta-10000", "the highest", 10_000, List.of(), 4),
                    issue("stamps-of-others-dont-count", "one is stamped later", 5, List.of(event(500, 9, 1, 1)), 3, 4),
                    issue(
                            "stamps-of-other-lives-dont-count",
                            "an earlier and a later incarnation of the same peer",
                            5,
                            List.of(event(stamp(80, 3, 6, 1), 1), event(stamp(90, 3, 8, 1), 1)),
                            3,
                            4),
                    goingOn("stamps-never-before-the-last", "until the clock is there again", 5, 100, 3, 94, 95, 96),
                    goingOn(
                            "stamps-up-to-the-last-tick",
                            "what would be later is refused",
                            5,
                            Stamp.MAX_TICK - 1,
                            Stamp.MAX_TICK - 6,
                            Stamp.MAX_TICK - 5,
                            Stamp.MAX_TICK - 4)),
            IssuedStamps::run);

    private IssuedStamps() {}

    private static Case issue(String name, String about, int delta, List<StampedEvent> known, long... clocks) {
        return issue(name, about, Json.object("delta", delta, "known", known, "last", null), clocks);
    }

    private static Case goingOn(String name, String about, int delta, long lastTick, long... clocks) {
        Stamp last = new Stamp(lastTick, SELF, 7);
        return issue(name, about, Json.object("delta", delta, "known", List.of(), "last", last), clocks);
    }

    private static Case issue(String name, String about, ObjectNode known, long... clocks) {
        ObjectNode given = Json.object("peer", SELF.peer(), "incarnation", SELF.incarnation());
        given.setAll(known);
        List<ObjectNode> steps = LongStream.of(clocks)
                .mapToObj(clock -> Json.object("clock", clock))
                .toList();
        return new Case(name, about, given, steps);
    }

    private static List<Found> run(Given given, List<Given> steps) {
        Config config = Config.of(CoreValues.source(given)).withDelta(given.smallInteger("delta", 1, Config.MAX_DELTA));
        Subject<Chain.State> subject = new Subject<>(config, new Chain());
        subject.receive(CoreValues.stampedEvents(given, "known"));
        if (!given.any("last").isNull()) {
            return goOn(CoreValues.stamp(given.object("last")), config, steps);
        }
        List<Found> found = new ArrayList<>();
        for (Given step : steps) {
            subject.readAt(step.integer("clock", subject.peer().tick(), Fold.MAX_TICK));
            subject.step(new Input.LocalEvent(Samples.key(0)));
            StampedEvent issued = subject.peer()
                    .timeline()
                    .latestOf(config.self())
                    .orElseThrow(() -> step.mistake("clock", "is one at which nothing was issued"));
            found.add(Found.of("stamp", issued.stamp()));
        }
        return found;
    }

    /** By the rule alone, since no peer of the core is ever made from a memory that its clock isn't part of. */
    private static List<Found> goOn(Stamp last, Config config, List<Given> steps) {
        List<Found> found = new ArrayList<>();
        Stamp previous = last;
        for (Given step : steps) {
            long clock = step.integer("clock", 0, Stamp.MAX_TICK);
            Optional<Stamp> next = Stamp.next(config.self(), Optional.of(previous), clock + config.delta());
            found.add(Found.of("stamp", next.orElse(null)));
            previous = next.orElse(previous);
        }
        return found;
    }
}
