package org.symmetricp2p.core;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The latest promise of each peer, in its latest life (spec 8.6). An immutable value. */
record Promised(NavigableMap<Source, Promise> latest) {

    static final Promised NOTHING = new Promised(Collections.emptyNavigableMap());

    /** The tick of a source's promise; 0 if it made none. */
    long tickOf(Source source) {
        Promise promise = latest.get(source);
        return promise == null ? 0 : promise.tick();
    }

    /** Whether nothing is known that says as much, or that comes from a later life of the same peer. */
    boolean isNews(Source source, Promise promise) {
        return promise.tick() > tickOf(source)
                && lifeOf(source.peer()).stream().noneMatch(l -> l.compareTo(source) > 0);
    }

    Promised with(SortedMap<Source, Promise> fresh) {
        NavigableMap<Source, Promise> all = new TreeMap<>(latest);
        fresh.forEach((source, promise) -> {
            lifeOf(source.peer()).ifPresent(all::remove);
            all.put(source, promise);
        });
        return new Promised(Collections.unmodifiableNavigableMap(all));
    }

    Promised without(Collection<Source> sources) {
        NavigableMap<Source, Promise> fewer = new TreeMap<>(latest);
        fewer.keySet().removeAll(sources);
        return new Promised(Collections.unmodifiableNavigableMap(fewer));
    }

    private Optional<Source> lifeOf(int peer) {
        return Optional.ofNullable(latest.floorKey(new Source(peer, Long.MAX_VALUE)))
                .filter(source -> source.peer() == peer);
    }
}
