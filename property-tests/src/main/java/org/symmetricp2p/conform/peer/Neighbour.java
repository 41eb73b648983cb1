package org.symmetricp2p.conform.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * A neighbour of the peer that is judged, at the other end of one connection: says what it is told to, also what no peer would, and
 * hears message by message. What must hold on every connection is looked at with each message; the rest is the scenario's.
 */
final class Neighbour implements AutoCloseable {

    /** What came: a message, or the end of the connection, or bytes that are no message. */
    private record Heard(Message message, String end) {
        @Override
        public String toString() {
            return message == null ? end : Transcript.of(message);
        }
    }

    private static final String END = "the end of the connection";
    private static final long SIP_MILLIS = 60; // a frame: 550 KB a second at most

    private final Stage stage;
    private final Socket socket;
    private final Source self;
    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Map<Source, Long> known = new HashMap<>(); // up to which seq it has said that it knows, or was told
    private final Map<Source, Long> covered = new HashMap<>(); // by its HELLO
    private final Map<Source, Long> said = new HashMap<>(); // up to which seq it has told of events
    private final Map<Source, Promise> promised = new HashMap<>(); // what it has heard that the judged peer promised
    private List<Extension> extensions = List.of(); // of its HELLO
    private long declared; // up to which tick it has heard or said what exists
    private Heard next; // if it was looked at before it is taken
    private volatile boolean beats;
    private volatile boolean sips;
    private volatile long clock; // that it tells
    private Message.Hello greeting; // that it has heard, or null
    private boolean isOver; // it has heard BYE
    private long told; // the last clock that it heard
    private long issued; // events of its own

    Neighbour(Stage stage, Socket socket, Source self) throws IOException {
        this.stage = stage;
        this.socket = socket;
        this.self = self;
        socket.setTcpNoDelay(true);
    }

    Source self() {
        return self;
    }

    // ---- what it says ----

    Neighbour says(Message message) throws IOException {
        stage.transcript().add(self + " says  " + Transcript.of(message));
        if (message instanceof Message.Events events) {
            for (StampedEvent event : events.events()) {
                said.merge(event.source(), event.seq(), Math::max);
                stage.learn(event, this);
            }
        }
        if (message instanceof Message.Declaration declaration) {
            declared = Math.max(declared, declaration.tick());
        }
        if (message instanceof Message.Bye) {
            beats = false;
        }
        for (Iterator<byte[]> frames = Wire.frames(message); frames.hasNext(); ) {
            write(frames.next());
        }
        return this;
    }

    /** Events, of whomever; with its clock. */
    Neighbour says(StampedEvent... events) throws IOException {
        return says(new Message.Events(clock, Arrays.asList(events)));
    }

    /** Bytes that need be no frame. */
    Neighbour says(byte[] bytes) throws IOException {
        stage.transcript().add(self + " says  " + bytes.length + " bytes");
        write(bytes);
        return this;
    }

    /** A connection that is gone is heard, not felt. */
    private void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException gone) {
            stage.transcript().add(self + " can't: " + gone.getMessage());
        } finally {
            writing.unlock();
        }
    }

    /** Its HELLO, which claims to know what the judged peer knew when the scenario began. */
    Message.Hello hello() {
        return hello(stage.knownBefore());
    }

    Message.Hello hello(Versions versions) {
        return new Message.Hello(Stage.APPLICATION, Stage.FPS, Stage.STATE_SIZE, self, clock, versions, extensions);
    }

    /** Its HELLO offers this from now on. */
    Neighbour offers(Extension extension) {
        extensions = List.of(extension);
        return this;
    }

    /** Its HELLO says that the session settles, by whose word, and up to which tick it knows that. */
    Neighbour settles(Optional<Source> keeper, long tick) {
        declared = tick;
        return offers(Settlements.extension(keeper, tick));
    }

    /** Says HELLO, hears it, and tells its clock each second from then on. */
    Neighbour greets() throws Breach, IOException, InterruptedException {
        return greets(hello());
    }

    Neighbour greets(Message.Hello hello) throws Breach, IOException, InterruptedException {
        covered.putAll(hello.versions().seqs());
        known.putAll(covered);
        says(hello);
        hearsHello("6.1");
        return lives();
    }

    /** Tells its clock each second from now on, as a peer does. */
    Neighbour lives() {
        beats = true;
        return this;
    }

    /** Says nothing more by itself. */
    Neighbour mute() {
        beats = false;
        return this;
    }

    /** The clock that it tells from now on: 0 at first, so that nobody follows it. */
    Neighbour at(long tick) {
        clock = tick;
        return this;
    }

    /** Tells its clock, unless it is saying something anyway. */
    void beat() throws IOException {
        if (beats && writing.tryLock()) {
            try {
                write(Wire.frame(new Message.Sync(clock)));
            } finally {
                writing.unlock();
            }
        }
    }

    /** The next event of its own, a key, at a tick. */
    StampedEvent event(long tick, Key key) {
        return Stage.event(self, ++issued, tick, key);
    }

    /** Ends the connection, without a word. */
    void cuts() {
        stage.transcript().add(self + " cuts the connection");
        close();
    }

    // ---- what it hears ----

    /** From now on it reads little at a time, or as fast as it can. */
    Neighbour sips(boolean isSlow) {
        sips = isSlow;
        return this;
    }

    /** Begins to read. */
    Neighbour listens() {
        Thread reader = new Thread(this::read, "neighbour " + self);
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int first = in.read(); first >= 0; first = in.read()) {
                int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
                if (length < 1 || length > Wire.MAX_FRAME_SIZE) {
                    hear(new Heard(null, "a frame of " + length + " bytes"));
                    return;
                }
                ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + length).putInt(0, length);
                in.readFully(frame.array(), Integer.BYTES, length);
                Decoded decoded = Wire.decode(frame);
                if (decoded instanceof Decoded.Bad bad) {
                    hear(new Heard(null, "a bad frame: " + bad.what()));
                    return;
                }
                hear(new Heard(((Decoded.Ok) decoded).message(), ""));
                if (sips) {
                    Thread.sleep(SIP_MILLIS);
                }
            }
            hear(new Heard(null, END));
        } catch (IOException gone) {
            hear(new Heard(null, END));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(Heard what) {
        stage.transcript().add(self + " hears " + what);
        heard.add(what);
    }

    /** The next that comes; what holds on every connection is checked. */
    private Heard next(String rule, String awaited) throws Breach, InterruptedException {
        return next(rule, awaited, deadline());
    }

    private long deadline() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(stage.patienceMillis());
    }

    private Heard next(String rule, String awaited, long deadline) throws Breach, InterruptedException {
        if (!isNextWithin((deadline - System.nanoTime()) / 1_000_000)) {
            throw new Breach(rule, "neighbour " + self + " waited " + stage.patienceMillis() + " ms for " + awaited);
        }
        Heard taken = next;
        next = null;
        check(taken);
        return taken;
    }

    private boolean isNextWithin(long millis) throws InterruptedException {
        next = next == null ? heard.poll(millis, TimeUnit.MILLISECONDS) : next;
        return next != null;
    }

    private void check(Heard next) throws Breach {
        if (next.message == null) {
            require("7.11", next.end.equals(END), next);
            return;
        }
        require("6.17", !isOver, next);
        if (next.message instanceof Message.Bye) {
            isOver = true;
            stage.kept("7.12"); // or it would be a bad frame
            return;
        }
        require("6.2", greeting == null == next.message instanceof Message.Hello, next);
        greeting = next.message instanceof Message.Hello hello ? hello : greeting;
        long now = clockOf(next.message).orElse(told);
        require("5.5", now >= told, next);
        told = now;
        if (next.message instanceof Message.Events events) {
            for (StampedEvent event : events.events()) {
                checkOrder(event, next);
            }
        } else if (!(next.message instanceof Message.Hello || next.message instanceof Message.Sync)) {
            require("7.22", !extensions.isEmpty(), next);
            checkSettling(next);
        }
    }

    /** Nothing is passed on before the events that it counts, and what the peer promises rises (spec 8.5, 8.6, 8.9). */
    private void checkSettling(Heard next) throws Breach {
        if (next.message instanceof Message.Declaration declaration) {
            require("8.8", declaration.since() <= declared, next);
            for (Map.Entry<Source, Long> count : declaration.counts().entrySet()) {
                require("8.9", hasHeard(count.getKey(), count.getValue()), next);
            }
            declared = Math.max(declared, declaration.tick());
        } else if (next.message instanceof Message.Snapshot snapshot) {
            known.putAll(snapshot.versions().seqs());
            declared = Math.max(declared, snapshot.tick());
        } else if (next.message instanceof Message.Promises promises) {
            for (Map.Entry<Source, Promise> made : promises.bySource().entrySet()) {
                require("8.6", hasHeard(made.getKey(), made.getValue().seq()), next);
                if (made.getKey().peer() == stage.peer().peer()) {
                    checkOwn(made.getKey(), made.getValue(), next);
                }
            }
        }
    }

    private boolean hasHeard(Source source, long seq) {
        return seq <= Math.max(known.getOrDefault(source, 0L), said.getOrDefault(source, 0L));
    }

    private void checkOwn(Source source, Promise promise, Heard next) throws Breach {
        Promise before = promised.put(source, promise);
        require("8.5", before == null || promise.tick() > before.tick(), next);
    }

    /** Each event once, none that the peer has from nobody else, and none is left out. */
    private void checkOrder(StampedEvent event, Heard next) throws Breach {
        long before = known.getOrDefault(event.source(), 0L);
        require("6.8", event.seq() > covered.getOrDefault(event.source(), 0L), next);
        require("3.8", event.seq() > before && !stage.isOnlyFrom(event, this), next);
        boolean isOwn = event.source().equals(stage.peer());
        if (promised.containsKey(event.source())) {
            require("8.7", event.tick() >= promised.get(event.source()).tick(), next);
        }
        require(
                isOwn ? "2.3" : "3.12",
                event.seq() <= Math.max(before, said.getOrDefault(event.source(), 0L)) + 1,
                next);
        known.put(event.source(), event.seq());
    }

    private void require(String rule, boolean isKept, Heard next) throws Breach {
        if (!isKept) {
            throw new Breach(rule, "neighbour " + self + " heard " + next);
        }
        stage.kept(rule);
    }

    /** The clock that a message tells, if it tells one. */
    private static OptionalLong clockOf(Message message) {
        if (message instanceof Message.Hello hello) {
            return OptionalLong.of(hello.clock());
        }
        if (message instanceof Message.Events events) {
            return OptionalLong.of(events.clock());
        }
        return message instanceof Message.Sync sync ? OptionalLong.of(sync.clock()) : OptionalLong.empty();
    }

    /** What the judged peer knew when it greeted. */
    Versions peerKnew() {
        return greeting.versions();
    }

    /** The last clock that it heard. */
    long told() {
        return told;
    }

    /** The next that doesn't come by itself, at any time: as SYNC, the peer's own promises, and its checkpoints. */
    private Heard nextButSync(String rule, String awaited) throws Breach, InterruptedException {
        long deadline = deadline();
        Heard next = next(rule, awaited, deadline);
        while (next.message instanceof Message.Sync || isOfSettling(next)) {
            next = next(rule, awaited, deadline);
        }
        return next;
    }

    private boolean isOfSettling(Heard next) {
        return next.message instanceof Message.Checkpoint
                || next.message instanceof Message.Promises promises
                        && promises.bySource().keySet().stream()
                                .allMatch(
                                        source -> source.peer() == stage.peer().peer());
    }

    private Breach instead(String rule, String awaited, Object next) {
        return new Breach(rule, "neighbour " + self + " heard " + next + " in place of " + awaited);
    }

    Message.Hello hearsHello(String rule) throws Breach, InterruptedException {
        Heard next = next(rule, "HELLO");
        if (next.message instanceof Message.Hello hello) {
            stage.kept(rule);
            return hello;
        }
        throw instead(rule, "HELLO", next);
    }

    /** BYE with this reason comes next, and then the end of the connection. */
    Message.Bye hearsBye(String rule, Reason reason) throws Breach, InterruptedException {
        Heard next = nextButSync(rule, "BYE " + reason);
        if (!(next.message instanceof Message.Bye bye && bye.reason() == reason)) {
            throw instead(rule, "BYE " + reason, next);
        }
        stage.kept(rule);
        hearsEnd("6.17");
        return (Message.Bye) next.message;
    }

    /** The same, maybe with HELLO before it, which tells the other end's user what doesn't go together (spec 6.1). */
    void hearsRefusal(String rule, Reason reason) throws Breach, InterruptedException {
        if (isNextWithin(stage.patienceMillis()) && next.message instanceof Message.Hello) {
            hearsHello(rule);
        }
        hearsBye(rule, reason);
    }

    /** The connection ends, and nothing but SYNC comes before. */
    void hearsEnd(String rule) throws Breach, InterruptedException {
        Heard next = nextButSync(rule, END);
        if (next.message != null) {
            throw instead(rule, END, next);
        }
        stage.kept(rule);
    }

    /** The end comes because of the BYE that it has said, rather than of the silence afterwards, which is over after 5 s. */
    void hearsEndAfterBye(String rule) throws Breach, InterruptedException {
        long said = System.nanoTime();
        hearsEnd(rule);
        long millis = (System.nanoTime() - said) / 1_000_000;
        stage.require(rule, millis < 5_000, "the connection ended only " + millis + " ms after BYE");
    }

    /** The same, or the end without BYE, where either may be (spec 6.22). */
    void hearsByeOrEnd(String rule, Reason reason) throws Breach, InterruptedException {
        if (isNextWithin(stage.patienceMillis()) && next.message == null) {
            hearsEnd(rule);
        } else {
            hearsBye(rule, reason);
        }
    }

    /** Whatever comes, in the end the connection does, and not by BYE. */
    void hearsEndOfAll(String rule) throws Breach, InterruptedException {
        long deadline = deadline();
        Heard next = next(rule, END, deadline);
        while (next.message != null && !(next.message instanceof Message.Bye)) {
            next = next(rule, END, deadline);
        }
        if (next.message != null) {
            throw instead(rule, END, next);
        }
        stage.kept(rule);
    }

    /** Exactly this message. */
    void hears(String rule, Message expected) throws Breach, InterruptedException {
        Heard next = nextButSync(rule, Transcript.of(expected));
        if (!expected.equals(next.message)) {
            throw instead(rule, Transcript.of(expected), next);
        }
        stage.kept(rule);
    }

    /** Exactly this hash comes next, but for what comes by itself. */
    void hearsCheckpoint(String rule, Message.Checkpoint expected) throws Breach, InterruptedException {
        long deadline = deadline();
        String awaited = Transcript.of(expected);
        Heard next = next(rule, awaited, deadline);
        while (!(next.message instanceof Message.Checkpoint)
                && (next.message instanceof Message.Sync || isOfSettling(next))) {
            next = next(rule, awaited, deadline);
        }
        if (!expected.equals(next.message)) {
            throw instead(rule, awaited, next);
        }
        stage.kept(rule);
    }

    /** The next declaration of the peer that is judged, whatever it is. */
    Message.Declaration hearsDeclaration(String rule) throws Breach, InterruptedException {
        Heard next = nextButSync(rule, "a declaration");
        if (next.message instanceof Message.Declaration declaration) {
            stage.kept(rule);
            return declaration;
        }
        throw instead(rule, "a declaration", next);
    }

    /** Declarations, as many as there are, and then this event. */
    void hearsDeclarationsBefore(String rule, StampedEvent event) throws Breach, InterruptedException {
        Heard next = nextButSync(rule, event.toString());
        while (next.message instanceof Message.Declaration) {
            next = nextButSync(rule, event.toString());
        }
        if (!(next.message instanceof Message.Events events && events.events().equals(List.of(event)))) {
            throw instead(rule, event.toString(), next);
        }
        stage.kept(rule);
    }

    /** Up to which tick it has heard or said what exists. */
    long declared() {
        return declared;
    }

    /** The next promise of the peer that is judged: of nobody else, and of all that it has issued. */
    Promise hearsPromise(String rule) throws Breach, InterruptedException {
        long deadline = deadline();
        Heard next = next(rule, "a promise", deadline);
        while (next.message instanceof Message.Sync || next.message instanceof Message.Checkpoint) {
            next = next(rule, "a promise", deadline);
        }
        if (next.message instanceof Message.Promises promises
                && promises.bySource().keySet().equals(Set.of(stage.peer()))) {
            Promise promise = promises.bySource().get(stage.peer());
            long issued = known.getOrDefault(stage.peer(), 0L);
            stage.require(rule, promise.seq() == issued, "it promised " + promise + ", having issued " + issued);
            return promise;
        }
        throw instead(rule, "a promise of " + stage.peer(), next);
    }

    Message.Sync hearsSync(String rule) throws Breach, InterruptedException {
        long deadline = deadline();
        Heard next = next(rule, "SYNC", deadline);
        while (isOfSettling(next)) {
            next = next(rule, "SYNC", deadline);
        }
        if (next.message instanceof Message.Sync sync) {
            stage.kept(rule);
            return sync;
        }
        throw instead(rule, "SYNC, before which nothing is due", next);
    }

    /** Nothing comes until the peer has surely gone on for a second, which it shows by two SYNCs (spec 5.8). */
    void hearsNothing(String rule) throws Breach, InterruptedException {
        hearsSync(rule);
        hearsSync(rule);
    }

    /** Nothing comes for a time that a rule states. */
    void hearsNothingFor(String rule, long millis) throws Breach, InterruptedException {
        if (isNextWithin(millis)) {
            throw new Breach(
                    rule, "neighbour " + self + " heard " + next + ", and should hear nothing for " + millis + " ms");
        }
        stage.kept(rule);
    }

    /** Exactly these events, in this order, in as many messages as it takes, which are returned. */
    List<Message.Events> hearsEvents(String rule, List<StampedEvent> expected) throws Breach, InterruptedException {
        List<Message.Events> messages = new ArrayList<>();
        int count = 0;
        while (count < expected.size()) {
            String awaited = "event " + expected.get(count).stamp();
            Heard next = nextButSync(rule, awaited);
            if (!(next.message instanceof Message.Events events)) {
                throw instead(rule, awaited, next);
            }
            int end = Math.min(expected.size(), count + events.events().size());
            if (!events.events().equals(expected.subList(count, end))) {
                throw instead(rule, Transcript.of(expected.subList(count, end)), next);
            }
            messages.add(events);
            count = end;
        }
        stage.kept(rule);
        return messages;
    }

    /** As many events as that, at least and at most, of which nobody says which. */
    void hearsNewSources(String rule, int least, int most) throws Breach, InterruptedException {
        int count = 0;
        for (Heard next = next(rule, "events"); !(next.message instanceof Message.Sync); next = next(rule, "SYNC")) {
            if (!(next.message instanceof Message.Events events)) {
                throw instead(rule, "events", next);
            }
            count += events.events().size();
        }
        stage.require(
                rule, count >= least && count <= most, "there are " + count + " sources, not " + least + " to " + most);
    }

    void hearsEvents(String rule, StampedEvent... expected) throws Breach, InterruptedException {
        hearsEvents(rule, Arrays.asList(expected));
    }

    /** Keys that were pressed at the judged peer, in this order and next after one another, in as many messages as it likes. */
    List<StampedEvent> hearsKeys(String rule, Key... keys) throws Breach, InterruptedException {
        List<StampedEvent> events = new ArrayList<>();
        while (events.size() < keys.length) {
            String awaited = "the keys " + Arrays.toString(keys) + " of peer " + stage.peer();
            Heard next = nextButSync(rule, awaited);
            if (!(next.message instanceof Message.Events more)) {
                throw instead(rule, awaited, next);
            }
            for (StampedEvent event : more.events()) {
                boolean isExpected = events.size() < keys.length
                        && event.source().equals(stage.peer())
                        && event.event().equals(keys[events.size()].event());
                if (!isExpected) {
                    throw instead(rule, awaited, next);
                }
                events.add(event);
                stage.learnOwn(event);
            }
        }
        stage.kept(rule);
        return events;
    }

    /** A message with one event of the judged peer: the key that was pressed there. */
    Message.Events hearsKey(String rule, Key key) throws Breach, InterruptedException {
        String awaited = "the key " + key + " of peer " + stage.peer();
        Heard next = nextButSync(rule, awaited);
        if (next.message instanceof Message.Events events && events.events().size() == 1) {
            StampedEvent event = events.events().get(0);
            if (event.source().peer() == stage.peer().peer() && event.event().equals(key.event())) {
                stage.learnOwn(event);
                stage.kept(rule);
                return events;
            }
        }
        throw instead(rule, awaited, next);
    }

    @Override
    public void close() {
        beats = false;
        try {
            socket.close();
        } catch (IOException gone) {
            stage.transcript().add(self + ": " + gone.getMessage());
        }
    }
}
