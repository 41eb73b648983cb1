package org.symmetricp2p.cli.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.symmetricp2p.cli.Status;

/** What children tell of what they know: whether there is no more to come, and who hangs together. */
final class Agreement {

    private Agreement() {}

    /**
     * Whether all told twice that none waits and that they know as many events.
     *
     * @param counts which of what they tell is meant
     */
    static boolean isReached(Collection<Child> children, Predicate<Status> counts) {
        List<List<Status>> lastTwo = children.stream()
                .map(child -> child.statuses().stream()
                        .filter(status -> counts.test(status) && status.queued() == 0)
                        .limit(2)
                        .toList())
                .toList();
        return lastTwo.stream().allMatch(two -> two.size() == 2)
                && lastTwo.stream()
                                .flatMap(List::stream)
                                .map(Status::events)
                                .distinct()
                                .count()
                        == 1;
    }

    /** Which peers are linked, by what each told last. */
    static SortedMap<Integer, List<Integer>> links(SortedMap<Integer, Child> children) {
        SortedMap<Integer, List<Integer>> links = new TreeMap<>();
        children.forEach((peer, child) ->
                links.put(peer, child.status().map(Status::links).orElse(List.of())));
        return links;
    }

    /** The peers that are linked, directly or over others: all together, if nothing parts them. */
    static List<List<Integer>> parts(SortedMap<Integer, List<Integer>> links) {
        SortedMap<Integer, List<Integer>> left = new TreeMap<>(links);
        List<List<Integer>> parts = new ArrayList<>();
        while (!left.isEmpty()) {
            parts.add(part(left));
        }
        return parts;
    }

    /** Takes the first and all that hang together with it. */
    private static List<Integer> part(SortedMap<Integer, List<Integer>> links) {
        List<Integer> part = new ArrayList<>();
        Deque<Map.Entry<Integer, List<Integer>>> reached = new ArrayDeque<>();
        reached.add(Map.entry(links.firstKey(), links.remove(links.firstKey())));
        while (!reached.isEmpty()) {
            Map.Entry<Integer, List<Integer>> next = reached.remove();
            part.add(next.getKey());
            for (int other : next.getValue()) {
                if (links.containsKey(other)) {
                    reached.add(Map.entry(other, links.remove(other)));
                }
            }
        }
        return part.stream().sorted().toList();
    }
}
