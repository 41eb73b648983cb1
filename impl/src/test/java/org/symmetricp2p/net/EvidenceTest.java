package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.net.TestNode.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.ForwardingSimulation;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;

/** What is left of a divergence, for people to look at. */
class EvidenceTest {

    private static final StampedEvent EVENT = new StampedEvent(new Stamp(7, new Source(1, 2), 3), Event.of(2, 5));

    private static final Evidence EVIDENCE =
            new Evidence("chain/1", "what was told", new TreeMap<>(Map.of(6L, "00ff", 7L, "")), List.of(EVENT));

    private static final String TEXT = """
            evidence chain/1
            told what was told
            state 6 00ff
            state 7\s
            event 7 1 2 3 2 00000005
            end
            """;

    private static Evidence read(String text) throws IOException {
        return Evidence.readFrom(new BufferedReader(new StringReader(text)));
    }

    private static String written(Evidence evidence) throws IOException {
        StringWriter out = new StringWriter();
        evidence.writeTo(out);
        return out.toString();
    }

    @Test
    void a_file_says_what_was_kept() throws IOException {
        assertEquals(TEXT, written(EVIDENCE));
        assertEquals(EVIDENCE, read(TEXT));
        assertEquals(List.of((byte) 0, (byte) -1), List.of(EVIDENCE.bytesAt(6)[0], EVIDENCE.bytesAt(6)[1]));
    }

    @Test
    void another_file_is_refused_with_the_line_that_is_wrong() {
        assertRefused("line 1 must begin with 'evidence'", "");
        assertRefused("line 2 must begin with 'told'", "evidence a\n");
        assertRefused("it ends in line 7, without 'end'", TEXT.replace("end\n", "event 8 1 2 4 2 -\n"));
        assertRefused("line 4: tick 6 must ascend, up to 1099511627776", TEXT.replace("state 7", "state 6"));
        assertRefused("line 4: a state has 2 words, must have 3", TEXT.replace("state 7 ", "state 7"));
        assertRefused("line 5: line 5 must begin with 'event'", TEXT.replace("event 7", "evnt 7"));
        assertRefused("no state", "evidence a\ntold b\nend\n");
    }

    private static void assertRefused(String why, String text) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
    }

    /** However many ticks there are, and however large states are. */
    @Test
    void a_recorder_keeps_the_last_states_up_to_a_bound() {
        Recorder<Rectangle.State> recorder = new Recorder<>(new Rectangle(), config(1));
        Recorder<Integer> large = new Recorder<>(new Counter(Simulation.MAX_STATE_SIZE), config(1));
        for (long tick = 1; tick <= 1_000; tick++) {
            recorder.settled(tick, new Rectangle.State(tick, 0, 0, 0, 0, 0));
            large.settled(tick, (int) tick);
        }
        Output.Diverged report = new Output.Diverged(new LinkId(1), new Source(2, 1), 1_000, 1, 2);
        var kept = recorder.evidence(report, peer(new Rectangle())).states();
        assertEquals(3 * 5 * 50, kept.size());
        assertEquals(1_000, kept.lastKey());
        var few = large.evidence(report, peer(new Counter(4))).states();
        assertEquals(new TreeMap<>(Map.of(999L, "000003e7", 1_000L, "000003e8")), few);
    }

    private static <S> Peer<S> peer(Simulation<S> simulation) {
        return Peer.start(config(1), simulation, 0);
    }

    private record Counter(int stateSize) implements Simulation<Integer> {
        @Override
        public String id() {
            return "counter/1";
        }

        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public Integer tick(Integer state) {
            return state + 1;
        }

        @Override
        public Integer event(Integer state, Event event) {
            return state;
        }

        @Override
        public void encode(Integer state, ByteBuffer out) {
            out.putInt(state);
        }

        @Override
        public Integer decode(ByteBuffer in) {
            return in.getInt();
        }
    }

    private static Config config(int id) {
        return TestNode.config(id).withSettling(Settling.keptBy(new Source(0, 1)));
    }

    /** The rectangle, but that it stays where it is when it is sent to the left. */
    private static final class Stubborn extends ForwardingSimulation<Rectangle.State> {
        Stubborn() {
            super(new Rectangle());
        }

        @Override
        public Rectangle.State event(Rectangle.State state, Event event) {
            Rectangle.State next = super.event(state, event);
            return next.dx() < 0 ? new Rectangle.State(next.tick(), next.chain(), next.x(), next.y(), 0, 0) : next;
        }
    }

    private static final class Ear implements NodeListener<Rectangle.State> {
        private final Recorder<Rectangle.State> recorder;
        private final AtomicReference<Output.Diverged> report = new AtomicReference<>();

        Ear(int id, Simulation<Rectangle.State> simulation) {
            recorder = new Recorder<>(simulation, config(id));
        }

        @Override
        public void settled(long tick, Rectangle.State state) {
            recorder.settled(tick, state);
        }

        @Override
        public void diverged(Output.Diverged told) {
            assertTrue(report.compareAndSet(null, told), "told twice");
        }
    }

    /** Spec 8.18, 8.19: over real sockets, which takes as long as it takes to settle the first checkpoint. */
    @Test
    void two_nodes_with_different_rules_under_one_name_find_out_and_keep_evidence() throws Exception {
        Ear earOfA = new Ear(0, new Rectangle());
        Ear earOfB = new Ear(1, new Stubborn());
        try (Node<Rectangle.State> a = Node.start(config(0), new Rectangle(), earOfA);
                Node<Rectangle.State> b = Node.start(config(1), new Stubborn(), earOfB)) {
            b.link(0, "127.0.0.1", a.listen("127.0.0.1", 0));
            await("the keeper at both", () -> b.peer().links().stream().anyMatch(link -> link.isLive()));
            await("room", () -> a.inject(Key.LEFT.event()));
            await("a report at both", () -> earOfA.report.get() != null && earOfB.report.get() != null);
            assertEquals(250, earOfA.report.get().tick());
            assertEquals(250, earOfB.report.get().tick());
            assertTrue(a.isOpen() && b.isOpen());
            Evidence ofA = earOfA.recorder.evidence(earOfA.report.get(), a.peer());
            Evidence ofB = earOfB.recorder.evidence(earOfB.report.get(), b.peer());
            long tick = ofA.events().get(0).tick();
            assertEquals(ofA.events(), ofB.events());
            assertEquals(ofA.states().get(tick - 1), ofB.states().get(tick - 1));
            assertTrue(!ofA.states().get(tick).equals(ofB.states().get(tick)));
            assertEquals(Optional.empty(), a.failure());
        }
    }
}
