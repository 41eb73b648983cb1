package org.symmetricp2p.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Verdict;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.sim.Topology;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.trace.TlaText;
import org.symmetricp2p.trace.Trace;
import org.symmetricp2p.trace.TraceWatch;

/**
 * Records runs, also of variants of the core: from the name of a topology and the seed of a scenario to the trace, as a TLA+
 * literal.
 */
public final class TraceProbe implements BiFunction<String, Long, String> {

    /** More than the right core does in the scenarios that are used here; a wrong one may never come to rest. */
    private static final int MAX_ACTIONS = 300;

    /**
     * A run that was recorded.
     *
     * @param closed how many links peers have closed
     */
    record Run(Trace trace, Verdict verdict, int closed) {}

    private static final class Closes implements Watch<Object> {
        private int count;

        @Override
        public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
            count += (int) step.outputs().stream()
                    .filter(Output.Close.class::isInstance)
                    .count();
        }
    }

    @Override
    public String apply(String topology, Long seed) {
        return TlaText.of(run(Topology.valueOf(topology), seed).trace());
    }

    static Run run(Topology topology, long seed) {
        TraceWatch watch = new TraceWatch(MAX_ACTIONS);
        Closes closes = new Closes();
        Verdict verdict = Laboratory.run(scenario(topology, seed), Set.of(), List.of(watch, closes));
        return new Run(watch.trace(), verdict, closes.count);
    }

    /** A seed's scenario, but in the model nobody gives a wrong address. */
    private static Scenario scenario(Topology topology, long seed) {
        Scenario s = Scenarios.of(seed, Optional.of(topology));
        List<Fate> fates =
                s.fates().stream().filter(fate -> !(fate instanceof Fate.Link)).toList();
        return new Scenario(
                s.application(),
                s.fps(),
                s.delta(),
                s.travelMillis(),
                s.peers(),
                s.edges(),
                fates,
                s.healMicros(),
                s.endMicros());
    }
}
