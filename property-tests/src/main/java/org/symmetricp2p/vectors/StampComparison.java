package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;
import static org.symmetricp2p.vectors.Samples.stamp;

import java.util.List;
import org.symmetricp2p.core.Stamp;

/** The global order, two stamps at a time. */
final class StampComparison {

    private static final int TOP_PEER = 65_535;
    private static final long TOP = Long.MAX_VALUE;

    static final Topic TOPIC = Topic.single(
            "order/compare-stamps",
            "The order of two stamps: by tick, then peer, then incarnation, then seq, each as a number. Also try them "
                    + "the other way round: 'before' becomes 'after'. (spec 2.1)",
            fields(
                    "given.a", "a stamp",
                    "given.b", "a stamp",
                    "expect.order", "of a: before, after or same"),
            () -> List.of(
                    pair("same-stamp", "", stamp(7, 3, 1, 2), stamp(7, 3, 1, 2)),
                    pair("lower-tick-first", "whatever the rest", stamp(6, 9, 9, 9), stamp(7, 1, 1, 1)),
                    pair("equal-tick-lower-peer-first", "", stamp(7, 3, 9, 9), stamp(7, 4, 1, 1)),
                    pair("equal-peer-lower-incarnation-first", "", stamp(7, 3, 1, 9), stamp(7, 3, 2, 1)),
                    pair("equal-source-lower-seq-first", "", stamp(7, 3, 1, 2), stamp(7, 3, 1, 3)),
                    pair("ticks-are-not-texts", "9 is before 10", stamp(9, 3, 1, 2), stamp(10, 3, 1, 2)),
                    pair("peers-are-not-texts", "9 is before 10", stamp(7, 9, 1, 2), stamp(7, 10, 1, 2)),
                    pair("ticks-beyond-32-bits", "2^32 + 1", stamp(2, 3, 1, 2), stamp((1L << 32) + 1, 3, 1, 2)),
                    pair("last-tick", "2^40", stamp(Stamp.MAX_TICK - 1, 3, 1, 2), stamp(Stamp.MAX_TICK, 0, 0, 1)),
                    pair("peer-is-unsigned", "65535 isn't -1", stamp(7, 1, 1, 2), stamp(7, TOP_PEER, 1, 2)),
                    pair("peer-32768-is-not-negative", "", stamp(7, 32_767, 1, 2), stamp(7, 32_768, 1, 2)),
                    pair("lowest-peer-and-incarnation", "", stamp(7, 0, 0, 1), stamp(7, 0, 1, 1)),
                    pair(
                            "incarnations-beyond-53-bits",
                            "2^53 and 2^53 + 1 differ, which they don't as floating point",
                            stamp(7, 3, 1L << 53, 2),
                            stamp(7, 3, (1L << 53) + 1, 1)),
                    pair("highest-incarnation", "2^63 - 1", stamp(7, 3, TOP - 1, 2), stamp(7, 3, TOP, 1)),
                    pair("highest-seq", "2^63 - 1", stamp(7, 3, 1, TOP - 1), stamp(7, 3, 1, TOP)),
                    pair(
                            "incarnation-difference-overflows",
                            "comparing by a subtraction in 32 bits fails here",
                            stamp(7, 3, 0, 1),
                            stamp(7, 3, (1L << 32) + (1L << 31), 1)),
                    pair("a-after-b", "", stamp(8, 1, 1, 1), stamp(7, 9, 9, 9))),
            StampComparison::run);

    private StampComparison() {}

    private static Case pair(String name, String about, Stamp a, Stamp b) {
        return Case.of(name, about, "a", a, "b", b);
    }

    private static Found run(Given given) {
        int order = CoreValues.stamp(given.object("a")).compareTo(CoreValues.stamp(given.object("b")));
        return Found.of("order", order == 0 ? "same" : order < 0 ? "before" : "after");
    }
}
