package org.symmetricp2p.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
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
    private static final int SNAPSHOT_INTERVAL = 512;

    /** Every so many times all of a peer's snapshots are looked at, not only the new ones. */
    private static final int LOOK_AGAIN_INTERVAL = 8;

    /** Of every so many of the snapshots that are looked at, the bytes are, and are decoded; of others what the state says of itself. */
    private static final int WHOLE_INTERVAL = 8;

    private final Set<Property> enabled;
    private final Taped<S> simulation;
    private final ReferenceChecks<S> references;
    private final PerHost<List<Look<S>>> looked = new PerHost<>(); // at the last time, the newest snapshot first
    private long readings;
    private long looks;
    private long snapshots;

    /** A snapshot that was looked at, and where it had to be. */
    private record Look<S>(Snapshot<S> snapshot, Oracle.Place<S> place) {}

    StateChecks(Set<Property> enabled, Taped<S> simulation, ReferenceChecks<S> references) {
        this.enabled = enabled;
        this.simulation = simulation;
        this.references = references;
    }

    /** A peer simulated a tick; where it ought to be, and the state's hash, are given because they are costly. */
    void ticked(Host<S> host, long tick, S state, Oracle.Place<S> place, long hash) {
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
        List<StampedEvent> expected = references.of(host).peer().known().at(tick);
        if (expected.isEmpty() && applied.isEmpty()) {
            return; // nearly always
        }
        List<Event> right = expected.stream().map(StampedEvent::event).toList();
        if (!applied.equals(right)) {
            throw new Violation(Property.ONCE, host.id(), tick, "applied " + applied + ", should be " + right);
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        Peer<S> after = step.peer();
        simulation.take();
        List<StampedEvent> fresh = references.of(host).peer().fresh();
        if (!fresh.isEmpty()) {
            onNewEvents(host, before, after, fresh);
        }
        if (enabled.contains(Property.ROLLBACK)
                && !(input instanceof Input.ClockRead)
                && after.tick() != before.tick()) {
            throw new Violation(
                    Property.ROLLBACK, host.id(), after.tick(), "an event moved the clock from tick " + before.tick());
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
        boolean isQuiet = !rolledBack && step.outputs().isEmpty(); // nearly always
        if (isQuiet || !enabled.contains(Property.ROLLBACK)) {
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

    /** Snapshots that were taken at the earliest tick of new events or later, without them, must be gone already. */
    private void onNewEvents(Host<S> host, Peer<S> before, Peer<S> after, List<StampedEvent> fresh) {
        long present = before.machine().present().tick();
        for (StampedEvent event : fresh) {
            if (event.tick() <= present) {
                checkSnapshots(host, after);
                return;
            }
        }
    }

    /** Those that are new since the last time, or ought to be others now; and now and then all, as what was right can be written to. */
    private void checkSnapshots(Host<S> host, Peer<S> peer) {
        if (!enabled.contains(Property.SNAP_FRESH) && !enabled.contains(Property.SNAP_IDENTITY)) {
            return;
        }
        List<Snapshot<S>> all = peer.machine().snapshots();
        List<Look<S>> now = new ArrayList<>(all.size());
        Iterator<Look<S>> before = lookedBefore(host);
        Look<S> last = next(before);
        for (Snapshot<S> snapshot : all) {
            while (last != null && last.snapshot.tick() > snapshot.tick()) {
                last = next(before);
            }
            Oracle.Place<S> place = references.of(host).placeAt(snapshot.tick());
            boolean isAsBefore = last != null && last.snapshot == snapshot && last.place == place;
            if (!isAsBefore) {
                checkSnapshot(host, snapshot, place);
            }
            now.add(isAsBefore ? last : new Look<>(snapshot, place));
        }
        looked.put(host, now);
    }

    private Iterator<Look<S>> lookedBefore(Host<S> host) {
        List<Look<S>> before = looked.of(host);
        return ++looks % LOOK_AGAIN_INTERVAL == 0 || before == null ? Collections.emptyIterator() : before.iterator();
    }

    private static <T> T next(Iterator<T> rest) {
        return rest.hasNext() ? rest.next() : null;
    }

    private void checkSnapshot(Host<S> host, Snapshot<S> snapshot, Oracle.Place<S> place) {
        S state = snapshot.state();
        boolean whole = ++snapshots % WHOLE_INTERVAL == 0;
        if (!whole && place.isAt(state)) {
            return;
        }
        byte[] bytes = simulation.bytes(state);
        long hash = StateHash.of(bytes);
        if (enabled.contains(Property.SNAP_FRESH) && hash != place.hash()) {
            String what = "snapshot " + state + " with hash " + hex(hash) + ", should be " + place.state()
                    + " with hash " + hex(place.hash());
            throw new Violation(Property.SNAP_FRESH, host.id(), snapshot.tick(), what);
        }
        if (whole && enabled.contains(Property.SNAP_IDENTITY)) {
            checkIdentity(host, snapshot, bytes);
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
