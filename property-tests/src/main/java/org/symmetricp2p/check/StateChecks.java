package org.symmetricp2p.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.StateHash;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;

/** Properties 1, 2, 6, 8, 9, 10: every state of every peer at every tick, and every snapshot. */
final class StateChecks<S> implements Watch<S> {

    /** Snapshots are looked at after each rollback, and every so many readings of the clock. */
    private static final int SNAPSHOT_INTERVAL = 256;

    private final Set<Property> enabled;
    private final Taped<S> simulation;
    private final Oracle<S> oracle;
    private final Map<Integer, Path<S>> paths = new HashMap<>(); // looked up only
    private long readings;

    StateChecks(Set<Property> enabled, Taped<S> simulation, Oracle<S> oracle) {
        this.enabled = enabled;
        this.simulation = simulation;
        this.oracle = oracle;
    }

    /** Where a peer ought to have been at a tick. */
    Oracle.Place<S> placeOf(Host<S> host, long tick) {
        return paths.get(host.id()).at(tick, host.peer().timeline());
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        if (peer.timeline().size() == 0 && peer.tick() == 0) {
            paths.put(host.id(), new Path<>(oracle));
        }
    }

    /** A peer simulated a tick; the state's hash is given because it is costly. */
    void ticked(Host<S> host, long tick, S state, long hash) {
        Path<S> path = paths.get(host.id());
        Oracle.Place<S> place = path.at(tick, host.peer().timeline());
        if (enabled.contains(Property.ONCE)) {
            checkOnce(host, tick);
        }
        if (enabled.contains(Property.STATE_FN) && hash != place.hash()) {
            throw new Violation(Property.STATE_FN, host.id(), tick, "state " + state + ", should be " + place.state());
        }
        if (enabled.contains(Property.AGREEMENT) && hash != place.witnessed(host.id(), hash)) {
            String what = "hash " + hex(hash) + ", but peer " + place.witness() + " had "
                    + hex(place.witnessed(host.id(), hash)) + " with the same events";
            throw new Violation(Property.AGREEMENT, host.id(), tick, what);
        }
    }

    private void checkOnce(Host<S> host, long tick) {
        List<Event> applied = simulation.take();
        List<StampedEvent> expected = new ArrayList<>(0);
        for (Iterator<StampedEvent> events = host.peer().timeline().from(tick); events.hasNext(); ) {
            StampedEvent event = events.next();
            if (event.tick() > tick) {
                break;
            }
            expected.add(event);
        }
        if (expected.isEmpty() && applied.isEmpty()) {
            return; // nearly always
        }
        expected.sort(Oracle.ORDER);
        List<Event> right = expected.stream().map(StampedEvent::event).toList();
        if (!applied.equals(right)) {
            throw new Violation(Property.ONCE, host.id(), tick, "applied " + applied + ", should be " + right);
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        Peer<S> after = step.peer();
        simulation.take();
        if (after.timeline() != before.timeline()) {
            onNewEvents(host, before, after, input);
        }
        if (input instanceof Input.ClockRead) {
            boolean rolledBack = before.machine().present().tick() < before.tick();
            checkReport(host, before, step, rolledBack);
            if (rolledBack || ++readings % SNAPSHOT_INTERVAL == 0) {
                checkSnapshots(host, after);
            }
        }
    }

    /** A replay is reported, over the ticks that it made again; and nothing else is. */
    private void checkReport(Host<S> host, Peer<S> before, Step<S> step, boolean rolledBack) {
        if (!enabled.contains(Property.ROLLBACK)) {
            return;
        }
        boolean reported = false;
        for (Output output : step.outputs()) {
            if (output instanceof Output.RolledBack report) {
                reported |= report.from() > before.machine().present().tick() && report.to() == before.tick();
            }
        }
        if (reported != rolledBack) {
            String what = "a replay from tick " + before.machine().present().tick() + " to " + before.tick() + " is "
                    + (rolledBack ? "not reported so" : "reported, but wasn't made") + ": " + step.outputs();
            throw new Violation(Property.ROLLBACK, host.id(), before.tick(), what);
        }
    }

    private void onNewEvents(Host<S> host, Peer<S> before, Peer<S> after, Input input) {
        List<StampedEvent> fresh = EventChecks.newIn(after.timeline(), before.timeline());
        if (!fresh.isEmpty()) {
            onEarliestNew(host, before, after, fresh.get(0).tick());
        }
        if (enabled.contains(Property.ROLLBACK)
                && !(input instanceof Input.ClockRead)
                && after.tick() != before.tick()) {
            throw new Violation(
                    Property.ROLLBACK, host.id(), after.tick(), "an event moved the clock from tick " + before.tick());
        }
    }

    /** Snapshots that were taken at this tick or later, without the event, must be gone already. */
    private void onEarliestNew(Host<S> host, Peer<S> before, Peer<S> after, long tick) {
        paths.get(host.id()).forgetFrom(tick);
        if (tick <= before.machine().present().tick()) {
            checkSnapshots(host, after);
        }
    }

    private void checkSnapshots(Host<S> host, Peer<S> peer) {
        if (!enabled.contains(Property.SNAP_FRESH) && !enabled.contains(Property.SNAP_IDENTITY)) {
            return;
        }
        for (Snapshot<S> snapshot : peer.machine().snapshots()) {
            byte[] bytes = simulation.bytes(snapshot.state());
            long hash = StateHash.of(bytes);
            Oracle.Place<S> place = paths.get(host.id()).at(snapshot.tick(), peer.timeline());
            if (enabled.contains(Property.SNAP_FRESH) && hash != place.hash()) {
                String what = "snapshot " + snapshot.state() + " with hash " + hex(hash) + ", should be "
                        + place.state() + " with hash " + hex(place.hash());
                throw new Violation(Property.SNAP_FRESH, host.id(), snapshot.tick(), what);
            }
            if (enabled.contains(Property.SNAP_IDENTITY)) {
                checkIdentity(host, snapshot, bytes);
            }
        }
    }

    private void checkIdentity(Host<S> host, Snapshot<S> snapshot, byte[] bytes) {
        S decoded = simulation.decode(ByteBuffer.wrap(bytes));
        boolean same = Arrays.equals(bytes, simulation.bytes(decoded))
                && simulation.hash(decoded) == simulation.hash(snapshot.state());
        if (!same) {
            throw new Violation(
                    Property.SNAP_IDENTITY,
                    host.id(),
                    snapshot.tick(),
                    "decoded " + decoded + ", was " + snapshot.state());
        }
    }

    static String hex(long hash) {
        return String.format("%016x", hash);
    }
}
