package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.event;
import static org.symmetricp2p.vectors.Script.PEER;
import static org.symmetricp2p.vectors.Script.events;
import static org.symmetricp2p.vectors.Script.hello;
import static org.symmetricp2p.vectors.Script.linkDown;
import static org.symmetricp2p.vectors.Script.linkUp;
import static org.symmetricp2p.vectors.Script.live;
import static org.symmetricp2p.vectors.Script.look;
import static org.symmetricp2p.vectors.Script.read;
import static org.symmetricp2p.vectors.Script.received;
import static org.symmetricp2p.vectors.Script.script;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Versions;

/** Scripts of a peer with a rooted clock, peer 5: whom it follows, and what it tells. Times are in microseconds, where nothing else is said. */
final class RootedCases {

    private static final long SECOND = 1_000_000;
    private static final long NANOS = 1_000;
    private static final Config ROOTED =
            Config.of(new Source(5, 1)).withTravelNanos(0).withJoinNanos(0).withClock(ClockKind.ROOTED);

    /** Lower than peer 5, so a better root of the same age; its messages take 10 ms each way. */
    private static final Neighbour TWO = new Neighbour(1, new Source(2, 1), 300_000, 10_000, 10_000);

    private static final Neighbour THREE = new Neighbour(2, new Source(3, 1), 500_000, 10_000, 30_000);

    private static final Source ROOT = new Source(1, 7);

    static final Topic TOPIC = PeerScript.topic(
            "clock/rooted",
            "A peer with a rooted clock: whom it follows, how it measures that, what it shows, and when it tells its time. In a port with "
                    + "the paper's clock only these can be skipped. (spec 5.11 to 5.19, spec 7.21)",
            RootedCases::cases);

    private RootedCases() {}

    /**
     * Somebody at the other end of a link.
     *
     * @param ahead by how much its local time is ahead of peer 5's
     * @param forth how long messages take from peer 5
     * @param back how long they take to it
     */
    private record Neighbour(long link, Source self, long ahead, long forth, long back) {

        /** Its SYNC that comes at a local time of peer 5 and answers the one of another. */
        ObjectNode answers(long heard, long arrival, long time, Claim claim) {
            long sent = arrival + ahead - back;
            return comes(arrival, new Timing(sent, heard, arrival - back - heard - forth, time, claim));
        }

        /** Its SYNC that answers nothing. */
        ObjectNode says(long arrival, long time, Claim claim) {
            return comes(arrival, new Timing(arrival + ahead - back, 0, 0, time, claim));
        }

        private ObjectNode comes(long arrival, Timing timing) {
            return at(arrival, link, new Message.Sync(0, Optional.of(timing)));
        }

        ObjectNode[] links(long clock) {
            return new ObjectNode[] {linkUp(link), at(1, link, greeting(self, clock))};
        }

        /** Readings 100 ms apart, and an answer after each: the neighbour's session time is its local time. */
        ObjectNode[] exchanges(long from, int count, Claim claim) {
            List<ObjectNode> steps = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long reading = from + i * SECOND / 10;
                steps.add(readAt(reading));
                steps.add(answers(reading, reading + SECOND / 20, reading + SECOND / 20 + ahead - back, claim));
            }
            return steps.toArray(ObjectNode[]::new);
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(ofGreetings());
        cases.addAll(ofTelling());
        cases.addAll(ofFollowing());
        cases.addAll(ofMeasuring());
        cases.addAll(ofLeaping());
        cases.addAll(ofRootsThatAreGone());
        return cases;
    }

    // ---- who links ----

    private static List<Case> ofGreetings() {
        Message.Sync timed = new Message.Sync(0, Optional.of(new Timing(1, 0, 0, 0, by(TWO, 0))));
        return List.of(
                script("rooted-hello", "says so", ROOTED, steps(TWO.links(0), look())),
                script(
                        "rooted-refuses-the-paper",
                        "a HELLO without the extension",
                        ROOTED,
                        linkUp(1),
                        received(1, hello(2, 0))),
                script("paper-refuses-rooted", "", PEER, linkUp(1), at(1, 1, greeting(TWO.self, 0))),
                script(
                        "rooted-sync-without-timing",
                        "",
                        ROOTED,
                        steps(TWO.links(0), received(1, new Message.Sync(0)), look())),
                script("paper-sync-with-timing", "", PEER, steps(live(1, 2, 0), received(1, timed), look())),
                script(
                        "rooted-time-just-believed",
                        "a 200th of maxLead, as it has had a link",
                        ROOTED.withMaxLead(20_000),
                        steps(TWO.links(0), TWO.says(1, 2 * SECOND, by(TWO, 0)), look())),
                script(
                        "rooted-time-not-believed",
                        "a tick more, which SYNC tells as time",
                        ROOTED.withMaxLead(20_000),
                        steps(TWO.links(0), TWO.says(1, 2 * SECOND + SECOND / 50, by(TWO, 0)), look())),
                script(
                        "rooted-time-of-centuries",
                        "in nanoseconds it doesn't fit 64 bits",
                        ROOTED,
                        steps(TWO.links(0), TWO.says(1, (1L << 61) / 125 + 1, by(TWO, 0)), look())));
    }

    // ---- when it tells ----

    private static List<Case> ofTelling() {
        return List.of(
                script(
                        "rooted-root-pulses",
                        "once a second of session time; and whoever has just come hears at once",
                        ROOTED,
                        steps(
                                new ObjectNode[] {readAt(SECOND - 1), readAt(SECOND)},
                                steps(
                                        TWO.links(60),
                                        readAt(SECOND + 1),
                                        readAt(SECOND + 2),
                                        readAt(2 * SECOND),
                                        readAt(2 * SECOND + 2),
                                        readAt(3 * SECOND + 2)))),
                script(
                        "rooted-first-four-are-answered",
                        "and the fifth isn't",
                        ROOTED,
                        steps(TWO.links(0), THREE.links(0), saying(6))),
                script(
                        "rooted-follower-is-seldom-quiet",
                        "it tells a second and a half after the last",
                        ROOTED,
                        steps(
                                followingTwo(0),
                                readAt(500_001),
                                readAt(1_999_999),
                                readAt(2_000_001),
                                readAt(3_500_001))),
                script(
                        "rooted-local-time-set-back",
                        "what is held began after now: 0",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                TWO.says(300_000, 590_000, by(TWO, 0)),
                                readAt(200_000),
                                TWO.says(100_000, 590_000, by(TWO, 0)),
                                readAt(150_000))));
    }

    private static ObjectNode[] saying(int count) {
        List<ObjectNode> steps = new ArrayList<>();
        steps.add(readAt(1));
        for (int i = 1; i <= count; i++) {
            steps.add(TWO.says(i * 20_000, i * 20_000, by(THREE, 0)));
            steps.add(readAt(i * 20_000 + 10_000));
        }
        return steps.toArray(ObjectNode[]::new);
    }

    // ---- whom it follows ----

    private static List<Case> ofFollowing() {
        Claim twoHops = new Claim(ROOT, 0, 200_000, 2, 700);
        Claim oneHop = new Claim(ROOT, 0, 200_000, 1, 900);
        Claim higher = by(new Neighbour(1, new Source(6, 1), 0, 0, 0), 0);
        return List.of(
                script("rooted-follows-the-lower-name", "of two roots that are as old", ROOTED, followingTwo(0)),
                script(
                        "rooted-follows-after-four-samples",
                        "three don't do",
                        ROOTED,
                        steps(TWO.links(0), steps(TWO.exchanges(1, 3, by(TWO, 0)), readAt(400_001)))),
                script(
                        "rooted-follows-no-higher-name",
                        "",
                        ROOTED,
                        steps(TWO.links(0), steps(TWO.exchanges(1, 5, higher), readAt(600_001)))),
                script(
                        "rooted-follows-no-younger-root",
                        "whatever its name",
                        ROOTED,
                        steps(TWO.links(0), steps(TWO.exchanges(1, 5, by(TWO, 1)), readAt(600_001)))),
                script(
                        "rooted-passes-a-new-pulse-on",
                        "at once",
                        ROOTED,
                        steps(
                                followingTwo(0),
                                readAt(600_001),
                                TWO.answers(500_001, 650_000, 940_000, pulse(TWO, 900_000)),
                                readAt(660_000),
                                TWO.answers(500_001, 670_000, 960_000, pulse(TWO, 900_000)),
                                readAt(680_000))),
                script(
                        "rooted-takes-no-older-pulse-of-its-parent",
                        "",
                        ROOTED,
                        steps(
                                followingTwo(900_000),
                                TWO.answers(500_001, 650_000, 950_000, pulse(TWO, 899_999)),
                                readAt(660_000),
                                readAt(2_500_000))),
                script(
                        "rooted-takes-the-same-pulse-over-fewer-hops",
                        "",
                        ROOTED,
                        steps(both(twoHops, oneHop), readAt(1_100_001), readAt(2_600_001))),
                script(
                        "rooted-stays-with-as-many-hops",
                        "",
                        ROOTED,
                        steps(both(twoHops, twoHops), readAt(1_100_001), readAt(2_600_001))),
                script(
                        "rooted-stays-with-its-parent-for-a-newer-pulse-over-more-hops",
                        "unless no new pulse comes for more than 3 s",
                        ROOTED,
                        steps(
                                both(oneHop, new Claim(ROOT, 0, 300_000, 2, 0)),
                                readAt(1_100_001),
                                THREE.answers(1_100_001, 3_350_001, 3_820_001, new Claim(ROOT, 0, 300_000, 2, 0)),
                                readAt(3_350_001),
                                THREE.answers(3_350_001, 3_450_001, 3_920_001, new Claim(ROOT, 0, 300_000, 2, 0)),
                                readAt(3_450_001))),
                script(
                        "rooted-parent-gone",
                        "it takes a newer pulse from anybody, but not the same again",
                        ROOTED,
                        steps(
                                both(oneHop, twoHops),
                                linkDown(1),
                                THREE.answers(1_000_001, 1_100_001, 1_570_001, twoHops),
                                readAt(1_110_001),
                                THREE.answers(1_000_001, 1_120_001, 1_590_001, new Claim(ROOT, 0, 200_001, 2, 700)),
                                readAt(1_130_001))),
                script(
                        "rooted-too-many-hops",
                        "65,535 aren't followed",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(TWO.exchanges(1, 5, new Claim(ROOT, 0, 200_000, 65_534, 0)), readAt(600_001)))));
    }

    /** It follows peer 2, whose pulse this is, since 350,001; and has told so. */
    private static ObjectNode[] followingTwo(long pulse) {
        return steps(TWO.links(0), steps(TWO.exchanges(1, 5, pulse(TWO, pulse)), readAt(500_001)));
    }

    /** It has two neighbours, which claim this. */
    private static ObjectNode[] both(Claim two, Claim three) {
        return steps(
                TWO.links(0),
                steps(THREE.links(0), steps(TWO.exchanges(1, 5, two), THREE.exchanges(500_001, 6, three))));
    }

    // ---- how it measures ----

    private static List<Case> ofMeasuring() {
        Neighbour slow = new Neighbour(1, TWO.self, TWO.ahead, 400_000, 10_000);
        Neighbour leapt = new Neighbour(1, TWO.self, TWO.ahead + 5 * SECOND, 10_000, 10_000);
        Claim claim = by(TWO, 0);
        return List.of(
                script(
                        "rooted-better-half-of-the-samples",
                        "two of five were held up by 390 ms, and don't count",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(
                                        TWO.exchanges(1, 3, claim),
                                        readAt(300_001),
                                        slow.answers(300_001, 750_001, 1_040_001, claim),
                                        readAt(760_001),
                                        slow.answers(760_001, 1_200_001, 1_490_001, claim),
                                        readAt(1_210_001)))),
                script(
                        "rooted-half-rounds-towards-0",
                        "also below 0",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(
                                        new Neighbour(1, TWO.self, -300_000, 10_001, 10_000)
                                                .exchanges(400_001, 4, claim),
                                        readAt(800_001)))),
                script(
                        "rooted-thirty-two-samples",
                        "a fast one is forgotten when 32 newer ones have come",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(
                                        new Neighbour(1, TWO.self, TWO.ahead, 2_000, 10_000).exchanges(1, 32, claim),
                                        TWO.exchanges(3_200_001, 33, claim)),
                                readAt(8_100_001))),
                script(
                        "rooted-held-up-message",
                        "of which nothing is concluded: that the sender's time is another by now",
                        ROOTED,
                        steps(
                                followingTwo(0),
                                TWO.answers(500_001, 900_000, 1_000_000, claim),
                                new Neighbour(1, TWO.self, TWO.ahead, 10_000, 120_002)
                                        .says(1_000_000, 7 * SECOND, pulse(TWO, 900_000)),
                                readAt(1_000_001),
                                new Neighbour(1, TWO.self, TWO.ahead, 10_000, 119_999)
                                        .says(1_100_000, 7 * SECOND, pulse(TWO, 900_000)),
                                readAt(1_100_001),
                                look())),
                script(
                        "rooted-local-time-leapt",
                        "the samples before are forgotten, and four new ones needed",
                        ROOTED,
                        steps(
                                followingTwo(0),
                                steps(
                                        leapt.exchanges(600_001, 4, pulse(TWO, 700_000)),
                                        readAt(1_000_001),
                                        look(),
                                        readAt(2_000_001),
                                        look()))),
                script(
                        "rooted-impossible-round-trips",
                        "below 0, and above a minute, are no samples",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                readAt(1),
                                TWO.comes(100_000, new Timing(390_000, 1, 100_000, 5 * SECOND, claim)),
                                readAt(100_001),
                                TWO.comes(
                                        61 * SECOND, new Timing(61 * SECOND + 290_000, 100_001, 0, 62 * SECOND, claim)),
                                readAt(61 * SECOND + 1),
                                look())));
    }

    // ---- when it leaps, and what it shows ----

    private static List<Case> ofLeaping() {
        return List.of(
                script(
                        "rooted-hello-far-ahead",
                        "more than a second: it becomes root there, and takes half a second to show it",
                        ROOTED,
                        steps(
                                TWO.links(51),
                                readAt(1),
                                look(),
                                readAt(500_001),
                                look(),
                                readAt(1_000_000),
                                look(),
                                readAt(1_000_001),
                                look())),
                script("rooted-hello-a-second-ahead", "", ROOTED, steps(TWO.links(50), readAt(1), look())),
                script(
                        "rooted-sync-far-ahead",
                        "one sample is enough to leap, and the neighbour's error counts",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                readAt(1),
                                TWO.answers(1, 50_001, 1_070_000, by(TWO, 0)),
                                readAt(60_000),
                                TWO.answers(60_000, 90_000, 1_080_001, new Claim(TWO.self, 0, 0, 0, 989_000)),
                                readAt(100_000),
                                TWO.answers(60_000, 110_000, 2_139_001, new Claim(TWO.self, 0, 0, 0, 989_000)),
                                readAt(110_001),
                                TWO.answers(60_000, 110_000, 2_139_002, new Claim(TWO.self, 0, 0, 0, 989_000)),
                                look(),
                                readAt(120_000),
                                look(),
                                readAt(620_000),
                                look(),
                                readAt(1_120_000),
                                look())),
                script(
                        "rooted-a-time-somewhat-ahead",
                        "by 100 ms at most it is shown at once",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(
                                        new Neighbour(1, TWO.self, 99_000, 10_000, 10_000).exchanges(1, 5, by(TWO, 0)),
                                        readAt(450_001),
                                        look()))),
                script(
                        "rooted-a-time-behind",
                        "it waits until that has come",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(
                                        new Neighbour(1, TWO.self, -200_000, 10_000, 10_000)
                                                .exchanges(300_001, 5, by(TWO, 0)),
                                        look(),
                                        readAt(750_001),
                                        look(),
                                        readAt(850_001),
                                        look(),
                                        readAt(1_000_001),
                                        look()))),
                script(
                        "rooted-a-time-far-behind",
                        "by more than a second it isn't followed: the neighbour hears, and leaps",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(
                                        new Neighbour(1, TWO.self, -SECOND - 2, 10_000, 10_000)
                                                .exchanges(2_000_001, 5, by(TWO, 0)),
                                        readAt(2_500_001),
                                        look()))),
                script(
                        "rooted-nothing-before-the-beginning",
                        "whatever error a neighbour claims",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(
                                        TWO.exchanges(1, 4, new Claim(TWO.self, 0, 0, 0, Timing.MAX_TIME)),
                                        TWO.comes(
                                                400_001,
                                                new Timing(
                                                        1 << 30,
                                                        0,
                                                        0,
                                                        0,
                                                        new Claim(TWO.self, 0, 1, 0, Timing.MAX_TIME))),
                                        readAt(410_001)))),
                script(
                        "rooted-clock-of-events",
                        "moves nothing",
                        ROOTED,
                        steps(TWO.links(0), events(1, 40, event(105, 2, 1, 7)), readAt(1), look())));
    }

    // ---- ghosts ----

    private static List<Case> ofRootsThatAreGone() {
        return List.of(
                script(
                        "rooted-old-pulse-makes-nobody-follow",
                        "15 s",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                readAt(20 * SECOND),
                                steps(
                                        TWO.exchanges(20 * SECOND + 1, 4, new Claim(ROOT, 0, 5_650_001, 1, 0)),
                                        TWO.exchanges(20 * SECOND + 400_001, 1, new Claim(ROOT, 0, 5_750_002, 1, 0)),
                                        readAt(20 * SECOND + 500_001)))),
                script(
                        "rooted-pulse-of-the-future",
                        "more than a second ahead of its teller's own time",
                        ROOTED,
                        steps(
                                TWO.links(0),
                                steps(TWO.exchanges(1, 5, new Claim(ROOT, 0, 3 * SECOND, 1, 0)), readAt(500_001)))),
                script(
                        "rooted-root-is-given-up",
                        "20 s after its last pulse, at a reading; its time and error stay",
                        ROOTED,
                        steps(
                                followingTwo(700_000),
                                readAt(20_400_000),
                                readAt(20_400_001),
                                readAt(20_400_002),
                                look(),
                                readAt(21_400_002))));
    }

    // ---- parts ----

    private static Claim by(Neighbour root, long since) {
        return new Claim(root.self, since, since, 0, 0);
    }

    private static Claim pulse(Neighbour root, long pulse) {
        return new Claim(root.self, 0, pulse, 0, 0);
    }

    private static Message.Hello greeting(Source self, long clock) {
        Extension rooted = new Extension("rooted-clock", true, Payload.EMPTY);
        return new Message.Hello(
                Script.APPLICATION, Script.FPS, Script.STATE_SIZE, self, clock, Versions.NONE, List.of(rooted));
    }

    /** A reading when H is this. */
    private static ObjectNode readAt(long local) {
        return read((local - 1) * NANOS);
    }

    private static ObjectNode at(long local, long link, Message message) {
        return PeerJson.input(new Input.Received(new LinkId(link), message, (local - 1) * NANOS));
    }

    private static ObjectNode[] steps(ObjectNode[] first, ObjectNode... then) {
        return Script.steps(first, then);
    }

    /** Some parts, and single steps after them. */
    private static ObjectNode[] steps(ObjectNode[] first, ObjectNode[] second, ObjectNode... then) {
        return steps(steps(first, second), then);
    }

    /** Steps, and a part after them. */
    private static ObjectNode[] steps(ObjectNode[] first, ObjectNode step, ObjectNode[] second) {
        return steps(steps(first, step), second);
    }
}
