package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;

/** Remembers, of a session that settles, who learned of the keeper, what became void, and who went on from another's state, or as another source. */
final class SettledNotes {

    private static final int MAX_NAMES = 4;

    /** Something that happened to a peer. */
    record Note(long micros, int peer, String text) {}

    private final List<Note> notes = new ArrayList<>();

    List<Note> all() {
        return Collections.unmodifiableList(notes);
    }

    void stepped(Host<Object> host, Peer<Object> before, Step<Object> step, long micros) {
        Peer<Object> after = step.peer();
        if (before.keeper().isEmpty() && after.keeper().isPresent()) {
            note(host, micros, "learns that " + after.keeper().get() + " is the keeper");
        }
        if (before.settledTick() == 0 && after.settledTick() > 0) {
            note(host, micros, "is told of its first settled ticks, up to " + after.settledTick());
        }
        List<StampedEvent> again = new ArrayList<>();
        List<StampedEvent> left = new ArrayList<>();
        for (Output output : step.outputs()) {
            if (output instanceof Output.Voided voided) {
                (voided.isIssuedAgain() ? again : left).add(voided.event());
            } else if (output instanceof Output.RolledBack report
                    && !report.voided().isEmpty()) {
                note(host, micros, "takes out what it had applied and is void now: " + names(report.voided()));
            } else if (output instanceof Output.Renewed renewed) {
                note(host, micros, "goes on as " + renewed.self());
            } else if (output instanceof Output.TookOver took) {
                note(host, micros, "goes on from the state of tick " + took.tick() + ", of " + took.neighbour());
            } else if (output instanceof Output.Diverged diverged) {
                note(host, micros, diverged.text());
            }
        }
        noteVoid(host, micros, again, "which it will issue again");
        noteVoid(host, micros, left, "which is left to its application");
    }

    private void noteVoid(Host<Object> host, long micros, List<StampedEvent> own, String what) {
        if (!own.isEmpty()) {
            note(host, micros, "finds its own " + names(own) + " void, " + what);
        }
    }

    private static String names(List<StampedEvent> events) {
        int more = events.size() - MAX_NAMES;
        return Words.names(events, MAX_NAMES) + (more > 0 ? " and " + more + " more" : "");
    }

    private void note(Host<Object> host, long micros, String text) {
        notes.add(new Note(micros, host.id(), text));
    }
}
