package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;

/**
 * Chapter 8 of the specification once more, for one peer that isn't the keeper, has no user and never takes a state over: what it knows, to what it
 * objects, and what it passes on. Changes by each message.
 */
final class SettlingModel {

    /** A snapshot that is under way, of which so many bytes have come. */
    private record Arriving(Message.Snapshot snapshot, int received) {}

    private final int stateSize;
    private final SortedMap<Source, List<StampedEvent>> known = new TreeMap<>();
    private final Set<Source> closed = new TreeSet<>();
    private final SortedMap<Source, Long> promised = new TreeMap<>();
    private final Map<LinkId, Arriving> arriving = new TreeMap<>();
    private final SortedMap<Long, Long> hashes = new TreeMap<>(); // of its own checkpoints
    private final SortedMap<LinkId, Message.Checkpoint> checkpoints = new TreeMap<>(); // the last of each link
    private final Set<LinkId> different = new TreeSet<>(); // of which its user was told
    private Optional<Source> keeper = Optional.empty();
    private long settled;
    private long ownPromise;
    private long ownPromiseNanos = -Peer.SYNC_NANOS;
    private final List<Message> passedOn = new ArrayList<>(); // by the last message

    SettlingModel(int stateSize) {
        this.stateSize = stateSize;
    }

    Optional<Source> keeper() {
        return keeper;
    }

    /** W. */
    long settled() {
        return settled;
    }

    /** In stamp order. */
    List<StampedEvent> events() {
        return known.values().stream().flatMap(List::stream).sorted().toList();
    }

    List<StampedEvent> of(Source source) {
        return known.computeIfAbsent(source, s -> new ArrayList<>());
    }

    /** What every other live link gets because of the last message, in order. */
    List<Message> passedOn() {
        return List.copyOf(passedOn);
    }

    /** The link is over. */
    void drop(LinkId link) {
        arriving.remove(link);
        checkpoints.remove(link);
    }

    /** A message comes over a live link; why that must be closed, if it must. */
    Optional<Reason> on(LinkId link, Message message) {
        passedOn.clear();
        if (message instanceof Message.Events events) {
            return on(events.events());
        } else if (message instanceof Message.Promises promises) {
            return on(promises);
        } else if (message instanceof Message.Declaration declaration) {
            return on(declaration);
        } else if (message instanceof Message.Checkpoint checkpoint) {
            checkpoints.merge(link, checkpoint, (last, next) -> different.contains(link) ? last : next);
        } else if (message instanceof Message.Snapshot snapshot) {
            return on(link, snapshot);
        } else if (message instanceof Message.State state) {
            return on(link, state);
        }
        return Optional.empty();
    }

    // ---- who is the keeper (8.3, 8.4) ----

    /** A HELLO comes. */
    Optional<Reason> greeted(Optional<Source> theirs) {
        passedOn.clear();
        if (differs(theirs)) {
            return Optional.of(Reason.INCOMPATIBLE);
        }
        theirs.ifPresent(this::learn);
        return Optional.empty();
    }

    private boolean differs(Optional<Source> theirs) {
        return theirs.isPresent() && keeper.isPresent() && !theirs.equals(keeper);
    }

    private void learn(Source told) {
        if (keeper.isEmpty()) {
            keeper = Optional.of(told);
            passedOn.add(declaredSince(0));
        }
    }

    // ---- events (3.2, 8.10) ----

    private Optional<Reason> on(List<StampedEvent> events) {
        List<StampedEvent> fresh = new ArrayList<>();
        Optional<Reason> objection = Optional.empty();
        for (StampedEvent event : events) {
            objection = on(event, fresh);
            if (objection.isPresent()) {
                break;
            }
        }
        if (!fresh.isEmpty()) {
            passedOn.add(new Message.Events(0, fresh));
        }
        return objection;
    }

    private Optional<Reason> on(StampedEvent event, List<StampedEvent> fresh) {
        List<StampedEvent> before = of(event.source());
        if (event.seq() <= before.size()) {
            boolean isKnown = before.get((int) event.seq() - 1).equals(event);
            return isKnown ? Optional.empty() : Optional.of(Reason.CONFLICT);
        } else if (closed.contains(event.source())) {
            return Optional.empty();
        } else if (event.seq() > before.size() + 1) {
            return Optional.of(Reason.VIOLATION);
        } else if (event.tick() <= settled) {
            close(event.source());
        } else {
            before.add(event);
            fresh.add(event);
        }
        return Optional.empty();
    }

    private void close(Source source) {
        closed.add(source);
        promised.remove(source);
    }

    // ---- promises (8.6) ----

    private Optional<Reason> on(Message.Promises message) {
        boolean isWrong = message.bySource().entrySet().stream()
                .anyMatch(made -> !closed.contains(made.getKey())
                        && made.getValue().seq() > of(made.getKey()).size());
        if (keeper.isEmpty() || isWrong) {
            return Optional.of(Reason.VIOLATION);
        }
        SortedMap<Source, Promise> fresh = new TreeMap<>(message.bySource());
        fresh.entrySet().removeIf(made -> !isNews(made.getKey(), made.getValue().tick()));
        fresh.forEach((source, promise) -> {
            promised.keySet().removeIf(other -> other.peer() == source.peer());
            promised.put(source, promise.tick());
        });
        if (!fresh.isEmpty()) {
            passedOn.add(new Message.Promises(fresh));
        }
        return Optional.empty();
    }

    private boolean isNews(Source source, long tick) {
        return !closed.contains(source)
                && tick > promised.getOrDefault(source, 0L)
                && promised.keySet().stream()
                        .noneMatch(
                                other -> other.peer() == source.peer() && other.incarnation() > source.incarnation());
    }

    /** What the peer promises at a time at which it may, if that is due (8.5). */
    Optional<Long> promising(long nanos, long earliest) {
        long tick = Math.max(settled + 1, earliest);
        if (keeper.isEmpty() || nanos - ownPromiseNanos < Peer.SYNC_NANOS || tick <= ownPromise) {
            return Optional.empty();
        }
        ownPromise = tick;
        ownPromiseNanos = nanos;
        return Optional.of(tick);
    }

    // ---- declarations (8.8 to 8.10) ----

    private Optional<Reason> on(Message.Declaration declaration) {
        if (differs(declaration.keeper())) {
            return Optional.of(Reason.INCOMPATIBLE);
        }
        boolean isNew = declaration.tick() > settled;
        boolean isTold = keeper.isPresent() || declaration.keeper().isPresent();
        boolean isMissing = declaration.counts().entrySet().stream()
                .anyMatch(count -> count.getValue() > of(count.getKey()).size());
        if (!isTold || declaration.since() > settled || isNew && isMissing) {
            return Optional.of(Reason.VIOLATION);
        }
        declaration.keeper().ifPresent(this::learn);
        if (isNew) {
            known.forEach((source, events) -> discard(source, events, declaration));
            long since = settled;
            settled = declaration.tick();
            passedOn.add(declaredSince(since));
        }
        return Optional.empty();
    }

    private void discard(Source source, List<StampedEvent> events, Message.Declaration declaration) {
        long count = declaration.counts().getOrDefault(source, 0L);
        Optional<StampedEvent> first = events.stream()
                .filter(e -> e.tick() > settled && e.tick() <= declaration.tick() && e.seq() > count)
                .findFirst();
        first.ifPresent(event -> {
            events.subList((int) event.seq() - 1, events.size()).clear();
            close(source);
        });
    }

    /** What is settled beyond a tick. */
    Message.Declaration declaredSince(long since) {
        return new Message.Declaration(since, settled, since == 0 ? keeper : Optional.empty(), counts(since, settled));
    }

    /** The last seqs of the events that are known between two ticks. */
    SortedMap<Source, Long> counts(long since, long to) {
        SortedMap<Source, Long> counts = new TreeMap<>();
        stream(since, to).forEach(event -> counts.put(event.source(), event.seq()));
        return counts;
    }

    private Stream<StampedEvent> stream(long since, long to) {
        return events().stream().filter(event -> event.tick() > since && event.tick() <= to);
    }

    // ---- checkpoints (8.18, 8.19) ----

    void passing(long tick, long hash) {
        hashes.put(tick, hash);
    }

    /** The checkpoints of which the user is told now that they differ. */
    SortedMap<LinkId, Message.Checkpoint> telling() {
        SortedMap<LinkId, Message.Checkpoint> now = new TreeMap<>(checkpoints);
        now.keySet().removeAll(different);
        now.values().removeIf(c -> hashes.getOrDefault(c.tick(), c.hash()) == c.hash());
        different.addAll(now.keySet());
        return now;
    }

    /** Its own hash at a checkpoint that it has passed. */
    long hashAt(long tick) {
        return hashes.get(tick);
    }

    // ---- states that are handed over (8.22) ----

    private Optional<Reason> on(LinkId link, Message.Snapshot snapshot) {
        if (differs(Optional.of(snapshot.keeper()))) {
            return Optional.of(Reason.INCOMPATIBLE);
        }
        if (arriving.containsKey(link) || snapshot.size() > stateSize) {
            return Optional.of(Reason.VIOLATION);
        }
        return arrived(link, new Arriving(snapshot, 0));
    }

    private Optional<Reason> on(LinkId link, Message.State state) {
        Arriving so = arriving.get(link);
        if (so == null || so.received + state.bytes().remaining() > so.snapshot.size()) {
            return Optional.of(Reason.VIOLATION);
        }
        return arrived(
                link, new Arriving(so.snapshot, so.received + state.bytes().remaining()));
    }

    /** The bytes are never those of the hash that was told. */
    private Optional<Reason> arrived(LinkId link, Arriving so) {
        arriving.put(link, so);
        if (so.received < so.snapshot.size()) {
            return Optional.empty();
        }
        arriving.remove(link);
        return so.snapshot.tick() > settled ? Optional.of(Reason.VIOLATION) : Optional.empty();
    }
}
