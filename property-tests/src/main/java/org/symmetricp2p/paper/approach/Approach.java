package org.symmetricp2p.paper.approach;

import java.util.function.BiFunction;
import org.symmetricp2p.paper.ClockRule;
import org.symmetricp2p.paper.Run;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/** How symmetric applications may be kept the same at all peers: the four of the paper, and this work with either of its clocks. */
public enum Approach {
    CROQUET("Croquet", Croquet::new),
    GALS("GALS", Gals::new),
    CRDT("CRDTs", Crdt::new),
    PAPER_CLOCK("this work, clock paper", ClockRule.PAPER),
    ROOTED_CLOCK("this work, clock rooted", ClockRule.ROOTED);

    private final String title;
    private final BiFunction<Machines, Tape, Model> model; // null if it is the real thing
    private final ClockRule clock;

    Approach(String title, BiFunction<Machines, Tape, Model> model) {
        this.title = title;
        this.model = model;
        this.clock = ClockRule.PAPER; // none is asked for
    }

    Approach(String title, ClockRule clock) {
        this.title = title;
        this.model = null;
        this.clock = clock;
    }

    /** Whether all depends on one machine. */
    public boolean hasServer() {
        return this == CROQUET || this == GALS;
    }

    /** Whether late events are put where they belong. */
    boolean rollsBack() {
        return model == null;
    }

    /** The same run with this approach's clock. */
    Run run(Run run) {
        return new Run(
                run.topology(),
                clock,
                run.cell(),
                run.churn(),
                run.course(),
                run.seed(),
                run.number(),
                run.latePercent());
    }

    /** What users see in a run in which something goes wrong. */
    Tape tape(Run run, Trouble trouble) {
        Scenario scenario = trouble.scenario(run(run));
        Tape tape = new Tape(scenario.peers().size(), trouble.fromMicros(), trouble.untilMicros());
        if (model == null) {
            @SuppressWarnings("unchecked") // whatever its state is, it is passed from the application to itself
            Application<Object> application = (Application<Object>) Applications.named(scenario.application());
            new World<>(scenario, application, new Symmetric(tape)).run();
        } else {
            Machines machines = new Machines(trouble, scenario, tape);
            machines.run(model.apply(machines, tape));
        }
        return tape;
    }

    @Override
    public String toString() {
        return title;
    }
}
