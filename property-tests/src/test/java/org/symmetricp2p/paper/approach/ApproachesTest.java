package org.symmetricp2p.paper.approach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.paper.approach.Trouble.Kind;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;
import org.symmetricp2p.sim.World;

/** Peers 30 ms from each other, mostly two, computed by hand; the server, if there is one, is at peer 0 of two. Ticks take 20 ms. */
final class ApproachesTest {

    private static final int LATENCY = 30_000;
    private static final long END = 10_000_000;
    private static final Trouble NONE = new Trouble(Kind.NONE, 0, END, 1);

    /** To the server, with its next tick, and back. */
    @Test
    void croquetWaitsForTheReflectorsTick() {
        Tape tape = run(Croquet::new, NONE, press(1_005_000, 1, 1), press(2_005_000, 0, 2));
        assertEquals(List.of(2_020_000L - 2_005_000, 1_070_000L - 1_005_000), tape.own(any -> true));
        assertEquals(List.of(2_050_000L - 2_005_000, 1_070_000L - 1_005_000), tape.everywhere(any -> true));
        assertEquals(0, tape.frozenPercent(peer -> peer == 0));
    }

    @Test
    void croquetFreezesWithoutTheReflector() {
        Trouble trouble = new Trouble(Kind.NO_SERVER, 2_010_000, 3_010_000, 1);
        Tape tape = run(Croquet::new, trouble, press(2_015_000, 0, 1));
        assertEquals(List.of(3_020_000L - 2_015_000), tape.own(any -> true));
        assertEquals(100 * (3.010 - 2.020), tape.frozenPercent(peer -> peer == 0), 1e-9);
    }

    /** What had come before the reflector was gone goes with its first tick afterwards. */
    @Test
    void croquetLosesNothingThatTheReflectorHas() {
        Trouble trouble = new Trouble(Kind.NO_SERVER, 2_010_000, 3_010_000, 1);
        assertEquals(List.of(3_020_000L - 2_005_000), everything(2, Croquet::new, trouble, press(2_005_000, 0, 1)));
    }

    /** Of three in a row it is in the middle: its own user waits for the next tick alone. */
    @Test
    void theServerIsWhereItIsNearestToAll() {
        assertEquals(List.of(15_000L), everything(3, Croquet::new, NONE, press(1_005_000, 1, 1)));
    }

    /**
     * Asked at 1.035, where nobody knows yet how long it takes: a second ahead. Peer 1 is at tick 53 when it is asked at 1.065, and promises not to
     * pass 103, so it is to be tick 104, at 2.080. It took 60 ms, so peer 1 promises 4 ticks ahead of 151 the next time.
     */
    @Test
    void galsFindsATickThatIsStillToComeForAll() {
        Tape tape = run(Gals::new, NONE, press(1_005_000, 1, 1), press(3_005_000, 0, 2));
        assertEquals(List.of(3_120_000L - 3_005_000, 2_080_000L - 1_005_000), tape.own(any -> true));
        assertEquals(tape.own(any -> true), tape.everywhere(any -> true));
        assertEquals(0, tape.frozenPercent(any -> true));
    }

    /** Peer 0 promised not to pass tick 154, of 3.080, and peer 1 not to pass 155, and the server isn't there to tell. */
    @Test
    void galsFreezesWhilePromisesAreOpen() {
        Trouble trouble = new Trouble(Kind.NO_SERVER, 3_010_000, 4_010_000, 1);
        Tape tape = run(Gals::new, trouble, press(1_005_000, 1, 1), press(3_005_000, 0, 2));
        assertEquals(100 * (4.010 - 3.100), tape.frozenPercent(peer -> peer == 0), 1e-9);
        assertEquals(100 * (4.010 - 3.120), tape.frozenPercent(peer -> peer == 1), 1e-9);
        assertEquals(0, tape.unfinished());
    }

    /** The question of 3.005 waits for the line, and so does the server, for 5 s; peer 0 freezes at tick 154 for as long. */
    @Test
    void galsWaitsForWhoIsOfflineAndThenDoesNot() {
        Trouble trouble = new Trouble(Kind.OFFLINE, 3_000_000, 9_000_000, 1);
        Tape tape = run(Gals::new, trouble, press(1_005_000, 1, 1), press(3_005_000, 0, 2));
        assertEquals(100 * (8.005 - 3.100) / 6, tape.frozenPercent(peer -> peer == 0), 1e-9);
        assertEquals(0, tape.frozenPercent(peer -> peer == 1));
        assertEquals(List.of(8_005_000L - 3_005_000), tape.own(any -> true));
        assertEquals(List.of(9_030_000L - 3_005_000), tape.everywhere(any -> true));
    }

    /** With 3 s a hop, peer 1 answers after 6 s. It is slow, not gone, so it is waited for, and peer 0 is frozen so long. */
    @Test
    void galsWaitsForWhoIsOnlyAsLongAsItTakes() {
        Tape tape = new Tape(2, 0, END);
        Machines machines = new Machines(NONE, scenario(2, 3_000_000, press(1_005_000, 0, 1)), tape);
        machines.run(new Gals(machines, tape));
        assertEquals(List.of(6_000_000L), tape.own(any -> true));
    }

    /** Peer 1, given up at 8.005, is back from 9.000 on and says so; at 9.535, at tick 476, it promises 480, so it is to be 481, of 9.620. */
    @Test
    void galsWaitsAgainForWhoIsBack() {
        Trouble trouble = new Trouble(Kind.OFFLINE, 3_000_000, 9_000_000, 1);
        Fate[] presses = {press(1_005_000, 1, 1), press(3_005_000, 0, 2), press(9_505_000, 0, 3)};
        assertEquals(
                9_620_000L - 9_505_000,
                everything(2, Gals::new, trouble, presses).get(0));
    }

    /** Whether it was there all the time is asked of the time from a question to its last answer. */
    @Test
    void theServerIsMissedIfItIsGoneForAnyTimeBetween() {
        Trouble trouble = new Trouble(Kind.NO_SERVER, 2_000, 3_000, 1);
        assertTrue(trouble.isServerUpBetween(1_000, 1_999));
        assertFalse(trouble.isServerUpBetween(1_000, 2_000));
        assertFalse(trouble.isServerUpBetween(1_000, 4_000));
        assertFalse(trouble.isServerUpBetween(2_999, 4_000));
        assertTrue(trouble.isServerUpBetween(3_000, 4_000));
        assertTrue(NONE.isServerUpBetween(0, END));
    }

    /** One message, which isn't sent back: to two peers, in 10 s. */
    @Test
    void whatCommutesIsPassedOnToOthersOnly() {
        Tape tape = run(Crdt::new, NONE, press(1_005_000, 1, 1));
        assertEquals(1 / 10.0 / 2, tape.messagesByPeerAndSecond(), 1e-9);
    }

    /** The second, which takes 10 ms for itself, waits for the first, which takes 50. */
    @Test
    void linesKeepTheOrder() {
        Scenario before = scenario(2, LATENCY, press(1_000_000, 0, 1), press(1_010_000, 0, 2));
        Edge edge = new Edge(0, 1, List.of(50_000, 10_000), List.of(LATENCY), 0);
        Scenario scenario = new Scenario("chain", 50, 5, 0, before.peers(), List.of(edge), before.fates(), END, END);
        Tape tape = new Tape(2, 0, END);
        Machines machines = new Machines(NONE, scenario, tape);
        machines.run(new Crdt(machines, tape));
        assertEquals(List.of(40_000L, 50_000L), tape.everywhere(any -> true));
    }

    @Test
    void onlyTheFirstEffectAtAPeerCounts() {
        Tape tape = new Tape(2, 0, END);
        tape.pressed(0, 7, 1_000);
        tape.effect(0, 7, 1_500);
        tape.effect(0, 7, 1_900);
        assertEquals(List.of(500L), tape.own(any -> true));
        assertEquals(List.of(), tape.everywhere(any -> true));
        assertEquals(1, tape.unfinished());
        tape.effect(1, 7, 3_000);
        tape.effect(1, 7, 4_000);
        assertEquals(List.of(2_000L), tape.everywhere(any -> true));
    }

    @Test
    void whatCommutesIsAppliedOnReceipt() {
        Tape tape = run(Crdt::new, NONE, press(1_005_000, 1, 1));
        assertEquals(List.of(0L), tape.own(any -> true));
        assertEquals(List.of(30_000L), tape.everywhere(any -> true));
        Trouble trouble = new Trouble(Kind.OFFLINE, 2_000_000, 3_000_000, 1);
        Tape apart = run(Crdt::new, trouble, press(2_005_000, 1, 1));
        assertEquals(List.of(0L), apart.own(any -> true));
        assertEquals(3_030_000, apart.settledMicros(any -> true));
    }

    /** Stamped tick 55, of 1.100, by a peer at tick 50. With 130 ms a hop it comes at 1.135, and has its effect with the next tick. */
    @Test
    void thisWorkWaitsForDeltaOrForTheLine() {
        Tape tape = world(LATENCY);
        assertEquals(List.of(1_100_000L - 1_005_000), tape.own(any -> true));
        assertEquals(List.of(1_100_000L - 1_005_000), tape.everywhere(any -> true));
        assertEquals(0, tape.frozenPercent(any -> true));
        assertEquals(List.of(1_140_000L - 1_005_000), world(130_000).everywhere(any -> true));
    }

    private static Fate press(long atMicros, int peer, int key) {
        return new Fate.Press(atMicros, peer, key);
    }

    private static Tape run(BiFunction<Machines, Tape, Model> model, Trouble trouble, Fate... fates) {
        return run(2, model, trouble, new Tape(2, trouble.fromMicros(), trouble.untilMicros()), fates);
    }

    /** What comes of key presses at any time, at those who pressed: how long each takes. */
    private static List<Long> everything(
            int peers, BiFunction<Machines, Tape, Model> model, Trouble trouble, Fate... fates) {
        return run(peers, model, trouble, new Tape(peers, 0, END), fates).own(any -> true);
    }

    private static Tape run(
            int peers, BiFunction<Machines, Tape, Model> model, Trouble trouble, Tape tape, Fate... fates) {
        Machines machines = new Machines(trouble, scenario(peers, LATENCY, fates), tape);
        machines.run(model.apply(machines, tape));
        return tape;
    }

    @SuppressWarnings("unchecked")
    private static Tape world(int latency) {
        Tape tape = new Tape(2, 500_000, END - 500_000);
        Application<Object> application = (Application<Object>) Applications.named("chain");
        new World<>(scenario(2, latency, press(1_005_000, 1, 1)), application, new Symmetric(tape)).run();
        return tape;
    }

    /** Peers in a row. */
    private static Scenario scenario(int peers, int latency, Fate... fates) {
        List<Edge> edges = new ArrayList<>();
        List<PeerSpec> specs = new ArrayList<>();
        for (int id = 0; id < peers; id++) {
            specs.add(new PeerSpec(id, 0, 0, 0));
            if (id > 0) {
                edges.add(new Edge(id - 1, id, List.of(latency), List.of(latency), 0));
            }
        }
        return new Scenario("chain", 50, 5, 0, specs, edges, List.of(fates), END, END);
    }
}
