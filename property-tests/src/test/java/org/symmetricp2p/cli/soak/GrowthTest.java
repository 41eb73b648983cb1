package org.symmetricp2p.cli.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a soak is said to have grown. */
class GrowthTest {

    private static final Sample FLAT = new Sample(10, 50_000_000, 60, 30, 100, 160_000);

    private static Sample heap(long bytes) {
        return new Sample(10, bytes, FLAT.handles(), FLAT.threads(), FLAT.events(), FLAT.eventBytes());
    }

    private static Sample handles(long handles) {
        return new Sample(10, FLAT.heapBytes(), (int) handles, FLAT.threads(), FLAT.events(), FLAT.eventBytes());
    }

    private static Sample threads(long threads) {
        return new Sample(10, FLAT.heapBytes(), FLAT.handles(), (int) threads, FLAT.events(), FLAT.eventBytes());
    }

    /** Thirds of five samples each. */
    private static Growth growth(Sample first, Sample second, Sample last) {
        List<Sample> samples = new ArrayList<>();
        Stream.of(first, second, last).forEach(sample -> {
            for (int i = 0; i < 5; i++) {
                samples.add(sample);
            }
        });
        return new Growth(samples);
    }

    private static void assertLast(List<String> complaints, Sample last) {
        assertEquals(complaints, growth(FLAT, FLAT, last).complaints());
    }

    @Test
    void whatIsFlatHasNotGrown() {
        Growth flat = growth(FLAT, FLAT, FLAT);
        assertEquals(List.of(), flat.complaints());
        assertEquals(FLAT.handles(), flat.last(Sample::handles));
    }

    @Test
    void warmUpIsNoGrowthAndNeitherIsToUseLess() {
        Sample nothing = new Sample(0, 0, 0, 0, 0, 0);
        assertEquals(List.of(), growth(nothing, FLAT, FLAT).complaints());
        assertEquals(List.of(), growth(FLAT, FLAT, nothing).complaints());
    }

    @Test
    void aLittleMoreIsNoGrowth() {
        assertLast(List.of(), heap(FLAT.heapBytes() + Growth.HEAP_SLACK));
        assertLast(
                List.of("heap grew from 50000000 to 54000001, by more than 4000000"),
                heap(FLAT.heapBytes() + Growth.HEAP_SLACK + 1));
        assertLast(List.of(), handles(FLAT.handles() + Growth.HANDLES_SLACK));
        assertLast(
                List.of("handles grew from 60 to 65, by more than 4"),
                handles(FLAT.handles() + Growth.HANDLES_SLACK + 1));
        assertLast(List.of(), threads(FLAT.threads() + Growth.THREADS_SLACK));
        assertLast(
                List.of("threads grew from 30 to 35, by more than 4"),
                threads(FLAT.threads() + Growth.THREADS_SLACK + 1));
    }

    @Test
    void theTimelineMayGrow() {
        long more = 3_000_000;
        long heap = FLAT.heapBytes() + Growth.HEAP_SLACK + more;
        assertLast(List.of(), new Sample(10, heap, 60, 30, 200, FLAT.eventBytes() + more));
        assertLast(
                List.of("heap grew from 50000000 to 57000001, by more than 7000000"),
                new Sample(10, heap + 1, 60, 30, 200, FLAT.eventBytes() + more));
    }

    /** A single sample may be of a moment at which something was going on. */
    @Test
    void outliersAreNoGrowth() {
        List<Sample> samples = new ArrayList<>(growth(FLAT, FLAT, FLAT).samples());
        samples.set(10, heap(Long.MAX_VALUE / 2));
        samples.set(14, handles(1_000));
        assertEquals(List.of(), new Growth(samples).complaints());
    }

    /** Of one minute; nothing of it is left out. */
    @Test
    void theShortestSoakIsJudgedToo() {
        Sample more = handles(100);
        assertEquals(
                1,
                new Growth(List.of(FLAT, FLAT, FLAT, FLAT, more, more))
                        .complaints()
                        .size());
    }
}
