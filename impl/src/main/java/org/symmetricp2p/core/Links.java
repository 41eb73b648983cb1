package org.symmetricp2p.core;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The links of a peer, greeting or live, in the order in which they came up. An immutable value. */
record Links(SortedMap<LinkId, Link> byId) {

    static final Links NONE = new Links(Collections.emptySortedMap());

    Optional<Link> get(LinkId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Link> all() {
        return byId.values();
    }

    /** The live links to a neighbour: more than one for as long as it takes to close the others. */
    List<Link> liveTo(Source neighbour) {
        return byId.values().stream()
                .filter(link -> link.neighbour().equals(Optional.of(neighbour)))
                .toList();
    }

    Links with(Link link) {
        SortedMap<LinkId, Link> more = new TreeMap<>(byId);
        more.put(link.id(), link);
        return new Links(Collections.unmodifiableSortedMap(more));
    }

    Links without(LinkId id) {
        SortedMap<LinkId, Link> fewer = new TreeMap<>(byId);
        fewer.remove(id);
        return new Links(Collections.unmodifiableSortedMap(fewer));
    }
}
