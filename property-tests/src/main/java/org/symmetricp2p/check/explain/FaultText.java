package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells which peers did what they must not: the cause, marked, and what went wrong before it. */
final class FaultText {

    private static final int MOST = 5;

    private FaultText() {}

    static void tell(Case what, List<String> page) {
        List<Fault> all = what.recording().faults();
        Optional<Fault> cause = what.cause();
        if (cause.isEmpty()) {
            if (what.property().isPresent()) {
                page.add("");
                page.add("WHAT WENT WRONG: no peer broke a rule that is watched here, up to then");
            }
            return;
        }
        List<Fault> told = first(all, cause.get());
        int more = all.size() - told.size();
        page.add("");
        page.add("WHAT WENT WRONG" + (more > 0 ? " (and " + more + " times more, in the same ways or later)" : ""));
        for (Fault fault : told) {
            page.add(String.format(
                    "%s%14s  %s",
                    marked(what).contains(fault) ? ">>>" : "   ", Words.seconds(fault.micros()), fault.sentence()));
        }
    }

    /** The cause; and the first thing that the same peer did wrong, to its links or in the same matter, which led to it. */
    static List<Fault> marked(Case what) {
        return what.cause().stream()
                .flatMap(cause -> Stream.concat(
                        what.recording().faults().stream()
                                .filter(fault -> fault.peer() == cause.peer())
                                .filter(fault -> fault.topic() == Fault.Topic.LINKS || fault.topic() == cause.topic())
                                .limit(1),
                        Stream.of(cause)))
                .distinct()
                .toList();
    }

    /** The first of each kind, and the cause. */
    private static List<Fault> first(List<Fault> all, Fault cause) {
        Map<String, Fault> kinds = new LinkedHashMap<>();
        for (Fault fault : all) {
            kinds.putIfAbsent(fault.topic() + fault.what().replaceAll("\\d", "").substring(0, 12), fault);
        }
        List<Fault> told = new ArrayList<>();
        for (Fault fault : all) {
            boolean isFirst = fault.micros() <= cause.micros() && kinds.containsValue(fault) && told.size() < MOST - 1;
            if (fault == cause || isFirst) {
                told.add(fault);
            }
        }
        if (!told.contains(cause)) {
            told.add(cause);
        }
        return told;
    }
}
