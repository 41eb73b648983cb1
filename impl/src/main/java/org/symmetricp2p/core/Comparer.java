package org.symmetricp2p.core;

import java.util.Optional;

/** The rules by which peers find out whether they are in the same states, within one step of one peer (spec 8.18, 8.19). */
final class Comparer<S> {

    private final Transition<S> step;

    Comparer(Transition<S> step) {
        this.step = step;
    }

    /** A checkpoint has become settled: tells the neighbours in which state. */
    void pass(long tick, S state) {
        Message.Checkpoint checkpoint = new Message.Checkpoint(tick, step.machine.hash(tick, state));
        step.checkpoints = step.checkpoints.passing(checkpoint);
        step.sendToAllBut(Optional.empty(), checkpoint);
        compare();
    }

    void greet(LinkId link) {
        step.checkpoints.last().ifPresent(checkpoint -> step.outputs.add(new Output.Send(link, checkpoint)));
    }

    void on(LinkId link, Message.Checkpoint checkpoint) {
        step.checkpoints = step.checkpoints.hearing(link, checkpoint);
        compare();
    }

    /** Who is right can't be known here, and the events are as good as before: so the link stays, and people are told. */
    private void compare() {
        for (LinkId link : step.checkpoints.differing()) {
            Message.Checkpoint theirs = step.checkpoints.heard().get(link).checkpoint();
            long mine = step.checkpoints.own(theirs.tick());
            step.outputs.add(new Output.Diverged(link, step.neighbourOf(link), theirs.tick(), mine, theirs.hash()));
            step.checkpoints = step.checkpoints.told(link);
        }
    }
}
