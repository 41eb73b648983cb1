package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Event;

/**
 * The rules of sessions that settle, within one step of one peer (chapter 8 of the spec): {@link Transition} has all others, and what
 * changes. What follows from what is known is in {@link Settlement}.
 */
final class Settler<S> {

    private final Transition<S> step;
    private final Comparer<S> comparer;
    private final Forgetter<S> forgetter;

    Settler(Transition<S> step) {
        this.step = step;
        this.comparer = new Comparer<>(step);
        this.forgetter = new Forgetter<>(step, this);
    }

    /** A message has come that may only be where the session settles (spec 7.22). */
    void on(LinkId link, Message message) {
        if (step.config.settling().isEmpty()) {
            step.close(link, new Message.Bye(Message.Reason.VIOLATION, "the session doesn't settle"));
        } else if (message instanceof Message.Promises promises) {
            onPromises(link, promises);
        } else if (message instanceof Message.Declaration declaration) {
            onDeclaration(link, declaration);
        } else if (message instanceof Message.Checkpoint checkpoint) {
            comparer.on(link, checkpoint);
        } else if (message instanceof Message.Snapshot snapshot) {
            forgetter.on(link, snapshot);
        } else {
            forgetter.on(link, (Message.State) message);
        }
    }

    /** Before the events comes the state to which those have led that aren't there any more (spec 8.21). */
    void greetFirst(LinkId link, Kept kept) {
        forgetter.greet(link, kept);
    }

    /** After the events comes what was declared of them, and then what was promised (spec 8.17). */
    void greet(LinkId link, Kept kept) {
        kept.keeper().ifPresent(keeper -> adopt(keeper, link));
        if (step.settlement.keeper().isEmpty()) {
            return;
        }
        long since = Math.max(kept.tick(), forgetter.beginning());
        if (since < step.settlement.tick() || since == 0 && kept.keeper().isEmpty()) {
            step.outputs.add(new Output.Send(link, step.settlement.declaredSince(since, step.machine.timeline())));
        }
        if (!step.settlement.promised().latest().isEmpty()) {
            step.outputs.add(new Output.Send(
                    link, new Message.Promises(step.settlement.promised().latest())));
        }
        comparer.greet(link);
        promiseIfDue();
    }

    /** Who knew no keeper learns of it, and tells those neighbours that know none either (spec 8.3). */
    private void adopt(Source keeper, LinkId from) {
        if (step.settlement.keeper().isEmpty()) {
            step.settlement = step.settlement.keptBy(keeper);
            step.sendToAllBut(Optional.of(from), step.settlement.declaredSince(0, step.machine.timeline()));
        }
    }

    /** At a reading: promises, declares, and tells what has become settled. */
    void onReading() {
        promiseIfDue();
        step.settlement.reach(step.clock, step.config.withDelta(step.delta())).ifPresent(reach -> {
            long since = step.settlement.tick();
            step.settlement = step.settlement.declaring(reach, step.clock.nanos());
            step.sendToAllBut(Optional.empty(), step.settlement.declaredSince(since, step.machine.timeline()));
        });
        long to = Math.min(step.settlement.tick(), step.clock.tick());
        if (to > step.settled.tick()) {
            long checkpoint = Checkpoints.lastUpTo(to, step.config);
            step.settled = step.machine
                    .from(step.settled)
                    .advanceTo(to, (tick, state) -> {
                        step.observer.settled(tick, state);
                        if (tick == checkpoint) {
                            comparer.pass(tick, state);
                        }
                    })
                    .present();
            forgetter.forget();
        }
    }

    void promiseIfDue() {
        if (step.settlement.isPromiseDue(step.clock.nanos())) {
            promise(Math.max(step.settlement.tick() + 1, Math.min(step.clock.aim() + step.delta(), Stamp.MAX_TICK)));
        }
    }

    /** The keeper itself needn't promise, as nobody else goes by it. */
    private void promise(long tick) {
        Source self = step.config.self();
        Promise promise = new Promise(tick, step.machine.timeline().seqOf(self));
        if (step.settlement.keeper().isPresent()
                && !step.settlement.isBy(self)
                && step.settlement.promised().isNews(self, promise)) {
            step.settlement = step.settlement.promising(self, promise, step.clock.nanos());
            step.sendToAllBut(
                    Optional.empty(), new Message.Promises(new TreeMap<>(Collections.singletonMap(self, promise))));
        }
    }

    /** Nothing more will come of this source; a peer that goes on nevertheless, with its memory, does so as another (spec 8.14). */
    void leave() {
        if (step.settlement.keeper().isPresent() && !step.settlement.isBy(step.config.self())) {
            promise(Stamp.MAX_TICK);
            step.renew();
        }
    }

    private void onPromises(LinkId link, Message.Promises message) {
        Optional<Message.Bye> objection = step.settlement.objectionTo(message, step.machine.timeline());
        if (objection.isPresent()) {
            step.close(link, objection.get());
            return;
        }
        SortedMap<Source, Promise> fresh = step.settlement.newsOf(message);
        if (!fresh.isEmpty()) {
            step.settlement = step.settlement.hearing(fresh);
            hearOf(fresh.keySet());
            step.sendToAllBut(Optional.of(link), new Message.Promises(fresh));
        }
    }

    void hearOf(List<StampedEvent> fresh) {
        if (step.settlement.isBy(step.config.self())) {
            hearOf(fresh.stream().map(StampedEvent::source).toList());
        }
    }

    private void hearOf(Collection<Source> sources) {
        if (step.settlement.isBy(step.config.self())) {
            step.settlement = step.settlement.hearingOf(sources, step.clock.nanos());
        }
    }

    private void onDeclaration(LinkId link, Message.Declaration declaration) {
        Optional<Message.Bye> objection = step.settlement.objectionTo(declaration, step.machine.timeline());
        if (objection.isPresent()) {
            step.close(link, objection.get());
            return;
        }
        declaration.keeper().ifPresent(keeper -> adopt(keeper, link));
        step.handover = step.handover.knowing(link, declaration.tick());
        step.renewIf(step.settlement.isUnaware(step.config.self(), declaration.tick()));
        if (declaration.tick() > step.settlement.tick()) {
            discard(step.settlement.voidBy(declaration, step.machine.timeline()));
            long since = step.settlement.tick();
            step.settlement = step.settlement.settledAt(declaration.tick());
            step.sendToAllBut(Optional.of(link), step.settlement.declaredSince(since, step.machine.timeline()));
        }
        promiseIfDue();
    }

    /** Takes void events out, as if they had never come, and closes their sources (spec 8.10, 8.11). */
    void discard(SortedMap<Source, Long> last) {
        if (last.isEmpty()) {
            return;
        }
        List<StampedEvent> gone = step.machine.timeline().after(last);
        TimeMachine<S> past = step.machine;
        Source self = step.config.self();
        List<StampedEvent> own =
                gone.stream().filter(e -> step.settlement.isOwn(e, self)).toList();
        step.machine = step.machine.without(last, gone.get(0).tick());
        step.settlement = step.settlement.closing(last.keySet());
        List<StampedEvent> undone =
                gone.stream().filter(e -> step.clock.tick() >= e.tick()).toList();
        if (!undone.isEmpty()) {
            step.rewind =
                    Optional.of(step.rewind.orElseGet(() -> Rewind.of(past)).without(undone));
        }
        step.renewIf(last.containsKey(self));
        issueAgain(own);
    }

    /** Before all that waits, so the user's order stays; the application hears of it in any case. */
    private void issueAgain(List<StampedEvent> own) {
        boolean isIssuedAgain = step.config.settling().orElseThrow().issuesAgain();
        own.forEach(event -> step.outputs.add(new Output.Voided(event, isIssuedAgain)));
        if (isIssuedAgain && !own.isEmpty()) {
            List<Event> longer =
                    new ArrayList<>(own.stream().map(StampedEvent::event).toList());
            longer.addAll(step.queue);
            step.queue = List.copyOf(longer);
        }
    }

    /** Somebody else's event came too late to exist: nothing of its source is taken any more. */
    Optional<Message.Bye> close(Source source) {
        Optional<Message.Bye> objection = step.settlement.objectionToClosing(source);
        if (objection.isEmpty()) {
            step.settlement = step.settlement.closing(List.of(source));
        }
        return objection;
    }
}
