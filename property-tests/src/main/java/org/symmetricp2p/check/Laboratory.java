package org.symmetricp2p.check;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;

/** Runs a scenario and checks that all properties hold in it, at every step. */
public final class Laboratory {

    /** All properties that a single run can show. */
    public static final Set<Property> ALL =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Property.SIM_DET)));

    private Laboratory() {}

    /** Runs with all checks. */
    public static Verdict run(Scenario scenario) {
        return run(scenario, ALL, List.of());
    }

    /** Runs with some checks, and more watches: for a picture, say. The application is the scenario's. */
    public static Verdict run(Scenario scenario, Set<Property> enabled, List<Watch<Object>> more) {
        @SuppressWarnings("unchecked") // whatever its state is, it is passed from the application to itself
        Application<Object> application = (Application<Object>) Applications.named(scenario.application());
        return run(scenario, application, true, enabled, more);
    }

    /** Runs another application than the scenario's: an author's own. */
    public static <S> Verdict run(
            Scenario scenario, Application<S> application, Set<Property> enabled, List<Watch<S>> more) {
        return run(scenario, application, false, enabled, more);
    }

    /** @param trusted whether states of this application that are equal are known to have equal bytes */
    private static <S> Verdict run(
            Scenario scenario,
            Application<S> application,
            boolean trusted,
            Set<Property> enabled,
            List<Watch<S>> more) {
        Run<S> run = scenario.isSettling()
                ? new SettledRun<>(scenario, application, enabled, more)
                : new PlainRun<>(scenario, application, trusted, enabled, more);
        return run.verdict();
    }

    /** One run of a session that doesn't settle. */
    private static final class PlainRun<S> extends Run<S> {
        private final Application<S> application;
        private final ReferenceChecks<S> references;
        private final StateChecks<S> stateChecks;
        private final EventChecks<S> eventChecks;

        PlainRun(
                Scenario scenario,
                Application<S> application,
                boolean trusted,
                Set<Property> properties,
                List<Watch<S>> others) {
            this(scenario, application, new Taped<>(application.simulation()), trusted, properties, others);
        }

        private PlainRun(
                Scenario scenario,
                Application<S> application,
                Taped<S> taped,
                boolean trusted,
                Set<Property> properties,
                List<Watch<S>> others) {
            super(scenario, new Application<>(application.name(), taped, application.events()), others);
            Set<Property> enabled = EnumSet.noneOf(Property.class); // asked at every tick
            enabled.addAll(properties);
            Excuses<S> excuses = new Excuses<>(world);
            this.application = application;
            this.references = new ReferenceChecks<>(enabled, application.simulation(), trusted);
            this.stateChecks = new StateChecks<>(enabled, taped, references);
            this.eventChecks = new EventChecks<>(enabled, references, excuses);
            addAll(List.of(
                    references, // it looks at frames, which may simulate: before the tape is cleared; and before those
                    // who ask it
                    stateChecks,
                    eventChecks,
                    new SendChecks<>(enabled),
                    new ClockChecks<>(enabled, world, excuses),
                    new KnowledgeChecks<>(enabled, world, references, excuses),
                    new LinkChecks<>(enabled, world, excuses)));
        }

        @Override
        void checkEnd() {
            Set<List<StampedEvent>> checked = new HashSet<>();
            for (Host<S> host : world.hosts()) {
                if (!checked.add(host.peer().timeline().events())) {
                    continue; // in the end they mostly know the same
                }
                eventChecks.checkCommutative(host, TimeMachine.start(application.simulation()));
            }
        }

        @Override
        public void ticked(Host<S> host, long tick, S state) {
            Oracle.Place<S> place = references.of(host).placeAt(tick);
            long hash = place.hashOf(state);
            count(host, tick, state, hash);
            stateChecks.ticked(host, tick, state, place, hash);
        }
    }
}
