package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * Runs a scenario of a session that settles. Its checks are {@link SettledChecks}: the reference, by which the other properties are
 * checked, knows nothing of what is void.
 */
final class SettledRun<S> implements Watch<S> {

    private final Application<S> application;
    private final World<S> world;
    private final List<Watch<S>> watches = new ArrayList<>();
    private final WitnessWatch<S> witnesses;
    private long digest;
    private long ticks;
    private long replayed;
    private long rollbacks;

    private SettledRun(Scenario scenario, Application<S> application, Set<Property> enabled, List<Watch<S>> more) {
        this.application = application;
        this.world = new World<>(scenario, application, this);
        this.witnesses = new WitnessWatch<>(world);
        watches.addAll(more);
        watches.addAll(List.of(witnesses, new SettledChecks<>(enabled, world, application.simulation())));
    }

    static <S> Verdict of(Scenario scenario, Application<S> application, Set<Property> enabled, List<Watch<S>> more) {
        SettledRun<S> run = new SettledRun<>(scenario, application, enabled, more);
        Optional<Violation> violation = Optional.empty();
        try {
            run.world.run();
        } catch (Violation found) {
            violation = Optional.of(found);
        }
        long events = 0;
        for (Host<S> host : run.world.hosts()) {
            events = Math.max(
                    events, host.peer() == null ? 0 : host.peer().timeline().size());
        }
        return new Verdict(
                violation,
                run.digest,
                run.ticks,
                run.replayed,
                events,
                run.rollbacks,
                run.world.now(),
                run.witnesses.counts());
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
        digest = digest * 31 + application.simulation().hash(state);
        if (tick <= host.peer().tick()) {
            replayed++;
        }
        watches.forEach(watch -> watch.ticked(host, tick, state));
    }

    @Override
    public void settled(Host<S> host, long tick, S state) {
        watches.forEach(watch -> watch.settled(host, tick, state));
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        rollbacks += step.outputs().stream()
                .filter(output -> output instanceof Output.RolledBack)
                .count();
        watches.forEach(watch -> watch.stepped(host, before, input, step));
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
        watches.forEach(watch -> watch.reacted(host, before, signal, reaction));
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
