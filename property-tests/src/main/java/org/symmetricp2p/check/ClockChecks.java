package org.symmetricp2p.check;

import java.util.Collections;
import java.util.Set;
import java.util.stream.LongStream;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Settling;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/** Properties 12, 13, 18, 19: clocks never go back or run away, and come together once all is healed. */
final class ClockChecks<S> implements Watch<S> {

    private final Set<Property> enabled;
    private final World<S> world;
    private final long maxPpm;
    private final long settledMicros;
    private final long boundTicks;
    private final Excuses<S> excuses;
    private final RootedSlack slack;
    private final RootedCloseness<S> closeness;
    private long firstStart = Long.MAX_VALUE;
    private long lied; // by how many ticks hostile peers may have raised the highest clock

    ClockChecks(Set<Property> enabled, World<S> world, Excuses<S> excuses) {
        this.enabled = enabled;
        this.excuses = excuses;
        this.world = world;
        Scenario scenario = world.scenario();
        this.maxPpm = ppm(scenario).max().orElse(0);
        this.settledMicros = scenario.healMicros()
                + Settling.micros(scenario)
                + (scenario.clock() == ClockKind.ROOTED ? Settling.ROOTED_MICROS : 0);
        this.boundTicks = skewTicks(scenario);
        this.slack = new RootedSlack(scenario);
        this.closeness = new RootedCloseness<>(world, enabled.contains(Property.SKEW));
    }

    /**
     * At each hop, what a peer hears is as old as the message, which may be behind by Δ and the fraction of a tick; and for the second
     * until it is told again, and the second in which it catches up, clocks drift apart.
     */
    private static long skewTicks(Scenario scenario) {
        long delay = scenario.edges().stream()
                .mapToLong(edge -> Math.max(Collections.max(edge.delaysAToB()), Collections.max(edge.delaysBToA())))
                .max()
                .orElse(0);
        long ppm = ppm(scenario).max().orElse(0) - ppm(scenario).min().orElse(0);
        long drift = (2_000_000 + delay) * ppm / 1_000_000; // in microseconds
        if (scenario.clock() == ClockKind.ROOTED) {
            return RootedSlack.skewTicks(scenario, delay, ppm);
        }
        long perHop = (delay + drift) * scenario.fps() / 1_000_000 + scenario.delta() + 2;
        return (scenario.peers().size() - 1) * perHop + 1;
    }

    private static LongStream ppm(Scenario scenario) {
        return scenario.peers().stream().mapToLong(Scenario.PeerSpec::driftPpm);
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        firstStart = Math.min(firstStart, world.now());
        closeness.started(host, peer);
    }

    @Override
    public void link(Line line, boolean up) {
        closeness.link(line, up);
    }

    @Override
    public void healing() {
        closeness.healing();
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        long tick = step.peer().tick();
        slack.stepped(before.clock(), step.peer().clock());
        if (enabled.contains(Property.CLOCK) && tick < before.tick()) {
            throw new Violation(Property.CLOCK, host.id(), tick, "the clock was at tick " + before.tick());
        }
        // The bound only grows: a clock that hasn't moved needn't be looked at again.
        long highest = highestPossible(slack.micros(step.peer().clock()));
        if (tick != before.tick() && enabled.contains(Property.NO_RUNAWAY) && tick > highest) {
            String what = "no clock can be further than tick " + highest;
            throw new Violation(Property.NO_RUNAWAY, host.id(), tick, what);
        }
        if (input instanceof Input.ClockRead) {
            checkCloses(host, step.peer().clock());
            closeness.read(host, step.peer().clock());
        }
        if (input instanceof Input.ClockRead && world.now() >= settledMicros) {
            checkTogether(host, step.peer());
        }
    }

    /** A false clock may be believed unless it is further ahead than anyone believes. */
    @Override
    public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        if (excuses.isHostile(line.peer(fromA))) {
            long lead = clock(message) - highestPossible(0);
            if (lead > 0 && lead <= world.host(line.peer(fromA)).peer().config().maxLead()) {
                lied += lead;
            }
        }
    }

    /** The tick that a message tells, or with a rooted clock that of the time. */
    private long clock(Message message) {
        if (message instanceof Message.Sync sync) {
            long micros = sync.timing().map(Timing::time).orElse(0L);
            return Math.max(sync.clock(), (long)
                    Math.ceil(micros * (double) world.scenario().fps() / 1e6));
        }
        return message instanceof Message.Hello hello
                ? hello.clock()
                : message instanceof Message.Events events ? events.clock() : 0;
    }

    /** The earliest peer, if its clock is the fastest and has run all the time, and all leaps have been its own. */
    private long highestPossible(long slackMicros) {
        long nanos = Math.floorDiv((world.now() - firstStart) * (1_000_000L + maxPpm), 1_000L)
                + 1_000
                + (world.leaptMicros() + slackMicros) * 1_000;
        return nanos * world.scenario().fps() / 1_000_000_000L + lied;
    }

    private boolean isPapers() {
        return world.scenario().clock() == ClockKind.PAPER;
    }

    private void checkCloses(Host<S> host, Clock clock) {
        long nanos = clock.nanos() - clock.anchorNanos();
        if (enabled.contains(Property.CATCH_UP) && clock.gap() > 0 && nanos >= Clock.CATCH_UP_NANOS) {
            String what = "a gap of " + clock.gap() + " ticks is still being closed after " + nanos / 1_000_000 + " ms";
            throw new Violation(Property.CATCH_UP, host.id(), clock.tick(), what);
        }
    }

    private void checkTogether(Host<S> host, Peer<S> peer) {
        long highest = 0;
        for (Host<S> other : world.hosts()) {
            highest = Math.max(highest, other.peer().tick());
        }
        long behind = highest - peer.tick();
        if (enabled.contains(Property.CATCH_UP) && isPapers() && peer.clock().gap() > 0 && behind == 0) {
            String what = "catches up, though nobody is ahead";
            throw new Violation(Property.CATCH_UP, host.id(), peer.tick(), what);
        }
        if (enabled.contains(Property.SKEW) && behind > boundTicks && !excuses.isAny()) {
            String what = "is " + behind + " ticks behind, at most " + boundTicks + " are allowed once all is healed";
            throw new Violation(Property.SKEW, host.id(), peer.tick(), what);
        }
        if (enabled.contains(Property.SKEW) && excuses.isAny()) {
            checkNeighbours(host, peer);
        }
    }

    /** Peers that are apart for good have clocks of their own; neighbours that are linked don't. */
    private void checkNeighbours(Host<S> host, Peer<S> peer) {
        for (Link link : peer.links()) {
            Line line = link.isLive() ? host.line(link.id()) : null;
            Host<S> other = line == null ? host : world.host(line.peer(line.peer(true) != host.id()));
            long behind = other.peer().tick() - peer.tick();
            if (behind > boundTicks) {
                String what = "is " + behind + " ticks behind peer " + other.id() + ", its neighbour, at most "
                        + boundTicks + " are allowed once all is healed";
                throw new Violation(Property.SKEW, host.id(), peer.tick(), what);
            }
        }
    }
}
