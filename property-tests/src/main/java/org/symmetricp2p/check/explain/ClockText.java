package org.symmetricp2p.check.explain;

import java.util.List;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.sim.Host;

/** Tells the clocks: who is at which tick, where each would be alone, and what it was told by whom. */
final class ClockText {

    private static final String ROW = "  %-6s %8s %10s %10s %8s  %s";

    private ClockText() {}

    static void tell(Case what, List<String> page) {
        page.add("");
        page.add("CLOCKS AFTER " + Words.seconds(what.recording().world().now()) + ", in ticks (\u0394 is "
                + what.recording().world().scenario().delta() + ", "
                + what.recording().world().scenario().fps() + " ticks a second)");
        page.add(
                String.format(ROW, "peer", "clock", "own pace", "at most", "closing", "the highest clock it was told"));
        for (Host<Object> host : what.recording().world().hosts()) {
            what.recording().life(host.id()).ifPresent(life -> page.add(row(host, life.clock, what)));
        }
        page.add("  own pace: where it would be alone; at most: after what it was told; closing: the gap to be closed "
                + "in a second");
    }

    private static String row(Host<Object> host, ClockRules rules, Case what) {
        Clock clock = host.peer().clock();
        String mark = host.id() == what.shown() ? ">" + host.id() : " " + host.id();
        return String.format(
                ROW,
                mark,
                clock.tick(),
                rules.ownPace(),
                rules.furthest(),
                clock.gap() == 0 ? "-" : clock.gap(),
                rules.highestTold().orElse("nothing") + (host.isAlive() ? "" : " (not running)"));
    }
}
