package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timeline;

/** What a peer must hold of all that it issued and was sent, compared with what its timeline says that it holds. */
final class HoldRules {

    private final Faults faults;

    HoldRules(Faults faults) {
        this.faults = faults;
    }

    /**
     * Compares what the peer knows with what it must know; from here on it is taken as it is. An event counts as known if
     * any part of the timeline says so: a list that leaves it out is a fault of another kind.
     */
    List<StampedEvent> settle(int peer, Ideal ideal, List<StampedEvent> fresh, Timeline timeline, String how) {
        List<StampedEvent> listed = timeline.events();
        if (listed.equals(ideal.known.all())) {
            return fresh;
        }
        List<StampedEvent> unlisted = Known.without(ideal.known.all(), listed);
        List<StampedEvent> lost =
                unlisted.stream().filter(event -> !isCounted(timeline, event)).toList();
        List<StampedEvent> extra = Known.without(listed, ideal.known.all());
        tellUnlisted(peer, Known.without(unlisted, lost), listed, unlisted.isEmpty() && extra.isEmpty());
        lost.forEach(event -> tellLost(peer, ideal, event, fresh.contains(event), how));
        extra.forEach(event -> tellExtra(peer, ideal, event));
        List<StampedEvent> has = new ArrayList<>(Known.without(ideal.known.all(), lost));
        has.addAll(extra);
        ideal.known.replaceBy(has);
        List<StampedEvent> taken = new ArrayList<>(Known.without(fresh, lost));
        taken.addAll(extra);
        return taken;
    }

    private static boolean isCounted(Timeline timeline, StampedEvent event) {
        return timeline.latestOf(event.source())
                .filter(last -> last.seq() >= event.seq())
                .isPresent();
    }

    private void tellUnlisted(int peer, List<StampedEvent> unlisted, List<StampedEvent> listed, boolean isOnlyOrder) {
        if (isOnlyOrder) {
            String what = "has its events out of order: " + Words.events(listed);
            faults.addSome(peer, Fault.Topic.EVENTS, "order", what);
        } else if (!unlisted.isEmpty()) {
            String what =
                    "leaves " + Words.events(unlisted) + " out of the list of its events, though it has taken them";
            faults.addSome(peer, Fault.Topic.EVENTS, "unlisted", what);
        }
    }

    private void tellLost(int peer, Ideal ideal, StampedEvent event, boolean isFresh, String how) {
        String learned = ideal.learned.getOrDefault(event.stamp(), "");
        String what = isFresh
                ? "doesn't take " + event.stamp() + ", the next of its source, " + how + before(ideal, event)
                : "has lost " + event.stamp() + ", which it knew: " + learned;
        faults.add(peer, Fault.Topic.EVENTS, List.of(event.stamp()), what);
    }

    private void tellExtra(int peer, Ideal ideal, StampedEvent event) {
        String why = ideal.known.objection(event).orElse("nobody sent it");
        String what = "takes " + event.stamp() + " though it mustn't: " + why;
        faults.add(peer, Fault.Topic.EVENTS, List.of(event.stamp()), what);
    }

    private static String before(Ideal ideal, StampedEvent event) {
        return ideal.known.all().stream()
                .filter(other -> other.source().equals(event.source()) && other.seq() == event.seq() - 1)
                .map(other -> "; the one before, " + other.stamp() + ", it has taken")
                .findFirst()
                .orElse("");
    }
}
