package org.symmetricp2p.conform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symmetricp2p.check.Shrinker;
import org.symmetricp2p.check.canary.Canary;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.conform.WorldRun.Share;
import org.symmetricp2p.vectors.CoreProbe;

/** The canaries of the core, run as if they were somebody else's cores: the kit says that they don't conform. */
final class CanariesAsPortsTest {

    private static final int WORLDS = 12;
    private static final int MOST_WORLDS = 40; // until a canary fails, which most do in the first few
    private static final Shrinker.Budget NO_SHRINKING = new Shrinker.Budget(1, 0, System::nanoTime);

    private static Port port(List<Edit> edits) {
        BiFunction<String, String, String> core = Variant.of(edits).probe(CoreProbe.class);
        Queue<String> answers = new ArrayDeque<>();
        return new Port() {
            @Override
            public void say(String line) {
                answers.add(core.apply(line, ""));
            }

            @Override
            public String answer() {
                return answers.remove();
            }

            @Override
            public void close() {}
        };
    }

    /** Those of the core that vectors alone don't notice; the others are in {@code VectorsKillCanariesTest}, and the kit asks the same vectors. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "old-socket-clears-new-link",
                "unordered-iteration",
                "old-sync",
                "seldom-told",
                "hasty-input",
                "input-overtakes",
                "travel-prolonged",
                "wrong-report"
            })
    void aCanaryDoesNotConform(String name) throws PortFailure {
        Conformance conformance = Conformance.of(port(Canary.named(name).edits()));
        conformance.worlds(1, MOST_WORLDS, Share.ALL, NO_SHRINKING);
        assertFalse(conformance.report().isGood(), name);
    }

    @Test
    void theCoreItselfConforms() throws PortFailure {
        Conformance conformance = Conformance.of(port(List.of()));
        conformance.worlds(1, WORLDS, Share.ALL, NO_SHRINKING);
        assertTrue(conformance.report().isGood(), () -> conformance.report().summary());
    }
}
