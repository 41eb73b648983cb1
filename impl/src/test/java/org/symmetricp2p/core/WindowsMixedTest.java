package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.SplitMix64;

/**
 * Peers that keep windows of several sizes, and some that keep all, whose links break and come back, and who lose their memory: nobody but the
 * keeper, which then wouldn't be it. When all are linked again they agree, and nobody has blamed anybody.
 */
class WindowsMixedTest {

    private static final int PEERS = 5;
    private static final long SECOND = TestPeer.SECOND;
    private static final Source KEEPER = Diary.peer(0);

    private final Net net = new Net();
    private final long[] incarnations = new long[PEERS];
    private SplitMix64 random;
    private int taken; // snapshots, in all

    private int below(int bound) {
        random = random.next();
        return random.below(bound);
    }

    private Config config(int id) {
        Settling settling = id == 0 ? Settling.keptBy(KEEPER).withSilenceNanos(SECOND) : Settling.JOINING;
        long window = (id + incarnations[id]) % 3 == 2 ? Settling.KEEP_ALL : 20 + 40 * id;
        return TestPeer.plain(new Source(id, incarnations[id])).withSettling(settling.withWindow(window));
    }

    private void connectIfApart(int a, int b) {
        boolean isUp = net.cables.stream()
                .anyMatch(cable -> cable.isUp() && cable.peer[0] == Math.min(a, b) && cable.peer[1] == Math.max(a, b));
        if (!isUp && a != b) {
            net.connect(Math.min(a, b), Math.max(a, b));
        }
    }

    /** What a network does within a second or so. */
    private void somethingHappens() {
        List<Net.Cable> up =
                new ArrayList<>(net.cables.stream().filter(Net.Cable::isUp).toList());
        switch (below(6)) {
            case 0 -> connectIfApart(below(PEERS), below(PEERS));
            case 1 -> connectIfApart(below(PEERS), below(PEERS));
            case 2 -> {
                if (!up.isEmpty()) {
                    up.get(below(up.size())).cut();
                }
            }
            case 3 -> {
                if (below(8) == 0) {
                    int id = 1 + below(PEERS - 1);
                    note(id);
                    incarnations[id] += 1_000; // beyond those under which it went on
                    net.restart(id, config(id));
                }
            }
            default -> net.press(below(PEERS), "n");
        }
    }

    private void note(int id) {
        taken += net.peers.get(id).outputs(Output.TookOver.class).size();
        assertNobodyBlamed(id);
    }

    /** Time passes, and of what is under way some arrives: links are FIFO, but of any speed. */
    private void pass(int ticks) {
        for (int i = 0; i < ticks; i++) {
            net.nanos += TestPeer.NANOS_PER_TICK;
            for (int id = 0; id < PEERS; id++) {
                net.read(id);
            }
            for (Net.Cable cable : List.copyOf(net.cables)) {
                for (int end = 0; end < 2; end++) {
                    for (int messages = below(3); messages > 0; messages--) {
                        cable.deliver(end);
                    }
                }
            }
        }
    }

    private void assertNobodyBlamed(int id) {
        for (Output.Close close : net.peers.get(id).outputs(Output.Close.class)) {
            assertEquals(Message.Reason.DUPLICATE_LINK, close.bye().reason(), "peer " + id + ": " + close);
        }
        assertEquals(List.of(), net.peers.get(id).outputs(Output.Diverged.class));
    }

    private void world(long seed) {
        random = new SplitMix64(seed);
        for (int id = 0; id < PEERS; id++) {
            net.add(config(id));
        }
        for (int i = 0; i < 120; i++) {
            somethingHappens();
            pass(1 + below(40));
        }
        for (int id = 1; id < PEERS; id++) {
            connectIfApart(0, id);
        }
        net.deliverAll();
        net.run(4 * SECOND);
        for (int id = 0; id < PEERS; id++) {
            note(id);
            assertEquals(
                    net.peers.get(0).state().text(), net.peers.get(id).state().text(), "peer " + id);
            assertEquals(
                    net.peers.get(0).peer.timeline().versions(),
                    net.peers.get(id).peer.timeline().versions(),
                    "peer " + id);
        }
    }

    /** Spec 8.20, 8.21, 8.22. */
    @Test
    void whoever_keeps_how_much_all_agree_and_nobody_is_blamed() {
        int all = 0;
        for (long seed = 1; seed <= 25; seed++) {
            WindowsMixedTest world = new WindowsMixedTest();
            try {
                world.world(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            all += world.taken;
        }
        assertTrue(all > 25, all + " snapshots were taken");
    }
}
