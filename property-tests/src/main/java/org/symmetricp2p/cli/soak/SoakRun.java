package org.symmetricp2p.cli.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.symmetricp2p.cli.attack.Application;
import org.symmetricp2p.cli.attack.Attack;
import org.symmetricp2p.cli.attack.Battlefield;
import org.symmetricp2p.cli.attack.Tally;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.demo.Rectangle;

/**
 * One soak: rounds of {@value #ROUND_SECONDS} seconds. In each an attack is waged, keys are pressed, a link goes down and up, and in
 * every third a peer starts again without memory; at its end, when the attacker has gone, a sample is taken.
 */
final class SoakRun {

    static final int PEERS = 8;

    private static final int ROUND_SECONDS = 10;
    private static final int ATTACK_SECONDS = 7;
    private static final long MAX_COMPARED = 2_000_000; // ticks; their hashes take 16 MB for each peer
    private static final int AHEAD = 4; // how many times as fast as time, at most, false clocks should make the session
    private static final int ROUNDS_PER_RESTART = 3;
    private static final int KEYS_PER_ROUND = 30;
    private static final long SECOND_MILLIS = 1_000;
    private static final long AGREEMENT_MILLIS = 60_000;

    private final int rounds;
    private final List<Attack> attacks;
    private final SplittableRandom random;
    private final Limits limits;
    private final Path directory;
    private final PrintStream out;
    private final long startMillis = System.currentTimeMillis();
    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param limits of each peer
     * @param directory that is there, for {@code soak.csv} and the charts
     */
    SoakRun(int minutes, List<Attack> attacks, long seed, Limits limits, Path directory, PrintStream out) {
        this.rounds = minutes * 60 / ROUND_SECONDS;
        this.attacks = List.copyOf(attacks);
        this.random = new SplittableRandom(seed);
        this.limits = limits;
        this.directory = directory;
        this.out = out;
    }

    /** @throws IOException if a peer didn't do what it promises, or something grew: says what */
    void run() throws IOException, InterruptedException {
        long seconds = rounds * ROUND_SECONDS + 2 * AGREEMENT_MILLIS / SECOND_MILLIS;
        int maxTicks = (int) Math.min(MAX_COMPARED, AHEAD * Config.DEFAULT_FPS * seconds);
        Session session = new Session(PEERS, maxTicks, limits);
        boolean agreed;
        try (session) {
            for (int round = 0; round < rounds; round++) {
                play(session, round);
            }
            agreed = session.awaitAgreement(0, AGREEMENT_MILLIS);
            if (!agreed) {
                session.account().forEach(out::println);
            }
        }
        write();
        judge(session, agreed);
    }

    private void play(Session session, int round) throws IOException, InterruptedException {
        long end = startMillis + (round + 1L) * ROUND_SECONDS * SECOND_MILLIS;
        Thread attacker = attackers(session, round);
        int lost = random.nextInt(PEERS);
        session.unlink(lost, session.next(lost));
        pressKeys(session, end - ROUND_SECONDS * SECOND_MILLIS / 2);
        session.link(lost, session.next(lost));
        if (round % ROUNDS_PER_RESTART == ROUNDS_PER_RESTART - 1) {
            session.restart(random.nextInt(PEERS));
        }
        attacker.join();
        pressKeys(session, end);
        long seconds = (System.currentTimeMillis() - startMillis) / SECOND_MILLIS;
        samples.add(Sample.take(seconds, session.events(), session.eventBytes()));
    }

    private void pressKeys(Session session, long untilMillis) throws InterruptedException {
        Rectangle.Key[] keys = Rectangle.Key.values();
        while (System.currentTimeMillis() < untilMillis) {
            session.press(random.nextInt(PEERS), keys[random.nextInt(keys.length)]);
            Thread.sleep(ROUND_SECONDS * SECOND_MILLIS / KEYS_PER_ROUND);
        }
    }

    private Thread attackers(Session session, int round) {
        int victim = random.nextInt(PEERS);
        long seed = random.nextLong();
        List<InetSocketAddress> targets = List.of(
                new InetSocketAddress("127.0.0.1", session.peer(victim).port()),
                new InetSocketAddress(
                        "127.0.0.1", session.peer(session.next(victim)).port()));
        Thread thread = new Thread(() -> attack(targets, seed, round), "attacker");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void attack(List<InetSocketAddress> targets, long seed, int round) {
        if (attacks.isEmpty()) {
            return;
        }
        Attack attack = attacks.get(round % attacks.size());
        Rectangle rectangle = new Rectangle();
        Application application = new Application(rectangle.id(), Config.DEFAULT_FPS, rectangle.stateSize());
        try (Battlefield field = new Battlefield(targets, application, ATTACK_SECONDS, seed)) {
            Tally tally = field.wage(attack);
            out.println("round " + (round + 1) + " of " + rounds + ", " + attack.name() + ": " + tally);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() throws IOException {
        List<String> lines = new ArrayList<>(List.of(Sample.HEADER));
        samples.forEach(sample -> lines.add(sample.toCsv()));
        Files.write(directory.resolve("soak.csv"), lines);
        SoakChart.write(samples, PEERS, directory);
    }

    private void judge(Session session, boolean agreed) throws IOException {
        if (!agreed) {
            throw new IOException("the peers did not agree within " + AGREEMENT_MILLIS + " ms after the last attack");
        }
        OptionalInt difference = session.firstDifference();
        if (difference.isPresent()) {
            throw new IOException("the peers differ at tick " + difference.getAsInt());
        }
        Growth growth = new Growth(samples);
        if (!growth.complaints().isEmpty()) {
            throw new IOException(String.join("; ", growth.complaints()));
        }
        out.println("soak: " + PEERS + " peers, " + rounds + " rounds, " + session.events()
                + " events: identical at every tick 0.."
                + session.lastTick() + "; flat at " + growth.last(Sample::heapBytes) / 1_000_000 + " MB, "
                + growth.last(Sample::handles) + " handles, " + growth.last(Sample::threads) + " threads");
    }
}
