package org.symmetricp2p.paper.approach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.paper.Cell;

/**
 * GALS: clients have clocks of their own, and a server finds for each thing that a user does a tick that is still to come at all of them. It asks
 * all; each answers with a tick that it won't pass before it knows, which is as far ahead as the slowest client took the last time; and the
 * server tells all the first tick that nobody passes. Who comes to the tick that it promised waits: it freezes.
 *
 * <p>Who doesn't answer and is offline isn't waited for any longer after 5 s, until it is heard of again; then it takes the server's state. Who is
 * behind what the server tells is up to date at once.
 */
final class Gals implements Model {

    private static final long SECOND = 1_000_000;
    private static final long TICK_MICROS = SECOND / Cell.FPS;
    private static final long SILENCE_MICROS = 5 * SECOND;

    private final class Client {
        final int peer;
        final Map<Integer, Long> promises = new HashMap<>(); // by key: ticks that it won't pass
        final SortedMap<Long, List<Integer>> due = new TreeMap<>(); // by tick
        long tick;

        Client(int peer) {
            this.peer = peer;
        }

        void go() {
            if (tick < promised()) {
                advanceTo(tick + 1);
            }
            goOn();
        }

        void goOn() {
            machines.after(TICK_MICROS - TICK_MICROS * machines.drift(peer) / SECOND, this::go);
        }

        long promised() {
            return promises.values().stream().mapToLong(t -> t).min().orElse(Long.MAX_VALUE);
        }

        /** As far as it may. */
        void advanceTo(long wanted) {
            long reached = Math.min(wanted, promised());
            if (reached > tick) {
                tick = reached;
                tape.advanced(peer, machines.now());
            }
            while (!due.isEmpty() && due.firstKey() <= tick) {
                due.remove(due.firstKey()).forEach(key -> tape.effect(peer, key, machines.now()));
            }
        }
    }

    /** Something that the server has asked all about. */
    private static final class Question {
        final Set<Integer> unanswered;
        final long askedMicros;
        long latest; // that anybody promised not to pass

        Question(Set<Integer> unanswered, long askedMicros) {
            this.unanswered = unanswered;
            this.askedMicros = askedMicros;
        }
    }

    private final Machines machines;
    private final Tape tape;
    private final List<Client> clients = new ArrayList<>();
    private final Map<Integer, Question> questions = new HashMap<>(); // by key
    private final Set<Integer> silent = new HashSet<>();
    private long slowestTicks = Cell.FPS; // what the slowest client took to answer the last time

    Gals(Machines machines, Tape tape) {
        this.machines = machines;
        this.tape = tape;
        for (int peer = 0; peer < machines.peers(); peer++) {
            clients.add(new Client(peer));
        }
    }

    @Override
    public void begin() {
        clients.forEach(Client::goOn);
    }

    @Override
    public void press(int peer, int key) {
        machines.toServer(peer, () -> ask(key));
    }

    // ---- the server ----

    private void ask(int key) {
        Set<Integer> all = new TreeSet<>();
        clients.forEach(client -> all.add(client.peer));
        all.removeAll(silent);
        questions.put(key, new Question(all, machines.now()));
        long ahead = slowestTicks;
        long tick = serverTick();
        machines.fromServer(peer -> answer(clients.get(peer), key, ahead, tick));
        expect(key);
    }

    private void expect(int key) {
        machines.after(SILENCE_MICROS, () -> machines.atServer(() -> giveUp(key)));
    }

    private long serverTick() {
        return machines.now() / TICK_MICROS;
    }

    private void hear(int peer, int key, long promise) {
        silent.remove(peer);
        Question question = questions.get(key);
        if (question != null && question.unanswered.remove(peer)) {
            question.latest = Math.max(question.latest, promise);
            if (question.unanswered.isEmpty() && machines.isServerUpSince(question.askedMicros)) {
                slowestTicks = (machines.now() - question.askedMicros) / TICK_MICROS + 1;
            }
            decideIfAll(key, question);
        }
    }

    private void giveUp(int key) {
        Question question = questions.get(key);
        if (question != null) {
            Set<Integer> gone = new TreeSet<>(question.unanswered);
            gone.removeIf(machines::isOnline);
            silent.addAll(gone);
            question.unanswered.removeAll(gone);
            expect(key); // who is only slow
            decideIfAll(key, question);
        }
    }

    private void decideIfAll(int key, Question question) {
        if (question.unanswered.isEmpty()) {
            questions.remove(key);
            long at = question.latest + 1;
            long tick = serverTick();
            machines.fromServer(peer -> learn(clients.get(peer), key, at, tick));
        }
    }

    // ---- clients ----

    private void answer(Client client, int key, long ahead, long serverTick) {
        client.advanceTo(serverTick);
        long promise = Math.max(client.tick, serverTick) + ahead; // who is frozen is to be so for no longer
        client.promises.put(key, promise);
        machines.toServer(client.peer, () -> hear(client.peer, key, promise));
    }

    private void learn(Client client, int key, long at, long serverTick) {
        client.promises.remove(key);
        client.due.computeIfAbsent(at, tick -> new ArrayList<>()).add(key);
        client.advanceTo(serverTick);
    }
}
