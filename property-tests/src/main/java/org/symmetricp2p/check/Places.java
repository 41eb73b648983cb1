package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symmetricp2p.check.ConnectionModel.Phase;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.LinkId;

/** How many connections of each kind there may be, and which one goes if there is one too many (spec 6.21, 6.22). */
final class Places {

    private final LinkModel<?> model;
    private final DialRules dials;
    private final List<LinkId> ended = new ArrayList<>(); // before their time, in this reaction

    Places(LinkModel<?> model, DialRules dials) {
        this.model = model;
        this.dials = dials;
    }

    /** The one that has to go, if too many connections of strangers greet. */
    Optional<ConnectionModel> checkGreeting(Collection<ConnectionModel> connections) {
        List<ConnectionModel> greeting = connections.stream()
                .filter(c -> c.dialled.isEmpty() && !c.isOver() && c.phase != Phase.LIVE && c.ends.isEmpty())
                .toList();
        if (greeting.size() <= model.limits().of(Limit.GREETING)) {
            return Optional.empty();
        }
        ConnectionModel first = greeting.get(0); // by age, as names ascend
        for (ConnectionModel other : greeting) {
            first = countOf(other.host, greeting) > countOf(first.host, greeting) ? other : first;
        }
        return Optional.of(first);
    }

    private static long countOf(String host, List<ConnectionModel> greeting) {
        return greeting.stream().filter(c -> c.host.equals(host)).count();
    }

    /** Whether a link to this peer may come to be. */
    boolean hasOneFor(ConnectionModel connection, int peer, Collection<ConnectionModel> connections) {
        List<ConnectionModel> live =
                connections.stream().filter(c -> c.phase == Phase.LIVE).toList();
        long unwanted = live.stream()
                .filter(c -> c.dialled.isEmpty()
                        && !dials.wants(c.neighbour.orElseThrow().peer()))
                .count();
        boolean isWanted = connection.dialled.isPresent() || dials.wants(peer);
        return live.size() < model.limits().of(Limit.LINKS)
                && (isWanted || unwanted < model.limits().of(Limit.STRANGERS));
    }

    /** Takes note of those that are closed altogether though they have just said why, or their time isn't up. */
    void take(Map<LinkId, ConnectionModel> connections) {
        ended.clear();
        connections.forEach((link, c) -> {
            boolean isEarly = c.phase == Phase.ENDING && c.ends.isEmpty() || c.said.size() > 2;
            if (isEarly && c.said.remove("Close")) {
                ended.add(link);
            }
        });
    }

    /** All that was due is done: of those that wait for BYE to be read, the first ones had to go if there are too many. */
    void settle(Map<LinkId, ConnectionModel> connections) {
        List<LinkId> ending = new ArrayList<>();
        connections.forEach((link, c) -> {
            if (c.phase == Phase.ENDING) {
                ending.add(link);
            }
        });
        ending.sort(Comparator.<LinkId>comparingLong(link -> connections.get(link).byeAt)
                .thenComparing(Comparator.naturalOrder()));
        List<LinkId> due = ending.subList(
                0, Math.max(0, ending.size() - (int) model.limits().of(Limit.CLOSING)));
        model.require(
                due.stream().sorted().toList().equals(ended),
                () -> "closes " + ended + " before the time to read BYE is over, where due is: " + due);
        ended.forEach(link -> connections.get(link).phase = Phase.CLOSED);
    }
}
