package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle.Key;

/** Neighbours that are too many, too quiet or too slow, and what the others have of it (spec 3.13, 3.14, 6.21). */
final class Crowds {

    private static final long SILENCE_MILLIS = 5_000;
    private static final int LINKS = 64;
    private static final int STRANGERS = 48;
    private static final int WAITING = 1_024;
    private static final int SYNCS = 10;
    private static final int GREETING = 16;
    private static final int FRAMES = 400; // 13 MB, which no connection of a machine to itself holds

    static final List<Scenario> ALL = List.of(
            new Scenario("a-mute-neighbour", Crowds::mute),
            new Scenario("a-neighbour-that-never-reads", Crowds::deaf),
            new Scenario("the-49th-stranger", Crowds::strangers),
            new Scenario("the-65th-link", Crowds::links),
            new Scenario("1024-messages-wait-and-no-more", Crowds::waiting),
            new Scenario("the-17th-that-says-nothing", Crowds::greeting),
            new Scenario("who-is-dialled-and-says-nothing", Crowds::silent));

    private Crowds() {}

    private static void mute(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        Neighbour one = stage.dials(stage.lower(1));
        long said = System.nanoTime();
        one.greets();
        one.mute();
        one.hearsEnd("6.21");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - said);
        stage.require("6.21", millis >= SILENCE_MILLIS, "a neighbour was cut off after " + millis + " ms of silence");
        witness.hearsNothing("6.21");
    }

    /** It tells its clock, but takes nothing; another neighbour sends more than the connection holds. */
    private static void deaf(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        Neighbour deaf = stage.dialsDeaf(stage.lower(1));
        deaf.says(deaf.hello()).lives();
        witness.hearsNothing("6.8");
        witness.says(new Message.Events(0, large(witness)));
        for (int i = 0; i < 7; i++) {
            witness.hearsSync("3.13");
        }
        deaf.listens().hearsEndOfAll("3.14");
        stage.presses(Key.UP);
        witness.hearsKey("3.13", Key.UP);
    }

    /** More than a connection holds. */
    private static List<StampedEvent> large(Neighbour from) {
        Event large = new Event(2, Payload.ofBytes(new byte[Payload.MAX_SIZE]));
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < FRAMES * 32; i++) {
            events.add(new StampedEvent(new Stamp(10, from.self(), 1 + i), large));
        }
        return events;
    }

    /**
     * Neighbours that read slowly: while their history, which is one message, is being written, others wait. So many may that SYNCs of ten seconds
     * still find room; one more than may ends the link.
     */
    private static void waiting(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        List<StampedEvent> history = large(witness);
        witness.says(new Message.Events(0, history));
        Neighbour other = whoKnows(stage, history);
        Neighbour slow = greetsSlowly(stage, 1);
        List<StampedEvent> few = new ArrayList<>();
        for (int i = 0; i < WAITING - SYNCS; i++) {
            few.add(new StampedEvent(new Stamp(10, other.self(), 1 + i), Key.UP.event()));
        }
        says(other, few);
        witness.hearsEvents("3.13", few);
        slow.sips(false).hearsEvents("6.21", history);
        slow.hearsEvents("6.21", few);
        slow.hearsNothing("6.21");

        Neighbour late = greetsSlowly(stage, 2);
        List<StampedEvent> many = new ArrayList<>();
        for (int i = 0; i <= WAITING; i++) {
            many.add(new StampedEvent(new Stamp(10, other.self(), 1 + few.size() + i), Key.UP.event()));
        }
        says(other, many);
        witness.hearsEvents("3.13", many);
        late.sips(false).hearsEndOfAll("6.22");
        slow.hearsEvents("3.13", many);
    }

    /** A neighbour that knows all this, and is linked when the judged peer knows it too, so that none of it goes to and fro. */
    private static Neighbour whoKnows(Stage stage, List<StampedEvent> history)
            throws Breach, Skipped, IOException, InterruptedException {
        Versions versions = Greetings.versions(history.toArray(StampedEvent[]::new));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(stage.patienceMillis());
        while (true) {
            Neighbour other = stage.dials(stage.higher(2));
            other.greets(other.hello(versions));
            if (other.peerKnew().covers(history.get(history.size() - 1).stamp())) {
                return other;
            }
            stage.require("3.3", System.nanoTime() < deadline, "what it was told it still doesn't know");
            other.says(new Message.Bye(Reason.LEAVING, "too early"));
            stage.waits(100);
        }
    }

    private static Neighbour greetsSlowly(Stage stage, int n)
            throws Breach, Skipped, IOException, InterruptedException {
        Neighbour slow = stage.dialsSlow(stage.lower(n));
        slow.says(slow.hello()).lives();
        slow.hearsHello("6.1");
        return slow;
    }

    /** Each in a message of its own. */
    private static void says(Neighbour one, List<StampedEvent> events) throws IOException {
        for (StampedEvent event : events) {
            one.says(event);
        }
    }

    /** As many as there may be, of strangers and of those that it dials; then comes one that it would dial, but can't. */
    private static void links(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i <= LINKS - STRANGERS; i++) {
            listeners.add(stage.listens(stage.lower(1 + i)));
        }
        listeners.get(0).close();
        stage.starts(listeners.stream().map(Listener::option).toArray(String[]::new));
        List<Neighbour> all = new ArrayList<>();
        for (Listener listener : listeners.subList(1, listeners.size())) {
            Neighbour dialled = listener.isDialled("6.20");
            dialled.says(dialled.hello()).lives();
            dialled.hearsHello("6.1");
            all.add(dialled);
        }
        for (int i = 1; i <= STRANGERS; i++) {
            all.add(stage.links(stage.higher(i)));
        }
        Neighbour last = stage.dials(stage.lower(1));
        last.says(last.hello()).hearsRefusal("6.21", Reason.LIMIT);
        for (Neighbour each : all) {
            each.hearsSync("6.21");
        }
        all.get(0).says(new Message.Bye(Reason.LEAVING, "makes room")).hearsEnd("6.19");
        stage.links(stage.lower(1)).hearsNothing("6.21");
    }

    private static void strangers(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        List<Neighbour> all = new ArrayList<>();
        for (int i = 1; i <= STRANGERS; i++) {
            all.add(stage.links(stage.higher(i)));
        }
        Neighbour last = stage.dials(stage.higher(STRANGERS + 1));
        last.says(last.hello()).hearsRefusal("6.21", Reason.LIMIT);
        for (Neighbour each : all) {
            each.hearsSync("6.21");
        }
        all.get(0).says(new Message.Bye(Reason.LEAVING, "makes room")).hearsEnd("6.19");
        stage.links(stage.higher(STRANGERS + 2)).hearsNothing("6.21");
    }

    private static void greeting(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.lower(1));
        List<Neighbour> silent = new ArrayList<>();
        for (int i = 0; i <= GREETING; i++) {
            silent.add(stage.dials(stage.higher(1 + i)));
        }
        silent.get(0).hearsBye("6.21", Reason.LIMIT);
        silent.get(1).hearsNothingFor("6.21", 1_000);
        stage.links(stage.lower(2)).hearsNothing("6.21"); // who says HELLO at once isn't in anybody's place
        witness.hearsSync("6.21");
    }

    private static void silent(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        Neighbour neighbour = listener.isDialled("6.20");
        neighbour.hearsHello("6.1");
        neighbour.hearsNothingFor("6.21", SILENCE_MILLIS - 1_500); // HELLO may be heard that late
        neighbour.hearsByeOrEnd("6.21", Reason.VIOLATION);
        listener.isDialled("6.20").hearsHello("6.1");
    }
}
