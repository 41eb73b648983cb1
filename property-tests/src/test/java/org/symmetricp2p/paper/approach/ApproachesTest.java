package org.symmetricp2p.paper.approach;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Two peers, 30 ms from each other, computed by hand; the server, if there is one, is at peer 0. Ticks take 20 ms. */
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
        Tape tape = new Tape(2, trouble.fromMicros(), trouble.untilMicros());
        Machines machines = new Machines(trouble, scenario(LATENCY, fates), tape);
        machines.run(model.apply(machines, tape));
        return tape;
    }

    @SuppressWarnings("unchecked")
    private static Tape world(int latency) {
        Tape tape = new Tape(2, 500_000, END - 500_000);
        Application<Object> application = (Application<Object>) Applications.named("chain");
        new World<>(scenario(latency, press(1_005_000, 1, 1)), application, new Symmetric(tape)).run();
        return tape;
    }

    private static Scenario scenario(int latency, Fate... fates) {
        Edge edge = new Edge(0, 1, List.of(latency), List.of(latency), 0);
        List<PeerSpec> peers = List.of(new PeerSpec(0, 0, 0, 0), new PeerSpec(1, 0, 0, 0));
        return new Scenario("chain", 50, 5, 0, peers, List.of(edge), List.of(fates), END, END);
    }
}
