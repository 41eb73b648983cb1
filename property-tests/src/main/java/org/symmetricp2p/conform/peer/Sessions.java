package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.net.EventLine;

/**
 * Sessions with peers of this implementation: keys are pressed everywhere, and end well before the session does. In the end all know the
 * same events, as many as there were keys, and had the same states at all ticks; and no link has ended that shouldn't.
 */
final class Sessions {

    private static final int KEYS = 24;
    private static final long PAUSE_MILLIS = 60;
    private static final int DENSE_KEYS = 60;
    private static final long PAUSED_MILLIS = 1_500;

    static final List<Scenario> ALL = List.of(
            new Scenario("session-line", Sessions::line),
            new Scenario("session-triangle", Sessions::triangle),
            new Scenario("session-star", Sessions::star),
            new Scenario("session-dialled-from-both-sides-by-a-lower-peer", stage -> both(stage, stage.lower(1))),
            new Scenario("session-dialled-from-both-sides-by-a-higher-peer", stage -> both(stage, stage.higher(1))),
            new Scenario("session-cut-and-healed", Sessions::cut),
            new Scenario("session-killed-and-back", Sessions::killed),
            new Scenario("session-paused", Sessions::paused),
            new Scenario("session-paused-until-links-end", Sessions::pausedLong),
            new Scenario("session-with-several-lives-at-once", Sessions::lives),
            new Scenario("session-joined-late", Sessions::late),
            new Scenario("session-that-settles", Sessions::settling));

    private Sessions() {}

    private static void line(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        stage.starts(one.option());
        Companion two = stage.companion(stage.higher(1), stage.option());
        linked(stage, one, two);
        presses(stage, KEYS, one, two);
        end(stage, KEYS, one, two);
    }

    private static void triangle(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        stage.starts(one.option());
        Companion two = stage.companion(stage.higher(1), stage.option(), one.option());
        linked(stage, one, two);
        one.isLinked(two.self().peer(), 1);
        presses(stage, KEYS, one, two);
        end(stage, KEYS, one, two);
    }

    private static void star(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Companion[] all = {
            stage.companion(stage.lower(1), stage.option()),
            stage.companion(stage.lower(2), stage.option()),
            stage.companion(stage.higher(1), stage.option()),
            stage.companion(stage.higher(2), stage.option())
        };
        linked(stage, all);
        presses(stage, KEYS, all);
        end(stage, KEYS, all);
    }

    /** Of two links that are made at once the lower peer keeps one, and nobody's user sees a link end. */
    private static void both(Stage stage, Source other) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(other);
        stage.starts(one.option());
        one.dials(stage.option());
        linked(stage, one);
        presses(stage, KEYS, one);
        end(stage, KEYS, one);
    }

    /** Both sides go on alone, and come together by their histories. */
    private static void cut(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        stage.starts(one.option());
        Companion two = stage.companion(stage.higher(1), stage.option());
        linked(stage, one, two);
        presses(stage, KEYS, one, two);
        one.user("unlink " + stage.peer().peer());
        presses(stage, KEYS, one, two);
        one.user("link " + stage.peer().peer());
        one.isLinked(stage.peer().peer(), 2);
        presses(stage, KEYS, one, two);
        one.hasLost(1);
        two.hasLost(0);
        finish(stage, 3 * KEYS, one, two);
    }

    private static void killed(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        Companion two = stage.companion(stage.higher(1));
        stage.starts(one.option(), two.option());
        linked(stage, one, two);
        presses(stage, KEYS, one, two);
        settles(stage);
        stage.restarts(stage.peer().incarnation() + 1, one.option(), two.option());
        one.isLinked(stage.peer().peer(), 2);
        two.isLinked(stage.peer().peer(), 2);
        presses(stage, KEYS, one, two);
        one.hasLost(1);
        two.hasLost(1);
        finish(stage, 2 * KEYS, one, two);
    }

    /** Its process stands still for less than the silence that ends a link (6.21): every link stays, and all that came meanwhile counts. */
    private static void paused(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        stage.starts(one.option());
        Companion two = stage.companion(stage.higher(1), stage.option());
        linked(stage, one, two);
        presses(stage, KEYS, one, two);
        stage.pauses();
        pressesAlone(KEYS / 2, one, two);
        stage.waits(PAUSED_MILLIS);
        stage.goesOn();
        presses(stage, KEYS, one, two);
        end(stage, 2 * KEYS + KEYS / 2, one, two);
    }

    /** For longer: its neighbours end their links, as it would, and it finds both of them again. */
    private static void pausedLong(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        stage.starts(one.option());
        Companion two = stage.companion(stage.higher(1), stage.option());
        linked(stage, one, two);
        presses(stage, KEYS, one, two);
        settles(stage);
        stage.pauses();
        pressesAlone(KEYS, one, two);
        one.loses();
        two.loses();
        stage.goesOn();
        one.isLinked(stage.peer().peer(), 2);
        two.isLinked(stage.peer().peer(), 2);
        presses(stage, KEYS, one, two);
        one.hasLost(1);
        two.hasLost(1);
        finish(stage, 3 * KEYS, one, two);
    }

    /**
     * Two lives of one neighbour at a time, and behind one of them another life of the peer that is judged. Keys of lives meet at a tick, where
     * incarnations decide: for a while the others press one at every tick.
     */
    private static void lives(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Companion one = stage.companion(stage.lower(1), stage.option());
        Companion two = stage.companion(next(one.self()), stage.option());
        Companion itself = stage.companion(next(stage.peer()), one.option());
        linked(stage, one, two);
        itself.isLinked(one.self().peer(), 1);
        Neighbour clock = stage.links(stage.higher(1));
        clock.hearsSync("5.8");
        long from = clock.hearsSync("5.8").clock() + Stage.FPS;
        List<Companion> all = List.of(one, two, itself);
        for (Companion each : all) {
            each.presses(
                    from,
                    IntStream.range(all.indexOf(each), DENSE_KEYS)
                            .mapToObj(Sessions::key)
                            .toList());
        }
        for (int i = 0; i < DENSE_KEYS; i++) {
            stage.presses(key(i));
            Thread.sleep(2_000 / Stage.FPS);
        }
        clock.says(new Message.Bye(Message.Reason.LEAVING, "knows the time"));
        end(stage, "2.1", 4 * DENSE_KEYS - 3, one, two, itself);
        if (!haveMet(stage.allEvents())) {
            throw new Skipped("no keys of two lives have met at a tick");
        }
    }

    private static Source next(Source life) {
        return new Source(life.peer(), life.incarnation() + 1);
    }

    private static boolean haveMet(List<StampedEvent> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            StampedEvent before = sorted.get(i - 1);
            StampedEvent event = sorted.get(i);
            if (event.tick() == before.tick()
                    && event.source().peer() == before.source().peer()
                    && !event.source().equals(before.source())) {
                return true;
            }
        }
        return false;
    }

    /** A session of which it knows nothing: it gets all, before it is at the clock of the others. */
    private static void late(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        Companion two = stage.companion(stage.lower(2), one.option());
        one.isLinked(two.self().peer(), 1);
        pressesAlone(KEYS, one, two);
        stage.starts(one.option());
        one.isLinked(stage.peer().peer(), 1);
        presses(stage, KEYS, one, two);
        end(stage, 2 * KEYS, one, two);
    }

    /** What comes too late for what is settled is issued again, so no key is lost (spec 8.11). */
    private static void settling(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion keeper = stage.companion(stage.lower(1), "--settle=keep");
        stage.starts(Settlements.JOIN, keeper.option());
        Companion other = stage.companion(stage.higher(1), Settlements.JOIN, stage.option());
        linked(stage, keeper, other);
        presses(stage, KEYS, keeper, other);
        end(stage, "8.10", KEYS, keeper, other);
    }

    private static void linked(Stage stage, Companion... all) throws Breach, InterruptedException {
        for (Companion each : all) {
            each.isLinked(stage.peer().peer(), 1);
        }
    }

    private static Key key(int i) {
        return Key.values()[i * 7 % Key.values().length];
    }

    /** At the other peers in turn. */
    private static void pressesAlone(int keys, Companion... all) throws IOException, InterruptedException {
        for (int i = 0; i < keys; i++) {
            all[i % all.length].user("press " + key(i));
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** At the judged peer and at the others in turn. */
    private static void presses(Stage stage, int keys, Companion... all)
            throws IOException, Skipped, InterruptedException {
        for (int i = 0; i < keys; i++) {
            int turn = i % (all.length + 1);
            if (turn == all.length) {
                stage.presses(key(i));
            } else {
                all[turn].user("press " + key(i));
            }
            Thread.sleep(PAUSE_MILLIS); // a user's pace: keys meet in the network
        }
    }

    /** Longer than any travel, and than a SYNC is due: whatever waits is issued and everywhere. */
    private static void settles(Stage stage) throws InterruptedException {
        stage.waits(3_000);
    }

    private static void end(Stage stage, int keys, Companion... all)
            throws Breach, Skipped, IOException, InterruptedException {
        end(stage, "4.2", keys, all);
    }

    private static void end(Stage stage, String rule, int keys, Companion... all)
            throws Breach, Skipped, IOException, InterruptedException {
        for (Companion each : all) {
            each.hasLost(0);
        }
        finish(stage, rule, keys, all);
    }

    private static void finish(Stage stage, int keys, Companion... all)
            throws Breach, Skipped, IOException, InterruptedException {
        finish(stage, "4.2", keys, all);
    }

    /** @param rule which is broken if the states are wrong */
    private static void finish(Stage stage, String rule, int keys, Companion... all)
            throws Breach, Skipped, IOException, InterruptedException {
        settles(stage);
        Set<StampedEvent> known = new TreeSet<>();
        for (Companion each : all) {
            each.ends();
            for (String line : Files.readAllLines(each.events())) {
                known.add(EventLine.parse(line));
            }
        }
        stage.require(
                "3.8", known.size() == keys, keys + " keys were pressed, and there are " + known.size() + " events");
        known.forEach(stage::learnOwn);
        stage.ends(rule);
        List<StampedEvent> sorted = new ArrayList<>(known);
        for (Companion each : all) {
            Records.check(stage, "4.2", each.events(), each.trace(), sorted);
        }
    }
}
