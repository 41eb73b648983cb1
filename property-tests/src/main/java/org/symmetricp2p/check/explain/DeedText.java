package org.symmetricp2p.check.explain;

import java.util.List;
import java.util.Set;
import org.symmetricp2p.check.Property;

/** Tells what happened to the peer in question, up to what it did wrong and shortly after. */
final class DeedText {

    private static final int BEFORE = 25;
    private static final int AFTER = 6;
    private static final Set<Property> ABOUT_CLOCKS =
            Set.of(Property.CLOCK, Property.NO_RUNAWAY, Property.CATCH_UP, Property.SKEW);

    private DeedText() {}

    static void tell(Case what, List<String> page) {
        boolean withSyncs = what.property().filter(ABOUT_CLOCKS::contains).isPresent();
        page.add("");
        page.add("WHAT LED THERE: what happened to peer " + what.shown() + " until " + Words.seconds(what.micros())
                + " of the world's time" + (withSyncs ? "" : " (without messages that tell only the clock)"));
        what.recording()
                .diary()
                .of(what.shown())
                .around(what.micros(), withSyncs, BEFORE, AFTER)
                .forEach(deed -> page.add(String.format(
                        "  %14s  %s", Words.seconds(deed.micros()), deed.what().get())));
    }
}
