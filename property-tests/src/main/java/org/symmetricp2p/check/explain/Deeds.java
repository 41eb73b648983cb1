package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What happened to one peer, in order. How a line ends may show later, so its words are asked for last. */
final class Deeds {

    /** Beyond, the oldest half is forgotten. */
    private static final int MAX = 20_000;

    /** What a deed is about: a page shows those that it needs. */
    enum Topic {
        /** Nothing but a clock. */
        SYNC,
        /** Events and states. */
        EVENTS,
        /** Lives, links, and what the user and the machine do. */
        LINKS,
        /** How links come to be, and what the user is told of them. */
        DIALS
    }

    /** Something that happened. */
    record Deed(long micros, Topic topic, Supplier<String> what) {}

    private List<Deed> deeds = new ArrayList<>();

    void add(long micros, Topic topic, Supplier<String> what) {
        if (deeds.size() == MAX) {
            deeds = new ArrayList<>(deeds.subList(MAX / 2, MAX));
        }
        deeds.add(new Deed(micros, topic, what));
    }

    /** The last ones up to a time, and a few of those that came after it. */
    List<Deed> around(long micros, Set<Topic> topics, int before, int after) {
        List<Deed> all =
                deeds.stream().filter(deed -> topics.contains(deed.topic())).toList();
        int middle = (int) all.stream().filter(deed -> deed.micros() <= micros).count();
        return all.subList(Math.max(0, middle - before), Math.min(all.size(), middle + after));
    }
}
