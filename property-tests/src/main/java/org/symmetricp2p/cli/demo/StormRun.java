package org.symmetricp2p.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.symmetricp2p.cli.Status;
import org.symmetricp2p.cli.attack.Application;
import org.symmetricp2p.cli.attack.Attack;
import org.symmetricp2p.cli.attack.Battlefield;
import org.symmetricp2p.demo.Rectangle;

/**
 * One storm: starts the peers and the attackers, does what the {@link Storm} says, waits until all peers know the same events after the last
 * attacker has gone, lets them end, and asks for the {@link Verdict}. Where somebody has told two versions of an event, peers that
 * know one each can't be together; then each part has to know the same, and those that aren't linked, though they should be, two versions.
 */
final class StormRun {

    private static final String HERE = "127.0.0.1";
    private static final int ATTACKERS = 3;
    private static final int MAX_ATTACK_SECONDS = 6;
    private static final long AGREEMENT_MILLIS = 60_000;
    private static final long HEIR_MILLIS = 10_000;
    private static final long NEAR_TICKS = 10 * Scenario.FPS;
    private static final long QUIT_SECONDS = 60; // writing the trace of a long session takes long
    private static final long PAUSE_MILLIS = 10;

    private final Storm storm;
    private final List<Attack> attacks;
    private final long seed;
    private final List<String> options;
    private final Path directory;
    private final String again;
    private final PrintStream out;
    private final int[] ports = new int[Storm.PEERS];
    private final SortedMap<Integer, Child> children = new ConcurrentSkipListMap<>(); // the end may come at any time
    private final AtomicInteger attacked = new AtomicInteger();
    private volatile boolean keep;
    private volatile boolean isOver;
    private long beginMillis;

    /**
     * @param options that each peer gets besides its own
     * @param directory for the files of the peers
     * @param keep whether to keep them also if all goes well
     * @param again the command that does the same again
     */
    StormRun(
            Storm storm,
            List<Attack> attacks,
            long seed,
            List<String> options,
            Path directory,
            boolean keep,
            String again,
            PrintStream out) {
        this.storm = storm;
        this.attacks = List.copyOf(attacks);
        this.seed = seed;
        this.options = List.copyOf(options);
        this.directory = directory;
        this.keep = keep;
        this.again = again;
        this.out = out;
    }

    /** @throws IOException if anything goes wrong: says what, where the files are and what does the same again */
    void run() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "end"));
        out.println(again);
        String end;
        try {
            end = play();
        } catch (DemoFailure | IOException failure) {
            keep = true;
            throw new IOException(
                    failure.getMessage() + "; all files are kept in " + directory
                            + "; again: java -jar property-tests/target/symmetric.jar " + again,
                    failure);
        } finally {
            isOver = true;
            destroy();
        }
        if (!keep) {
            FileUtils.deleteDirectory(directory.toFile());
        }
        out.println("storm: " + Storm.PEERS + " peers, " + count(Storm.Killing.class) + " kills, "
                + count(Storm.Down.class) + " links down, " + attacked + " attacks: " + end);
    }

    private long count(Class<? extends Storm.Moment> kind) {
        return storm.moments().stream().filter(kind::isInstance).count();
    }

    /** @return how it ended */
    private String play() throws DemoFailure, IOException, InterruptedException {
        choosePorts();
        for (int peer = 0; peer < Storm.PEERS; peer++) {
            start(peer);
        }
        beginMillis = System.currentTimeMillis();
        List<Thread> attackers = attackers();
        for (Storm.Moment moment : storm.moments()) {
            while (now() < moment.millis()) {
                pause();
            }
            perform(moment);
        }
        isOver = true;
        for (Thread attacker : attackers) {
            attacker.join();
        }
        List<List<Integer>> parts = awaitAgreement();
        SortedMap<Integer, Long> ticks = new TreeMap<>();
        children.forEach(
                (peer, child) -> ticks.put(peer, child.status().orElseThrow().tick()));
        for (Child child : children.values()) {
            child.quit();
        }
        for (Child child : children.values()) {
            child.awaitEnd(QUIT_SECONDS);
        }
        String identical = "identical at every tick 0.." + judge(parts, ticks);
        return parts.size() == 1
                ? identical
                : "parted by two versions of an event into " + parts + ", each part " + identical;
    }

    /** All are known before anyone starts, since each end of a link dials the other. */
    private void choosePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int peer = 0; peer < Storm.PEERS; peer++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getByName(HERE)));
            ports[peer] = sockets.get(peer).getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
    }

    // ---- what happens ----

    private void perform(Storm.Moment moment) throws DemoFailure, IOException, InterruptedException {
        if (moment instanceof Storm.Press press) {
            tell(press.peer(), "press " + press.key());
            return;
        }
        if (moment instanceof Storm.Killing killing) {
            awaitHeir(killing.peer());
        }
        out.println(now() / 1_000 + " s: " + moment);
        if (moment instanceof Storm.Killing killing) {
            children.get(killing.peer()).kill();
        } else if (moment instanceof Storm.Start start) {
            start(start.peer());
        } else if (moment instanceof Storm.Down down) {
            tellBoth(down.link(), "unlink ");
        } else if (moment instanceof Storm.Up up) {
            tellBoth(up.link(), "link ");
        }
    }

    /** Or new lives, which take their time to start, would begin a session of their own: but if nobody can go on with the old one, so be it. */
    private void awaitHeir(int peer) throws DemoFailure, InterruptedException {
        for (long deadline = now() + HEIR_MILLIS; !hasHeir(peer) && now() < deadline; ) {
            pause();
        }
    }

    /** Whether another one is about as far in time. */
    private boolean hasHeir(int peer) {
        long reached = children.get(peer).status().map(Status::tick).orElse(0L);
        return children.values().stream()
                .filter(child -> child.plan().peer() != peer && !child.isKilled())
                .flatMap(child -> child.status().stream())
                .anyMatch(status -> status.tick() + NEAR_TICKS >= reached);
    }

    private void start(int peer) throws IOException {
        Child before = children.get(peer);
        List<String> links = storm.links().stream()
                .filter(link -> link.touches(peer))
                .map(link -> link.from(peer) + "=" + HERE + ":" + ports[link.from(peer)])
                .toList();
        ChildPlan plan = new ChildPlan(
                peer, before == null ? 1 : before.plan().life() + 1, ports[peer], links, options, directory);
        children.put(peer, Child.launch(plan));
    }

    private void tellBoth(Storm.Link link, String command) throws DemoFailure {
        tell(link.one(), command + link.other());
        tell(link.other(), command + link.one());
    }

    private void tell(int peer, String command) throws DemoFailure {
        if (!children.get(peer).isKilled()) {
            children.get(peer).tell(command);
        }
    }

    private void pause() throws DemoFailure, InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
        for (Child child : children.values()) {
            child.checkAlive();
        }
    }

    private long endMillis() {
        return storm.moments().get(storm.moments().size() - 1).millis();
    }

    private long now() {
        return System.currentTimeMillis() - beginMillis;
    }

    // ---- the hostile ----

    private List<Thread> attackers() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < (attacks.isEmpty() ? 0 : ATTACKERS); i++) {
            SplittableRandom random = new SplittableRandom(seed * ATTACKERS + i);
            Thread thread = new Thread(() -> attack(random), "attacker " + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private void attack(SplittableRandom random) {
        Rectangle rectangle = new Rectangle();
        Application application = new Application(rectangle.id(), Scenario.FPS, rectangle.stateSize());
        while (!isOver) {
            Attack attack = attacks.get(random.nextInt(attacks.size()));
            int target = random.nextInt(Storm.PEERS);
            int other = (target + 1 + random.nextInt(Storm.PEERS - 1)) % Storm.PEERS;
            List<InetSocketAddress> targets =
                    List.of(new InetSocketAddress(HERE, ports[target]), new InetSocketAddress(HERE, ports[other]));
            long left = (endMillis() - now()) / 1_000;
            long seconds = Math.max(1, Math.min(left, 1 + random.nextInt(MAX_ATTACK_SECONDS)));
            try (Battlefield field = new Battlefield(targets, application, seconds, random.nextLong())) {
                field.wage(attack);
                attacked.incrementAndGet();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    // ---- the end ----

    /** @return the parts of the session that agree, each for itself */
    private List<List<Integer>> awaitAgreement() throws DemoFailure, InterruptedException {
        long deadline = now() + AGREEMENT_MILLIS;
        List<List<Integer>> parts = Agreement.parts(Agreement.links(children));
        while (!isAgreed(parts)) {
            if (now() > deadline) {
                throw new DemoFailure("the peers did not agree within " + AGREEMENT_MILLIS
                        + " ms after the last attack: "
                        + children.values().stream().map(StormRun::describe).collect(Collectors.joining(", ")));
            }
            pause();
            parts = Agreement.parts(Agreement.links(children));
        }
        return parts;
    }

    /** And between parts there is nothing but links whose ends have told their users why they are down. */
    private boolean isAgreed(List<List<Integer>> parts) {
        return parts.stream().allMatch(part -> Agreement.isReached(in(part), status -> true))
                && storm.links().stream()
                        .filter(link -> isBetween(parts, link))
                        .allMatch(link -> children.get(link.one()).hasToldOfConflict()
                                || children.get(link.other()).hasToldOfConflict());
    }

    private List<Child> in(List<Integer> part) {
        return part.stream().map(children::get).toList();
    }

    private static boolean isBetween(List<List<Integer>> parts, Storm.Link link) {
        return parts.stream().noneMatch(part -> part.contains(link.one()) && part.contains(link.other()));
    }

    /** @return the last tick up to which all of each part were identical */
    private long judge(List<List<Integer>> parts, SortedMap<Integer, Long> ticks) throws DemoFailure, IOException {
        long lastTick = Long.MAX_VALUE;
        for (List<Integer> part : parts) {
            List<ChildPlan> plans = in(part).stream().map(Child::plan).toList();
            long expected = part.stream().mapToLong(ticks::get).min().orElseThrow();
            lastTick = Math.min(lastTick, new Verdict(plans, expected).judgeStates());
        }
        for (Storm.Link link : storm.links()) {
            if (isBetween(parts, link)) {
                Verdict.checkConflict(
                        children.get(link.one()).plan(),
                        children.get(link.other()).plan());
            }
        }
        return lastTick;
    }

    private static String describe(Child child) {
        return child.plan()
                + child.status()
                        .map(s -> " is at tick " + s.tick() + ", knows " + s.events() + " events, is linked to "
                                + s.links() + ", " + s.queued() + " wait")
                        .orElse(" told nothing")
                + child.lastWords();
    }

    private void destroy() {
        children.values().forEach(Child::destroy);
    }

    /** At the end, also by Ctrl-C: leaves no process behind, and no files but those that somebody wants. */
    private void cleanUp() {
        destroy();
        if (!keep) {
            FileUtils.deleteQuietly(directory.toFile());
        }
    }
}
