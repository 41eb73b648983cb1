package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The rules by which a peer drops what is settled, hands a state over to who needs what was dropped, and takes one over, within one step of one
 * peer (spec 8.20 to 8.22).
 */
final class Forgetter<S> {

    private final Transition<S> step;
    private final Settler<S> settler;

    Forgetter(Transition<S> step, Settler<S> settler) {
        this.step = step;
        this.settler = settler;
    }

    /** Drops what is settled for longer than a window; not one tick after the other, as dropping costs as much as what is left. */
    void forget() {
        long window = step.config.settling().orElseThrow().window();
        if ((step.settled.tick() - beginning()) / 2 >= window) {
            step.machine = step.machine.beginningBy(step.settled.tick() - window);
        }
    }

    /** The tick of the first state that there is. */
    long beginning() {
        return step.machine.beginning().tick();
    }

    // ---- handing over ----

    /** Before the history: what the events before it have led to, if the neighbour may not know all of them. */
    void greet(LinkId link, Kept kept) {
        step.handover = step.handover.knowing(link, kept.tick());
        if (kept.tick() < beginning()) {
            handOver(link);
        }
    }

    private void handOver(LinkId link) {
        Snapshot<S> from = step.machine.beginning();
        byte[] bytes = step.machine.bytes(from);
        long hash = step.machine.hash(from.tick(), from.state());
        Versions versions = step.machine.timeline().versionsAt(from.tick());
        Source keeper = step.settlement.keeper().orElseThrow();
        step.outputs.add(
                new Output.Send(link, new Message.Snapshot(from.tick(), keeper, bytes.length, hash, versions)));
        if (bytes.length > 0) {
            step.outputs.add(new Output.Send(link, new Message.State(ByteBuffer.wrap(bytes))));
        }
    }

    // ---- taking over ----

    void on(LinkId link, Message.Snapshot snapshot) {
        int stateSize = step.machine.simulation().stateSize();
        Optional<Message.Bye> objection =
                step.settlement.objectionTo(snapshot).or(() -> step.handover.objectionTo(link, snapshot, stateSize));
        if (objection.isPresent()) {
            step.close(link, objection.get());
        } else {
            step.handover = step.handover.knowing(link, snapshot.tick()).hearing(link, snapshot);
            takeWhatIsWhole(link);
        }
    }

    void on(LinkId link, Message.State state) {
        Optional<Message.Bye> objection = step.handover.objectionTo(link, state);
        if (objection.isPresent()) {
            step.close(link, objection.get());
        } else {
            step.handover = step.handover.hearing(link, state);
            takeWhatIsWhole(link);
        }
    }

    private void takeWhatIsWhole(LinkId link) {
        step.handover.whole(link).ifPresent(whole -> {
            step.handover = step.handover.done(link);
            if (whole.snapshot().tick() > step.settlement.tick()) {
                Optional<S> state =
                        step.machine.decode(whole.bytes(), whole.snapshot().hash());
                objectionTo(whole.snapshot(), state)
                        .ifPresentOrElse(
                                bye -> step.close(link, bye), () -> take(link, whole.snapshot(), state.orElseThrow()));
            }
        });
    }

    private Optional<Message.Bye> objectionTo(Message.Snapshot snapshot, Optional<S> state) {
        if (state.isEmpty()) {
            String what = "the bytes of the snapshot of tick " + snapshot.tick() + " aren't those of its state";
            return Optional.of(new Message.Bye(Message.Reason.VIOLATION, what));
        }
        Timeline timeline = step.machine.timeline();
        return Greeting.conflict(timeline, snapshot.versions())
                .or(() -> step.counted(Limit.SOURCES, timeline.objectionTo(snapshot.versions())));
    }

    /** Goes on from there; what this peer knows beyond stays, and what it knows before that doesn't exist is void. */
    private void take(LinkId link, Message.Snapshot snapshot, S state) {
        Source self = step.config.self();
        if (step.settlement.keeper().isEmpty()) {
            step.settlement = step.settlement.keptBy(snapshot.keeper());
        }
        step.renewIf(step.settlement.isUnaware(self, snapshot.tick())
                || snapshot.versions().of(self) > step.machine.timeline().seqOf(self));
        settler.discard(step.settlement.voidBy(step.settlement.declaredBy(snapshot), step.machine.timeline()));
        step.beginWith(new Snapshot<>(snapshot.tick(), state), snapshot.versions());
        step.settlement = step.settlement.settledAt(snapshot.tick());
        step.outputs.add(new Output.TookOver(step.neighbourOf(link), snapshot.tick()));
        step.liveLinks()
                .filter(other -> step.handover.isBefore(other, snapshot.tick()))
                .forEach(this::handOver);
        settler.promiseIfDue();
    }
}
