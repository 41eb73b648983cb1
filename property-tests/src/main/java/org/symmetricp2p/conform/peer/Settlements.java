package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;

/** Sessions that settle: promises, declarations, and what becomes of events that aren't counted (spec 8). */
final class Settlements {

    /** Has the peer go by the word of the first keeper that it hears of. */
    static final String JOIN = "--settle=join";

    private static final String KEEP = "--settle=keep"; // it is the keeper itself

    private static final int CHECKPOINT = 5 * Stage.FPS;

    static final List<Scenario> ALL = List.of(
            new Scenario("a-promise-each-second", Settlements::promises),
            new Scenario("a-keeper-is-told-on", Settlements::adopts),
            new Scenario("a-hello-that-knows-no-settling", Settlements::unsettled),
            new Scenario("what-is-declared-follows-what-it-counts", Settlements::declares),
            new Scenario("a-declaration-of-what-is-missing", Settlements::missing),
            new Scenario("a-declaration-of-what-comes-later", Settlements::gap),
            new Scenario("promises-are-passed-on-if-they-are-new", Settlements::passes),
            new Scenario("a-key-comes-after-what-is-declared", Settlements::later),
            new Scenario("a-void-event-is-ignored", Settlements::ignores),
            new Scenario("what-isnt-counted-is-taken-out", Settlements::discards),
            new Scenario("its-own-void-events-are-issued-again", Settlements::again),
            new Scenario("a-checkpoint-each-5-seconds", Settlements::checkpoints),
            new Scenario("a-state-in-place-of-a-history", Settlements::takesOver),
            new Scenario("the-keeper-declares-what-was-promised", Settlements::keeps),
            new Scenario("a-keeper-that-has-forgotten", Settlements::forgets),
            new Scenario("who-leaves-makes-a-final-promise", Settlements::leaves));

    private Settlements() {}

    /** What a HELLO says of settling (spec 7.22). */
    static Extension extension(Optional<Source> keeper, long tick) {
        return new Extension("settled", true, keeper.map(k -> content(k, tick)).orElse(Payload.EMPTY));
    }

    private static Payload content(Source keeper, long tick) {
        return Payload.ofBytes(ByteBuffer.allocate(Short.BYTES + 2 * Long.BYTES)
                .putShort((short) keeper.peer())
                .putLong(keeper.incarnation())
                .putLong(tick)
                .array());
    }

    static Message.Promises promise(Source source, long tick, long seq) {
        return new Message.Promises(new TreeMap<>(Map.of(source, new Promise(tick, seq))));
    }

    private static Message.Declaration declaration(Neighbour keeper, long tick, Map<Source, Long> counts) {
        return new Message.Declaration(0, tick, Optional.of(keeper.self()), new TreeMap<>(counts));
    }

    private static Message.Declaration declaration(long since, long tick, Map<Source, Long> counts) {
        return new Message.Declaration(since, tick, Optional.empty(), new TreeMap<>(counts));
    }

    /** The keeper, who has dialled: the peer knows of it by its HELLO. */
    private static Neighbour keeper(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        Source self = stage.lower(1);
        return stage.dials(self).settles(Optional.of(self), 0).greets();
    }

    /** Another peer, which goes by that keeper. */
    private static Neighbour other(Stage stage, Source self, Neighbour keeper)
            throws Breach, IOException, InterruptedException {
        return stage.dials(self).settles(Optional.of(keeper.self()), 0).greets();
    }

    private static void promises(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        long before = keeper.hearsPromise("8.5").tick();
        for (int i = 0; i < 3; i++) {
            long promised = keeper.hearsPromise("8.5").tick();
            stage.require("8.5", promised > keeper.told(), promised + " was promised, at tick " + keeper.told());
            stage.require("8.5", promised - before >= Stage.FPS, promised + " was promised, after " + before);
            before = promised;
        }
        stage.presses(Key.UP);
        keeper.hearsKey("8.7", Key.UP);
        keeper.hearsPromise("8.5");
        stage.ends();
    }

    /** Whoever knows none is told of the keeper; and another one can't be. */
    private static void adopts(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour other = stage.dials(stage.higher(1)).settles(Optional.empty(), 0);
        other.says(other.hello()).lives();
        Message.Hello hello = other.hearsHello("6.1");
        stage.require(
                "8.3",
                hello.extensions().equals(List.of(extension(Optional.empty(), 0))),
                "it offers " + hello.extensions());
        Neighbour keeper = keeper(stage);
        other.hears("8.3", declaration(keeper, 0, Map.of()));
        Source wrong = stage.lower(2);
        Neighbour another = stage.dials(wrong).settles(Optional.of(wrong), 0);
        another.says(another.hello()).hearsRefusal("8.4", Reason.INCOMPATIBLE);
        other.says(new Message.Declaration(0, 10, Optional.of(wrong), new TreeMap<>()));
        other.hearsBye("8.4", Reason.INCOMPATIBLE);
        keeper.hearsNothing("8.4");
    }

    private static void unsettled(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = stage.dials(stage.lower(2));
        other.says(other.hello()).hearsRefusal("7.20", Reason.INCOMPATIBLE);
        Neighbour garbled =
                stage.dials(stage.lower(3)).offers(new Extension("settled", true, Payload.ofBytes((byte) 1)));
        garbled.says(garbled.hello()).hearsRefusal("7.22", Reason.VIOLATION);
        keeper.hearsNothing("7.20");
    }

    /** To who is linked, and to who comes later, from where on it knows it. */
    private static void declares(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        StampedEvent first = keeper.event(keeper.told() + 20, Key.UP);
        keeper.says(first);
        other.hearsEvents("3.8", first);
        Message.Declaration one = declaration(keeper, first.tick(), Map.of(keeper.self(), 1L));
        keeper.says(one);
        other.hears("8.9", one);
        StampedEvent second = other.event(first.tick() + 10, Key.LEFT);
        other.says(second);
        keeper.hearsEvents("3.8", second);
        Message.Declaration two = declaration(first.tick(), second.tick() + 5, Map.of(other.self(), 1L));
        keeper.says(two);
        other.hears("8.9", two);
        Neighbour newcomer =
                stage.dials(stage.higher(2)).settles(Optional.empty(), 0).greets();
        newcomer.hearsEvents("8.17", first, second);
        newcomer.hears("8.17", declaration(keeper, two.tick(), Map.of(keeper.self(), 1L, other.self(), 1L)));
        Neighbour back = stage.dials(stage.higher(3)).settles(Optional.of(keeper.self()), one.tick());
        back.greets(back.hello(Greetings.versions(first)));
        back.hearsEvents("8.17", second);
        back.hears("8.17", two);
        back.hearsNothing("8.17");
        keeper.hearsNothing("8.9");
        stage.ends();
    }

    /** Whoever passes on a declaration has told before what it counts. */
    private static void missing(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        keeper.says(declaration(keeper, keeper.told() + 20, Map.of(stage.lower(2), 1L)));
        keeper.hearsBye("8.9", Reason.VIOLATION);
        other.hearsNothing("8.9");
    }

    private static void gap(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        keeper.says(declaration(10, 20, Map.of()));
        keeper.hearsBye("8.9", Reason.VIOLATION);
        other.hearsNothing("8.9");
    }

    private static void passes(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        StampedEvent event = other.event(other.told() + 30, Key.UP);
        other.says(event);
        keeper.hearsEvents("3.8", event);
        Message.Promises made = promise(other.self(), event.tick() + 10, 1);
        other.says(made);
        keeper.hears("8.6", made);
        other.says(made).says(promise(other.self(), event.tick() + 5, 1));
        keeper.hearsNothing("8.6");
        other.hearsNothing("8.6");
        other.says(promise(other.self(), event.tick() + 20, 2)); // of an event that it hasn't told
        other.hearsBye("8.6", Reason.VIOLATION);
        keeper.hearsNothing("8.6");
        stage.ends();
    }

    private static void later(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        long declared = keeper.told() + 10 * Stage.FPS;
        keeper.says(declaration(keeper, declared, Map.of()));
        other.hears("8.9", declaration(keeper, declared, Map.of()));
        stage.presses(Key.UP);
        long tick = keeper.hearsKey("3.8", Key.UP).events().get(0).tick();
        stage.require("8.7", tick > declared, "a key got tick " + tick + ", of those declared up to " + declared);
        stage.ends();
    }

    /** And so is whatever else comes of its source, without blame; of another life all is taken. */
    private static void ignores(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        Message.Declaration nothing = declaration(keeper, keeper.told() + 10, Map.of());
        keeper.says(nothing);
        other.hears("8.9", nothing);
        StampedEvent[] ignored = {
            other.event(nothing.tick(), Key.UP),
            other.event(nothing.tick() + 100, Key.LEFT),
            Stage.event(other.self(), 9, nothing.tick() + 200, Key.DOWN)
        };
        for (StampedEvent event : ignored) {
            other.says(event);
        }
        stage.forgets(ignored);
        other.says(promise(other.self(), nothing.tick() + 300, 9));
        keeper.hearsNothing("8.10");
        Source life = new Source(other.self().peer(), other.self().incarnation() + 1);
        StampedEvent event = Stage.event(life, 1, keeper.told() + 50, Key.RIGHT);
        other.says(event);
        keeper.hearsEvents("8.10", event);
        other.hearsNothing("8.10");
        stage.ends("8.10");
    }

    /** As if it had never come, though its tick has passed. */
    private static void discards(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        long now = keeper.hearsSync("5.8").clock();
        StampedEvent counted = other.event(now - 20, Key.UP);
        StampedEvent first = other.event(now - 10, Key.LEFT);
        StampedEvent second = other.event(now + 1_000, Key.DOWN); // of a source that is closed
        other.says(counted, first, second);
        keeper.hearsEvents("3.8", counted, first, second);
        keeper.hearsNothing("3.8");
        Message.Declaration less = declaration(keeper, now, Map.of(other.self(), 1L));
        keeper.says(less);
        stage.forgets(first, second);
        other.hears("8.9", less);
        other.hearsNothing("8.10");
        Neighbour newcomer =
                stage.dials(stage.higher(2)).settles(Optional.empty(), 0).greets();
        newcomer.hearsEvents("8.10", counted);
        newcomer.hears("8.17", less);
        stage.ends("8.10");
    }

    /** Under the next incarnation, and in their order. */
    private static void again(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        Neighbour other = other(stage, stage.higher(1), keeper);
        stage.presses(Key.UP);
        stage.presses(Key.LEFT);
        List<StampedEvent> gone = keeper.hearsKeys("2.6", Key.UP, Key.LEFT);
        other.hearsEvents("3.8", gone);
        long declared = gone.get(1).tick() + 20;
        Source after = new Source(stage.peer().peer(), stage.peer().incarnation() + 1);
        stage.forgets(gone.toArray(StampedEvent[]::new));
        stage.isNow(after);
        keeper.says(declaration(keeper, declared, Map.of()));
        other.hears("8.9", declaration(keeper, declared, Map.of()));
        List<StampedEvent> issued = keeper.hearsKeys("8.11", Key.UP, Key.LEFT);
        other.hearsEvents("8.11", issued);
        stage.require(
                "8.7", issued.get(0).tick() > declared, issued.get(0) + " comes before what is declared, " + declared);
        stage.presses(Key.DOWN);
        other.hearsEvents("8.11", keeper.hearsKeys("8.11", Key.DOWN));
        keeper.hearsPromise("8.5");
        stage.ends("8.11");
    }

    /** Of the state there as all know it who know what is declared; the link to who was in another one stays. */
    private static void checkpoints(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Source self = stage.lower(1);
        Neighbour keeper = stage.dials(self)
                .at(CHECKPOINT + 50)
                .settles(Optional.of(self), 0)
                .greets();
        Neighbour other = other(stage, stage.higher(1), keeper);
        StampedEvent event = keeper.event(CHECKPOINT - 50, Key.UP);
        keeper.says(event);
        other.hearsEvents("3.8", event);
        while (keeper.told() <= CHECKPOINT) {
            keeper.hearsSync("5.7");
        }
        Message.Declaration declared = declaration(keeper, CHECKPOINT, Map.of(self, 1L));
        keeper.says(declared);
        other.hears("8.9", declared);
        Message.Checkpoint right = new Message.Checkpoint(CHECKPOINT, hash(event));
        keeper.hearsCheckpoint("8.18", right);
        other.hearsCheckpoint("8.18", right);
        keeper.says(new Message.Checkpoint(CHECKPOINT, right.hash() + 1)).hearsNothing("8.19");
        Neighbour newcomer =
                stage.dials(stage.higher(2)).settles(Optional.empty(), 0).greets();
        newcomer.hearsEvents("8.17", event);
        newcomer.hears("8.17", declared);
        newcomer.hearsCheckpoint("8.18", right);
        stage.ends();
    }

    /** The events before it nobody has any more; it goes on from there, and hands it on to who is linked and to who comes later. */
    private static void takesOver(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour other =
                stage.dials(stage.higher(1)).settles(Optional.empty(), 0).greets();
        Source self = stage.lower(1);
        Neighbour keeper = stage.dials(self).at(CHECKPOINT + 50).settles(Optional.of(self), CHECKPOINT);
        StampedEvent dropped = keeper.event(CHECKPOINT - 50, Key.UP);
        keeper.greets(keeper.hello(Greetings.versions(dropped)));
        other.hears("8.3", declaration(keeper, 0, Map.of()));
        Message.State state = new Message.State(bytes(stateAfter(dropped)));
        Message.Snapshot snapshot = new Message.Snapshot(
                CHECKPOINT, self, state.bytes().remaining(), hash(dropped), Greetings.versions(dropped));
        keeper.says(snapshot).says(state);
        other.hears("8.22", snapshot);
        other.hears("8.22", state);
        StampedEvent event = keeper.event(CHECKPOINT + 100, Key.LEFT);
        keeper.says(event);
        other.hearsEvents("8.20", event);
        Neighbour newcomer =
                stage.dials(stage.higher(2)).settles(Optional.empty(), 0).greets();
        stage.require(
                "8.20",
                newcomer.peerKnew().equals(Greetings.versions(dropped, event)),
                "it says that it knows " + newcomer.peerKnew());
        newcomer.hears("8.21", snapshot);
        newcomer.hears("8.21", state);
        newcomer.hearsEvents("8.21", event);
        newcomer.hearsNothing("8.21");
        keeper.says(new Message.Snapshot(CHECKPOINT + 1, self, Stage.STATE_SIZE + 1, 0, Versions.NONE));
        keeper.hearsBye("8.22", Reason.VIOLATION);
    }

    private static ByteBuffer bytes(Rectangle.State state) {
        ByteBuffer bytes = ByteBuffer.allocate(Stage.STATE_SIZE);
        new Rectangle().encode(state, bytes);
        return bytes.flip();
    }

    private static long hash(StampedEvent event) {
        return new Rectangle().hash(stateAfter(event));
    }

    /** The state at the first checkpoint, if this is all that has happened. */
    private static Rectangle.State stateAfter(StampedEvent event) {
        TimeMachine<Rectangle.State> machine =
                TimeMachine.start(new Rectangle()).insert(event);
        return machine.advanceTo(CHECKPOINT, (tick, state) -> {}).present().state();
    }

    /** And nothing else: it waits for those of whom it has heard. */
    private static void keeps(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(KEEP);
        Neighbour one = stage.dials(stage.lower(1)).settles(Optional.empty(), 0);
        one.says(one.hello()).lives();
        Message.Hello hello = one.hearsHello("6.1");
        Extension kept = hello.extensions().get(0);
        boolean isKeeper = kept.content().buffer().getShort() == stage.peer().peer();
        stage.require("8.3", isKeeper, "it offers " + kept);
        one.hearsDeclaration("8.17");
        for (int i = 0; i < 3; i++) {
            declares(stage, one);
        }
        Neighbour two = stage.dials(stage.lower(2))
                .settles(Optional.of(stage.peer()), 0)
                .greets();
        StampedEvent event = two.event(one.told() + 2 * Stage.FPS, Key.UP);
        two.says(event);
        one.hearsDeclarationsBefore("3.8", event);
        one.hearsNothing("8.16"); // since who issued it has promised nothing
        stage.require("8.16", one.declared() <= one.told(), one.declared() + " is declared at tick " + one.told());
        long last = event.tick() + 10;
        two.says(promise(two.self(), last + 1, 1));
        one.hears("8.6", promise(two.self(), last + 1, 1));
        while (one.declared() < last) {
            Message.Declaration next = declares(stage, one);
            Map<Source, Long> counts =
                    next.tick() < event.tick() || next.since() >= event.tick() ? Map.of() : Map.of(two.self(), 1L);
            stage.require("8.15", next.counts().equals(counts), "it counts " + next.counts());
            stage.require("8.16", next.tick() <= last, next.tick() + " is declared, and " + last + " is promised");
        }
        one.hearsNothing("8.16");
        stage.ends();
    }

    /** Goes on where the last one ended. */
    private static Message.Declaration declares(Stage stage, Neighbour one) throws Breach, InterruptedException {
        long before = one.declared();
        Message.Declaration next = one.hearsDeclaration("8.16");
        stage.require("8.15", next.since() == before, next + " comes after " + before);
        return next;
    }

    /** It can't know what it has declared, so it declares no more. */
    private static void forgets(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(KEEP);
        Source before = stage.peer();
        Neighbour one = stage.dials(stage.lower(1)).settles(Optional.of(before), 100 * Stage.FPS);
        one.greets();
        Source after = new Source(before.peer(), before.incarnation() + 1);
        stage.isNow(after);
        stage.presses(Key.UP);
        StampedEvent own = one.hearsKey("8.13", Key.UP).events().get(0);
        stage.require("8.13", own.source().equals(after) && own.seq() == 1, "its event is " + own.stamp());
        one.hearsNothing("8.13");
        stage.ends();
    }

    private static void leaves(Stage stage) throws Breach, Skipped, IOException, InterruptedException {
        stage.starts(JOIN);
        Neighbour keeper = keeper(stage);
        keeper.hearsPromise("8.5");
        stage.ends();
        long last = 0;
        while (last < Stamp.MAX_TICK) {
            last = keeper.hearsPromise("8.14").tick();
        }
        keeper.hearsBye("6.12", Reason.LEAVING);
    }
}
