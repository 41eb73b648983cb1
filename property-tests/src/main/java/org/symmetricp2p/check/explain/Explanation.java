package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;

/**
 * Explains a run to a person, from a {@link Recording}: what was found, which peer did what it must not, and what one needs to
 * see of events, clocks or states to believe it.
 */
public final class Explanation {

    private static final int MAX_FOUND = 300;

    private Explanation() {}

    /**
     * What a run violated, and how it came to that.
     *
     * @param peer whom to look at, if not the peer that did wrong
     */
    public static List<String> of(Recording recording, Violation violation, Optional<Integer> peer) {
        Property property = violation.property();
        Case what = Case.of(
                recording,
                Optional.of(property),
                violation.peer(),
                violation.tick(),
                violation.getMessage().replaceFirst("^property \\d+ \\w+: peer \\d+ at tick \\d+: ", ""),
                peer);
        List<String> page = new ArrayList<>();
        page.add("PROPERTY " + property.number() + " " + property + " DOESN'T HOLD: " + property.words() + ".");
        page.add("  where  peer " + violation.peer() + ", tick " + violation.tick() + ", "
                + Words.seconds(recording.world().now()) + " after the world began");
        page.add("  found  " + Words.abridged(what.words(), MAX_FOUND));
        return with(page, what);
    }

    /** How a run came to break down. */
    public static List<String> of(Recording recording, RuntimeException broken, Optional<Integer> peer) {
        int shown = recording.world().hosts().iterator().next().id();
        Case what = Case.of(recording, Optional.empty(), shown, 0, String.valueOf(broken.getMessage()), peer);
        List<String> page = new ArrayList<>();
        page.add("THE RUN BROKE DOWN, " + Words.seconds(recording.world().now()) + " after the world began: " + broken);
        return with(page, at(what, OptionalLong.empty()));
    }

    /** Where a peer is, and how it got there. */
    public static List<String> of(Recording recording, int peer, OptionalLong tick) {
        Case what = Case.of(recording, Optional.empty(), peer, 0, "", Optional.of(peer));
        return with(new ArrayList<>(), at(what, tick));
    }

    private static Case at(Case what, OptionalLong tick) {
        long shown = tick.orElseGet(() -> what.present(what.shown()).orElse(0));
        return what.at(shown);
    }

    private static List<String> with(List<String> page, Case what) {
        Section.of(what).forEach(section -> section.tell(what, page));
        return page;
    }
}
