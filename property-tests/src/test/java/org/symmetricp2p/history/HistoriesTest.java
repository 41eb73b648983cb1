package org.symmetricp2p.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.history.Checker.Model.SERIALIZABLE;
import static org.symmetricp2p.history.Checker.Model.STRICT_SERIALIZABLE;
import static org.symmetricp2p.history.Checker.Model.STRONG_SESSION_SERIALIZABLE;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symmetricp2p.history.Checker.Malformed;
import org.symmetricp2p.history.Checker.Model;
import org.symmetricp2p.history.Checker.Validity;
import org.symmetricp2p.history.Checker.Verdict;
import org.symmetricp2p.sim.Scenarios;

/** What users of simulated worlds may believe of what they see: judged without a word about the protocol. */
final class HistoriesTest {

    private static final int WORLDS = 500;
    private static final int FEW_WORLDS = 30;
    private static final int SETTLED_WORLDS = 30;

    private static final long READ_WITHIN_NANOS = 3_000_000_000L;
    private static final Pattern LIST = Pattern.compile(":r \\d+ \\[([^]]+)]");
    private static final Pattern APPEND = Pattern.compile(":append \\d+ (\\d+)");

    private final Checker checker = Checker.own();

    /** When a world has come to rest, all see one order of what was appended, which is each user's own; not that of real time. */
    @Test
    void afterRestAllSeeOneOrder() throws Malformed {
        boolean isStrict = true;
        int valid = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            String history = Histories.afterRest(Scenarios.of(seed));
            Verdict verdict = checker.check(history, STRONG_SESSION_SERIALIZABLE);
            assertTrue(verdict.validity() != Validity.INVALID, "seed " + seed + ": " + verdict.anomalies());
            valid += verdict.validity() == Validity.VALID ? 1 : 0;
            isStrict &= seed > FEW_WORLDS
                    || checker.check(history, STRICT_SERIALIZABLE).validity() == Validity.VALID;
        }
        assertTrue(
                valid > WORLDS * 98 / 100, "too often nobody reads what another has appended: valid are only " + valid);
        assertTrue(!isStrict, "stamps are by clocks that differ, so it can't always be the order of real time");
    }

    /** What is settled is one order at any time, in worlds where some are waited for in vain, forget, and are cut off. */
    @Test
    void whatIsSettledIsOneOrderAtAnyTime() throws Malformed {
        Set<String> strict = new TreeSet<>();
        for (long seed = 1; seed <= SETTLED_WORLDS; seed++) {
            String history = Histories.settled(Scenarios.settled(seed));
            Verdict verdict = checker.check(history, STRONG_SESSION_SERIALIZABLE);
            assertTrue(verdict.validity() != Validity.INVALID, "seed " + seed + ": " + verdict.anomalies());
            strict.addAll(anomalies(history, STRICT_SERIALIZABLE));
        }
        assertTrue(!strict.isEmpty(), "a peer is told later than another, so this isn't the order of real time");
    }

    /** What is seen before may change: the instrument sees that. */
    @Test
    void untilThenWhatIsSeenMayChange() throws Malformed {
        Set<String> found = new TreeSet<>();
        for (long seed = 1; seed <= FEW_WORLDS; seed++) {
            found.addAll(anomalies(Histories.optimistic(Scenarios.of(seed)), SERIALIZABLE));
        }
        assertTrue(found.contains("incompatible-order"), found::toString);
    }

    /**
     * What became void has failed, and nobody reads it; and nothing was said to be done that did: it is read within some seconds. In these worlds
     * users of peers that forget lose something.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatFailedIsNeverReadAndWhatIsDoneIs(long seed) {
        List<String> history =
                Histories.settled(Scenarios.settled(seed)).lines().toList();
        Set<String> read = new TreeSet<>();
        for (String line : history) {
            LIST.matcher(line)
                    .results()
                    .forEach(list -> read.addAll(List.of(list.group(1).split(" "))));
        }
        Set<String> failed = appended(history, "fail", Long.MAX_VALUE);
        assertFalse(failed.isEmpty());
        assertTrue(Collections.disjoint(read, failed), "failed: " + failed);
        Set<String> done = appended(history, "ok", timeOf(history.get(history.size() - 1)) - READ_WITHIN_NANOS);
        assertFalse(done.isEmpty());
        done.removeAll(read);
        assertEquals(Set.of(), done, "done, but not read");
    }

    /** The values of all appends that ended so before a time. */
    private static Set<String> appended(List<String> history, String end, long beforeNanos) {
        Set<String> values = new TreeSet<>();
        for (String line : history) {
            Matcher append = APPEND.matcher(line);
            if (line.contains(":type :" + end + ",") && timeOf(line) < beforeNanos && append.find()) {
                values.add(append.group(1));
            }
        }
        return values;
    }

    private static long timeOf(String line) {
        return Long.parseLong(line.replaceAll(".*:time (\\d+).*", "$1"));
    }

    private Set<String> anomalies(String history, Model model) throws Malformed {
        return checker.check(history, model).anomalies().keySet();
    }

    @Test
    void aWorldHasOneHistory() {
        assertEquals(Histories.optimistic(Scenarios.of(7)), Histories.optimistic(Scenarios.of(7)));
    }
}
