package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.conform.Ledger;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;

/** Where a scenario takes place: a peer that is judged, neighbours of it, and what all of them know. One thread plays the scenario. */
final class Stage implements AutoCloseable {

    static final String APPLICATION = new Rectangle().id();
    static final int STATE_SIZE = new Rectangle().stateSize();
    static final int FPS = Config.DEFAULT_FPS;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int MAX_ID = 1_000;

    private static final ScheduledExecutorService BEATS =
            Executors.newScheduledThreadPool(1, run -> daemon(run, "neighbours' clocks"));
    private static final Executor BEATERS = Executors.newCachedThreadPool(run -> daemon(run, "a neighbour's clock"));

    private final Subject subject;
    private final Ledger ledger;
    private final Path folder;
    private final Transcript transcript = new Transcript();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<StampedEvent, Set<Neighbour>> events = new HashMap<>(); // all that there are, and who told them
    private Source peer;
    private Candidate candidate;
    private int port;

    /** @param folder for the files of this scenario's peers */
    Stage(Subject subject, Ledger ledger, Path folder) {
        this.subject = subject;
        this.ledger = ledger;
        this.folder = folder;
        this.peer = subject.peer();
    }

    Transcript transcript() {
        return transcript;
    }

    long patienceMillis() {
        return subject.patienceMillis();
    }

    /** The rule was asked about, and kept. */
    void kept(String rule) {
        ledger.kept(rule);
    }

    /** @param what it did otherwise */
    void require(String rule, boolean isKept, String what) throws Breach {
        if (!isKept) {
            throw new Breach(rule, what);
        }
        kept(rule);
    }

    // ---- the peer ----

    /** Who is judged. */
    Source peer() {
        return peer;
    }

    /** What it knew before the scenario began. */
    Versions knownBefore() {
        return subject.known();
    }

    /** Starts the peer that is judged, alone and listening; or takes the one that there is. */
    Stage starts(String... more) throws IOException, InterruptedException, Skipped {
        if (subject.address().isPresent()) {
            if (more.length > 0) {
                throw new Skipped("the peer would have to be started with " + more[0]);
            }
            port = subject.address().get().getPort();
            return this;
        }
        List<String> options = new ArrayList<>(
                List.of("--id=" + peer.peer(), "--incarnation=" + peer.incarnation(), "--listen=0", "--status"));
        options.add("--trace=" + trace());
        options.add("--events=" + eventsFile());
        options.addAll(Arrays.asList(more));
        transcript.add("the peer is started with " + String.join(" ", options));
        candidate = subject.launcher().start(options, line -> transcript.add("the peer tells: " + line));
        open.add(candidate);
        port = candidate.port();
        return this;
    }

    private Path trace() {
        return folder.resolve("trace");
    }

    private Path eventsFile() {
        return folder.resolve("events");
    }

    /** Says a line to it, as its user. */
    void user(String line) throws IOException, Skipped {
        if (candidate == null) {
            throw new Skipped("the peer would have to be told '" + line + "'");
        }
        transcript.add("the user says " + line);
        candidate.say(line);
    }

    void presses(Key key) throws IOException, Skipped {
        user("press " + key);
    }

    /** The user ends it; it goes in order, and its files say that it knew all and computed right. One that was there before goes on. */
    void ends() throws IOException, Breach, InterruptedException {
        ends("4.2");
    }

    /** @param rule which is broken if the states are wrong */
    void ends(String rule) throws IOException, Breach, InterruptedException {
        if (candidate == null) {
            return;
        }
        transcript.add("the user says quit");
        candidate.say("quit");
        require("4.2", candidate.exitCode(patienceMillis()) == 0, "the peer doesn't end with exit code 0");
        require("3.10", Files.isRegularFile(eventsFile()), "the peer hasn't written --events");
        require("4.2", Files.isRegularFile(trace()), "the peer hasn't written --trace");
        Records.check(this, rule, eventsFile(), trace(), events.keySet());
    }

    /** Its process stands still from now on, in the middle of whatever it does. */
    void pauses() throws IOException, InterruptedException, Skipped {
        stands(true);
    }

    /** It goes on. */
    void goesOn() throws IOException, InterruptedException, Skipped {
        stands(false);
    }

    private void stands(boolean isStill) throws IOException, InterruptedException, Skipped {
        if (candidate == null || !candidate.stands(isStill)) {
            throw new Skipped("the peer's process would have to stand still");
        }
        transcript.add("the peer's process " + (isStill ? "stands still" : "goes on"));
    }

    /** It ends by itself. */
    boolean isRunning() {
        return candidate == null || candidate.isAlive();
    }

    /** Kills it, and starts another life of it. */
    void restarts(long incarnation, String... more) throws IOException, InterruptedException, Skipped {
        if (candidate == null) {
            throw new Skipped("the peer would have to be killed");
        }
        transcript.add("the peer is killed");
        candidate.close();
        peer = new Source(peer.peer(), incarnation);
        starts(more);
    }

    /** It has gone on as another one (spec 6.25). */
    void isNow(Source other) {
        peer = other;
    }

    /** The option that has it dialled. */
    String option() {
        return "--link=" + peer.peer() + "=" + subject.host() + ":" + port;
    }

    // ---- its neighbours ----

    /** A peer of this implementation. */
    Companion companion(Source self, String... links) throws IOException {
        Companion companion = Companion.start(this, self, folder, List.of(links));
        open.add(companion);
        return companion;
    }

    /** A life of a peer whose identifier is lower than that of the one that is judged. */
    Source lower(int n) throws Skipped {
        if (n > peer.peer()) {
            throw new Skipped("no peer has an identifier below " + peer.peer());
        }
        return new Source(peer.peer() - n, subject.life());
    }

    /** A life of a peer whose identifier is higher. */
    Source higher(int n) throws Skipped {
        if (peer.peer() + n > Source.MAX_PEER || n > MAX_ID) {
            throw new Skipped("no peer has an identifier above " + peer.peer());
        }
        return new Source(peer.peer() + n, subject.life());
    }

    /** A connection to the judged peer, over which nothing was said yet. */
    Neighbour dials(Source self) throws IOException {
        return connects(self, 0).listens();
    }

    /** The same, with the HELLOs said. */
    Neighbour links(Source self) throws Breach, IOException, InterruptedException {
        return dials(self).greets();
    }

    /** A connection from which nothing is read, with little room for what waits to be read. */
    Neighbour dialsDeaf(Source self) throws IOException {
        return connects(self, 1_024);
    }

    /** A connection from which little is read, but never nothing for long. */
    Neighbour dialsSlow(Source self) throws IOException {
        return connects(self, 65_536).sips(true).listens();
    }

    private Neighbour connects(Source self, int buffer) throws IOException {
        Socket socket = new Socket();
        if (buffer > 0) {
            socket.setReceiveBufferSize(buffer);
        }
        socket.connect(new InetSocketAddress(subject.host(), port), CONNECT_MILLIS);
        transcript.add(self + " dials");
        return add(new Neighbour(this, socket, self));
    }

    Neighbour add(Neighbour neighbour) {
        open.add(neighbour);
        open.add(beating(neighbour));
        return neighbour;
    }

    private static Thread daemon(Runnable run, String name) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Each on a thread of its own, as one that isn't read from waits, and no other may wait for it. */
    private AutoCloseable beating(Neighbour neighbour) {
        var beats = BEATS.scheduleAtFixedRate(() -> BEATERS.execute(() -> beat(neighbour)), 1, 1, TimeUnit.SECONDS);
        return () -> beats.cancel(false);
    }

    private void beat(Neighbour neighbour) {
        try {
            neighbour.beat();
        } catch (IOException gone) {
            transcript.add(neighbour.self() + ": " + gone.getMessage());
        }
    }

    /** A neighbour that waits to be dialled. */
    Listener listens(Source self) throws IOException {
        Listener listener = new Listener(this, self);
        open.add(listener);
        return listener;
    }

    /** Time passes, whatever comes meanwhile. */
    void waits(long millis) throws InterruptedException {
        transcript.add(millis + " ms pass");
        Thread.sleep(millis);
    }

    // ---- events ----

    static StampedEvent event(Source source, long seq, long tick, Key key) {
        return new StampedEvent(new Stamp(tick, source, seq), key.event());
    }

    synchronized void learn(StampedEvent event, Neighbour from) {
        events.computeIfAbsent(event, e -> new HashSet<>()).add(from);
    }

    /** An event of the judged peer's own. */
    synchronized void learnOwn(StampedEvent event) {
        events.computeIfAbsent(event, e -> new HashSet<>());
    }

    /** What was told, but nobody may take: it is wrong. */
    synchronized void forgets(StampedEvent... wrong) {
        Arrays.asList(wrong).forEach(events.keySet()::remove);
    }

    /** All that there are, in stamp order. */
    synchronized List<StampedEvent> allEvents() {
        return events.keySet().stream().sorted().toList();
    }

    /** Whether the judged peer has it of nobody else. */
    synchronized boolean isOnlyFrom(StampedEvent event, Neighbour neighbour) {
        return events.getOrDefault(event, Set.of()).equals(Set.of(neighbour));
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception gone) {
                transcript.add(String.valueOf(gone.getMessage()));
            }
        }
    }
}
