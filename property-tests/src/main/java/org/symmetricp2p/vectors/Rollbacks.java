package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/** What late events do: which ticks are made again, and what becomes of the states. */
final class Rollbacks {

    private static final String CHAIN = "chain/1";
    private static final String RECTANGLE = "rectangle/1";
    /** Issues nothing, and is none of the sources of a vector. */
    private static final Source SELF = new Source(Source.MAX_PEER, Long.MAX_VALUE);

    private static final List<StampedEvent> KNOWN =
            List.of(event(5, 1, 1, 1), event(8, 2, 1, 2), event(8, 3, 1, 3), event(10, 2, 2, 4), event(14, 2, 3, 0));

    static final Topic TOPIC = Topic.single(
            "time-machine/rollback",
            "A peer that knows some events is at a tick when others arrive. Those stamped with this tick or an earlier "
                    + "one are late: the ticks from that of the earliest are made again, once for all of them; the "
                    + "present stays what it is. If none is late, there is no rollback. (spec 4.2, spec 4.4, spec 4.5)",
            fields(
                    "given.application",
                    "whose rules apply: chain/1 or rectangle/1",
                    "given.known",
                    "the events known before, in stamp order",
                    "given.now",
                    "the present tick",
                    "given.arriving",
                    "the events that come, in order of arrival, before the clock is read again; none of them is known",
                    "expect.rollback",
                    "null, or: from and to, the first and the last tick made again; late, the stamps of the late "
                            + "events, and reordered, those of the events that had been applied and now come after a "
                            + "late one, both in stamp order",
                    "expect.before",
                    "the states before, from the tick before 'from' to the present; without a "
                            + "rollback, that of the present",
                    "expect.after",
                    "the states of the same ticks afterwards"),
            () -> List.of(
                    late("late-by-five-ticks", CHAIN, "", 12, event(7, 4, 1, 9)),
                    late("late-at-the-first-tick", CHAIN, "back to the start", 12, event(1, 4, 1, 9)),
                    late("not-late-the-next-tick", CHAIN, "", 12, event(13, 4, 1, 9)),
                    late(
                            "late-at-the-present-tick",
                            CHAIN,
                            "a tick that was made is made again",
                            12,
                            event(12, 4, 1, 9)),
                    late(
                            "tie-with-the-present-late-wins",
                            CHAIN,
                            "it comes before one applied",
                            10,
                            event(10, 1, 2, 9)),
                    late("tie-with-the-present-late-loses", CHAIN, "", 10, event(10, 3, 2, 9)),
                    late("between-two-of-its-tick", CHAIN, "", 12, event(stamp(8, 2, 2, 1), 9)),
                    late("burst-of-one-source", CHAIN, "one rollback", 12, event(6, 4, 1, 7), event(9, 4, 2, 8)),
                    late(
                            "burst-latest-first",
                            CHAIN,
                            "each further back than the one before: still one rollback",
                            12,
                            event(11, 4, 1, 7),
                            event(9, 5, 1, 8),
                            event(6, 6, 1, 9)),
                    late("burst-partly-late", CHAIN, "", 12, event(11, 4, 1, 7), event(13, 4, 2, 8)),
                    late("known-ahead-stays-ahead", CHAIN, "14@2.1#3 wasn't applied yet", 12, event(9, 5, 1, 8)),
                    late("across-many-snapshots", CHAIN, "", 110, event(30, 4, 1, 7)),
                    late("rectangle-late-key", RECTANGLE, "steers from there on", 16, event(6, 4, 1, 3)),
                    late(
                            "rectangle-idempotent-key",
                            RECTANGLE,
                            "the same key twice: only the chain tells",
                            12,
                            event(6, 4, 1, 1)),
                    drawn("chain-drawn-late", CHAIN, 41),
                    drawn("rectangle-drawn-late", RECTANGLE, 42)),
            Rollbacks::run);

    private Rollbacks() {}

    private static Case late(String name, String application, String about, long now, StampedEvent... arriving) {
        return rollback(name, application, about, KNOWN, now, List.of(arriving));
    }

    /** Of some sources, what is known and what is late: the last events of each are late. */
    private static Case drawn(String name, String application, long seed) {
        List<StampedEvent> all = Samples.drawn(seed, 30, 4, 1, 40);
        List<StampedEvent> known = all.subList(0, 20).stream().sorted().toList();
        return rollback(name, application, "", known, 30, all.subList(20, all.size()));
    }

    private static Case rollback(
            String name,
            String application,
            String about,
            List<StampedEvent> known,
            long now,
            List<StampedEvent> arriving) {
        return Case.of(name, about, "application", application, "known", known, "now", now, "arriving", arriving);
    }

    private static Found run(Given given) {
        return run(CoreValues.application(given), given);
    }

    private static <S> Found run(Simulation<S> simulation, Given given) {
        List<StampedEvent> known = CoreValues.stampedEvents(given, "known");
        List<StampedEvent> arriving = CoreValues.stampedEvents(given, "arriving");
        long now = given.integer("now", 0, Fold.MAX_TICK);
        List<StampedEvent> all = new ArrayList<>(known);
        all.addAll(arriving);
        if (new HashSet<>(all).size() < all.size()) {
            throw given.mistake("arriving", "must not have an event twice, or one that is known");
        }
        List<S> before = Fold.states(simulation, known, now);
        List<S> after = Fold.states(simulation, all, now);

        Subject<S> subject = new Subject<>(Config.of(SELF).withMaxLead(Stamp.MAX_TICK), simulation);
        subject.receive(known);
        subject.readAt(now);
        Fold.checkCore(simulation, before, subject.states());
        subject.receive(arriving);
        List<Output> outputs = subject.readAt(now).outputs();
        Fold.checkCore(simulation, after, subject.states());

        ObjectNode rollback = null;
        long from = now;
        for (Output output : outputs) {
            if (output instanceof Output.RolledBack rolledBack) {
                rollback = json(rolledBack);
                from = rolledBack.from() - 1;
            }
        }
        return Found.of(
                "rollback", rollback,
                "before", Fold.json(simulation, before, from, now),
                "after", Fold.json(simulation, after, from, now));
    }

    static ObjectNode json(Output.RolledBack rolledBack) {
        ObjectNode json = Json.object(
                "from", rolledBack.from(),
                "to", rolledBack.to(),
                "late", rolledBack.late().stream().map(StampedEvent::stamp).toList(),
                "reordered",
                        rolledBack.reordered().stream().map(StampedEvent::stamp).toList());
        return rolledBack.voided().isEmpty()
                ? json
                : json.set(
                        "voided",
                        Json.of(rolledBack.voided().stream()
                                .map(StampedEvent::stamp)
                                .toList()));
    }
}
