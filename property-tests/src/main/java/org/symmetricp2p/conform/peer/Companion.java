package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.symmetricp2p.cli.LocalPeer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle.Key;

/** A peer of this implementation in a session with the one that is judged; what it tells its user says how it fares with its neighbours. */
final class Companion implements AutoCloseable {

    private final Stage stage;
    private final Source self;
    private final Path trace;
    private final Path events;
    private final List<String> told = new ArrayList<>();
    private LocalPeer peer;

    private Companion(Stage stage, Source self, Path folder) {
        this.stage = stage;
        this.self = self;
        this.trace = folder.resolve(self + ".trace");
        this.events = folder.resolve(self + ".events");
    }

    /** @param folder for its files */
    static Companion start(Stage stage, Source self, Path folder, List<String> links) throws IOException {
        Companion companion = new Companion(stage, self, folder);
        List<String> options = new ArrayList<>(List.of(
                "--id=" + self.peer(),
                "--incarnation=" + self.incarnation(),
                "--listen=0",
                "--trace=" + companion.trace,
                "--events=" + companion.events));
        options.addAll(links);
        companion.peer = LocalPeer.start(options, companion::hear);
        return companion;
    }

    private synchronized void hear(String notice) {
        stage.transcript().add(self + " tells: " + notice);
        told.add(notice);
        notifyAll();
    }

    Source self() {
        return self;
    }

    /** The option that has it dialled. */
    String option() throws IOException, InterruptedException {
        return "--link=" + self.peer() + "=127.0.0.1:" + peer.port();
    }

    /** Dials a peer that wasn't there when it began. */
    void dials(String option) throws IOException {
        stage.transcript().add(self + " gets " + option);
        peer.link(option);
    }

    void user(String line) throws IOException {
        stage.transcript().add("the user of " + self + " says " + line);
        peer.say(line);
    }

    /** Its user presses keys, one at each tick from one on. */
    void presses(long tick, List<Key> keys) throws IOException {
        List<String> script = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            script.add(tick + i + " " + keys.get(i));
        }
        user("keys " + Files.write(trace.resolveSibling(self + ".keys"), script));
    }

    /** Waits until its user was told so often that it is linked with a peer. */
    synchronized void isLinked(int neighbour, int times) throws Breach, InterruptedException {
        String notice = "linked with peer " + neighbour;
        long end = System.nanoTime() + stage.patienceMillis() * 1_000_000;
        while (count(notice::equals) < times) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new Breach(
                        "6.7", "peer " + self + " isn't linked with peer " + neighbour + " for the time no. " + times);
            }
            wait(millis);
        }
        stage.kept("6.7");
    }

    /** Waits until a link of it has ended. */
    synchronized void loses() throws IOException, InterruptedException {
        long end = System.nanoTime() + stage.patienceMillis() * 1_000_000;
        while (lost().isEmpty()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new IOException("no link of peer " + self + " has ended");
            }
            wait(millis);
        }
    }

    /** No link of it has ended but so many. */
    synchronized void hasLost(int times) throws Breach {
        List<String> lost = lost();
        stage.require(
                "6.15",
                lost.size() == times,
                "of the links of peer " + self + " " + times + " should have ended: " + lost);
    }

    private List<String> lost() {
        return told.stream()
                .filter(notice -> notice.startsWith("link with peer "))
                .toList();
    }

    private long count(Predicate<String> which) {
        return told.stream().filter(which).count();
    }

    /** Ends in order; its files are there then. */
    void ends() throws IOException, InterruptedException {
        peer.say("quit");
        peer.exitCode(stage.patienceMillis());
    }

    Path trace() {
        return trace;
    }

    Path events() {
        return events;
    }

    @Override
    public void close() {
        peer.close();
    }
}
