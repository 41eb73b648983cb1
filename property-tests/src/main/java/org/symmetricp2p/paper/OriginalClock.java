package org.symmetricp2p.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.function.BiFunction;
import org.symmetricp2p.check.canary.Canary.Edit;
import org.symmetricp2p.check.canary.Variant;
import org.symmetricp2p.sim.StrictJson;

/**
 * The clock of the authors' program, which isn't that of their paper, as a variant of the core that exists only in the
 * laboratory. An event's stamp counts as a clock that was heard: as it is Δ ahead of the clock of the peer that issued the
 * event, who is behind that peer by anything is corrected. Only the excess over Δ is closed; and rounding overshoots: with an
 * excess of b, the program runs b + 50 ticks of floor(1000 / (b + 50)) ms each.
 */
final class OriginalClock {

    private static final String EXCESS = "(heard - reached - delta)";

    private static final List<Edit> EDITS = List.of(
            new Edit(
                    "core/Transition",
                    "machine = machine.insert(event);",
                    "machine = machine.insert(event); clock = clock.hear(event.tick());"),
            new Edit(
                    "core/PaperClock",
                    "now, reached, heard - reached, 0,",
                    "now, reached, (%1$s + 50) * (20 - 1_000 / (%1$s + 50)) / 20, 0,".formatted(EXCESS)));

    private OriginalClock() {}

    /** What comes out of a run with this clock. */
    static Outcome outcome(Run run) {
        return read(Loaded.PROBE.apply(write(run), ""), Outcome.class);
    }

    /** Compiled when it is needed for the first time. */
    private static final class Loaded {
        static final BiFunction<String, String, String> PROBE =
                Variant.of(EDITS).probe(Probe.class);
    }

    /** The way into the variant, which sees other classes than the caller: so runs and outcomes go there and back as text. */
    public static final class Probe implements BiFunction<String, String, String> {
        @Override
        public String apply(String run, String nothing) {
            return write(Trial.outcomeHere(read(run, Run.class)));
        }
    }

    private static String write(Object record) {
        try {
            return StrictJson.MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write " + record, e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return StrictJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't read " + json, e);
        }
    }
}
