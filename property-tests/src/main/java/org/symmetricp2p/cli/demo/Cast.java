package org.symmetricp2p.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.cli.Status;

/** The peers of the demo: starts them, links and unlinks them, kills one, and leaves none behind. */
final class Cast implements AutoCloseable {

    private static final long QUIT_SECONDS = 10;

    private final Scenario scenario;
    private final List<String> options;
    private final Path directory;
    private final SortedMap<Integer, Child> children = new TreeMap<>();
    private OptionalLong begin = OptionalLong.empty();
    private boolean closed;

    /**
     * @param options that each peer gets besides its own
     * @param directory where the files of all peers go
     */
    Cast(Scenario scenario, List<String> options, Path directory) {
        this.scenario = scenario;
        this.options = List.copyOf(options);
        this.directory = directory;
    }

    /** The processes that are or were, by peer; of a peer that started again, the newest. */
    synchronized SortedMap<Integer, Child> children() {
        return new TreeMap<>(children);
    }

    /** The tick of the session that the most advanced peer is at now, as far as it is known. */
    long tick() {
        return children().values().stream().mapToLong(Child::tick).max().orElse(0);
    }

    /** Starts a peer; one that was there before gets a new life at its old port, without memory. */
    synchronized void start(int peer) throws DemoFailure {
        if (closed) {
            throw new DemoFailure("the demo is over");
        }
        Child before = children.get(peer);
        ChildPlan plan = new ChildPlan(
                peer,
                before == null ? 1 : before.plan().life() + 1,
                before == null ? 0 : before.port(),
                Scenario.DIALS.get(peer).stream()
                        .map(other ->
                                other + "=127.0.0.1:" + children.get(other).port())
                        .toList(),
                options,
                directory);
        try {
            Child child = Child.launch(plan);
            children.put(peer, child);
            if (begin.isPresent()) {
                child.play(scenario.keys(peer, begin.getAsLong(), tick()));
            }
        } catch (IOException e) {
            throw new DemoFailure("peer " + peer + " can't be started: " + e.getMessage());
        }
    }

    /** Lets the play begin soon: those who are there get their keys. */
    void begin() throws DemoFailure {
        begin = OptionalLong.of(tick() + Scenario.FPS);
        for (Child child : children().values()) {
            child.play(scenario.keys(child.plan().peer(), begin.getAsLong(), 0));
        }
    }

    /** The tick of the play; negative before it begins. */
    long playTick() {
        return tick() - begin.orElse(Long.MAX_VALUE);
    }

    /** Whether that peer's last key is pressed, at the time that a status tells of. */
    boolean isPastKeys(Status status) {
        return status.tick() > begin.orElse(Long.MAX_VALUE) + scenario.lastKeyTick();
    }

    /** Takes a link down. Both ends are told, or the one that isn't would dial in vain. */
    void unlink(int one, int other) throws DemoFailure {
        child(one).tell("unlink " + other);
        child(other).tell("unlink " + one);
    }

    /** Takes a link up again. */
    void link(int one, int other) throws DemoFailure {
        child(one).tell("link " + other);
        child(other).tell("link " + one);
    }

    /** Kills a peer so that it can't do anything about it. */
    void kill(int peer) throws InterruptedException {
        child(peer).kill();
    }

    /** Lets all peers end in order. */
    void quit() throws DemoFailure, InterruptedException {
        Collection<Child> all = children().values();
        for (Child child : all) {
            child.quit();
        }
        for (Child child : all) {
            child.awaitEnd(QUIT_SECONDS);
        }
    }

    /** @throws DemoFailure if a peer has ended that should be there */
    synchronized void checkAlive() throws DemoFailure {
        if (closed) { // by Ctrl-C, which also ends the peers
            return;
        }
        for (Child child : children().values()) {
            child.checkAlive();
        }
    }

    /** Ends whoever is still there. */
    @Override
    public synchronized void close() {
        closed = true;
        children.values().forEach(Child::destroy);
    }

    private Child child(int peer) {
        return children().get(peer);
    }
}
