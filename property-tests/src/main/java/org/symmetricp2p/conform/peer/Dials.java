package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle.Key;

/** Whom a peer dials, when, and when no more (spec 6.20, 6.23). */
final class Dials {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 3_200;
    private static final long LASTED_MILLIS = 2_000;

    static final List<Scenario> ALL = List.of(
            new Scenario("dials-again-with-growing-waits", Dials::grows),
            new Scenario("a-good-link-makes-waits-short-again", Dials::short_),
            new Scenario("a-final-reason-ends-dialling", Dials::final_),
            new Scenario("reasons-that-arent-final-dont", Dials::others),
            new Scenario("the-user-ends-dialling-and-begins-it-again", Dials::user),
            new Scenario("who-is-linked-isnt-dialled", Dials::linked),
            new Scenario("a-key-waits-for-the-first-link", Dials::patience));

    private Dials() {}

    /** Connections that end at once: the waits after them are at least half of 100 ms, 200 ms and so on. */
    private static long fails(Stage stage, Listener listener, int times)
            throws Breach, IOException, InterruptedException {
        long wait = FIRST_MILLIS;
        for (int i = 0; i < times; i++) {
            Neighbour neighbour = listener.isDialled("6.20");
            neighbour.hearsHello("6.1");
            long ended = System.nanoTime();
            neighbour.cuts();
            listener.isDialled("6.20").cuts(); // the next attempt, which fails as well
            long millis = (listener.dialledNanos() - ended) / 1_000_000;
            stage.require(
                    "6.20",
                    millis >= wait / 2,
                    "it dialled again after " + millis + " ms, not " + wait / 2 + " or more");
            wait = Math.min(LONGEST_MILLIS, 4 * wait);
        }
        return wait;
    }

    private static void grows(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        fails(stage, listener, 3);
    }

    private static void short_(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        long wait = fails(stage, listener, 3);
        Neighbour good = listener.isDialled("6.20");
        good.says(good.hello()).lives();
        good.hearsHello("6.1");
        for (long lived = 0; lived <= LASTED_MILLIS; lived += 1_000) {
            good.hearsSync("5.8");
        }
        good.hearsSync("5.8");
        good.cuts();
        listener.isDialled("6.20", wait / 2); // less than it would otherwise be
    }

    private static void final_(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        Neighbour neighbour = listener.isDialled("6.20");
        neighbour.hearsHello("6.1");
        neighbour.says(new Message.Bye(Reason.INCOMPATIBLE, "another time")).hearsEndAfterBye("6.19");
        listener.isNotDialledFor("6.20", LONGEST_MILLIS);
        stage.user("link " + stage.lower(1).peer());
        Neighbour again = listener.isDialled("6.20");
        again.hearsHello("6.1");
        again.says(new Message.Hello("chess/1", Stage.FPS, Stage.STATE_SIZE, again.self(), 0, Versions.NONE));
        again.hearsBye("6.5", Reason.INCOMPATIBLE);
        listener.isNotDialledFor("6.20", LONGEST_MILLIS);
    }

    private static void others(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        for (Reason reason : List.of(Reason.LEAVING, Reason.UNLINKED, Reason.LIMIT, Reason.VIOLATION)) {
            Neighbour neighbour = listener.isDialled("6.20");
            neighbour.hearsHello("6.1");
            neighbour.says(new Message.Bye(reason, "another time")).hearsEndAfterBye("6.19");
        }
        Neighbour last = listener.isDialled("6.20");
        last.hearsHello("6.1");
        last.says(last.hello()).lives().hearsNothing("6.20");
        stage.ends();
    }

    private static void user(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        Neighbour neighbour = listener.isDialled("6.20");
        neighbour.hearsHello("6.1");
        neighbour.says(neighbour.hello()).lives().hearsNothing("6.2");
        stage.user("unlink " + neighbour.self().peer());
        neighbour.hearsBye("6.18", Reason.UNLINKED);
        listener.isNotDialledFor("6.18", LONGEST_MILLIS);
        stage.user("link " + neighbour.self().peer());
        listener.isDialled("6.20").hearsHello("6.1");
    }

    /** It comes from the other side while a wait lasts. */
    private static void linked(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        fails(stage, listener, 2);
        Neighbour neighbour = stage.links(stage.lower(1));
        listener.isNotDialledFor("6.23", LONGEST_MILLIS);
        neighbour.hearsSync("5.8");
        neighbour.cuts();
        listener.isDialled("6.23").hearsHello("6.1");
    }

    /** Stamped near tick 0, it would roll a long session back; issued after the link is there, it is stamped by what the session's clock is. */
    private static void patience(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        stage.presses(Key.UP);
        Neighbour neighbour = listener.isDialled("6.20");
        neighbour.hearsHello("6.1");
        neighbour.at(10_000).says(neighbour.hello()).lives();
        Message.Events events = neighbour.hearsKey("2.9", Key.UP);
        long tick = events.events().get(0).tick();
        stage.require("2.7", tick > events.clock(), "its tick is " + tick + ", issued at " + events.clock());
        stage.require("2.9", tick > 10_000, "a key of a newcomer got tick " + tick + " in a session at tick 10000");
        stage.ends();
    }
}
