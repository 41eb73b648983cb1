package org.symmetricp2p.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.symmetricp2p.app.SplitMix64;

/**
 * Runs a simulation through a script, without a network, and at every tick goes back and replays: from the states that
 * it kept, from decoded ones, and in a second instance of the simulation. Every call must give the bytes that it gave
 * the first time, and no state may ever change.
 *
 * <p>The present is always what the last replay made, as in a peer.
 */
final class Rehearsal<S> {

    /** How far most rollbacks go, in ticks; */
    private static final int SHALLOW = 8;

    /** and one in so many, as far as states are kept: */
    private static final int DEEP_INTERVAL = 16;

    /** so many ticks, or fewer if that were more bytes than the second. */
    private static final int KEPT = 40;

    private static final int KEPT_BYTES = 64 << 20;

    private static final String LATER = "a later call, seen at tick ";

    private final Subject<S> subject;
    private final Subject<S> second; // another instance; the same if there is only one
    private final Script script;
    private final SplitMix64 chance;
    private final int kept;
    private final NavigableMap<Long, List<Moment<S>>> past = new TreeMap<>(); // by tick, a moment for each call
    private final List<Moment<S>> originals = new ArrayList<>(); // of the first pass: none may ever change
    private S secondState;
    private long rollbacks;

    Rehearsal(Subject<S> subject, Subject<S> second, Script script, long seed) {
        this.subject = subject;
        this.second = second;
        this.script = script;
        this.chance = new SplitMix64(seed);
        this.kept = Math.max(2, Math.min(KEPT, KEPT_BYTES / Math.max(1, subject.stateSize())));
    }

    /**
     * Runs all of the script.
     *
     * @return how many rollbacks there were
     * @throws Found if the simulation has a fault
     */
    long run() {
        start();
        for (long tick = 1; tick <= script.ticks(); tick++) {
            past.put(tick, forward(tick));
            past.headMap(tick - kept).clear();
            keep(last(tick));
            long from = tick - depth(tick);
            replay(tick, from);
            replayDecoded(tick, from);
            runSecond(tick);
            originals.get((int) (tick * 7 % originals.size())).checkUnchanged(subject, tick, LATER + tick);
        }
        for (Moment<S> original : originals) {
            original.checkUnchanged(subject, script.ticks(), LATER + script.ticks());
        }
        return rollbacks;
    }

    private void start() {
        Moment<S> start = subject.moment(Call.START, subject.start());
        past.put(0L, List.of(start));
        S again = subject.start();
        start.checkUnchanged(subject, 0, "a second start()");
        compare(
                subject,
                Fault.NOT_A_FUNCTION,
                start,
                again,
                "not a function of its arguments: start() differs when it is called again");
        secondState = second.start();
        compare(second, Fault.INSTANCES, start, secondState, "another instance of the simulation starts differently");
        keep(start);
    }

    /** The calls of a tick for the first time. */
    private List<Moment<S>> forward(long tick) {
        List<Moment<S>> made = new ArrayList<>();
        Moment<S> before = last(tick - 1);
        for (Call call : script.calls(tick)) {
            S next = subject.apply(call, before.state);
            before.checkUnchanged(subject, tick, call.words() + " of tick " + tick);
            before = subject.moment(call, next);
            made.add(before);
        }
        return made;
    }

    /** Goes back and on again, to where it was. */
    private void replay(long tick, long from) {
        rollbacks++;
        Moment<S> base = last(from);
        base.checkUnchanged(subject, tick, LATER + tick);
        String headline = "not a function of its arguments: the replay from tick " + from;
        S state = base.state;
        for (long t = from + 1; t <= tick; t++) {
            List<Moment<S>> again = new ArrayList<>();
            for (Moment<S> first : past.get(t)) {
                state = retrace(subject, Fault.NOT_A_FUNCTION, headline, first, state);
                again.add(new Moment<>(first.call, state, first.bytes));
            }
            past.put(t, again);
        }
    }

    private void replayDecoded(long tick, long from) {
        Moment<S> base = last(from);
        S state = subject.decoded(base.call, base.bytes);
        String headline = "something that matters isn't in the bytes: the decoded state of tick " + from;
        for (Moment<S> first : between(from, tick)) {
            state = retrace(subject, Fault.HIDDEN, headline, first, state);
        }
    }

    private void runSecond(long tick) {
        for (Moment<S> first : past.get(tick)) {
            String headline = "another instance of the simulation, with the same events,";
            secondState = retrace(second, Fault.INSTANCES, headline, first, secondState);
        }
    }

    /** One call again, from a state with the same bytes as the first time. */
    private S retrace(Subject<S> by, Fault fault, String who, Moment<S> first, S state) {
        S next = by.apply(first.call, state);
        String where = who + " differs at tick " + first.call.tick() + " in " + first.call.words();
        compare(by, fault, first, next, where);
        return next;
    }

    private void compare(Subject<S> by, Fault fault, Moment<S> first, S state, String headline) {
        byte[] actual = by.bytes(first.call, state);
        if (!Arrays.equals(first.bytes, actual)) {
            String difference = Difference.of(first.bytes, actual, first.state, state);
            throw new Found(fault, first.call.tick(), headline, difference);
        }
    }

    private void keep(Moment<S> moment) {
        if (originals.size() < kept) {
            originals.add(moment);
        } else {
            originals.set((int) (moment.call.tick() % kept), moment);
        }
    }

    private Moment<S> last(long tick) {
        List<Moment<S>> moments = past.get(tick);
        return moments.get(moments.size() - 1);
    }

    private List<Moment<S>> between(long from, long to) {
        return past.subMap(from, false, to, true).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** How many ticks to go back: at least 1, at most to the oldest state that is kept. */
    private long depth(long tick) {
        long oldest = tick - past.firstKey();
        SplitMix64 draw = new SplitMix64(chance.state() ^ tick << 32);
        return tick % DEEP_INTERVAL == 0 ? oldest : Math.min(oldest, 1 + draw.below(SHALLOW));
    }
}
