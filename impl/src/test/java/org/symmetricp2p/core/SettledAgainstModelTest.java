package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.app.Event;

/**
 * The real core goes through the same states as {@code spec/tla/Settled.tla}: from the same configurations, every interleaving of its
 * actions, breadth first, and as many distinct states as TLC counts.
 *
 * <p>As in the model, a peer may take the next event or declaration from any other at any time, a tick is chosen, and when the keeper
 * declares is nobody's business. So peers are fed by hand: each has one link, over which all comes. The clock stands at 0, and Δ is what makes a
 * stamp the chosen one. A state is what the model's variables say of it (see {@link State#key}).
 */
class SettledAgainstModelTest {

    private static final Source NEIGHBOUR = new Source(99, 0);
    private static final LinkId LINK = new LinkId(1);
    private static final int KEEPER = 1;
    private static final int PEERS = 3;
    private static final int MAX_TICK = 2;
    private static final int MAX_INPUT = 2;
    private static final int MAX_DECLARED = 2;

    /** What differs between the configurations. */
    private record Setting(Set<Integer> issuers, int lives, int maxCrash, boolean isPromised) {}

    /** A promise that was made: of this source, each event before the tick has at most this seq. */
    private record Made(Source source, long tick, long seq) {}

    /** A state of all peers, and what the model's variables have besides: what was put in, promised, declared. */
    private record State(
            List<Peer<Diary.Page>> peers,
            List<List<Long>> told,
            List<Set<Integer>> mine,
            Set<Made> promises,
            int inputs,
            int crashes) {

        Peer<Diary.Page> peer(int id) {
            return peers.get(id - 1);
        }

        State with(int id, Peer<Diary.Page> peer) {
            return new State(set(peers, id, peer), told, mine, promises, inputs, crashes);
        }

        State withTold(int id, long tick) {
            List<Long> longer = new ArrayList<>(told.get(id - 1));
            longer.add(tick);
            return new State(peers, set(told, id, longer), mine, promises, inputs, crashes);
        }

        private static <T> List<T> set(List<T> list, int id, T value) {
            List<T> copy = new ArrayList<>(list);
            copy.set(id - 1, value);
            return copy;
        }

        /** The model's variables: life, log, told, closed, again, mine, promises, inputs, crashes. */
        String key(Setting setting) {
            StringBuilder key = new StringBuilder();
            for (int id = 1; id <= PEERS; id++) {
                Peer<Diary.Page> peer = peer(id);
                key.append(lifeOf(peer, setting)).append(' ');
                peer.timeline().versions().known().keySet().forEach(source -> {
                    key.append(source).append(':');
                    eventsOf(peer, source)
                            .forEach(e -> key.append(e.tick())
                                    .append(Diary.textOf(e.event()))
                                    .append(','));
                });
                key.append(told.get(id - 1)).append(peer.settlement.closed());
                peer.queued().forEach(event -> key.append(Diary.textOf(event)));
                key.append(mine.get(id - 1)).append('|');
            }
            List<String> made = promises.stream().map(Made::toString).sorted().toList();
            return key.append(made).append(inputs).append(crashes).toString();
        }
    }

    /** The model's life stays at its last, where the core goes on to the next; it issues nothing there. */
    private static long lifeOf(Peer<?> peer, Setting setting) {
        return Math.min(peer.config().self().incarnation(), setting.lives() - 1);
    }

    private static List<StampedEvent> eventsOf(Peer<?> peer, Source source) {
        return peer.timeline().events().stream()
                .filter(event -> event.source().equals(source))
                .toList();
    }

    // ---- one peer ----

    private static Peer<Diary.Page> fresh(int id, long life) {
        Config config =
                TestPeer.plain(new Source(id, life)).withDelta(1).withSettling(Settling.keptBy(Diary.peer(KEEPER)));
        TestPeer<Diary.Page> tested = new TestPeer<>(config, new Diary());
        tested.linkUp(1);
        Message.Hello plain = tested.helloOf(NEIGHBOUR, 0);
        Extension kept = new Extension(Kept.NAME, true, new Kept(Optional.of(Diary.peer(KEEPER)), 0).content());
        tested.receive(
                1,
                new Message.Hello(
                        plain.application(),
                        plain.fps(),
                        plain.stateSize(),
                        plain.self(),
                        0,
                        plain.versions(),
                        List.of(kept)));
        // It has just promised, so it does so by itself only as another source; and with a delta of 1 no more than it
        // has to keep anyway.
        return with(tested.peer, peer -> Settlement.startingAt(Settlement.PROMISE_NANOS, config));
    }

    private interface Change {
        Settlement of(Peer<Diary.Page> peer);
    }

    private static Peer<Diary.Page> with(Peer<Diary.Page> p, Change change) {
        return copy(p, p.config, p.queue, change.of(p));
    }

    private static Peer<Diary.Page> copy(Peer<Diary.Page> p, Config config, List<Event> queue, Settlement settlement) {
        return new Peer<>(
                config,
                p.clock,
                p.machine,
                p.links,
                queue,
                p.rewind,
                p.travel,
                p.holdUntilNanos,
                p.syncedNanos,
                p.trust,
                p.limitsReached,
                settlement,
                p.settled,
                p.checkpoints,
                p.handover,
                Lateness.of(config));
    }

    /** After an input, unless the core closes the link. */
    private static Optional<Peer<Diary.Page>> fed(Peer<Diary.Page> peer, Message message) {
        Step<Diary.Page> step = peer.step(new Input.Received(LINK, message));
        boolean isClosed = step.outputs().stream().anyMatch(output -> output instanceof Output.Close);
        return isClosed ? Optional.empty() : Optional.of(step.peer());
    }

    /** Issues what a user puts in, stamped with this tick; nothing if the core stamps it otherwise. */
    private static Optional<Peer<Diary.Page>> issued(Peer<Diary.Page> peer, String text, long tick) {
        Peer<Diary.Page> chosen = copy(peer, peer.config.withDelta((int) tick), List.of(), peer.settlement);
        Peer<Diary.Page> after =
                chosen.step(new Input.LocalEvent(Diary.note(text))).peer();
        long stamped =
                after.timeline().latestOf(peer.config().self()).orElseThrow().tick();
        return stamped == tick ? Optional.of(copy(after, peer.config, peer.queue, after.settlement)) : Optional.empty();
    }

    // ---- the model's actions ----

    private static final class Moves {
        private final Setting setting;
        private final State state;
        private final Consumer<State> found;

        Moves(Setting setting, State state, Consumer<State> found) {
            this.setting = setting;
            this.state = state;
            this.found = found;
        }

        void all() {
            for (int p : setting.issuers()) {
                for (long t = 1; t <= MAX_TICK; t++) {
                    putIn(p, t);
                    issueAgain(p, t);
                }
                for (long t = 2; t <= MAX_TICK + 1; t++) {
                    promise(p, t);
                }
            }
            for (long t = 1; t <= MAX_TICK; t++) {
                declare(t);
            }
            for (int p = 1; p <= PEERS; p++) {
                for (int q = 1; q <= PEERS; q++) {
                    if (p != q) {
                        hear(p, q);
                        take(p, q);
                    }
                }
                crash(p);
            }
        }

        private boolean mayIssue(int p) {
            return state.peer(p).config().self().incarnation() < setting.lives();
        }

        private void putIn(int p, long t) {
            if (state.inputs() < MAX_INPUT && state.peer(p).queued().isEmpty() && mayIssue(p)) {
                int input = state.inputs() + 1;
                issued(state.peer(p), String.valueOf(input), t).ifPresent(peer -> {
                    Set<Integer> more = new TreeSet<>(state.mine().get(p - 1));
                    more.add(input);
                    State next = state.with(p, peer);
                    found.accept(new State(
                            next.peers(),
                            next.told(),
                            State.set(next.mine(), p, more),
                            next.promises(),
                            input,
                            next.crashes()));
                });
            }
        }

        private void issueAgain(int p, long t) {
            List<Event> queue = state.peer(p).queued();
            if (!queue.isEmpty() && mayIssue(p)) {
                issued(state.peer(p), Diary.textOf(queue.get(0)), t).ifPresent(peer -> {
                    List<Event> rest = List.copyOf(queue.subList(1, queue.size()));
                    found.accept(state.with(p, copy(peer, peer.config, rest, peer.settlement)));
                });
            }
        }

        private void promise(int p, long t) {
            Peer<Diary.Page> peer = state.peer(p);
            Source self = peer.config().self();
            Optional<StampedEvent> last = peer.timeline().latestOf(self);
            Promise promise = new Promise(t, peer.timeline().seqOf(self));
            if (setting.isPromised()
                    && t > Math.max(1, peer.settlement.promised().tickOf(self))
                    && t > last.map(StampedEvent::tick).orElse(0L)) {
                Set<Made> more = new HashSet<>(state.promises());
                more.add(new Made(self, t, promise.seq()));
                State next = state.with(p, with(peer, q -> q.settlement.promising(self, promise, 0)));
                found.accept(new State(next.peers(), next.told(), next.mine(), more, next.inputs(), next.crashes()));
            }
        }

        private void declare(long t) {
            Peer<Diary.Page> keeper = state.peer(KEEPER);
            if (keeper.settlement.isBy(keeper.config().self())
                    && state.told().get(KEEPER - 1).size() < MAX_DECLARED
                    && t > keeper.settlement.tick()
                    && (!setting.isPromised() || setting.issuers().stream().allMatch(p -> isPromised(p, t)))) {
                Peer<Diary.Page> after = with(keeper, peer -> peer.settlement.declaring(t, 0));
                found.accept(state.with(KEEPER, after).withTold(KEEPER, t));
            }
        }

        private boolean isPromised(int p, long t) {
            long known = state.peer(KEEPER).timeline().seqOf(Diary.peer(p));
            return state.promises().stream()
                    .anyMatch(made -> made.source().equals(Diary.peer(p)) && t < made.tick() && known >= made.seq());
        }

        /** The next declaration, as somebody knows it who has taken that one last. */
        private void hear(int p, int q) {
            List<Long> theirs = state.told().get(q - 1);
            int next = state.told().get(p - 1).size();
            if (theirs.size() > next) {
                long tick = theirs.get(next);
                Message.Declaration declaration = state.peer(q)
                        .settlement
                        .settledAt(tick)
                        .declaredSince(
                                state.peer(p).settlement.tick(), state.peer(q).timeline());
                fed(state.peer(p), declaration)
                        .ifPresent(peer -> found.accept(state.with(p, peer).withTold(p, tick)));
            }
        }

        private void take(int p, int q) {
            for (Source source : state.peer(q).timeline().versions().known().keySet()) {
                List<StampedEvent> theirs = eventsOf(state.peer(q), source);
                int known = (int) state.peer(p).timeline().seqOf(source);
                if (theirs.size() > known && !state.peer(p).settlement.closed().contains(source)) {
                    Message.Events message = new Message.Events(0, List.of(theirs.get(known)));
                    found.accept(state.with(p, fed(state.peer(p), message).orElseThrow()));
                }
            }
        }

        private void crash(int p) {
            long life = lifeOf(state.peer(p), setting);
            if (state.crashes() < setting.maxCrash() && life + 1 < setting.lives()) {
                State next = state.with(p, fresh(p, life + 1));
                found.accept(new State(
                        next.peers(),
                        State.set(next.told(), p, List.of()),
                        State.set(next.mine(), p, Set.of()),
                        next.promises(),
                        next.inputs(),
                        next.crashes() + 1));
            }
        }
    }

    private static int countStates(Setting setting) {
        List<Peer<Diary.Page>> peers = new ArrayList<>();
        for (int id = 1; id <= PEERS; id++) {
            peers.add(fresh(id, 0));
        }
        State first = new State(
                peers, List.of(List.of(), List.of(), List.of()), List.of(Set.of(), Set.of(), Set.of()), Set.of(), 0, 0);
        Set<String> seen = new HashSet<>(Set.of(first.key(setting)));
        Queue<State> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            new Moves(setting, open.remove(), next -> {
                        if (seen.add(next.key(setting))) {
                            open.add(next);
                        }
                    })
                    .all();
        }
        return seen.size();
    }

    /** How many distinct states TLC finds, as the build checks. */
    private static int expected(String configuration) throws IOException {
        String text = Files.readString(Path.of("../spec/tla/Settled-" + configuration + ".cfg"));
        Matcher count = Pattern.compile("expect: holds, (\\d+) distinct states").matcher(text);
        count.find();
        return Integer.parseInt(count.group(1));
    }

    @ParameterizedTest
    @CsvSource({"two-issue", "keeper-issues", "memory-lost", "promises"})
    void theCoreHasAsManyStatesAsTheModel(String configuration) throws IOException {
        Map<String, Setting> settings = new TreeMap<>(Map.of(
                "two-issue", new Setting(Set.of(2, 3), 2, 0, false),
                "keeper-issues", new Setting(Set.of(1, 2), 2, 0, false),
                "memory-lost", new Setting(Set.of(2), 3, 1, false),
                "promises", new Setting(Set.of(2, 3), 2, 0, true)));
        assertEquals(expected(configuration), countStates(settings.get(configuration)));
    }
}
