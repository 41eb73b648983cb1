package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Version vectors (design 2): per source, the highest contiguous seq known. */
class VersionsTest {

    private static final Version ONE = new Version(1, Digest.NONE);

    private static Versions versions(Source source, long seq) {
        return TestVersions.of(Map.of(source, seq));
    }

    /** Spec 2.12. */
    @Test
    void nothing_is_known_of_a_source_that_is_not_listed() {
        assertEquals(0, Versions.NONE.of(Diary.peer(1)));
        assertFalse(Versions.NONE.covers(new Stamp(1, Diary.peer(1), 1)));
    }

    /** Spec 2.12. */
    @Test
    void all_seqs_up_to_the_listed_one_are_covered_whatever_their_ticks() {
        Versions versions = versions(Diary.peer(1), 3);
        assertEquals(3, versions.of(Diary.peer(1)));
        assertTrue(versions.covers(new Stamp(1_000, Diary.peer(1), 1)));
        assertTrue(versions.covers(new Stamp(1, Diary.peer(1), 3)));
        assertFalse(versions.covers(new Stamp(1, Diary.peer(1), 4)));
    }

    /** Spec 2.12. */
    @Test
    void another_life_of_the_same_peer_is_another_source() {
        assertEquals(0, versions(new Source(1, 0), 3).of(new Source(1, 1)));
    }

    @Test
    void seqs_start_at_1() {
        assertThrows(IllegalArgumentException.class, () -> versions(Diary.peer(1), 0));
        assertThrows(IllegalArgumentException.class, () -> versions(Diary.peer(1), -1));
    }

    /** Spec 2.14. */
    @Test
    void the_number_of_sources_is_bounded() {
        SortedMap<Source, Version> known = new TreeMap<>();
        for (int i = 0; i < Versions.MAX_SOURCES; i++) {
            known.put(new Source(i % 3, i), ONE);
        }
        assertEquals(Versions.MAX_SOURCES, new Versions(known).known().size());
        known.put(new Source(4, 0), ONE);
        assertThrows(IllegalArgumentException.class, () -> new Versions(known));
    }

    @Test
    void versions_do_not_change_with_the_map_they_were_made_from() {
        SortedMap<Source, Version> known = new TreeMap<>();
        Versions versions = new Versions(known);
        known.put(Diary.peer(1), ONE);
        assertEquals(Versions.NONE, versions);
        assertThrows(UnsupportedOperationException.class, () -> versions.known().put(Diary.peer(1), ONE));
    }

    @Test
    void sources_are_listed_in_their_order_whatever_the_order_of_the_map() {
        SortedMap<Source, Version> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.put(Diary.peer(1), ONE);
        backwards.put(Diary.peer(2), ONE);
        assertEquals(
                List.of(Diary.peer(1), Diary.peer(2)),
                new ArrayList<>(new Versions(backwards).known().keySet()));
    }
}
