package org.symmetricp2p.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Version;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.trace.Action;
import org.symmetricp2p.trace.Trace;
import org.symmetricp2p.trace.Trace.Entry;
import org.symmetricp2p.trace.Trace.View;

/**
 * One thing changed in a trace, in all the places where it can be: a step left out, or made twice; in what was received, an
 * event left out, two exchanged, or another version; or another version in what the peer knows.
 */
final class Mutilations {

    /**
     * A trace with one change.
     *
     * @param what the change, in words
     */
    record Mutilated(String what, Trace trace) {}

    private final Trace trace;
    private final List<Mutilated> all = new ArrayList<>();

    private Mutilations(Trace trace) {
        this.trace = trace;
    }

    static List<Mutilated> of(Trace trace) {
        Mutilations mutilations = new Mutilations(trace);
        for (int at = 0; at < trace.entries().size(); at++) {
            mutilations.addAll(at, trace.entries().get(at));
        }
        return mutilations.all;
    }

    private void addAll(int at, Entry entry) {
        if (!(entry.action() instanceof Action.End)) { // which does nothing
            add("without " + entry.action(), at, List.of());
            add("twice " + entry.action(), at, List.of(entry, entry));
        }
        if (entry.action() instanceof Action.Receive receive) {
            changed(receive.message())
                    .forEach(message -> add(
                            message + " instead of " + receive.message(),
                            at,
                            List.of(new Entry(
                                    new Action.Receive(receive.peer(), receive.connection(), message), entry.seen()))));
        }
        entry.seen()
                .ifPresent(view -> changed(view.knows())
                        .forEach(knows -> add(
                                entry.action() + ", then knows " + knows,
                                at,
                                List.of(new Entry(entry.action(), Optional.of(new View(knows, view.links())))))));
    }

    private void add(String what, int at, List<Entry> instead) {
        List<Entry> entries = new ArrayList<>(trace.entries());
        entries.remove(at);
        entries.addAll(at, instead);
        all.add(new Mutilated("step " + (at + 1) + ": " + what, new Trace(entries, trace.lives())));
    }

    /** A HELLO that tells another version; EVENTS without one, or with two in another order. */
    private static List<Message> changed(Message message) {
        List<Message> changed = new ArrayList<>();
        if (message instanceof Message.Hello h) {
            changed(h.versions())
                    .forEach(v -> changed.add(
                            new Message.Hello(h.application(), h.fps(), h.stateSize(), h.self(), h.clock(), v)));
        } else if (message instanceof Message.Events events && events.events().size() > 1) {
            for (int i = 0; i < events.events().size(); i++) {
                List<StampedEvent> others = new ArrayList<>(events.events());
                StampedEvent one = others.remove(i);
                changed.add(new Message.Events(events.clock(), others));
                if (i > 0) {
                    others.add(i - 1, one);
                    changed.add(new Message.Events(events.clock(), others));
                }
            }
        }
        return changed;
    }

    /** Versions of which one is higher by one. */
    private static List<Versions> changed(Versions versions) {
        return versions.known().keySet().stream()
                .map(source -> {
                    SortedMap<Source, Version> known = new TreeMap<>(versions.known());
                    known.computeIfPresent(source, (s, version) -> new Version(version.seq() + 1, version.digest()));
                    return new Versions(known);
                })
                .toList();
    }
}
