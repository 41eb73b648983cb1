package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

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
        if (scenario.isSettling()) {
            return SettledRun.of(scenario, application, enabled, more);
        }
        Run<S> run = new Run<>(scenario, application, trusted, enabled, more);
        Optional<Violation> violation = Optional.empty();
        try {
            run.world.run();
            run.checkEnd();
        } catch (Violation found) {
            violation = Optional.of(found);
        }
        return run.verdict(violation);
    }

    /** One run: the world, its checks, and what is counted of it. */
    private static final class Run<S> implements Watch<S> {
        private final Application<S> application;
        private final World<S> world;
        private final List<Watch<S>> watches = new ArrayList<>();
        private final List<Watch<S>> more;
        private final ReferenceChecks<S> references;
        private final StateChecks<S> stateChecks;
        private final EventChecks<S> eventChecks;
        private final WitnessWatch<S> witnesses;
        private long digest;
        private long ticks;
        private long replayed;
        private long rollbacks;

        Run(
                Scenario scenario,
                Application<S> application,
                boolean trusted,
                Set<Property> properties,
                List<Watch<S>> more) {
            Set<Property> enabled = EnumSet.noneOf(Property.class); // asked at every tick
            enabled.addAll(properties);
            Taped<S> taped = new Taped<>(application.simulation());
            this.application = application;
            this.world =
                    new World<>(scenario, new Application<>(application.name(), taped, application.events()), this);
            this.references = new ReferenceChecks<>(enabled, application.simulation(), trusted);
            this.stateChecks = new StateChecks<>(enabled, taped, references);
            Excuses<S> excuses = new Excuses<>(world);
            this.eventChecks = new EventChecks<>(enabled, references, excuses);
            this.witnesses = new WitnessWatch<>(world);
            this.more = more;
            watches.addAll(more);
            watches.addAll(List.of(
                    witnesses, // this and the next look at frames, which may simulate: before the tape is cleared
                    references, // before those who ask it
                    stateChecks,
                    eventChecks,
                    new SendChecks<>(enabled),
                    new ClockChecks<>(enabled, world, excuses),
                    new KnowledgeChecks<>(enabled, world, references, excuses),
                    new LinkChecks<>(enabled, world, excuses)));
        }

        void checkEnd() {
            Set<List<StampedEvent>> checked = new HashSet<>();
            for (Host<S> host : world.hosts()) {
                if (!checked.add(host.peer().timeline().events())) {
                    continue; // in the end they mostly know the same
                }
                eventChecks.checkCommutative(host, TimeMachine.start(application.simulation()));
            }
        }

        Verdict verdict(Optional<Violation> violation) {
            long events = 0;
            for (Host<S> host : world.hosts()) {
                events = Math.max(
                        events, host.peer() == null ? 0 : host.peer().timeline().size());
            }
            return new Verdict(violation, digest, ticks, replayed, events, rollbacks, world.now(), witnesses.counts());
        }

        @Override
        public void begun(World<S> begun) {
            watches.forEach(watch -> watch.begun(begun));
        }

        @Override
        public void started(Host<S> host, Peer<S> peer) {
            watches.forEach(watch -> watch.started(host, peer));
        }

        @Override
        public void stopped(Host<S> host) {
            watches.forEach(watch -> watch.stopped(host));
        }

        @Override
        public void ticked(Host<S> host, long tick, S state) {
            ticks++;
            Oracle.Place<S> place = references.of(host).placeAt(tick);
            long hash = place.hashOf(state);
            digest = digest * 31 + hash;
            if (tick <= host.peer().tick()) {
                replayed++;
            }
            for (Watch<S> watch : more) { // not all: this is called most
                watch.ticked(host, tick, state);
            }
            stateChecks.ticked(host, tick, state, place, hash);
        }

        @Override
        public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
            if (!step.outputs().isEmpty()) {
                countRollbacks(step.outputs());
            }
            for (Watch<S> watch : watches) {
                watch.stepped(host, before, input, step);
            }
        }

        private void countRollbacks(List<Output> outputs) {
            for (Output output : outputs) {
                if (output instanceof Output.RolledBack) {
                    rollbacks++;
                }
            }
        }

        @Override
        public void link(Line line, boolean up) {
            watches.forEach(watch -> watch.link(line, up));
        }

        @Override
        public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
            watches.forEach(watch -> watch.sent(line, fromA, message, arrivalMicros));
        }

        @Override
        public void arrived(Line line, boolean fromA, Message message) {
            watches.forEach(watch -> watch.arrived(line, fromA, message));
        }

        @Override
        public void reacted(Host<S> host, Endpoint<S> before, Signal signal, Reaction<S> reaction) {
            for (Watch<S> watch : watches) {
                watch.reacted(host, before, signal, reaction);
            }
        }

        @Override
        public void happening(Fate fate) {
            watches.forEach(watch -> watch.happening(fate));
        }

        @Override
        public void healing() {
            watches.forEach(Watch::healing);
        }

        @Override
        public void ended() {
            watches.forEach(Watch::ended);
        }
    }
}
