package org.symmetricp2p.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.check.reference.Draw;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.sim.Chain;

/**
 * One peer of a session that settles against the {@link SettlingModel}: neighbours tell it events, promises, declarations and states, right and
 * wrong ones, drawn from a seed. What correct peers never say isn't in the worlds, but here.
 */
public final class SettlingDuel {

    private static final int INPUTS = 150;
    private static final int MOST_LINKS = 3;
    private static final int NEAR = 40; // ticks
    private static final long MILLI = 1_000_000;
    private static final long WRONG_HASH = 7;
    private static final Chain CHAIN = new Chain();
    private static final Source SELF = new Source(5, 1);
    private static final Source KEEPER = new Source(0, 1);
    private static final Source PRETENDER = new Source(0, 2);
    private static final List<Source> SOURCES =
            List.of(KEEPER, new Source(1, 1), new Source(2, 1), new Source(2, 2), new Source(3, 1));

    private final Draw draw;
    private final Consumer<Output> seen;
    private final SettlingModel model = new SettlingModel(CHAIN.stateSize());
    private final SortedSet<LinkId> live = new TreeSet<>();
    private final SortedMap<LinkId, Source> neighbours = new TreeMap<>();
    private Peer<Chain.State> peer;
    private long nanos;
    private int links;

    private SettlingDuel(long seed, Consumer<Output> seen) {
        this.draw = new Draw(seed);
        this.seen = seen;
        Config config = Config.of(SELF).withJoinNanos(0).withTravelNanos(0).withSettling(Settling.JOINING);
        this.peer = Peer.start(config, CHAIN, 0);
    }

    /** What is wrong in the duel of a seed, if anything. */
    public static Optional<Violation> of(long seed) {
        return of(seed, output -> {});
    }

    /** The same, and shows all that the peer puts out. */
    static Optional<Violation> of(long seed, Consumer<Output> seen) {
        try {
            new SettlingDuel(seed, seen).fight();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }

    private void fight() {
        for (int i = 0; i < INPUTS; i++) {
            if (live.isEmpty() || live.size() < MOST_LINKS && draw.onceIn(10)) {
                greet();
            } else if (draw.onceIn(4)) {
                read();
            } else {
                receive(draw.of(List.copyOf(live)), message());
            }
        }
    }

    // ---- what happens ----

    private List<Output> step(Input input) {
        Step<Chain.State> step = peer.step(input);
        peer = step.peer();
        step.outputs().forEach(seen);
        return step.outputs();
    }

    private void read() {
        nanos += draw.below(draw.onceIn(5) ? 2_000 : 100) * MILLI;
        long before = peer.settledTick();
        List<Output> outputs = step(new Input.ClockRead(nanos));
        long settled = Math.min(model.settled(), peer.tick());
        same("settled tick", peer.settledTick(), settled);
        TimeMachine<Chain.State> machine = TimeMachine.start(CHAIN);
        for (StampedEvent event : model.events()) {
            machine = machine.insert(event);
        }
        long checkpoint =
                settled - settled % (Peer.CHECKPOINT_SECONDS * peer.config().fps());
        List<Message> passed = new ArrayList<>();
        if (checkpoint > before) {
            machine = machine.advanceTo(checkpoint, (t, s) -> {});
            long hash = CHAIN.hash(machine.present().state());
            model.passing(checkpoint, hash);
            passed.add(new Message.Checkpoint(checkpoint, hash));
        }
        same(
                "state",
                peer.machine().present(),
                machine.advanceTo(peer.tick(), (t, s) -> {}).present());
        for (LinkId link : live) {
            same("checkpoints for " + link, sent(link, outputs, Message.Checkpoint.class), passed);
        }
        comparePromises(live, outputs);
        compareHashes(outputs);
    }

    private void greet() {
        LinkId link = new LinkId(++links);
        step(new Input.LinkUp(link, OptionalInt.empty()));
        Optional<Source> told = draw.onceIn(3) ? Optional.empty() : Optional.of(keeper());
        long settled = told.isPresent() ? draw.of(List.of(0L, model.settled() / 2, model.settled())) : 0;
        List<Output> outputs = step(new Input.Received(link, hello(told, settled)));
        neighbours.put(link, new Source(100 + links, 1));
        SortedSet<LinkId> others = new TreeSet<>(live);
        compare(link, model.greeted(told), outputs);
        if (live.contains(link)) {
            comparePromises(others, outputs);
        }
        if (live.contains(link) && peer.keeper().isPresent()) {
            boolean isTold = settled < model.settled() || settled == 0 && told.isEmpty();
            same(
                    "declaration for " + link,
                    sent(link, outputs, Message.Declaration.class),
                    isTold ? List.of(model.declaredSince(settled)) : List.of());
        }
    }

    private Message.Hello hello(Optional<Source> keeper, long settled) {
        ByteBuffer content = ByteBuffer.allocate(keeper.isPresent() ? Short.BYTES + 2 * Long.BYTES : 0);
        keeper.ifPresent(source -> content.putShort((short) source.peer())
                .putLong(source.incarnation())
                .putLong(settled));
        Extension extension = new Extension("settled", true, Payload.ofBytes(content.array()));
        Source self = new Source(100 + links, 1);
        return new Message.Hello(
                CHAIN.id(), peer.config().fps(), CHAIN.stateSize(), self, 0, Versions.NONE, List.of(extension));
    }

    private void receive(LinkId link, Message message) {
        Optional<Reason> objection = model.on(link, message);
        List<Output> outputs = step(new Input.Received(link, message));
        compare(link, objection, outputs);
        if (objection.isEmpty() && message instanceof Message.Declaration) {
            comparePromises(live, outputs);
        }
    }

    /** What a message has led to. */
    private void compare(LinkId link, Optional<Reason> objection, List<Output> outputs) {
        List<Reason> closed = outputs.stream()
                .filter(Output.Close.class::isInstance)
                .map(output -> ((Output.Close) output).bye().reason())
                .toList();
        same("closing of " + link, closed, objection.stream().toList());
        live.remove(link);
        for (LinkId other : live) {
            same("messages to " + other, sent(other, outputs), model.passedOn());
        }
        same("keeper", peer.keeper(), model.keeper());
        same("events", peer.timeline().events(), model.events());
        compareHashes(outputs);
        if (objection.isPresent()) {
            model.drop(link);
        } else {
            live.add(link);
        }
    }

    /** What the peer promises itself, now that it may. */
    private void comparePromises(SortedSet<LinkId> to, List<Output> outputs) {
        List<Long> promised =
                model.promising(nanos, peer.tick() + peer.delta()).stream().toList();
        for (LinkId link : to) {
            List<Long> own = outputs.stream()
                    .filter(output -> output instanceof Output.Send send
                            && send.link().equals(link)
                            && isOwnPromise(send.message()))
                    .map(output -> ((Message.Promises) ((Output.Send) output).message())
                            .bySource()
                            .get(SELF)
                            .tick())
                    .toList();
            same("promises to " + link, own, promised);
        }
    }

    private void compareHashes(List<Output> outputs) {
        List<Output> expected = new ArrayList<>();
        model.telling()
                .forEach((link, checkpoint) -> expected.add(new Output.Diverged(
                        link,
                        neighbours.get(link),
                        checkpoint.tick(),
                        model.hashAt(checkpoint.tick()),
                        checkpoint.hash())));
        same(
                "differences",
                outputs.stream().filter(Output.Diverged.class::isInstance).toList(),
                expected);
    }

    /** All but what the peer promises itself; whatever clock is told with events. */
    private static List<Message> sent(LinkId link, List<Output> outputs) {
        List<Message> sent = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Send send && send.link().equals(link) && !isOwnPromise(send.message())) {
                sent.add(
                        send.message() instanceof Message.Events e
                                ? new Message.Events(0, e.events())
                                : send.message());
            }
        }
        return sent;
    }

    private static List<Message> sent(LinkId link, List<Output> outputs, Class<? extends Message> kind) {
        return sent(link, outputs).stream().filter(kind::isInstance).toList();
    }

    private static boolean isOwnPromise(Message message) {
        return message instanceof Message.Promises promises
                && promises.bySource().containsKey(SELF);
    }

    private void same(String what, Object is, Object should) {
        if (!is.equals(should)) {
            throw new Violation(
                    Property.SETTLED, SELF.peer(), peer.tick(), what + ": is " + is + ", should be " + should);
        }
    }

    // ---- what is said ----

    private Message message() {
        int kind = draw.below(20);
        if (kind < 9) {
            return events();
        } else if (kind < 13) {
            return promises();
        } else if (kind < 17) {
            return declaration();
        } else if (kind < 18) {
            long tick = draw.of(List.of(250L, 500L, 750L));
            return new Message.Checkpoint(tick, WRONG_HASH);
        } else if (kind < 19) {
            int size = draw.below(CHAIN.stateSize() + 2);
            return new Message.Snapshot(1 + near(), keeper(), size, WRONG_HASH, Versions.NONE);
        }
        return new Message.State(ByteBuffer.allocate(1 + draw.below(CHAIN.stateSize())));
    }

    private Source keeper() {
        return draw.onceIn(12) ? PRETENDER : KEEPER;
    }

    /** A tick about that which is settled, 0 or more. */
    private long near() {
        return Math.max(0, model.settled() - NEAR / 4 + draw.below(NEAR));
    }

    private Message events() {
        List<StampedEvent> events = new ArrayList<>();
        Source source = draw.of(SOURCES);
        int known = model.of(source).size();
        long tick = known == 0 ? 1 : model.of(source).get(known - 1).tick();
        long seq = draw.onceIn(8) ? 1 + draw.below(known + 3) : known + 1;
        for (int count = 1 + draw.below(3); count > 0; count--) {
            tick = Math.max(tick, near());
            int key = draw.onceIn(30) ? 1 : 0; // another version
            events.add(new StampedEvent(new Stamp(stampOf(source, seq, tick), source, seq), Event.of(Event.NEXT, key)));
            seq++;
        }
        return new Message.Events(0, events);
    }

    /** As it is known, if it is. */
    private long stampOf(Source source, long seq, long tick) {
        List<StampedEvent> known = model.of(source);
        return seq <= known.size() ? known.get((int) seq - 1).tick() : tick;
    }

    private Message promises() {
        SortedMap<Source, Promise> promises = new TreeMap<>();
        for (int count = 1 + draw.below(2); count > 0; count--) {
            Source source = draw.of(SOURCES);
            promises.keySet().removeIf(other -> other.peer() == source.peer());
            int known = model.of(source).size();
            promises.put(source, new Promise(1 + near(), draw.onceIn(10) ? known + 1 : known));
        }
        return new Message.Promises(promises);
    }

    private Message declaration() {
        long since = draw.onceIn(12) ? model.settled() + 1 : draw.of(List.of(0L, model.settled() / 2, model.settled()));
        long tick = since + 1 + draw.below(draw.onceIn(5) ? 5 * NEAR : NEAR);
        SortedMap<Source, Long> counts = model.counts(since, tick);
        Source source = draw.of(SOURCES);
        if (draw.onceIn(3)) {
            counts.computeIfPresent(source, (s, count) -> count > 1 && draw.onceIn(2) ? count - 1 : null);
        } else if (draw.onceIn(8)) {
            counts.put(source, model.of(source).size() + 1L);
        }
        return new Message.Declaration(since, tick, since == 0 ? Optional.of(keeper()) : Optional.empty(), counts);
    }
}
