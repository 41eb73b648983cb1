package org.symmetricp2p.check.explain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.explain.Deeds.Topic;

/** Tells what happened to the peer in question, up to what it did wrong and shortly after. */
final class DeedText {

    private static final int BEFORE = 25;
    private static final int AFTER = 6;
    private static final Set<Property> ABOUT_CLOCKS =
            Set.of(Property.CLOCK, Property.NO_RUNAWAY, Property.CATCH_UP, Property.SKEW);

    /** What is shown, and what is said of that. */
    private enum Choice {
        WITH_CLOCKS("", Topic.SYNC, Topic.EVENTS, Topic.LINKS),
        WITHOUT_CLOCKS(" (without messages that tell only the clock)", Topic.EVENTS, Topic.LINKS),
        CONNECTIONS(" (its connections only)", Topic.LINKS, Topic.DIALS);

        private final String words;
        private final Set<Topic> topics;

        Choice(String words, Topic... topics) {
            this.words = words;
            this.topics = Set.of(topics);
        }

        static Choice of(Optional<Property> property) {
            if (property.filter(ABOUT_CLOCKS::contains).isPresent()) {
                return WITH_CLOCKS;
            }
            return property.equals(Optional.of(Property.LINKED)) ? CONNECTIONS : WITHOUT_CLOCKS;
        }
    }

    private DeedText() {}

    static void tell(Case what, List<String> page) {
        Choice choice = Choice.of(what.property());
        page.add("");
        page.add("WHAT LED THERE: what happened to peer " + what.shown() + " until " + Words.seconds(what.micros())
                + " of the world's time" + choice.words);
        what.recording()
                .diary()
                .of(what.shown())
                .around(what.micros(), choice.topics, BEFORE, AFTER)
                .forEach(deed -> page.add(String.format(
                        "  %14s  %s", Words.seconds(deed.micros()), deed.what().get())));
    }
}
