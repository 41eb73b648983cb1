package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.symmetricp2p.core.Adaptive;
import org.symmetricp2p.core.Arrival;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Identity;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.StampedEvent;

/** How late events come, and the Δ that a peer chooses by it: spec 5.20 to 5.22, the plain way. */
final class ReferenceLateness {

    private static final int PATIENCE_SECONDS = 20;

    private static final class Note {
        private final LinkId over;
        private final long came;
        private long latest;
        private boolean told;

        Note(LinkId over, long came) {
            this.over = over;
            this.came = came;
            this.latest = came;
        }
    }

    private static final class Sample {
        private final Identity event;
        private final long stamped;
        private final long issued;
        private long latest = -1;

        Sample(StampedEvent event, long issued) {
            this.event = identity(event);
            this.stamped = event.tick();
            this.issued = issued;
        }
    }

    private final Config config;
    private final long patience;
    private final TreeMap<Identity, Note> notes = new TreeMap<>();
    private final List<Sample> samples = new ArrayList<>();

    ReferenceLateness(Config config) {
        this.config = config;
        this.patience = (long) PATIENCE_SECONDS * config.fps();
    }

    private static Identity identity(StampedEvent event) {
        return new Identity(event.source(), event.seq());
    }

    // ---- spec 5.22 ----

    long delta(long clock) {
        if (config.adaptive().isEmpty()) {
            return config.delta();
        }
        Adaptive bounds = config.adaptive().get();
        List<Long> needs = new ArrayList<>();
        for (Sample sample : samples) {
            boolean wasLate = sample.latest >= sample.stamped;
            if (sample.latest >= 0 && (wasLate || sample.issued + patience <= clock)) {
                needs.add(sample.latest + 1 - sample.issued);
            }
        }
        needs.sort(Comparator.reverseOrder());
        int rank = (needs.size() + 1) * bounds.latePercent() / 100;
        long wanted = needs.isEmpty() ? config.delta() : needs.get(rank == 0 ? 0 : rank - 1);
        return wanted < bounds.least() ? bounds.least() : wanted > bounds.most() ? bounds.most() : wanted;
    }

    void issue(StampedEvent event, long clock) {
        if (config.adaptive().isPresent()
                && (samples.isEmpty() || samples.get(samples.size() - 1).issued + config.fps() <= clock)) {
            samples.add(new Sample(event, clock));
            if (samples.size() > 64) {
                samples.remove(0);
            }
        }
    }

    // ---- spec 5.21 ----

    void note(List<StampedEvent> fresh, LinkId over, long clock) {
        for (StampedEvent event : fresh) {
            if (notes.size() < 1_024 && clock <= event.tick() + patience) {
                notes.put(identity(event), new Note(over, clock));
            }
        }
    }

    void hear(List<Arrival> told) {
        for (Arrival arrival : told) {
            Note note = notes.get(arrival.event());
            if (note != null && arrival.tick() > note.latest) {
                note.latest = arrival.tick();
                note.told = false;
            }
            for (Sample sample : samples) {
                if (sample.event.equals(arrival.event())) {
                    sample.latest = Math.max(sample.latest, arrival.tick());
                }
            }
        }
    }

    void forget(long clock) {
        notes.values().removeIf(note -> note.came + patience < clock);
    }

    /** What SYNC tells over a link; it is told then. */
    List<Arrival> tell(LinkId over) {
        List<Arrival> told = new ArrayList<>();
        notes.forEach((event, note) -> {
            if (note.over.equals(over) && !note.told && told.size() < 256) {
                told.add(new Arrival(event, note.latest));
                note.told = true;
            }
        });
        return told;
    }

    void part(LinkId link) {
        notes.values().removeIf(note -> note.over.equals(link));
    }
}
