package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle.Key;

/** Which events a peer takes, whom it passes them on, and in which order they count (spec 2 to 4). */
final class Flooding {

    static final List<Scenario> ALL = List.of(
            new Scenario("passes-events-on-but-not-back", Flooding::floods),
            new Scenario("a-duplicate-goes-nowhere", Flooding::duplicates),
            new Scenario("its-own-keys-go-everywhere", Flooding::keys),
            bad("another-event-under-one-identity", Reason.CONFLICT, (stage, one) -> {
                StampedEvent first = one.event(one.told() + 30, Key.UP);
                one.says(first);
                return Stage.event(one.self(), 1, first.tick(), Key.DOWN);
            }),
            bad("a-gap", Reason.VIOLATION, (stage, one) -> Stage.event(one.self(), 2, one.told() + 30, Key.UP)),
            bad("back-in-time", "2.13", Reason.VIOLATION, (stage, one) -> {
                StampedEvent first = one.event(one.told() + 30, Key.UP);
                one.says(first);
                return Stage.event(one.self(), 2, first.tick() - 1, Key.DOWN);
            }),
            bad(
                    "a-stamp-too-far-ahead",
                    "3.6",
                    Reason.LIMIT,
                    (stage, one) -> Stage.event(one.self(), 1, Stamp.MAX_TICK, Key.UP)),
            new Scenario("what-was-right-before-a-bad-event-counts", Flooding::partly),
            new Scenario("ties-go-by-peer-and-incarnation", Flooding::ties),
            new Scenario("an-event-of-the-present-tick", Flooding::present),
            new Scenario("late-events-of-every-tick", Flooding::late),
            new Scenario("a-late-event-doesnt-undo-a-later-one", Flooding::later),
            new Scenario("a-late-event-of-a-tick-with-a-snapshot", Flooding::snapshot),
            new Scenario("a-late-event-of-tick-1", Flooding::first),
            new Scenario("events-of-any-type-and-size", Flooding::any),
            new Scenario("a-later-frame-has-earlier-ticks", Flooding::descending),
            new Scenario("more-sources-than-there-may-be", Flooding::sources),
            new Scenario("more-sources-than-a-stranger-may-bring", Flooding::strange),
            new Scenario("a-history-of-20000-events", Flooding::many));

    private Flooding() {}

    private static void floods(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        Neighbour three = stage.links(stage.lower(2));
        StampedEvent first = one.event(one.told() + 30, Key.UP);
        one.says(first);
        two.hearsEvents("3.8", first);
        three.hearsEvents("3.8", first);
        StampedEvent second = two.event(two.told() + 30, Key.DOWN);
        two.says(second);
        one.hearsEvents("3.8", second); // what the peer said to it before would have come before
        three.hearsEvents("3.8", second);
        StampedEvent third = three.event(two.told() + 30, Key.LEFT);
        three.says(third);
        two.hearsEvents("3.8", third);
        one.hearsEvents("3.8", third);
        three.hearsNothing("3.8");
        stage.ends();
    }

    private static void duplicates(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        StampedEvent event = one.event(one.told() + 30, Key.UP);
        one.says(event);
        two.hearsEvents("3.8", event);
        one.says(event);
        two.says(event);
        StampedEvent next = one.event(one.told() + 40, Key.DOWN);
        one.says(event, next);
        two.hearsEvents("3.3", next);
        one.hearsNothing("3.3");
        two.hearsNothing("3.3");
        stage.ends();
    }

    private static void keys(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        List<Key> keys = List.of(Key.UP, Key.LEFT, Key.DOWN, Key.RIGHT, Key.SPACE);
        for (Key key : keys) {
            stage.presses(key);
        }
        List<Long> ahead = new ArrayList<>();
        for (Key key : keys) {
            Message.Events message = one.hearsKey("2.6", key);
            two.hearsEvents("3.8", message.events());
            ahead.add(message.events().get(0).tick() - message.clock());
        }
        long delta = ahead.get(0);
        stage.require("1.10", delta >= 1 && delta <= 10_000, "an event is stamped " + delta + " ticks ahead");
        stage.require(
                "2.4", ahead.stream().allMatch(d -> d == delta), "events are stamped ahead by " + ahead + " ticks");
        stage.ends();
    }

    /** Makes the bad event, and says what has to be said before it. */
    @FunctionalInterface
    private interface Wrong {
        StampedEvent of(Stage stage, Neighbour one) throws IOException;
    }

    private static Scenario bad(String what, Reason reason, Wrong wrong) {
        return bad(what, "3.4", reason, wrong);
    }

    private static Scenario bad(String what, String rule, Reason reason, Wrong wrong) {
        return new Scenario("refuses-" + what, stage -> {
            stage.starts();
            Neighbour one = stage.links(stage.lower(1));
            Neighbour two = stage.links(stage.higher(1));
            StampedEvent bad = wrong.of(stage, one);
            one.says(bad);
            stage.forgets(bad);
            one.hearsBye(rule, reason);
            StampedEvent later = two.event(two.told() + 60, Key.LEFT);
            two.says(later);
            Neighbour three = stage.links(stage.lower(2)); // its history has nothing of the bad one
            three.hearsEvents("3.2", stage.allEvents());
            stage.ends();
        });
    }

    private static void partly(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        StampedEvent right = one.event(one.told() + 30, Key.UP);
        StampedEvent gap = Stage.event(one.self(), 3, right.tick() + 1, Key.DOWN);
        StampedEvent after = Stage.event(stage.lower(2), 1, right.tick() + 2, Key.LEFT);
        one.says(right, gap, after);
        stage.forgets(gap, after);
        two.hearsEvents("3.4", right);
        one.hearsBye("3.4", Reason.VIOLATION);
        two.hearsNothing("3.4");
        stage.ends();
    }

    /** At one tick, of several peers and lives, in their order and in the opposite one. */
    private static void ties(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        long[] aheads = {25, 60, -10, -11}; // before the tick is there, and afterwards
        for (int round = 0; round < aheads.length; round++) {
            long tick = one.hearsSync("5.8").clock() + aheads[round];
            long life = 1_000 + 10 * (aheads.length * tick + round); // new also where two rounds meet at one tick
            Key[] keys = Key.values();
            for (int i = 0; i < keys.length; i++) {
                int rank = round % 2 == 0 ? keys.length - i : i;
                Source source = new Source(one.self().peer() - rank % 2, life + rank);
                StampedEvent event = Stage.event(source, 1, tick, keys[i]);
                one.says(event);
                two.hearsEvents("3.8", event);
            }
        }
        one.hearsNothing("3.8");
        stage.ends("2.1");
    }

    /**
     * A SYNC is answered at once by an event of the very tick that it tells: where that is the present one still, the event is as late as any
     * before. One at a time, since an earlier event would have the tick made again.
     */
    private static void present(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        for (int i = 0; i < 6; i++) {
            long now = one.hearsSync("5.8").clock();
            one.says(one.event(now, Key.values()[i % 5]));
        }
        one.hearsNothing("3.8");
        stage.ends("4.4");
    }

    /** Among these ticks is the present one, whichever it is by then. */
    private static void late(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        for (int round = 0; round < 3; round++) {
            long now = one.hearsSync("5.8").clock();
            List<StampedEvent> events = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                events.add(Stage.event(
                        new Source(one.self().peer(), 1_000 + round), 1 + i, now - 12 + i, Key.values()[i % 5]));
            }
            one.says(new Message.Events(0, events));
        }
        one.hearsNothing("3.8");
        stage.ends("4.4");
    }

    /** One tick is late, then an earlier one, then one between. */
    private static void later(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        one.hearsNothing("5.8");
        long now = one.hearsSync("5.8").clock();
        long[] back = {20, 100, 64, 64, 65, 17, 1, 96};
        for (int i = 0; i < back.length; i++) {
            one.says(Stage.event(new Source(one.self().peer(), 1_000 + i), 1, now - back[i], Key.values()[i % 5]));
        }
        one.hearsNothing("3.8");
        stage.ends("4.8");
    }

    /** Of tick 64 there is one for some 500 ticks (spec 4.10): it was taken before the event, and isn't right any more. */
    private static void snapshot(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        while (one.hearsSync("5.8").clock() <= 64) {
            stage.transcript().add("tick 64 isn't over yet");
        }
        one.says(one.event(64, Key.UP)).hearsNothing("3.8");
        stage.ends("4.8");
    }

    private static void first(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        long now = one.hearsSync("5.8").clock();
        one.says(one.event(now, Key.UP)).hearsNothing("3.8");
        one.says(Stage.event(new Source(one.self().peer(), 1_000), 1, 1, Key.LEFT))
                .hearsNothing("3.8");
        stage.ends("4.7");
    }

    private static void any(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        long tick = one.told() + 40;
        StampedEvent[] events = {
            new StampedEvent(new Stamp(tick, one.self(), 1), new Event(2, Payload.EMPTY)),
            new StampedEvent(
                    new Stamp(tick, one.self(), 2), new Event(Integer.MAX_VALUE, Payload.ofBytes(new byte[1_024]))),
            new StampedEvent(new Stamp(tick, one.self(), 3), new Event(258, Payload.ofInts(-1, 7)))
        };
        one.says(events);
        two.hearsEvents("7.6", events);
        stage.ends();
    }

    private static void descending(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        long now = one.told();
        for (int i = 0; i < 20; i++) {
            StampedEvent event =
                    Stage.event(new Source(one.self().peer(), 1_000 + i), 1, now + 60 - i, Key.values()[i % 5]);
            one.says(event);
            two.hearsEvents("7.10", event);
        }
        stage.ends();
    }

    /** Whom the peer dials itself may bring any number, up to that of the session. */
    private static void sources(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        Neighbour one = listener.isDialled("6.20");
        one.hearsHello("6.1");
        one.says(one.hello()).lives();
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < Versions.MAX_SOURCES; i++) {
            events.add(Stage.event(new Source(one.self().peer(), i), 1, 100_000, Key.UP));
        }
        one.says(new Message.Events(0, events));
        one.hearsNothing("2.14");
        StampedEvent more = Stage.event(new Source(one.self().peer(), Versions.MAX_SOURCES), 1, 100_000, Key.UP);
        one.says(more);
        stage.forgets(more);
        one.hearsBye("2.14", Reason.LIMIT);
        stage.ends();
    }

    private static void strange(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            events.add(Stage.event(new Source(one.self().peer(), i), 1, 5, Key.UP));
        }
        one.says(new Message.Events(0, events));
        one.hearsBye("6.27", Reason.LIMIT);
        stage.links(stage.lower(2)).hearsNewSources("6.27", 4_096, 6_000 - 1);
    }

    private static void many(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            events.add(one.event(10 + i / 50, Key.values()[i % 5]));
        }
        one.says(new Message.Events(0, events));
        StampedEvent last = one.event(500, Key.UP);
        one.says(last);
        events.add(last);
        Neighbour two = stage.links(stage.higher(1));
        two.hearsEvents("6.8", events); // some as history, the others as they come
        one.hearsNothing("3.8");
        stage.ends();
    }
}
