package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.sim.Host;

/** Tells which events some peer knows and another doesn't. */
final class LackText {

    private static final int MAX = 12;

    private LackText() {}

    static void tell(Case what, List<String> page) {
        List<StampedEvent> all = what.all();
        List<String> lacking = new ArrayList<>();
        for (Host<Object> host : what.recording().world().hosts()) {
            what.recording().life(host.id()).ifPresent(life -> {
                List<StampedEvent> missing = all.stream()
                        .filter(event -> !life.ideal.known.has(event))
                        .toList();
                if (!missing.isEmpty()) {
                    lacking.add("  peer " + host.id() + (host.isAlive() ? "" : " (not running)") + " lacks "
                            + missing.size() + " of " + all.size() + ": " + Words.names(missing, MAX)
                            + (missing.size() > MAX ? " ..." : ""));
                }
            });
        }
        page.add("");
        page.add("WHO DOESN'T KNOW WHICH EVENTS" + (lacking.isEmpty() ? ": all know all" : ""));
        page.addAll(lacking);
    }
}
