package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.sim.Host;

/**
 * What a page is about.
 *
 * @param property which doesn't hold, if one doesn't
 * @param victim the peer at which it shows
 * @param tick the tick in question
 * @param words what was found
 * @param asked the peer to look at, if a person wants a certain one
 * @param cause the fault that led here, as far as one can tell
 */
record Case(
        Recording recording,
        Optional<Property> property,
        int victim,
        long tick,
        String words,
        Optional<Integer> asked,
        Optional<Fault> cause) {

    private static final int MOST_FOLLOWED = 2;

    static Case of(
            Recording recording,
            Optional<Property> property,
            int victim,
            long tick,
            String words,
            Optional<Integer> asked) {
        Case what = new Case(recording, property, victim, tick, words, asked, Optional.empty());
        return new Case(recording, property, victim, tick, words, asked, Blame.cause(what, recording.faults()));
    }

    Case at(long other) {
        return new Case(recording, property, victim, other, words, asked, cause);
    }

    /** The peer to look at: if nobody says otherwise, the one that did wrong, not the one at which it shows. */
    int shown() {
        return asked.or(() -> cause.map(Fault::peer)).orElse(victim);
    }

    /** The moment to look at, in the world's time. */
    long micros() {
        return cause.filter(fault -> fault.peer() == shown())
                .map(Fault::micros)
                .orElse(recording.world().now());
    }

    /** The events whose way is told: that of the cause, or those that somebody lacks. */
    List<Stamp> followed() {
        Set<Stamp> events = new LinkedHashSet<>();
        cause.ifPresent(fault -> fault.events().stream().limit(1).forEach(events::add));
        if (events.isEmpty()) {
            all().stream()
                    .map(StampedEvent::stamp)
                    .filter(this::isNamed)
                    .limit(MOST_FOLLOWED)
                    .forEach(events::add);
        }
        if (events.isEmpty()) {
            lacking().stream().limit(1).map(StampedEvent::stamp).forEach(events::add);
        }
        return new ArrayList<>(events);
    }

    boolean isNamed(Stamp event) {
        int at = words.indexOf(event.toString());
        int end = at + event.toString().length();
        return at >= 0 && (end == words.length() || !Character.isDigit(words.charAt(end)));
    }

    /** What somebody knows and somebody else, who runs, doesn't. */
    List<StampedEvent> lacking() {
        return all().stream().filter(event -> !lackers(event).isEmpty()).toList();
    }

    /** The running peers that don't know an event. */
    List<Integer> lackers(StampedEvent event) {
        List<Integer> peers = new ArrayList<>();
        for (Host<Object> host : recording.world().hosts()) {
            boolean isLacked = recording
                    .life(host.id())
                    .filter(life -> host.isAlive() && !life.ideal.known.has(event))
                    .isPresent();
            if (isLacked) {
                peers.add(host.id());
            }
        }
        return peers;
    }

    /** Every event that is known to anybody. */
    List<StampedEvent> all() {
        Set<StampedEvent> all = new TreeSet<>(Oracle.ORDER);
        for (Host<Object> host : recording.world().hosts()) {
            recording.life(host.id()).ifPresent(life -> all.addAll(life.ideal.known.all()));
        }
        return List.copyOf(all);
    }

    OptionalLong present(int peer) {
        Host<Object> host = recording.world().host(peer);
        return host.peer() == null
                ? OptionalLong.empty()
                : OptionalLong.of(host.peer().tick());
    }
}
