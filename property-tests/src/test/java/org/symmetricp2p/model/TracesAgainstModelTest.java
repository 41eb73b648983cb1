package org.symmetricp2p.model;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symmetricp2p.check.Witness;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.model.Mutilations.Mutilated;
import org.symmetricp2p.model.TraceProbe.Run;
import org.symmetricp2p.model.TraceWalks.Walk;
import org.symmetricp2p.sim.Topology;
import org.symmetricp2p.trace.Action;
import org.symmetricp2p.trace.TlaText;
import org.symmetricp2p.trace.Trace.Entry;

/** What the real core does in simulated worlds, the model can do too; what a wrong core does, it can't. */
final class TracesAgainstModelTest {

    /** A scenario: a shape and a seed. */
    private record Choice(Topology topology, long seed) {

        Run run() {
            return TraceProbe.run(topology, seed);
        }
    }

    /** Scenarios with few events, so that TLC is quick, and with all that {@link #everythingHappens} asks for. */
    private static final List<Choice> CHOICES = Stream.of(
                    choices(Topology.LINE, 3, 7, 14, 29),
                    choices(Topology.RING, 1, 4, 6, 8, 16),
                    choices(Topology.STAR, 7, 8, 11, 29),
                    choices(Topology.TREE, 7, 29),
                    choices(Topology.COMPLETE, 2, 3, 29),
                    choices(Topology.RANDOM, 5, 21))
            .flatMap(choices -> choices)
            .toList();

    private static final Set<Witness> WITNESSES =
            Set.of(Witness.DUPLICATE, Witness.REJOIN, Witness.AMNESIA, Witness.SPLIT_EVENTS, Witness.HISTORY);

    /** A small one with a link that breaks and with duplicates, but nothing is lost or forgotten: all of it must be as it is. */
    private static final Choice TO_MUTILATE = new Choice(Topology.RING, 8);

    private static Stream<Choice> choices(Topology topology, long... seeds) {
        return LongStream.of(seeds).mapToObj(seed -> new Choice(topology, seed));
    }

    @Test
    void theModelCanDoWhatTheCoreDoes() throws Exception {
        List<String> traces =
                CHOICES.stream().map(choice -> TlaText.of(choice.run().trace())).toList();
        List<Walk> walks = TraceWalks.of("RecordedTraces", traces);
        assertEquals(20, walks.size());
        assertAll(walks.stream().map(walk -> () -> assertTrue(walk.isAccepted(), walk::toString)));
    }

    /** Else the traces would show little: all kinds of actions happen, and what is worth to be seen. */
    @Test
    void everythingHappens() {
        Set<Class<?>> actions = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        Set<Witness> witnesses = new TreeSet<>();
        int closed = 0;
        for (Choice choice : CHOICES) {
            Run run = choice.run();
            List<Entry> entries = run.trace().entries();
            assertInstanceOf(Action.End.class, entries.get(entries.size() - 1).action(), choice + " was cut short");
            entries.forEach(entry -> actions.add(entry.action().getClass()));
            closed += run.closed();
            run.verdict().witnesses().forEach((witness, times) -> {
                if (times > 0) {
                    witnesses.add(witness);
                }
            });
        }
        assertEquals(Set.of(Action.class.getPermittedSubclasses()), actions);
        assertTrue(witnesses.containsAll(WITNESSES), witnesses::toString);
        assertTrue(closed > 0, "no link was ever closed because of a newer one");
    }

    // ---- canaries ----

    /** Where a canary is seen first: in the scenario, and by what kind of action. */
    private record Sighting(String canary, Choice choice, Class<? extends Action> action) {}

    /** The canaries whose bug is in what peers send and know. The others' is in time or in states, which the model lacks. */
    private static final List<Sighting> SIGHTINGS = List.of(
            new Sighting("link-before-history", new Choice(Topology.COMPLETE, 3), Action.Receive.class),
            new Sighting("replay-by-index", new Choice(Topology.LINE, 7), Action.Receive.class),
            new Sighting("equal-tick-dropped", new Choice(Topology.RING, 6), Action.Receive.class),
            new Sighting("amnesia-same-incarnation", new Choice(Topology.LINE, 7), Action.Receive.class),
            new Sighting("old-socket-clears-new-link", new Choice(Topology.COMPLETE, 29), Action.Notice.class),
            new Sighting("forwards-duplicates", new Choice(Topology.COMPLETE, 2), Action.Receive.class));

    @TestFactory
    Stream<DynamicTest> theModelCannotDoWhatACanaryDoes() throws Exception {
        List<String> traces = new ArrayList<>();
        for (Sighting sighting : SIGHTINGS) {
            traces.add(trace(Variant.of(Canary.named(sighting.canary).edits()), sighting.choice));
        }
        List<Walk> walks = TraceWalks.of("CanaryTraces", traces);
        return IntStream.range(0, SIGHTINGS.size()).mapToObj(i -> {
            Walk walk = walks.get(i);
            String name = SIGHTINGS.get(i).canary + " is rejected at step " + (walk.steps() + 1);
            return DynamicTest.dynamicTest(name, () -> assertRejected(SIGHTINGS.get(i), walk));
        });
    }

    private static void assertRejected(Sighting sighting, Walk walk) {
        assertFalse(walk.isAccepted(), () -> sighting + " is accepted");
        String act = "[act |-> \"" + sighting.action.getSimpleName() + "\"";
        assertTrue(walk.next().startsWith(act), () -> sighting + " is rejected at " + walk);
    }

    /** The control: compiled again and loaded anew, but not changed, the core does what it really does: see above. */
    @Test
    void whatIsNotEditedDoesTheSame() {
        List<Edit> none =
                List.of(new Edit("core/Peer", "public final class Peer<S> {", "public final class Peer<S> {"));
        Variant control = Variant.of(none);
        for (Sighting sighting : SIGHTINGS) {
            assertTrue(CHOICES.contains(sighting.choice), sighting::toString);
            assertEquals(TlaText.of(sighting.choice.run().trace()), trace(control, sighting.choice));
        }
    }

    private static String trace(Variant variant, Choice choice) {
        return variant.probe(TraceProbe.class).apply(choice.topology.name(), choice.seed);
    }

    // ---- mutilation ----

    /** Whatever is changed in a trace, it's no behaviour of the model any more; each third change is tried in every build. */
    @Test
    void noMutilatedTraceIsAccepted() throws Exception {
        assertTrue(CHOICES.contains(TO_MUTILATE));
        List<Mutilated> all = Mutilations.of(TO_MUTILATE.run().trace());
        List<Mutilated> mutilated = IntStream.range(0, all.size())
                .filter(i -> i % 3 == 0 || Model.isEverythingTried())
                .mapToObj(all::get)
                .toList();
        List<Walk> walks = TraceWalks.of(
                "MutilatedTraces",
                mutilated.stream().map(m -> TlaText.of(m.trace())).toList());
        List<String> accepted = IntStream.range(0, walks.size())
                .filter(i -> walks.get(i).isAccepted())
                .mapToObj(i -> mutilated.get(i).what())
                .toList();
        assertEquals(List.of(), accepted);
    }
}
