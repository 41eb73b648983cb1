package org.symmetricp2p.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether anything grew but the timeline: the first third of the samples is warm-up; what the last third uses, by its median, may
 * exceed what the second third uses only by a stated slack, and memory by what the new events take.
 */
record Growth(List<Sample> samples) {

    /** In bytes: what the JVM itself, its compiler and the network's pools use more or less from one collection of garbage to the next. */
    static final long HEAP_SLACK = 4_000_000;

    /** Of a link that is being made or closed while the sample is taken, both ends are here. */
    static final long HANDLES_SLACK = 4;

    /** The JVM's own come and go. */
    static final long THREADS_SLACK = 4;

    Growth {
        samples = List.copyOf(samples);
    }

    /** What grew, in words; empty if nothing did. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        long events = median(third(2), Sample::eventBytes) - median(third(1), Sample::eventBytes);
        check(complaints, "heap", Sample::heapBytes, HEAP_SLACK + events);
        check(complaints, "handles", Sample::handles, HANDLES_SLACK);
        check(complaints, "threads", Sample::threads, THREADS_SLACK);
        return complaints;
    }

    /** Of the last third of the samples. */
    long last(ToLongFunction<Sample> what) {
        return median(third(2), what);
    }

    private void check(List<String> complaints, String what, ToLongFunction<Sample> value, long slack) {
        long before = median(third(1), value);
        long after = median(third(2), value);
        if (after > before + slack) {
            complaints.add(what + " grew from " + before + " to " + after + ", by more than " + slack);
        }
    }

    private List<Sample> third(int which) {
        return samples.subList(samples.size() * which / 3, samples.size() * (which + 1) / 3);
    }

    private static long median(List<Sample> some, ToLongFunction<Sample> what) {
        return some.stream()
                .mapToLong(what)
                .sorted()
                .skip(some.size() / 2)
                .findFirst()
                .orElse(0);
    }
}
