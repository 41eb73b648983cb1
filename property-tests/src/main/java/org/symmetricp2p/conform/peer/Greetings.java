package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle.Key;

/** HELLO, the history, and who a peer is (spec 6.1 to 6.9, 6.13 to 6.15, 6.25, 7.20). */
final class Greetings {

    static final List<Scenario> ALL = List.of(
            new Scenario("who-dials-says-hello-at-once", Greetings::dialler),
            new Scenario("who-accepts-says-hello-second", Greetings::acceptor),
            new Scenario("hello-says-who-and-where", Greetings::content),
            new Scenario("nothing-but-hello-comes-first", Greetings::early),
            new Scenario("an-extension-that-nobody-needs-is-ignored", Greetings::extension),
            new Scenario("the-history-is-what-lacks", Greetings::history),
            new Scenario("a-history-in-frames-of-32", Greetings::longHistory),
            new Scenario("a-history-that-nobody-lacks", Greetings::noHistory),
            new Scenario("what-was-missed-is-caught-up", Greetings::comesBack),
            new Scenario("another-life-is-another-source", Greetings::restart),
            new Scenario("somebody-else-issues-as-the-peer", Greetings::taken));

    private Greetings() {}

    private static void dialler(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        Neighbour neighbour = listener.isDialled("6.20");
        Message.Hello hello = neighbour.hearsHello("6.1");
        stage.require("6.3", hello.self().equals(stage.peer()), "HELLO is of " + hello.self());
        neighbour.says(neighbour.hello()).lives();
        neighbour.hearsNothing("6.2");
        stage.presses(Key.UP);
        neighbour.hearsKey("3.8", Key.UP);
        stage.ends();
    }

    private static void acceptor(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Neighbour neighbour = stage.starts().dials(stage.lower(1));
        neighbour.hearsNothingFor("6.1", 4_000);
        neighbour.hearsBye("6.21", Reason.VIOLATION);
        stage.links(stage.lower(2)).hearsNothing("6.21");
    }

    private static void content(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Neighbour neighbour = stage.starts().dials(stage.higher(1));
        neighbour.says(neighbour.hello()).lives();
        Message.Hello hello = neighbour.hearsHello("6.1");
        stage.require("7.5", hello.application().equals(Stage.APPLICATION), "application " + hello.application());
        stage.require("6.3", hello.fps() == Stage.FPS, hello.fps() + " FPS");
        stage.require("6.3", hello.stateSize() == Stage.STATE_SIZE, "state size " + hello.stateSize());
        stage.require(
                "6.13", hello.self().equals(stage.peer()), "the source " + hello.self() + ", not " + stage.peer());
        stage.require(
                "2.12",
                hello.versions().equals(stage.knownBefore()),
                "it knows " + hello.versions().seqs());
        neighbour.hearsNothing("6.8");
    }

    private static void early(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.lower(1));
        for (int i = 0; i < 2; i++) {
            Neighbour hasty = stage.dials(stage.higher(1 + i));
            StampedEvent event = hasty.event(witness.told() + 10, Key.UP);
            hasty.says(i == 0 ? new Message.Sync(1_000_000) : new Message.Events(1_000_000, List.of(event)));
            stage.forgets(event);
            hasty.hearsBye("6.4", Reason.VIOLATION);
        }
        witness.hearsNothing("6.4");
        stage.require("6.4", witness.told() < 1_000_000, "the clock is at " + witness.told());
    }

    private static void extension(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Neighbour neighbour = stage.starts().dials(stage.lower(1));
        Message.Hello hello = neighbour.hello();
        List<Extension> extensions = List.of(new Extension("aside", false, Payload.ofBytes((byte) 1, (byte) 2)));
        neighbour.greets(new Message.Hello(
                hello.application(),
                hello.fps(),
                hello.stateSize(),
                hello.self(),
                hello.clock(),
                hello.versions(),
                extensions));
        neighbour.hearsNothing("7.20");
    }

    /** Of three sources, of which the newcomer knows one wholly and one in part. */
    private static void history(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour other = stage.links(stage.higher(1));
        long now = one.told();
        StampedEvent[] events = {
            one.event(now + 40, Key.UP), one.event(now + 40, Key.LEFT), one.event(now + 90, Key.DOWN),
        };
        one.says(events);
        other.hearsEvents("3.8", events);
        StampedEvent another = other.event(now + 60, Key.RIGHT);
        other.says(another);
        one.hearsEvents("3.8", another);
        stage.presses(Key.SPACE);
        StampedEvent own = one.hearsKey("3.8", Key.SPACE).events().get(0);
        other.hearsEvents("3.8", own);
        Neighbour newcomer = stage.dials(stage.higher(2));
        newcomer.greets(newcomer.hello(versions(events[0], another)));
        List<StampedEvent> lacking = new ArrayList<>(List.of(events[1], events[2], own));
        Collections.sort(lacking);
        newcomer.hearsEvents("6.8", lacking);
        newcomer.hearsNothing("6.8");
        stage.ends();
    }

    static Versions versions(StampedEvent... events) {
        Timeline timeline = Timeline.EMPTY;
        for (StampedEvent event : events) {
            timeline = timeline.insert(event);
        }
        return timeline.versions();
    }

    private static void longHistory(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        long now = one.told();
        List<StampedEvent> events = new ArrayList<>();
        for (int i = 0; i < 75; i++) {
            events.add(one.event(now + 5 + i / 2, Key.values()[i % Key.values().length]));
        }
        one.says(new Message.Events(0, events));
        one.hearsNothing("3.8");
        Neighbour newcomer = stage.links(stage.lower(2));
        List<Message.Events> messages = newcomer.hearsEvents("6.8", events);
        List<Integer> sizes =
                messages.stream().map(message -> message.events().size()).toList();
        stage.require("7.9", sizes.equals(List.of(32, 32, 11)), "frames of " + sizes + " events, not 32, 32 and 11");
        long clocks = messages.stream().map(Message.Events::clock).distinct().count();
        stage.require("7.9", clocks == 1, "the frames of one message have " + clocks + " clocks");
        stage.ends();
    }

    private static void noHistory(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        StampedEvent event = one.event(one.told() + 20, Key.UP);
        one.says(event);
        one.hearsNothing("3.8");
        Neighbour other = stage.dials(stage.lower(2));
        other.greets(other.hello(versions(event)));
        other.hearsNothing("6.8");
    }

    private static void comesBack(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour away = stage.links(stage.lower(1));
        Neighbour here = stage.links(stage.higher(1));
        StampedEvent before = away.event(away.told() + 20, Key.UP);
        away.says(before);
        here.hearsEvents("3.8", before);
        away.cuts();
        StampedEvent missed = here.event(here.told() + 30, Key.DOWN);
        here.says(missed);
        here.hearsNothing("3.8");
        StampedEvent alone = Stage.event(away.self(), 2, before.tick() + 1, Key.LEFT);
        Neighbour back = stage.dials(away.self());
        back.greets(back.hello(versions(before)));
        back.hearsEvents("6.8", missed);
        back.says(alone);
        here.hearsEvents("6.15", alone);
        stage.ends();
    }

    private static void restart(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour neighbour = stage.links(stage.lower(1));
        stage.presses(Key.UP);
        StampedEvent first = neighbour.hearsKey("3.8", Key.UP).events().get(0);
        Source before = stage.peer();
        stage.restarts(before.incarnation() + 1);
        Neighbour again = stage.dials(stage.lower(1));
        again.says(again.hello(versions(first))).lives();
        Message.Hello hello = again.hearsHello("6.1");
        stage.require(
                "6.13",
                hello.self().equals(stage.peer()),
                "it goes on as " + hello.self() + ", not as " + stage.peer());
        stage.require(
                "6.13",
                hello.versions().known().isEmpty(),
                "it knows " + hello.versions().seqs());
        again.says(first);
        again.hearsNothing("6.14");
        stage.presses(Key.DOWN);
        StampedEvent second = again.hearsKey("3.8", Key.DOWN).events().get(0);
        stage.require(
                "6.13", second.source().equals(stage.peer()) && second.seq() == 1, "its event is " + second.stamp());
        stage.ends();
    }

    private static void taken(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Source before = stage.peer();
        StampedEvent foreign = Stage.event(before, 1, 30, Key.UP);
        Neighbour neighbour = stage.dials(stage.lower(1));
        neighbour.says(neighbour.hello(versions(foreign))).lives();
        neighbour.hearsHello("6.1");
        neighbour.hearsNothing("6.25");
        Source after = new Source(before.peer(), before.incarnation() + 1);
        stage.isNow(after);
        stage.presses(Key.DOWN);
        StampedEvent own = neighbour.hearsKey("6.25", Key.DOWN).events().get(0);
        stage.require("6.25", own.source().equals(after) && own.seq() == 1, "its event is " + own.stamp());
        neighbour.says(foreign);
        neighbour.hearsNothing("6.25");
        Neighbour other = stage.dials(stage.lower(2));
        other.says(other.hello(versions(foreign, own))).lives();
        Message.Hello hello = other.hearsHello("6.1");
        stage.require("6.25", hello.self().equals(after), "it goes on as " + hello.self() + ", not as " + after);
        stage.ends();
    }

    /** A version vector that says what isn't so. */
    static Versions contradicting(StampedEvent event) {
        Versions right = versions(event);
        return new Versions(new TreeMap<>(java.util.Map.of(
                event.source(),
                new org.symmetricp2p.core.Version(right.of(event.source()), new org.symmetricp2p.core.Digest(1, 2)))));
    }
}
