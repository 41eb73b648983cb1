package org.symmetricp2p.check.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.vectors.CheckedIn;
import org.symmetricp2p.vectors.VectorProbe;

/** The vectors alone notice what is wrong with an implementation: the canaries of the core, and small slips of a port. */
final class VectorsKillCanariesTest {

    @ParameterizedTest
    @CsvSource({
        "link-before-history, judge-events.json",
        "tie-break-by-arrival, rollback.json",
        "replay-by-index, join.json",
        "pointer-not-advanced, rollback.json",
        "stale-snapshot, rollback.json",
        "snapshot-off-by-one, rollback.json",
        "equal-tick-dropped, judge-events.json",
        "stamp-feeds-clock, sync.json",
        "catch-up-overshoot, catch-up.json",
        "forwards-duplicates, flooding.json",
        "stamp-without-delta, issue-stamps.json",
        "silent-rollback, rollback.json",
        "clock-goes-back, catch-up.json",
        "content-behind, catch-up.json",
        "believes-any-clock, closing.json",
        "takes-what-has-no-room, closing.json",
        "stays-who-it-was, restart.json",
        "goes-by-the-seq, join.json",
        "declaration-overtakes, settled.json",
        "declared-without-counts, settled.json",
        "late-taken, settled.json",
        "closed-source-forgotten, settled.json",
        "same-source-again, settled.json",
        "void-forgotten, settled.json",
        "void-stays-in-states, settled.json",
        "promise-broken, settled.json",
        "seldom-declared, settled.json",
        "checkpoint-of-the-present, settled.json",
        "snapshot-after-history, settled.json",
        "snapshot-not-passed-on, settled.json",
        "taken-over-with-void, settled.json",
    })
    void aCanaryIsNoticed(String name, String file) {
        assertNoticed(Canary.named(name).edits(), file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app/SplitMix64 | 0x94d049bb133111ebL              | 0x94d049bb133111edL              | split-mix.json",
                "core/Stamp     | bySource != 0 ? bySource : Long.compare(seq, other.seq) | bySource | compare-stamps.json",
                "core/Source    | Integer.compare(peer, other.peer) | Short.compare((short) peer, (short) other.peer) "
                        + "| compare-stamps.json",
                "core/PaperClock | (ticks % fps * SECOND            | (ticks % fps * SECOND            | ",
                "core/Clock     | time % second * fps() / second     | time % second / (second / fps())  | local-time.json",
                "core/Greeting  | link.isLive()                    | link.isLive() && link.id().number() < 0 | closing.json",
                "core/Greeting  | mine.peer() < theirs.peer()      | mine.peer() > theirs.peer()      | duplicate-links.json",
                "core/Greeting  | .or(() -> conflict(peer.timeline(), theirs.versions())) | .or(Optional::empty) | join.json",
                "core/Timeline  | theirs.seq() <= known.seq()     | theirs.seq() == known.seq()      | join.json",
                "core/Digest    | .putInt(next.event().type())    | .putInt(2)                       | version-vectors.json",
                "core/Transition | verdict != Timeline.Verdict.DUPLICATE && | verdict == Timeline.Verdict.NEW && "
                        + "| restart.json",
                "core/Transition | verdict == Timeline.Verdict.NEW && stamp.tick() | stamp.tick() | judge-events.json",
                "core/Trust     | !hasJoined && link.isDialled()   | false                            | closing.json",
                "core/Capacity  | (-limit, OWN_SHARE)              | (-limit, 2 * OWN_SHARE)          | closing.json",
                "core/Source    | Long.MAX_VALUE ? 0               | Long.MAX_VALUE ? 1               | restart.json",
                "core/Stamp     | Math.max(tick, earliest)         | tick                             | issue-stamps.json",
                "core/Message   | [^\\\\x20-\\\\x7e]                  | [^\\\\x20-\\\\xff]                  | bye-texts.json",
                "core/Message   | text.substring(0, MAX_TEXT)      | text.substring(0, 254)           | bye-texts.json",
            })
    void aSlipIsNoticed(String source, String find, String replacement, String file) {
        List<Edit> slip = List.of(new Edit(source, find, replacement));
        if (file == null) {
            assertEquals("", failures(slip, ".json")); // the control: compiled again, unchanged
        } else {
            assertNoticed(slip, file);
        }
    }

    /** When local events wait is everyone's own choice (spec 2.9): a port that never lets them fails in one file only. */
    @Test
    void onlyOneFileAsksForInputThatWaits() {
        List<Edit> neverWaits = List.of(new Edit(
                "core/Peer",
                "return clock.nanos() < holdUntilNanos || clock.hasHeardAhead() || travel.isPresent();",
                "return false;"));
        List<String> failures = failures(neverWaits, ".json").lines().toList();
        assertFalse(failures.isEmpty());
        assertEquals(
                List.of(),
                failures.stream()
                        .filter(failure -> !failure.startsWith("waiting-input.json "))
                        .toList());
    }

    @Test
    void theRealCoreIsGood() {
        assertEquals("", failures(List.of(), ".json"));
    }

    private static void assertNoticed(List<Edit> edits, String file) {
        assertFalse(failures(edits, file).isEmpty());
    }

    /** In the files whose names end so. */
    private static String failures(List<Edit> edits, String ending) {
        return Variant.of(edits).probe(VectorProbe.class).apply(CheckedIn.VECTORS.toString(), ending);
    }
}
