package org.symmetricp2p.check;

import java.util.List;
import java.util.Optional;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.Watches;
import org.symmetricp2p.sim.World;

/** One run of a world, whoever watches and checks it, and what is counted of it. */
abstract class Run<S> extends Watches<S> {

    final World<S> world;
    private final List<Watch<S>> others; // that see ticks, too
    private final WitnessWatch<S> witnesses;
    private long digest;
    private long ticks;
    private long replayed;
    private long rollbacks;

    /** @param others who see all first: for a picture, say */
    Run(Scenario scenario, Application<S> application, List<Watch<S>> others) {
        this.world = new World<>(scenario, application, this);
        this.others = others;
        this.witnesses = new WitnessWatch<>(world);
        addAll(others);
        addAll(List.of(witnesses)); // it looks at frames, which may simulate: before a tape is cleared
    }

    final Verdict verdict() {
        Optional<Violation> violation = Optional.empty();
        try {
            world.run();
            checkEnd();
        } catch (Violation found) {
            violation = Optional.of(found);
        }
        long events = 0;
        for (Host<S> host : world.hosts()) {
            events = Math.max(
                    events, host.peer() == null ? 0 : host.peer().timeline().size());
        }
        return new Verdict(violation, digest, ticks, replayed, events, rollbacks, world.now(), witnesses.counts());
    }

    /** What takes all that is known when the run is over. */
    void checkEnd() {}

    /** Counts a tick, and passes it on to the others; not to the checks, as this is called most. */
    final void count(Host<S> host, long tick, S state, long hash) {
        ticks++;
        digest = digest * 31 + hash;
        if (tick <= host.peer().tick()) {
            replayed++;
        }
        for (Watch<S> watch : others) {
            watch.ticked(host, tick, state);
        }
    }

    @Override
    public final void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (!step.outputs().isEmpty()) { // nearly always they are
            countRollbacks(step.outputs());
        }
        super.stepped(host, before, input, step);
    }

    private void countRollbacks(List<Output> outputs) {
        for (Output output : outputs) {
            if (output instanceof Output.RolledBack) {
                rollbacks++;
            }
        }
    }
}
