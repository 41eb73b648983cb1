package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.sim.Host;

/** Tells the way of an event through the network, from hop to hop, and where it ends for no good reason. */
final class WayText {

    private static final int MOST = 24;

    private record Entry(long micros, boolean isFault, String text) {}

    private WayText() {}

    static void tell(Case what, List<String> page) {
        for (Stamp event : what.followed()) {
            what.recording().ways().of(event).ifPresent(way -> tell(what, way, page));
        }
    }

    private static void tell(Case what, Ways.Way way, List<String> page) {
        List<Integer> lackers = what.lackers(way.event);
        String who =
                lackers.isEmpty() ? "" : ", which " + Words.peers(lackers) + (lackers.size() == 1 ? " lacks" : " lack");
        page.add("");
        page.add("THE WAY OF EVENT " + way.event.stamp() + " (tick@peer.life#number; type "
                + way.event.event().type() + ", "
                + Words.cut(way.event.event().payload().toHex(), 16) + ")" + who);
        List<Entry> entries = entries(what, way, lackers);
        long before = entries.stream().filter(entry -> !entry.isFault).count();
        for (Entry entry : entries) {
            page.add((entry.isFault ? ">>>" : "   ") + entry.text);
        }
        int left = way.hops.size() + way.issues.size() - (int) before;
        if (left > 0) {
            page.add("                   and " + left + " more crossings");
        }
        lackers.stream()
                .limit(3)
                .forEach(peer -> page.add("   peer " + peer + " was linked with "
                        + join(what.recording().links().of(peer))));
    }

    private static String join(List<String> links) {
        return links.isEmpty() ? "nobody, ever" : Words.cut(String.join("; ", links), 200);
    }

    /** What matters of a way: how it came to those who are to blame, what they did with it, and all that is lost. */
    private static List<Entry> entries(Case what, Ways.Way way, List<Integer> lackers) {
        List<Fault> marked = FaultText.marked(what);
        List<Fault> faults = what.recording().faults().stream()
                .filter(fault -> fault.isAbout(way.event.stamp()) || marked.contains(fault))
                .toList();
        Set<Integer> telling = new HashSet<>(lackers);
        telling.add(what.shown());
        telling.add(what.victim());
        faults.forEach(fault -> telling.add(fault.peer()));
        Set<Ways.Hop> path = new HashSet<>();
        telling.forEach(peer -> path.addAll(pathTo(way, peer)));
        List<Entry> entries = new ArrayList<>();
        way.issues.forEach(
                issue -> entries.add(entry(issue.micros(), false, "peer " + issue.peer() + " " + issue.how())));
        way.hops.stream()
                .filter(hop -> way.hops.size() <= MOST / 2
                        || path.contains(hop)
                        || telling.contains(hop.from())
                        || telling.contains(hop.to()))
                .sorted(Comparator.comparing((Ways.Hop hop) -> !path.contains(hop)))
                .limit(MOST)
                .forEach(hop -> entries.add(entry(hop.sentMicros, false, words(what, hop))));
        faults.stream().limit(MOST / 3).forEach(fault -> entries.add(entry(fault.micros(), true, fault.sentence())));
        entries.sort(Comparator.comparingLong(Entry::micros));
        return entries;
    }

    private static Entry entry(long micros, boolean isFault, String text) {
        return new Entry(micros, isFault, String.format("%14s  %s", Words.seconds(micros), text));
    }

    /** The hops by which a peer had the event first. */
    private static List<Ways.Hop> pathTo(Ways.Way way, int peer) {
        List<Ways.Hop> path = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Optional<Ways.Hop> hop = first(way, peer);
        while (hop.isPresent() && seen.add(hop.get().to())) {
            path.add(hop.get());
            hop = first(way, hop.get().from());
        }
        return path;
    }

    private static Optional<Ways.Hop> first(Ways.Way way, int peer) {
        return way.hops.stream().filter(hop -> hop.to() == peer && hop.isNew).findFirst();
    }

    /** The sending and what became of it, in one line. */
    private static String words(Case what, Ways.Hop hop) {
        String from = "peer " + hop.from() + " -> peer " + hop.to() + (hop.isHistory ? " with others" : "") + ": ";
        LinkLives links = what.recording().links();
        if (hop.arrivedMicros == null) {
            Optional<String> end = links.end(hop.line);
            return from
                    + (hop.isLost
                            ? "lost, the link was dead that way; it " + end.orElse("is still up")
                            : end.map(words -> "lost, the link " + words).orElse("still under way"));
        }
        Host<Object> receiver = what.recording().world().host(hop.to());
        String outcome = !hop.outcome.isEmpty()
                ? hop.outcome
                : receiver.isIdle() ? "not heard any more" : "still waits to be taken in";
        return from + "arrives at " + Words.seconds(hop.arrivedMicros) + ", " + outcome;
    }
}
