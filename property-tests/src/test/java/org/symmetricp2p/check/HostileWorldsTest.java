package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Fate.How;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Watch;

/** Where peers are hostile, the others keep all properties, or the weaker ones; and each guard against them is needed. */
final class HostileWorldsTest {

    private static final int WORLDS = 45;
    private static final int TWICE = 15; // every so many worlds one is run twice: attacks have no chance of their own

    /** What a user is told when a guard does what it is for. */
    private static final Map<String, String> GUARDS = Map.of(
            "trust in clocks", "clock at tick \\d+ is more than \\d+ ticks ahead of .*",
            "renewal", "somebody else issues events as .*",
            "capacity", "the session is full: .*",
            "refused input", "event of type .* the session is full.*",
            "new sources", "too many new sources have come from this machine",
            "deep replays", "too many events of long ago have come from this machine",
            "digests", "each end knows other events of source .*",
            "claimed identity", "there is another link between .*",
            "no message", "SYNC: .*|EVENTS: .*|HELLO: .*|.* type .*");

    private final Set<String> seen = new TreeSet<>();
    private final Set<How> attacks = new TreeSet<>();

    /** Spec 3.5, 6.25, 6.26, 6.27, 6.28, 6.29, 2.16, 6.10, 6.24, 7.13. */
    @Test
    void theHonestOnesKeepWhatTheyCan() {
        for (long seed = 1; seed <= WORLDS; seed++) {
            Scenario scenario = Scenarios.hostile(seed);
            Verdict verdict = Laboratory.run(scenario, Laboratory.ALL, List.of(new Guards()));
            String replay = "explain it: symmetric.jar replay --hostile " + seed;
            verdict.violation().ifPresent(violation -> {
                throw new AssertionError(violation.getMessage() + "; " + replay);
            });
            if (seed % TWICE == 0) {
                assertEquals(verdict.digest(), Laboratory.run(scenario).digest(), "seed " + seed);
            }
            scenario.attacks().forEach(attack -> attacks.add(attack.how()));
        }
        assertEquals(Set.of(How.values()), attacks);
        Set<String> expected = new TreeSet<>(GUARDS.keySet());
        expected.add("pacing");
        assertEquals(expected, seen);
    }

    /** Notes which guards do something. */
    private final class Guards implements Watch<Object> {
        @Override
        public void reacted(Host<Object> host, Endpoint<Object> before, Signal signal, Reaction<Object> reaction) {
            for (Action action : reaction.actions()) {
                if (action instanceof Action.Pause) {
                    seen.add("pacing");
                } else if (action instanceof Action.Notice notice) {
                    note(notice.text().replaceFirst("connection with peer \\d+ closed: ", ""));
                } else if (action instanceof Action.Unlinked unlinked) {
                    note(unlinked.why());
                }
            }
        }

        private void note(String text) {
            GUARDS.forEach((guard, words) -> {
                if (text.matches(words)) {
                    seen.add(guard);
                }
            });
        }
    }
}
