package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symmetricp2p.core.Message.Reason;

/**
 * What a peer knows of what is settled (chapter 8 of the spec): of the events up to a tick, those that it knows are the ones that
 * exist, as the keeper has declared; others are void. An immutable value. In a session without a keeper it says nothing.
 *
 * @param keeper whose declarations count, if that is known
 * @param tick how far they go that the peer has taken; 0 if none
 * @param closed the sources of which it has met a void event; nothing of them is taken any more
 * @param promised what sources have promised
 * @param former this peer's own earlier sources, with the seq of the last event that it issued as each
 * @param promisedNanos when the peer last promised, in local time
 * @param office what it knows as the keeper
 */
record Settlement(
        Optional<Source> keeper,
        long tick,
        SortedSet<Source> closed,
        Promised promised,
        SortedMap<Source, Long> former,
        long promisedNanos,
        Office office) {

    /** How often a peer promises, in nanoseconds. */
    static final long PROMISE_NANOS = Peer.SYNC_NANOS;

    static Settlement startingAt(long nanos, Config config) {
        return new Settlement(
                config.settling().flatMap(Settling::keeper),
                0,
                Collections.emptySortedSet(),
                Promised.NOTHING,
                Collections.emptySortedMap(),
                nanos - PROMISE_NANOS,
                Office.openedAt(nanos));
    }

    boolean isBy(Source self) {
        return keeper.equals(Optional.of(self));
    }

    /** Whether a peer, as the keeper, hears of a tick that it doesn't know to have declared (spec 8.13). */
    boolean isUnaware(Source self, long declared) {
        return isBy(self) && declared > tick;
    }

    /** What the peer says in its HELLO. */
    Kept told() {
        return new Kept(keeper, tick);
    }

    Settlement keptBy(Source newKeeper) {
        return new Settlement(Optional.of(newKeeper), tick, closed, promised, former, promisedNanos, office);
    }

    private Settlement with(Promised newPromised, long newPromisedNanos) {
        return new Settlement(keeper, tick, closed, newPromised, former, newPromisedNanos, office);
    }

    private Settlement with(Office newOffice) {
        return new Settlement(keeper, tick, closed, promised, former, promisedNanos, newOffice);
    }

    // ---- events ----

    /** Before that tick, which is 0 without a keeper, a source of this peer mustn't issue (spec 8.7). */
    long earliest(Source self, Timeline timeline) {
        if (keeper.isEmpty()) {
            return 0;
        }
        long previous = former.keySet().stream()
                .flatMap(source -> timeline.latestOf(source).stream())
                .mapToLong(StampedEvent::tick)
                .max()
                .orElse(0);
        return Math.max(previous, Math.max(tick + 1, promised.tickOf(self)));
    }

    /** The timeline's verdict on an event that arrives, and what it can't know of: whether the event is void (spec 8.10). */
    Timeline.Verdict judge(StampedEvent event, Timeline timeline) {
        Timeline.Verdict verdict = timeline.judge(event);
        if (tick == 0) {
            return verdict; // nothing is settled
        }
        boolean isBeyond = event.seq() > timeline.seqOf(event.source());
        boolean isLate = event.tick() <= tick
                && (verdict == Timeline.Verdict.NEW || verdict == Timeline.Verdict.TOO_MANY_SOURCES);
        return isBeyond && closed.contains(event.source()) || isLate ? Timeline.Verdict.VOID : verdict;
    }

    /** Why no further source can be closed. */
    Optional<Message.Bye> objectionToClosing(Source source) {
        return closed.size() < Versions.MAX_SOURCES || closed.contains(source)
                ? Optional.empty()
                : Optional.of(new Message.Bye(
                        Reason.LIMIT, "there are " + Versions.MAX_SOURCES + " other closed sources than " + source));
    }

    Settlement closing(Collection<Source> sources) {
        if (closed.containsAll(sources)) {
            return this;
        }
        SortedSet<Source> all = new TreeSet<>(closed);
        all.addAll(sources);
        return new Settlement(
                keeper,
                tick,
                Collections.unmodifiableSortedSet(all),
                promised.without(sources),
                former,
                promisedNanos,
                office);
    }

    /** The peer goes on as another source, whose first promise is due at once. */
    Settlement renewed(Source self, long seq) {
        SortedMap<Source, Long> all = new TreeMap<>(former);
        all.put(self, seq);
        return new Settlement(
                keeper,
                tick,
                closed,
                promised,
                Collections.unmodifiableSortedMap(all),
                promisedNanos - PROMISE_NANOS,
                office);
    }

    /** Whether this peer itself has issued an event, in this life or as a source that it gave up. */
    boolean isOwn(StampedEvent event, Source self) {
        return event.source().equals(self) || event.seq() <= former.getOrDefault(event.source(), 0L);
    }

    /** What is left to be sent of a message that waits, if anything is (spec 8.23). */
    Optional<Message> due(Message message, Timeline timeline) {
        if (message instanceof Message.Events events) {
            List<StampedEvent> left = events.events().stream()
                    .filter(e -> !closed.contains(e.source()) || e.seq() <= timeline.seqOf(e.source()))
                    .toList();
            return left.isEmpty() ? Optional.empty() : Optional.of(new Message.Events(events.clock(), left));
        }
        if (message instanceof Message.Promises promises) {
            SortedMap<Source, Promise> left = new TreeMap<>(promises.bySource());
            left.keySet().removeAll(closed);
            return left.isEmpty() ? Optional.empty() : Optional.of(new Message.Promises(left));
        }
        return Optional.of(message);
    }

    // ---- promises ----

    /** Why the link must be closed over which promises came, if it must: whoever passes one on has sent what it counts (spec 8.6). */
    Optional<Message.Bye> objectionTo(Message.Promises message, Timeline timeline) {
        if (keeper.isEmpty()) {
            return violation("PROMISES, but no keeper was told");
        }
        for (Map.Entry<Source, Promise> made : message.bySource().entrySet()) {
            Source source = made.getKey();
            long seq = made.getValue().seq();
            if (seq > timeline.seqOf(source) && !closed.contains(source)) {
                return violation("a promise counts event " + source + "#" + seq + ", which is missing");
            }
        }
        return Optional.empty();
    }

    /** What is new of what was promised. */
    SortedMap<Source, Promise> newsOf(Message.Promises message) {
        SortedMap<Source, Promise> fresh = new TreeMap<>();
        message.bySource().forEach((source, promise) -> {
            if (!closed.contains(source) && promised.isNews(source, promise)) {
                fresh.put(source, promise);
            }
        });
        return fresh;
    }

    Settlement hearing(SortedMap<Source, Promise> fresh) {
        return with(promised.with(fresh), promisedNanos);
    }

    boolean isPromiseDue(long nanos) {
        return nanos - promisedNanos >= PROMISE_NANOS;
    }

    Settlement promising(Source self, Promise promise, long nanos) {
        return with(promised.with(new TreeMap<>(Collections.singletonMap(self, promise))), nanos);
    }

    // ---- declarations ----

    /** Why the link must be closed over which a declaration came, if it must (spec 8.9). */
    Optional<Message.Bye> objectionTo(Message.Declaration declaration, Timeline timeline) {
        if (keeper.isEmpty() && declaration.keeper().isEmpty()) {
            return violation("a declaration, but no keeper was told");
        }
        if (declaration.keeper().isPresent()
                && keeper.isPresent()
                && !declaration.keeper().equals(keeper)) {
            return otherKeeper(declaration.keeper().get());
        }
        if (declaration.since() > tick) {
            return violation(
                    "a declaration since tick " + declaration.since() + ", but " + tick + " is the last known");
        }
        for (Map.Entry<Source, Long> counted : declaration.counts().entrySet()) {
            if (counted.getValue() > timeline.seqOf(counted.getKey()) && declaration.tick() > tick) {
                return violation("a declaration counts event " + counted.getKey() + "#" + counted.getValue()
                        + ", which is missing");
            }
        }
        return Optional.empty();
    }

    /** Why a peer of another keeper isn't wanted (spec 8.4). */
    Optional<Message.Bye> otherKeeper(Source theirs) {
        return Optional.of(new Message.Bye(
                Reason.INCOMPATIBLE,
                "keeper differs: " + keeper.orElseThrow() + " at one end, " + theirs + " at the other"));
    }

    /** Why the link must be closed over which a snapshot is announced, if it must (spec 8.22). */
    Optional<Message.Bye> objectionTo(Message.Snapshot snapshot) {
        return keeper.isPresent() && !isBy(snapshot.keeper()) ? otherKeeper(snapshot.keeper()) : Optional.empty();
    }

    /** What a snapshot declares besides: of the events since the settled tick, exactly those exist that led to it. */
    Message.Declaration declaredBy(Message.Snapshot snapshot) {
        Optional<Source> told = tick == 0 ? Optional.of(snapshot.keeper()) : Optional.empty();
        return new Message.Declaration(
                tick, snapshot.tick(), told, snapshot.versions().seqs());
    }

    /** Of each source of which events are void by a declaration, the seq of the last one that isn't (spec 8.10). */
    SortedMap<Source, Long> voidBy(Message.Declaration declaration, Timeline timeline) {
        SortedMap<Source, Long> last = new TreeMap<>();
        for (StampedEvent event : upTo(declaration.tick(), timeline)) {
            if (event.seq() > declaration.counts().getOrDefault(event.source(), 0L)) {
                last.putIfAbsent(event.source(), event.seq() - 1);
            }
        }
        return last;
    }

    /** The events after the settled tick, up to another, in order. */
    private List<StampedEvent> upTo(long to, Timeline timeline) {
        List<StampedEvent> events = new ArrayList<>();
        Iterator<StampedEvent> following = timeline.from(tick + 1);
        while (following.hasNext()) {
            StampedEvent event = following.next();
            if (event.tick() > to) {
                break;
            }
            events.add(event);
        }
        return events;
    }

    Settlement settledAt(long newTick) {
        return new Settlement(keeper, newTick, closed, promised, former, promisedNanos, office);
    }

    /** What is settled beyond a tick, for who knows the declarations up to it; all that was counted is in the timeline (spec 8.8). */
    Message.Declaration declaredSince(long since, Timeline timeline) {
        SortedMap<Source, Long> counts = new TreeMap<>();
        Settlement known = settledAt(since);
        known.upTo(tick, timeline).forEach(event -> counts.put(event.source(), event.seq()));
        return new Message.Declaration(since, tick, since == 0 ? keeper : Optional.empty(), counts);
    }

    // ---- the keeper ----

    Settlement hearingOf(Collection<Source> sources, long nanos) {
        Office more = office;
        for (Source source : sources) {
            more = more.hearing(source, nanos);
        }
        return with(more);
    }

    /** As the keeper: how far it can declare now, if that is further than it has. */
    Optional<Long> reach(Clock clock, Config config) {
        if (!isBy(config.self()) || !office.isDue(clock.nanos())) {
            return Optional.empty();
        }
        return Optional.of(office.reach(this, clock, config)).filter(reach -> reach > tick);
    }

    Settlement declaring(long newTick, long nanos) {
        return settledAt(newTick).with(office.declaringAt(nanos));
    }

    private static Optional<Message.Bye> violation(String what) {
        return Optional.of(new Message.Bye(Reason.VIOLATION, what));
    }
}
