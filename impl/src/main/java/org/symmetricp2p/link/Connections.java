package org.symmetricp2p.link;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.symmetricp2p.core.LinkId;

/** The connections that there are, within one {@link Turn}. */
final class Connections {

    private SortedMap<LinkId, Connection> byId;
    private boolean isCopy; // made at the first change: the endpoint before keeps its own
    private boolean hasNews;

    Connections(SortedMap<LinkId, Connection> byId) {
        this.byId = byId;
    }

    /** As they are now; in a map that is the same as before if nothing has changed. */
    SortedMap<LinkId, Connection> outcome() {
        return isCopy ? Collections.unmodifiableSortedMap(byId) : byId;
    }

    /** Whether a link came up in this turn, or was lost. */
    boolean hasNews() {
        return hasNews;
    }

    boolean contains(LinkId id) {
        return byId.containsKey(id);
    }

    /** One that is there: as it is now. */
    Connection get(LinkId id) {
        return byId.get(id);
    }

    /** A connection that isn't over. */
    Optional<Connection> counting(LinkId id) {
        Connection connection = byId.get(id);
        return connection == null || connection.isOver() ? Optional.empty() : Optional.of(connection);
    }

    List<Connection> all() {
        return List.copyOf(byId.values());
    }

    List<Connection> all(Predicate<Connection> which) {
        return byId.values().stream().filter(which).toList();
    }

    boolean isLinkedTo(int peer) {
        return byId.values().stream().anyMatch(connection -> connection.isLiveTo(peer));
    }

    /** The peers to which there are live links. */
    static SortedSet<Integer> linked(SortedMap<LinkId, Connection> byId) {
        SortedSet<Integer> linked = new TreeSet<>();
        for (Connection connection : byId.values()) {
            connection.neighbour().ifPresent(linked::add);
        }
        return linked;
    }

    void put(Connection connection) {
        Connection before = copy().put(connection.id(), connection);
        hasNews |= connection.isLive() != (before != null && before.isLive());
    }

    void remove(LinkId id) {
        copy().remove(id);
    }

    private SortedMap<LinkId, Connection> copy() {
        byId = isCopy ? byId : new TreeMap<>(byId);
        isCopy = true;
        return byId;
    }
}
