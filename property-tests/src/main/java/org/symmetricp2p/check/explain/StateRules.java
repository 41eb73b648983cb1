package org.symmetricp2p.check.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.app.StateHash;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;

/**
 * What the states of one life of a peer must be, judged apart from the core: at each tick the fold of the events that it
 * knows, after a late event as well, never changed later, and every replay reported.
 */
final class StateRules {

    private static final int MAX_STATES = 4_000;
    private static final int TICKS_AROUND = 30;
    private static final int NEWEST = 3;

    private final Faults faults;
    private final int peer;
    private final Simulation<Object> simulation;
    private final Known known;
    private final Past past;
    private final Map<Long, Object> states = new LinkedHashMap<>(); // by tick, the last simulated one last
    private final Map<Long, Long> made = new HashMap<>(); // the hash of each when it was made; looked up only
    private final List<StampedEvent> late = new ArrayList<>(); // since the last reading of the clock
    private Optional<Snapshot<Object>> last = Optional.empty(); // what this step has simulated
    private long beganTick; // from where it has

    /** @param first the state at the beginning of the life */
    StateRules(Faults faults, int peer, Simulation<Object> simulation, Known known, Object first) {
        this.faults = faults;
        this.peer = peer;
        this.simulation = simulation;
        this.known = known;
        this.past = new Past(new Oracle<>(simulation), known);
        made.put(0L, hash(first));
        checkHash(0, first);
    }

    /** The state that was simulated last for a tick, if it is remembered. */
    Optional<Object> state(long tick) {
        return Optional.ofNullable(states.get(tick));
    }

    Iterable<Long> ticks() {
        return states.keySet();
    }

    Object expected(long tick) {
        return past.at(tick).state();
    }

    // ---- a tick ----

    void ticked(Host<Object> host, long tick, Object state) {
        Snapshot<Object> base = last.orElseGet(() -> host.peer().machine().present());
        beganTick = last.isEmpty() ? base.tick() : beganTick;
        long hash = hash(state);
        checkHash(tick, state);
        if (hash != past.at(tick).hash()) {
            tellWrong(tick, base, state);
        }
        last = Optional.of(new Snapshot<>(tick, state));
        states.remove(tick); // so that it is the last one now
        states.put(tick, state);
        made.put(tick, hash);
        if (states.size() > MAX_STATES) {
            states.remove(states.keySet().iterator().next());
        }
    }

    /** The hash of a memory is made when its pages are: if it isn't that of the bytes, they were written to afterwards. */
    private void checkHash(long tick, Object state) {
        if (simulation.hash(state) != hash(state)) {
            fault(
                    "hash",
                    known.at(tick),
                    String.format(
                            "has a state of tick %d whose bytes have the hash %016x, though it was made with the hash %016x: "
                                    + "somebody wrote into its memory afterwards",
                            tick, hash(state), simulation.hash(state)));
        }
    }

    private void tellWrong(long tick, Snapshot<Object> base, Object state) {
        List<StampedEvent> due = known.at(tick);
        Guess guess = new Guess(simulation, base.state(), state);
        boolean isFunction = !guess.isNoFunction(due);
        boolean isWritten = made.getOrDefault(base.tick(), hash(base.state())) != hash(base.state());
        if (isWritten || guess.isWriting(due)) {
            tellWritten(base.tick(), tick);
        } else if (base.tick() != tick - 1) {
            fault("jump", due, "simulates tick " + tick + " after tick " + base.tick());
        } else if (isFunction && guess.fits(due)) {
            fault("base", due, "goes on to tick " + tick + " from a state of tick " + base.tick() + " that is wrong");
        } else {
            String how = guess.mistake(due, around(tick)).orElse("in a way that no single mistake explains");
            fault("tick", due, "simulates tick " + tick + " wrong: " + how + began());
        }
    }

    /** A mistake about events is often one about those at which the peer began. */
    private String began() {
        List<StampedEvent> before = known.at(beganTick);
        return before.isEmpty()
                ? ""
                : "; it went on there from tick " + beganTick + ", of which it knows " + Words.events(before);
    }

    private void tellWritten(long written, long tick) {
        fault(
                "changed",
                known.at(tick),
                "writes into its state of tick " + written + ", which was made already, while it " + "simulates tick "
                        + tick + ": the states share memory");
    }

    private List<StampedEvent> around(long tick) {
        return known.upTo(tick + TICKS_AROUND).stream()
                .filter(event -> event.tick() >= tick - TICKS_AROUND && event.tick() != tick)
                .toList();
    }

    // ---- a step ----

    void stepped(Peer<Object> before, Input input, List<StampedEvent> fresh, Step<Object> step) {
        last = Optional.empty();
        fresh.stream().mapToLong(StampedEvent::tick).min().ifPresent(tick -> {
            past.forgetFrom(tick);
            states.keySet().removeIf(made -> made >= tick);
            adopt(step.peer(), tick);
            checkKept(before, step.peer(), fresh, tick);
            checkNotTooFar(before, step.peer(), fresh, tick);
        });
        if (input instanceof Input.ClockRead) {
            checkReport(before, step);
            checkUnchanged(step.peer());
        }
        fresh.stream().filter(event -> event.tick() <= before.tick()).forEach(late::add);
    }

    /** What the peer holds of these ticks is not what it simulated, since that is dropped; unless it is kept for no reason. */
    private void adopt(Peer<Object> after, long tick) {
        for (Snapshot<Object> kept : after.machine().snapshots()) {
            if (kept.tick() >= tick) {
                states.put(kept.tick(), kept.state());
                made.put(kept.tick(), hash(kept.state()));
            }
        }
    }

    /** After a late event, a state of its tick or later must not stay as it was. */
    private void checkKept(Peer<Object> before, Peer<Object> after, List<StampedEvent> fresh, long tick) {
        Snapshot<Object> wrong = null;
        for (Snapshot<Object> kept : after.machine().snapshots()) {
            boolean isWrong = kept.tick() >= tick
                    && hash(kept.state()) != past.at(kept.tick()).hash();
            wrong = isWrong ? kept : wrong; // the earliest one counts, and the newest comes first
        }
        if (wrong != null) {
            List<StampedEvent> due = known.at(wrong.tick());
            String how = new Guess(simulation, past.at(wrong.tick() - 1).state(), wrong.state())
                    .mistake(due, List.of())
                    .map(mistake -> "made " + mistake)
                    .orElse("made without it");
            fault(
                    "kept",
                    fresh,
                    "takes " + Words.names(fresh, 1) + " late, with its clock at tick " + before.tick()
                            + ", and keeps its state of tick " + wrong.tick() + ", " + how);
        }
    }

    /** Nor must more ticks be made again than the event asks for. */
    private void checkNotTooFar(Peer<Object> before, Peer<Object> after, List<StampedEvent> fresh, long tick) {
        long right = before.machine().snapshots().stream()
                .mapToLong(Snapshot::tick)
                .filter(kept -> kept < tick)
                .max()
                .orElse(0);
        long present = after.machine().present().tick();
        if (present < right) {
            fault(
                    "too far",
                    fresh,
                    "goes back to tick " + present + " because of " + Words.names(fresh, 1)
                            + ", though its state of tick " + right + " is still right");
        }
    }

    private void checkReport(Peer<Object> before, Step<Object> step) {
        Optional<Output.RolledBack> report = step.outputs().stream()
                .filter(output -> output instanceof Output.RolledBack)
                .map(output -> (Output.RolledBack) output)
                .findFirst();
        List<StampedEvent> told = report.map(Output.RolledBack::late).orElse(List.of());
        late.sort(Oracle.ORDER);
        if (!told.equals(late)) {
            String replayed = late.isEmpty()
                    ? ""
                    : "simulates ticks " + late.get(0).tick() + " to " + before.tick() + " again because of "
                            + Words.events(late) + ", and ";
            fault(
                    "report",
                    late,
                    replayed + "reports "
                            + (report.isEmpty() ? "no rollback" : "a rollback because of " + Words.events(told)));
        } else if (report.isPresent()
                && (report.get().from() != late.get(0).tick() || report.get().to() != before.tick())) {
            fault(
                    "report",
                    late,
                    "reports a rollback from tick " + report.get().from() + " to "
                            + report.get().to() + ", but it was from "
                            + late.get(0).tick() + " to " + before.tick());
        }
        late.clear();
    }

    /** A state is a value: the next one must not write into it. */
    private void checkUnchanged(Peer<Object> after) {
        List<Snapshot<Object>> newest = after.machine().snapshots();
        for (Snapshot<Object> kept : newest.subList(0, Math.min(NEWEST, newest.size()))) {
            Long then = states.get(kept.tick()) == kept.state() ? made.get(kept.tick()) : null;
            if (then != null && hash(kept.state()) != then) {
                tellWritten(kept.tick(), kept.tick() + 1);
            }
        }
    }

    private long hash(Object state) {
        return StateHash.of(simulation.bytes(state));
    }

    private void fault(String kind, List<StampedEvent> events, String what) {
        faults.addSome(peer, Fault.Topic.STATES, kind, Words.stamps(events), what);
    }
}
