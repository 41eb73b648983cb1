package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle.Key;

/** Several links between two peers, and how links end (spec 6.10 to 6.19). */
final class Links {

    static final List<Scenario> ALL = List.of(
            new Scenario("of-two-links-the-lower-peer-keeps-the-older", Links::decides),
            new Scenario("the-higher-peer-keeps-both-links", Links::waits),
            new Scenario("a-quiet-link-gives-way", Links::quiet),
            new Scenario("an-earlier-life-keeps-its-link", Links::lives),
            new Scenario("bye-ends-a-link", Links::bye),
            new Scenario("bye-ends-a-greeting", Links::early),
            new Scenario("bye-is-the-last-that-counts", Links::afterBye),
            new Scenario("the-user-takes-a-link-down", Links::unlink),
            new Scenario("who-leaves-says-so", Links::leaves));

    private Links() {}

    private static void decides(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour old = stage.links(stage.higher(1));
        Neighbour anew = stage.dials(old.self());
        anew.says(anew.hello()).hearsRefusal("6.10", Reason.DUPLICATE_LINK);
        old.hearsNothing("6.10");
        Neighbour other = stage.links(stage.lower(1));
        StampedEvent event = other.event(other.told() + 30, Key.UP);
        other.says(event);
        old.hearsEvents("6.10", event);
    }

    private static void waits(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour old = stage.links(stage.lower(1));
        Neighbour anew = stage.links(old.self());
        old.hearsNothing("6.10");
        anew.hearsNothing("6.10");
        anew.says(new Message.Bye(Reason.DUPLICATE_LINK, "there is another one"));
        anew.hearsEndAfterBye("6.19");
        Neighbour other = stage.links(stage.higher(1));
        StampedEvent event = other.event(other.told() + 30, Key.UP);
        other.says(event);
        old.hearsEvents("6.10", event);
    }

    private static void quiet(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour old = stage.links(stage.higher(1)).mute();
        old.hearsSync("5.8");
        old.hearsSync("5.8");
        old.hearsSync("5.8"); // more than 2 s
        Neighbour anew = stage.links(old.self());
        old.hearsEnd("6.10");
        anew.hearsNothing("6.10");
    }

    private static void lives(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour first = stage.links(stage.higher(1));
        Neighbour second =
                stage.links(new Source(first.self().peer(), first.self().incarnation() + 1));
        first.hearsNothing("6.11");
        second.hearsNothing("6.11");
        StampedEvent event = first.event(first.told() + 30, Key.UP);
        first.says(event);
        second.hearsEvents("6.14", event);
    }

    private static void bye(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        for (Reason reason : Reason.values()) {
            Neighbour one = stage.links(new Source(stage.lower(1).peer(), 1_000 + reason.ordinal()));
            one.says(new Message.Bye(reason, "enough")).hearsEndAfterBye("6.19");
        }
        witness.hearsNothing("6.19");
    }

    private static void early(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Neighbour one = stage.starts().dials(stage.lower(1));
        one.says(new Message.Bye(Reason.LEAVING, "a mistake")).hearsEndAfterBye("6.19");
    }

    /** What comes behind BYE is ignored. */
    private static void afterBye(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.higher(1));
        Neighbour one = stage.links(stage.lower(1));
        StampedEvent ignored = one.event(witness.told() + 30, Key.UP);
        one.says(new Message.Bye(Reason.LEAVING, "gone")).says(ignored);
        stage.forgets(ignored);
        one.hearsEndAfterBye("6.19");
        witness.hearsNothing("3.1");
        stage.ends();
    }

    private static void unlink(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour one = stage.links(stage.lower(1));
        Neighbour two = stage.links(stage.higher(1));
        stage.user("unlink " + one.self().peer());
        one.hearsBye("6.18", Reason.UNLINKED);
        StampedEvent ignored = one.event(two.told() + 30, Key.UP);
        one.says(ignored);
        stage.forgets(ignored);
        two.hearsNothing("6.17");
        stage.ends();
    }

    private static void leaves(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.higher(1));
        stage.starts(listener.option());
        Neighbour dialled = listener.isDialled("6.20");
        dialled.hearsHello("6.1");
        dialled.says(dialled.hello()).lives();
        Neighbour one = stage.links(stage.lower(1));
        one.hearsSync("5.8");
        stage.ends();
        one.hearsBye("6.12", Reason.LEAVING);
        dialled.hearsBye("6.12", Reason.LEAVING);
        listener.isNotDialledFor("6.12", 1_000);
    }
}
