package org.symmetricp2p.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.explore.TimeMove.Kind;
import org.symmetricp2p.sim.Chain;

/**
 * One real peer and its time machine, with one neighbour, from whom the events of all others come: in time or late, in
 * any order that keeps each source's own. The same as {@code spec/tla/TimeMachine.tla}.
 *
 * <p>The projection: the clock's tick; the stamps of the timeline; of each snapshot the tick and the state; and the
 * stamps of the events that came late since the last reading of the clock. In the model these are {@code clock},
 * {@code known}, {@code snapshots} and {@code late}. A state of {@link Chain} is a hash of what a state of the model
 * lists: the events that were applied, in order, each with the ticks counted by then. All else that the peer holds
 * is a function of these, or never changes here; also the time machine before the first late event, with which a report
 * compares: it knows what isn't late.
 *
 * <p>What is checked, by {@link TimeWorldChecks}: properties 1, 4, 5, 6, 9, 10, 12 and 13.
 */
public final class TimeWorld implements SmallWorld<TimeMove> {

    static final Source SELF = new Source(1, 0);

    private static final LinkId LINK = new LinkId(1);
    private static final Source NEIGHBOUR = new Source(9, 0);
    private static final long TICK_NANOS = 1_000_000_000 / Config.DEFAULT_FPS;

    final TimeScript script;
    final Oracle<Chain.State> oracle;
    final Peer<Chain.State> peer;
    final List<StampedEvent> known; // what the peer should know, in stamp order
    final List<StampedEvent> late; // of these, what came late since the last reading, in stamp order

    private TimeWorld(
            TimeScript script,
            Oracle<Chain.State> oracle,
            Peer<Chain.State> peer,
            List<StampedEvent> known,
            List<StampedEvent> late) {
        this.script = script;
        this.oracle = oracle;
        this.peer = peer;
        this.known = known;
        this.late = late;
    }

    /** The world at its beginning: the peer has greeted its neighbour, and nothing has happened. */
    public static TimeWorld of(TimeScript script) {
        Chain chain = new Chain();
        Config config =
                Config.of(SELF).withDelta(script.delta()).withTravelNanos(0).withJoinNanos(0);
        Message hello = new Message.Hello(chain.id(), config.fps(), chain.stateSize(), NEIGHBOUR, 0, Versions.NONE);
        Peer<Chain.State> peer = Peer.start(config, chain, 0)
                .step(new Input.LinkUp(LINK, OptionalInt.empty()))
                .peer()
                .step(new Input.Received(LINK, hello))
                .peer();
        return new TimeWorld(script, new Oracle<>(chain), peer, List.of(), List.of());
    }

    @Override
    public List<TimeMove> moves() {
        List<TimeMove> moves = new ArrayList<>();
        script.others().forEach((other, ticks) -> {
            int taken = knownOf(other).size();
            if (taken < ticks.size()) {
                moves.add(new TimeMove(Kind.RECEIVE, other));
            }
            if (taken > 0) {
                moves.add(new TimeMove(Kind.DUPLICATE, other));
            }
        });
        if (knownOf(SELF.peer()).size() < script.issued()) {
            moves.add(new TimeMove(Kind.ISSUE, 0));
        }
        for (int ticks : script.steps()) {
            if (peer.tick() + ticks <= script.lastTick()) {
                moves.add(new TimeMove(Kind.READ, ticks));
            }
        }
        return moves;
    }

    @Override
    public TimeWorld after(TimeMove move) {
        return switch (move.kind()) {
            case RECEIVE -> receiving(nextOf(move.number()));
            case DUPLICATE -> repeating(lastOf(move.number()));
            case ISSUE -> issuing();
            case READ -> reading(move.number());
        };
    }

    private TimeWorld receiving(StampedEvent event) {
        List<StampedEvent> lateNow = event.tick() <= peer.tick() ? with(late, event) : late;
        return stepping(arrival(event), with(known, event), lateNow, peer.tick());
    }

    private TimeWorld repeating(StampedEvent event) {
        return stepping(arrival(event), known, late, peer.tick());
    }

    private static Input arrival(StampedEvent event) {
        return new Input.Received(LINK, new Message.Events(0, List.of(event)));
    }

    private TimeWorld issuing() {
        List<StampedEvent> own = knownOf(SELF.peer());
        long earliest = own.isEmpty() ? 0 : lastOf(SELF.peer()).tick();
        long tick = Math.max(peer.tick() + script.delta(), earliest);
        StampedEvent event = event(tick, SELF.peer(), own.size() + 1);
        return stepping(new Input.LocalEvent(event.event()), with(known, event), late, peer.tick());
    }

    private TimeWorld reading(int ticks) {
        long nanos = ticks == 0 ? peer.clock().nanos() : peer.nextWakeNanos() + (ticks - 1) * TICK_NANOS;
        return stepping(new Input.ClockRead(nanos), known, List.of(), peer.tick() + ticks);
    }

    /** After an input, with what must be known then, and where the clock must be. */
    private TimeWorld stepping(Input input, List<StampedEvent> knownNow, List<StampedEvent> lateNow, long tick) {
        TimeWorldChecks checks = new TimeWorldChecks(this);
        Step<Chain.State> step = peer.step(input, checks::checkState);
        checks.checkStep(input, step, tick);
        return new TimeWorld(script, oracle, step.peer(), knownNow, lateNow);
    }

    @Override
    public void check() {
        new TimeWorldChecks(this).check();
    }

    // ---- in words, and projection ----

    @Override
    public List<String> describe() {
        List<Long> ticks =
                peer.machine().snapshots().stream().map(Snapshot::tick).toList();
        return List.of(
                "the clock is at tick " + peer.tick() + ", snapshots are of ticks " + ticks,
                "knows " + stamps(peer.timeline().events()) + ", of which late: " + stamps(late));
    }

    static List<Stamp> stamps(List<StampedEvent> events) {
        return events.stream().map(StampedEvent::stamp).toList();
    }

    @Override
    public byte[] key() {
        Key key = new Key().put(peer.tick());
        putStamps(key, peer.timeline().events());
        putStamps(key, late);
        for (Snapshot<Chain.State> snapshot : peer.machine().snapshots()) {
            key.put(snapshot.tick())
                    .put(snapshot.state().tick())
                    .put(snapshot.state().chain());
        }
        return key.toBytes();
    }

    private static void putStamps(Key key, List<StampedEvent> events) {
        key.put(events.size());
        for (StampedEvent event : events) {
            key.put(event.tick()).put(event.source().peer()).put(event.seq());
        }
    }

    // ---- events ----

    private List<StampedEvent> knownOf(int issuer) {
        return known.stream().filter(e -> e.source().peer() == issuer).toList();
    }

    private StampedEvent lastOf(int issuer) {
        List<StampedEvent> all = knownOf(issuer);
        return all.get(all.size() - 1);
    }

    private StampedEvent nextOf(int issuer) {
        int taken = knownOf(issuer).size();
        return event(script.others().get(issuer).get(taken), issuer, taken + 1);
    }

    /** The payload tells an event from all others. */
    private static StampedEvent event(long tick, int issuer, int seq) {
        return new StampedEvent(new Stamp(tick, new Source(issuer, 0), seq), Event.of(Event.NEXT, 100 * issuer + seq));
    }

    private static List<StampedEvent> with(List<StampedEvent> events, StampedEvent more) {
        return Stream.concat(events.stream(), Stream.of(more)).sorted().toList();
    }
}
