package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle.Key;

/**
 * Clocks, by what they tell (spec 3.5, 5). Ticks are compared with ticks, and with times only where whatever delays a message makes
 * the comparison easier to pass.
 */
final class Clocks {

    private static final long AHEAD = 3_000;
    private static final long GUESTS_LEAD = 20_000; // less than those who dialled may bring at once
    private static final long WANTED_LEAD = 60_000; // more than that
    private static final long FAR_AHEAD = 200_000;

    static final List<Scenario> ALL = List.of(
            new Scenario("sync-once-a-second", Clocks::sync),
            new Scenario("time-passes", Clocks::passes),
            new Scenario("the-clock-is-read-before-a-key", Clocks::key),
            new Scenario("the-clock-of-hello-is-heard", stage -> catchesUp(stage, 0)),
            new Scenario("the-clock-of-sync-is-heard", stage -> catchesUp(stage, 1)),
            new Scenario("the-clock-of-events-is-heard", stage -> catchesUp(stage, 2)),
            new Scenario("stamps-feed-no-clock", Clocks::stamps),
            new Scenario("a-clock-that-is-not-believed", Clocks::unbelievable),
            new Scenario("who-dialled-is-believed-little", Clocks::guests),
            new Scenario("events-carry-the-clock-of-who-passes-them-on", Clocks::carried));

    private Clocks() {}

    private static void sync(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        long before = two.hearsSync("5.8").clock();
        while (one.hearsSync("5.8").clock() < before) {
            stage.transcript().add("only one of the two was linked by then");
        }
        for (int i = 0; i < 3; i++) {
            long now = one.hearsSync("5.8").clock();
            long other = two.hearsSync("5.8").clock();
            stage.require("5.8", now - before >= Stage.FPS, "SYNCs at ticks " + before + " and " + now);
            stage.require(
                    "5.10", now == other, "a SYNC says " + now + " to one neighbour, and " + other + " to another");
            before = now;
        }
    }

    /** A clock that nobody is ahead of goes with time: it can't have gone further than the kit has waited. */
    private static void passes(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        long started = System.nanoTime();
        Neighbour one = stage.links(stage.lower(1));
        one.hearsSync("5.8");
        long first = one.told();
        one.hearsSync("5.8");
        one.hearsSync("5.8");
        long most = first + ticks(System.nanoTime() - started) + 1;
        stage.require(
                "5.2", one.told() <= most, "from tick " + first + " it went to " + one.told() + ", at most to " + most);
    }

    private static long ticks(long nanos) {
        return nanos * Stage.FPS / 1_000_000_000;
    }

    /** Half a second after a SYNC a key is pressed: its message tells a clock that is that much later. Again, as a reading may just have come. */
    private static void key(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        for (Key key : Key.values()) {
            long sync = one.hearsSync("5.8").clock();
            long heard = System.nanoTime();
            stage.waits(500);
            long least = sync + ticks(System.nanoTime() - heard) - 1;
            stage.presses(key);
            long clock = one.hearsKey("5.9", key).clock();
            stage.require("5.9", clock >= least, "a key was issued at tick " + clock + ", after tick " + least);
        }
        stage.ends();
    }

    /**
     * Never beyond where the neighbour that told is by then, and there after a second: by the third SYNC, of which the first may
     * be older than what was told.
     */
    private static void catchesUp(Stage stage, int by) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.lower(1));
        Neighbour ahead = stage.dials(stage.higher(1));
        long before = witness.hearsSync("5.8").clock();
        long goal = before + AHEAD;
        if (by != 0) {
            ahead.greets();
        }
        long told = System.nanoTime();
        ahead.at(goal);
        if (by == 0) {
            ahead.greets();
        } else if (by == 1) {
            ahead.says(new Message.Sync(goal));
        } else {
            StampedEvent event = ahead.event(goal + 5, Key.UP);
            ahead.says(new Message.Events(goal, List.of(event)));
            witness.hearsEvents("3.8", event);
        }
        ahead.mute();
        for (int i = 0; i < 3; i++) {
            long clock = witness.hearsSync("5.3").clock();
            long most = goal + ticks(System.nanoTime() - told) + 1;
            stage.require(
                    "5.7",
                    clock <= most,
                    "the clock is at " + clock + ", and who told its own is at " + most + " at most");
        }
        stage.require(
                "5.4",
                witness.told() >= goal,
                "more than a second later the clock is at " + witness.told() + ", not at " + goal);
        stage.ends();
    }

    private static void stamps(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        long started = System.nanoTime();
        Neighbour one = stage.links(stage.lower(1));
        long before = one.hearsSync("5.8").clock();
        one.says(one.event(before + AHEAD, Key.UP));
        one.hearsNothing("3.8");
        stage.presses(Key.DOWN);
        Message.Events own = one.hearsKey("2.5", Key.DOWN);
        stage.require(
                "2.5",
                own.events().get(0).tick() < before + AHEAD,
                "its own event got tick " + own.events().get(0).tick());
        long most = before + ticks(System.nanoTime() - started) + 1;
        stage.require("5.6", one.told() <= most, "the clock is at " + one.told() + ", not at " + most + " at most");
        stage.ends();
    }

    private static void unbelievable(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.lower(1));
        Neighbour one = stage.links(stage.higher(1));
        one.says(new Message.Sync(Stamp.MAX_TICK));
        one.hearsBye("3.5", Reason.LIMIT);
        Neighbour two = stage.links(stage.higher(2));
        StampedEvent event = two.event(witness.told() + 30, Key.UP);
        two.says(new Message.Events(Stamp.MAX_TICK, List.of(event)));
        stage.forgets(event);
        two.hearsBye("3.5", Reason.LIMIT);
        witness.hearsNothing("3.5");
        stage.require("3.5", witness.told() < Stamp.MAX_TICK / 2, "the clock is at " + witness.told());
        stage.ends();
    }

    /** By a peer that dials somebody itself, whom it believes more. */
    private static void guests(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        Neighbour wanted = listener.isDialled("6.20");
        wanted.hearsHello("6.1");
        wanted.says(wanted.hello()).lives();
        Neighbour hasty = stage.dials(stage.higher(1)).at(FAR_AHEAD);
        hasty.says(hasty.hello()).hearsRefusal("6.29", Reason.LIMIT);
        Neighbour guest = stage.links(stage.higher(2));
        guest.at(GUESTS_LEAD).says(new Message.Sync(GUESTS_LEAD));
        guest.hearsNothing("6.29");
        guest.at(FAR_AHEAD).says(new Message.Sync(FAR_AHEAD)).hearsBye("6.29", Reason.LIMIT);
        wanted.hearsNothing("6.29");
        stage.require("6.29", wanted.told() < WANTED_LEAD, "the clock is at " + wanted.told());
        wanted.at(WANTED_LEAD).says(new Message.Sync(WANTED_LEAD));
        for (int i = 0; i < 20 && wanted.told() < WANTED_LEAD; i++) {
            wanted.hearsSync("6.29");
        }
        stage.require("6.29", wanted.told() >= WANTED_LEAD, "the clock is at " + wanted.told());
    }

    private static void carried(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        long sync = two.hearsSync("5.8").clock();
        one.hearsSync("5.8");
        StampedEvent event = one.event(sync + 200, Key.UP);
        one.says(event); // with the clock 0
        long clock = two.hearsEvents("3.8", List.of(event)).get(0).clock();
        stage.require(
                "3.11",
                clock >= sync && clock < sync + 200,
                "passed on at tick " + sync + " or later, an event carries the clock " + clock);
    }
}
