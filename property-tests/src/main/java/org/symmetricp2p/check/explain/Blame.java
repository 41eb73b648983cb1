package org.symmetricp2p.check.explain;

import static org.symmetricp2p.check.explain.Fault.Topic.CLOCKS;
import static org.symmetricp2p.check.explain.Fault.Topic.EVENTS;
import static org.symmetricp2p.check.explain.Fault.Topic.LINKS;
import static org.symmetricp2p.check.explain.Fault.Topic.STATES;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.core.Stamp;

/** Which of the faults of a run led to what was found. */
final class Blame {

    /** What a property's violation comes from; of those that aren't here, from anything. */
    private static final Map<Property, Set<Fault.Topic>> TOPICS = Map.ofEntries(
            Map.entry(Property.STATE_FN, Set.of(STATES)),
            Map.entry(Property.AGREEMENT, Set.of(STATES)),
            Map.entry(Property.ONCE, Set.of(STATES)),
            Map.entry(Property.SNAP_FRESH, Set.of(STATES)),
            Map.entry(Property.SNAP_IDENTITY, Set.of(STATES)),
            Map.entry(Property.ROLLBACK, Set.of(STATES)),
            Map.entry(Property.COMMUTATIVE, Set.of(STATES)),
            Map.entry(Property.CLOCK, Set.of(CLOCKS)),
            Map.entry(Property.NO_RUNAWAY, Set.of(CLOCKS)),
            Map.entry(Property.CATCH_UP, Set.of(CLOCKS)),
            Map.entry(Property.SKEW, Set.of(CLOCKS)),
            Map.entry(Property.INTEGRITY, Set.of(EVENTS, LINKS)),
            Map.entry(Property.NO_GAP, Set.of(EVENTS, LINKS)),
            Map.entry(Property.STAMPS, Set.of(EVENTS, LINKS)),
            Map.entry(Property.FLOOD_COST, Set.of(EVENTS, LINKS)),
            Map.entry(Property.MEMORY, Set.of(EVENTS, LINKS)),
            Map.entry(Property.CONVERGE, Set.of(EVENTS, LINKS)),
            Map.entry(Property.JOIN_COMPLETE, Set.of(EVENTS, LINKS)));

    /** What is judged at the very step in which it happens, by a peer of the specification: there the finding is the deed. */
    private static final Map<Property, Fault.Topic> AT_ONCE = Map.of(
            Property.TOLD, CLOCKS,
            Property.ISSUED, EVENTS,
            Property.SEEN, STATES,
            Property.REPORTED, STATES,
            Property.AWAKE, CLOCKS,
            Property.LINKED, LINKS);

    private static final int MAX_FOUND = 160;
    private static final int NAMED = 0;
    private static final int LACKING = 1;
    private static final int TOPIC = 2;
    private static final int ANY = 3;

    private Blame() {}

    /** The nearest to what was found: about the very event, or about one that somebody lacks, or about the same matter. */
    static Optional<Fault> cause(Case what, List<Fault> faults) {
        Optional<Fault.Topic> atOnce = what.property().map(AT_ONCE::get);
        if (atOnce.isPresent()) {
            return Optional.of(deed(what, atOnce.get(), faults));
        }
        Set<Stamp> lacking = new TreeSet<>(Words.stamps(what.lacking()));
        return faults.stream()
                .min(Comparator.comparingInt(fault -> distance(what, lacking, fault)))
                .or(() -> Optional.of(what).filter(Blame::isAboutStep).map(same -> deed(same, LINKS, faults)));
    }

    /** Whether it was found at the step itself, of which the words say what came of it and what didn't. */
    private static boolean isAboutStep(Case what) {
        return what.words().startsWith("on ");
    }

    /** In the words of a rule that is watched here, if one fits; else in those of the property. */
    private static Fault deed(Case what, Fault.Topic topic, List<Fault> faults) {
        long now = what.recording().world().now();
        String found = "differs from a peer that follows the specification: " + Words.abridged(what.words(), MAX_FOUND);
        return faults.stream()
                .filter(fault -> fault.peer() == what.victim() && fault.topic() == topic && fault.micros() == now)
                .findFirst()
                .orElseGet(() -> new Fault(now, what.victim(), topic, List.of(), found));
    }

    private static int distance(Case what, Set<Stamp> lacking, Fault fault) {
        Set<Fault.Topic> topics = what.property().map(TOPICS::get).orElse(Set.of(Fault.Topic.values()));
        boolean isOnTopic = topics.contains(fault.topic());
        if (isOnTopic && fault.events().stream().anyMatch(what::isNamed)) {
            return NAMED;
        }
        boolean isLacking = fault.topic() != STATES && fault.events().stream().anyMatch(lacking::contains);
        return isOnTopic && isLacking ? LACKING : isOnTopic ? TOPIC : ANY;
    }
}
