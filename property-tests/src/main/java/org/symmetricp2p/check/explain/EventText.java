package org.symmetricp2p.check.explain;

import java.util.List;
import org.symmetricp2p.core.StampedEvent;

/** Tells the events around a tick, and how the peer in question had each of them. */
final class EventText {

    private static final int BEFORE = 12;
    private static final int AFTER = 4;

    private EventText() {}

    static void tell(Case what, List<String> page) {
        what.recording().life(what.shown()).ifPresent(life -> tell(what, life.ideal, page));
    }

    private static void tell(Case what, Ideal ideal, List<String> page) {
        page.add("");
        page.add("EVENTS AROUND TICK " + what.tick() + " (tick@peer.life#number, in the order in which they apply)");
        List<StampedEvent> all = what.all();
        int middle =
                (int) all.stream().filter(event -> event.tick() <= what.tick()).count();
        List<StampedEvent> around = all.subList(Math.max(0, middle - BEFORE), Math.min(all.size(), middle + AFTER));
        if (around.isEmpty()) {
            page.add("  none");
        }
        for (StampedEvent event : around) {
            String how = ideal.known.has(event)
                    ? ideal.learned.getOrDefault(event.stamp(), "known")
                    : "NOT KNOWN to peer " + what.shown();
            page.add(String.format(
                    " %s%-18s type %d, %-10s  %s",
                    event.tick() == what.tick() ? ">" : " ",
                    event.stamp(),
                    event.event().type(),
                    Words.cut(event.event().payload().toHex(), 16),
                    how));
        }
    }
}
