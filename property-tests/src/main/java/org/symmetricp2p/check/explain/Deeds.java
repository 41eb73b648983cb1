package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened to one peer, in order. How a line ends may show later, so its words are asked for last. */
final class Deeds {

    /** Beyond, the oldest half is forgotten. */
    private static final int MAX = 20_000;

    /**
     * Something that happened.
     *
     * @param isSync whether it is about nothing but a clock
     */
    record Deed(long micros, boolean isSync, Supplier<String> what) {}

    private List<Deed> deeds = new ArrayList<>();

    void add(long micros, boolean isSync, Supplier<String> what) {
        if (deeds.size() == MAX) {
            deeds = new ArrayList<>(deeds.subList(MAX / 2, MAX));
        }
        deeds.add(new Deed(micros, isSync, what));
    }

    /** The last ones up to a time, and a few of those that came after it. */
    List<Deed> around(long micros, boolean withSyncs, int before, int after) {
        List<Deed> all =
                deeds.stream().filter(deed -> withSyncs || !deed.isSync()).toList();
        int middle = (int) all.stream().filter(deed -> deed.micros() <= micros).count();
        return all.subList(Math.max(0, middle - before), Math.min(all.size(), middle + after));
    }
}
