package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.wire.Wire;

/** HELLOs that a peer must refuse: the rows of rule 6.5. */
final class Refusals {

    static final List<Scenario> ALL = List.of(
            new Scenario("refuses-another-version", Refusals::version),
            new Scenario("refuses-whom-its-user-took-down", Refusals::unlinked),
            new Scenario("refuses-a-second-hello", Refusals::second),
            refuses(
                    "application",
                    Reason.INCOMPATIBLE,
                    h -> hello("chess/1", h.fps(), h.stateSize(), h.self(), h.clock())),
            refuses("fps", Reason.INCOMPATIBLE, h -> hello(h.application(), 60, h.stateSize(), h.self(), h.clock())),
            refuses("state-size", Reason.INCOMPATIBLE, h -> hello(h.application(), h.fps(), 33, h.self(), h.clock())),
            refuses(
                    "clock",
                    Reason.LIMIT,
                    h -> hello(h.application(), h.fps(), h.stateSize(), h.self(), Stamp.MAX_TICK)),
            new Scenario("refuses-a-required-extension", Refusals::extension),
            new Scenario("refuses-itself", stage -> identity(stage, stage.peer())),
            new Scenario(
                    "refuses-its-own-identifier",
                    stage -> identity(
                            stage, new Source(stage.peer().peer(), stage.peer().incarnation() + 5))),
            new Scenario("refuses-whom-it-didnt-dial", Refusals::another),
            new Scenario("refuses-who-knows-other-events", Refusals::conflict));

    private Refusals() {}

    private static Message.Hello hello(String application, int fps, int stateSize, Source self, long clock) {
        return new Message.Hello(application, fps, stateSize, self, clock, Versions.NONE);
    }

    private static Scenario refuses(String what, Reason reason, UnaryOperator<Message.Hello> wrong) {
        return new Scenario("refuses-another-" + what, stage -> {
            stage.starts();
            Neighbour witness = stage.links(stage.lower(1));
            Neighbour stranger = stage.dials(stage.higher(1));
            stranger.says(wrong.apply(stranger.hello()));
            stranger.hearsRefusal("6.5", reason);
            goesOn(stage, witness);
        });
    }

    /** A refused HELLO changes nothing: the other links are there, and the clock is what it was. */
    private static void goesOn(Stage stage, Neighbour witness) throws Breach, InterruptedException {
        witness.hearsNothing("6.5");
        stage.require("6.5", witness.told() < Stamp.MAX_TICK / 2, "the clock is at " + witness.told());
    }

    private static void version(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour stranger = stage.dials(stage.lower(1));
        byte[] frame = Wire.frame(stranger.hello());
        frame[10] = 2; // the lower byte of the version, behind length, type and magic
        stranger.says(frame).hearsBye("7.14", Reason.INCOMPATIBLE);
        Neighbour other = stage.dials(stage.lower(2));
        other.says(new byte[] {0, 0, 0, 7, 1, 0x53, 0x59, 0x4d, 0x50, 0, 2}).hearsBye("7.14", Reason.INCOMPATIBLE);
    }

    private static void unlinked(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour neighbour = stage.links(stage.lower(1));
        stage.user("unlink " + neighbour.self().peer());
        neighbour.hearsBye("6.18", Reason.UNLINKED);
        Neighbour again = stage.dials(neighbour.self());
        again.says(again.hello()).hearsBye("6.5", Reason.UNLINKED); // and learns nothing: no HELLO (spec 6.1)
        stage.user("link " + neighbour.self().peer());
        Neighbour other = stage.links(stage.lower(2)); // by when the user was heard
        other.hearsSync("5.8");
        stage.links(neighbour.self()).hearsNothing("6.18");
    }

    private static void second(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Neighbour neighbour = stage.starts().links(stage.lower(1));
        neighbour.says(neighbour.hello()).hearsBye("6.5", Reason.VIOLATION);
    }

    private static void extension(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Neighbour neighbour = stage.starts().dials(stage.lower(1));
        Message.Hello h = neighbour.hello();
        List<Extension> required = List.of(new Extension("needed", true, Payload.EMPTY));
        neighbour.says(new Message.Hello(
                h.application(), h.fps(), h.stateSize(), h.self(), h.clock(), h.versions(), required));
        neighbour.hearsRefusal("7.20", Reason.INCOMPATIBLE);
    }

    private static void identity(Stage stage, Source claimed)
            throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.lower(1));
        Neighbour impostor = stage.dials(claimed);
        impostor.says(impostor.hello()).hearsRefusal("6.5", Reason.IDENTITY);
        goesOn(stage, witness);
    }

    private static void another(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Listener listener = stage.listens(stage.lower(1));
        stage.starts(listener.option());
        Neighbour neighbour = listener.isDialled("6.20");
        neighbour.hearsHello("6.1");
        Source other = stage.lower(2);
        neighbour.says(hello(Stage.APPLICATION, Stage.FPS, Stage.STATE_SIZE, other, 0));
        neighbour.hearsBye("6.5", Reason.IDENTITY);
        listener.isNotDialledFor("6.20", 3_200); // a final reason
    }

    private static void conflict(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts();
        Neighbour witness = stage.links(stage.lower(1));
        StampedEvent event = witness.event(witness.told() + 20, Key.UP);
        witness.says(event).hearsNothing("3.8");
        Neighbour stranger = stage.dials(stage.higher(1));
        stranger.says(stranger.hello(Greetings.contradicting(event)));
        stranger.hearsRefusal("6.5", Reason.CONFLICT);
        goesOn(stage, witness);
        stage.ends();
    }
}
