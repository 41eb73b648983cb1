package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    static final List<Scenario> ALL = List.of(
            new Scenario("session-line", Sessions::line),
            new Scenario("session-triangle", Sessions::triangle),
            new Scenario("session-star", Sessions::star),
            new Scenario("session-dialled-from-both-sides-by-a-lower-peer", stage -> both(stage, stage.lower(1))),
            new Scenario("session-dialled-from-both-sides-by-a-higher-peer", stage -> both(stage, stage.higher(1))),
            new Scenario("session-cut-and-healed", Sessions::cut),
            new Scenario("session-killed-and-back", Sessions::killed),
            new Scenario("session-joined-late", Sessions::late));

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

    /** A session of which it knows nothing: it gets all, before it is at the clock of the others. */
    private static void late(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Companion one = stage.companion(stage.lower(1));
        Companion two = stage.companion(stage.lower(2), one.option());
        one.isLinked(two.self().peer(), 1);
        for (int i = 0; i < KEYS; i++) {
            (i % 2 == 0 ? one : two).user("press " + key(i));
            Thread.sleep(PAUSE_MILLIS);
        }
        stage.starts(one.option());
        one.isLinked(stage.peer().peer(), 1);
        presses(stage, KEYS, one, two);
        end(stage, 2 * KEYS, one, two);
    }

    private static void linked(Stage stage, Companion... all) throws Breach, InterruptedException {
        for (Companion each : all) {
            each.isLinked(stage.peer().peer(), 1);
        }
    }

    private static Key key(int i) {
        return Key.values()[i * 7 % Key.values().length];
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
        for (Companion each : all) {
            each.hasLost(0);
        }
        finish(stage, keys, all);
    }

    private static void finish(Stage stage, int keys, Companion... all)
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
        stage.ends();
        List<StampedEvent> sorted = new ArrayList<>(known);
        for (Companion each : all) {
            Records.check(stage, "4.2", each.events(), each.trace(), sorted);
        }
    }
}
