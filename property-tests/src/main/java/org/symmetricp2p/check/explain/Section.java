package org.symmetricp2p.check.explain;

import static org.symmetricp2p.check.Property.AGREEMENT;
import static org.symmetricp2p.check.Property.AWAKE;
import static org.symmetricp2p.check.Property.CATCH_UP;
import static org.symmetricp2p.check.Property.CLOCK;
import static org.symmetricp2p.check.Property.COMMUTATIVE;
import static org.symmetricp2p.check.Property.LINKED;
import static org.symmetricp2p.check.Property.NO_RUNAWAY;
import static org.symmetricp2p.check.Property.ONCE;
import static org.symmetricp2p.check.Property.REPORTED;
import static org.symmetricp2p.check.Property.ROLLBACK;
import static org.symmetricp2p.check.Property.SEEN;
import static org.symmetricp2p.check.Property.SKEW;
import static org.symmetricp2p.check.Property.SNAP_FRESH;
import static org.symmetricp2p.check.Property.SNAP_IDENTITY;
import static org.symmetricp2p.check.Property.STATE_FN;
import static org.symmetricp2p.check.Property.TOLD;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.symmetricp2p.check.Property;

/** The parts of a page, and which ones a property needs. */
enum Section {
    FAULTS(FaultText::tell),
    WAY(WayText::tell),
    LACKING(LackText::tell),
    CLOCKS(ClockText::tell),
    STATES(StateText::tellStates),
    TICKS(StateText::tellTicks),
    EVENTS(EventText::tell),
    SETTLED(SettledText::tell),
    DEEDS(DeedText::tell);

    private static final List<Section> ABOUT_EVENTS = List.of(FAULTS, WAY, LACKING, DEEDS);
    private static final List<Section> ABOUT_CLOCKS = List.of(FAULTS, CLOCKS, DEEDS);
    private static final List<Section> ABOUT_STATES = List.of(FAULTS, WAY, TICKS, STATES, EVENTS, DEEDS);

    private static final List<Section> ABOUT_LINKS = List.of(FAULTS, DEEDS);

    /** What isn't here is about events. */
    private static final Map<Property, List<Section>> OF = Map.ofEntries(
            Map.entry(CLOCK, ABOUT_CLOCKS),
            Map.entry(NO_RUNAWAY, ABOUT_CLOCKS),
            Map.entry(CATCH_UP, ABOUT_CLOCKS),
            Map.entry(SKEW, ABOUT_CLOCKS),
            Map.entry(TOLD, ABOUT_CLOCKS),
            Map.entry(AWAKE, ABOUT_CLOCKS),
            Map.entry(STATE_FN, ABOUT_STATES),
            Map.entry(AGREEMENT, ABOUT_STATES),
            Map.entry(ONCE, ABOUT_STATES),
            Map.entry(COMMUTATIVE, ABOUT_STATES),
            Map.entry(SNAP_IDENTITY, ABOUT_STATES),
            Map.entry(SNAP_FRESH, ABOUT_STATES),
            Map.entry(SEEN, ABOUT_STATES),
            Map.entry(REPORTED, ABOUT_STATES),
            Map.entry(ROLLBACK, ABOUT_STATES),
            Map.entry(LINKED, ABOUT_LINKS));

    private final BiConsumer<Case, List<String>> teller;

    Section(BiConsumer<Case, List<String>> teller) {
        this.teller = teller;
    }

    /** Adds its lines to a page. */
    void tell(Case what, List<String> page) {
        teller.accept(what, page);
    }

    /** The sections of a page, in order; all that there is about states if no property is in question. */
    static List<Section> of(Case what) {
        if (what.recording().world().scenario().isSettling()) {
            return List.of(SETTLED, CLOCKS, DEEDS);
        }
        return what.property()
                .map(property -> OF.getOrDefault(property, ABOUT_EVENTS))
                .orElse(List.of(FAULTS, STATES, TICKS, EVENTS, LACKING, DEEDS));
    }
}
