package org.symmetricp2p.check.canary;

import static org.symmetricp2p.check.Property.AGREEMENT;
import static org.symmetricp2p.check.Property.AWAKE;
import static org.symmetricp2p.check.Property.CATCH_UP;
import static org.symmetricp2p.check.Property.CLOCK;
import static org.symmetricp2p.check.Property.COMMUTATIVE;
import static org.symmetricp2p.check.Property.CONVERGE;
import static org.symmetricp2p.check.Property.FLOOD_COST;
import static org.symmetricp2p.check.Property.INTEGRITY;
import static org.symmetricp2p.check.Property.ISSUED;
import static org.symmetricp2p.check.Property.JOIN_COMPLETE;
import static org.symmetricp2p.check.Property.LINKED;
import static org.symmetricp2p.check.Property.MEMORY;
import static org.symmetricp2p.check.Property.NO_GAP;
import static org.symmetricp2p.check.Property.NO_RUNAWAY;
import static org.symmetricp2p.check.Property.ONCE;
import static org.symmetricp2p.check.Property.REPORTED;
import static org.symmetricp2p.check.Property.ROLLBACK;
import static org.symmetricp2p.check.Property.SEEN;
import static org.symmetricp2p.check.Property.SETTLED;
import static org.symmetricp2p.check.Property.SIM_DET;
import static org.symmetricp2p.check.Property.SKEW;
import static org.symmetricp2p.check.Property.SNAP_FRESH;
import static org.symmetricp2p.check.Property.SNAP_IDENTITY;
import static org.symmetricp2p.check.Property.STAMPS;
import static org.symmetricp2p.check.Property.STATE_FN;
import static org.symmetricp2p.check.Property.TOLD;

import java.util.List;
import java.util.function.LongFunction;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;

/**
 * A deliberate bug: small changes of the real sources, and the properties each of which must notice it on its own.
 *
 * @param name what {@code canaries --name} takes
 * @param killers the properties
 * @param what the bug in one line, for a person
 * @param edits the changes
 * @param worlds in which it shows itself
 */
public record Canary(String name, List<Property> killers, String what, List<Edit> edits, Worlds worlds) {

    /** The kinds of generated worlds. */
    public enum Worlds {
        /** Of correct peers. */
        PLAIN(Scenarios::of),
        /** With hostile peers. */
        HOSTILE(Scenarios::hostile),
        /** Whose sessions settle. */
        SETTLED(Scenarios::settled),
        /** The same, of other seeds: in the first one more events become void than a link takes at once, which is rare. */
        STORMY(seed -> Scenarios.settled(200_993 + seed)),
        /** With rooted clocks. */
        ROOTED(seed -> Scenarios.of(seed).withClock(ClockKind.ROOTED)),
        /** Whose peers choose Δ. */
        ADAPTIVE(seed -> Scenarios.of(seed).withLatePercent(20));

        private final LongFunction<Scenario> bySeed;

        Worlds(LongFunction<Scenario> bySeed) {
            this.bySeed = bySeed;
        }

        /** The world of a seed. */
        public Scenario of(long seed) {
            return bySeed.apply(seed);
        }
    }

    /**
     * A change of one source file.
     *
     * @param file its path below {@code org/symmetricp2p}, without the ending
     * @param find the text to replace, which the file has exactly once
     * @param replacement what comes in its place
     */
    public record Edit(String file, String find, String replacement) {}

    /** Fails in about one scenario of a hundred: whether it is seen as often as it fails can be checked. */
    public static final String RARE = "rare";

    /** All canaries: every property kills at least one. */
    public static final List<Canary> ALL = List.of(
            new Canary(
                    "link-before-history",
                    List.of(NO_GAP, CONVERGE),
                    "live events overtake the history, and the receiver goes by the highest seq, as the paper's does",
                    List.of(
                            new Edit("core/Transition", "if (link.isLive() && !except.equals(", "if (!except.equals("),
                            new Edit("core/Timeline", "if (event.seq() > known + 1) {", "if (event.seq() < 1) {"),
                            new Edit(
                                    "core/Timeline",
                                    "? Verdict.DUPLICATE : Verdict.CONFLICT",
                                    "? Verdict.DUPLICATE : Verdict.DUPLICATE"))),
            new Canary(
                    "tie-break-by-arrival",
                    List.of(AGREEMENT),
                    "an event of the present tick is applied after those that came before it, instead of in stamp order",
                    List.of(new Edit(
                            "core/TimeMachine",
                            "return new TimeMachine<>(simulation, timeline.insert(event), snapshots.before(event.tick()));",
                            """
                            Snapshots<S> kept = snapshots.before(event.tick());
                            if (event.tick() == present().tick()) {
                                kept = kept.add(event.tick(), apply(event, present().state(), (t, s) -> {}));
                            }
                            return new TimeMachine<>(simulation, timeline.insert(event), kept);
                            """))),
            new Canary(
                    "replay-by-index",
                    List.of(JOIN_COMPLETE),
                    "who knows n events is sent the history from the n-th event on, whichever events it knows",
                    List.of(new Edit("core/Transition", "machine.timeline().beyond(hello.versions());", """
                            machine.timeline().events().stream()
                                    .skip(hello.versions().known().values().stream().mapToLong(Version::seq).sum())
                                    .toList();
                            """))),
            new Canary(
                    "pointer-not-advanced",
                    List.of(ONCE),
                    "the pointer to the next event stays at those of the present tick, which are applied already",
                    List.of(new Edit(
                            "core/TimeMachine",
                            "timeline.from(present().tick() + 1);",
                            "timeline.from(present().tick());"))),
            new Canary(
                    "stale-snapshot",
                    List.of(SNAP_FRESH, COMMUTATIVE),
                    "a late event leaves the snapshots that were taken without it",
                    List.of(new Edit("core/TimeMachine", "snapshots.before(event.tick()));", "snapshots);"))),
            new Canary(
                    "snapshot-off-by-one",
                    List.of(SNAP_FRESH),
                    "a late event leaves the snapshot of its own tick",
                    List.of(new Edit(
                            "core/TimeMachine",
                            "snapshots.before(event.tick()));",
                            "snapshots.before(event.tick() + 1));"))),
            new Canary(
                    "aliasing-snapshot",
                    List.of(SNAP_IDENTITY, SNAP_FRESH),
                    "an edit writes to the sections that older versions of the memory share",
                    List.of(new Edit("app/Section", "new Section(parts.clone())", "new Section(parts)"))),
            new Canary(
                    "equal-tick-dropped",
                    List.of(NO_GAP),
                    "of a source's events for one tick, a neighbour takes only the first",
                    List.of(new Edit("core/Transition", "if (verdict == Timeline.Verdict.NEW) {", """
                            if (verdict == Timeline.Verdict.NEW
                                    && machine.timeline().latestOf(event.source()).stream()
                                            .noneMatch(latest -> latest.tick() == event.tick())) {
                            """))),
            new Canary(
                    "amnesia-same-incarnation",
                    List.of(INTEGRITY),
                    "a peer that comes back without its memory issues under its old incarnation, also when it hears of what it forgot",
                    List.of(
                            new Edit("sim/World", "incarnation(host.life)))", "FIRST_INCARNATION))"),
                            new Edit("core/Transition", "if (isTaken) {", "if (isTaken && false) {"))),
            new Canary(
                    "old-socket-clears-new-link",
                    List.of(LINKED),
                    "the end of an old connection takes down the new one to the same neighbour",
                    List.of(new Edit("core/Transition", "drop(down.link());", """
                            List<Link> lost = links.get(down.link())
                                    .flatMap(Link::neighbour)
                                    .map(links::liveTo)
                                    .orElse(List.of());
                            drop(down.link());
                            lost.forEach(link -> links = links.without(link.id()));
                            """))),
            new Canary(
                    "stamp-feeds-clock",
                    List.of(NO_RUNAWAY),
                    "a clock follows the stamps of events, which are \u0394 ahead of any clock",
                    List.of(new Edit(
                            "core/Transition",
                            "machine = machine.insert(event);",
                            "machine = machine.insert(event); clock = clock.hear(event.tick());"))),
            new Canary(
                    "catch-up-overshoot",
                    List.of(NO_RUNAWAY, CATCH_UP),
                    "a clock that catches up doesn't stop when the gap is closed",
                    List.of(new Edit(
                            "core/PaperClock",
                            "(Math.min(elapsed, CATCH_UP_NANOS) / MICROSECOND)",
                            "(elapsed / MICROSECOND)"))),
            new Canary(
                    "forwards-duplicates",
                    List.of(FLOOD_COST),
                    "an event that is known already is forwarded again",
                    List.of(new Edit(
                            "core/Transition",
                            "fresh.add(event);\n            }",
                            "}\n            fresh.add(event);"))),
            new Canary(
                    "unordered-iteration",
                    List.of(AGREEMENT, SIM_DET),
                    "the events of a tick are applied in the order of an identity hash set",
                    List.of(
                            new Edit("core/TimeMachine", "state = apply(next, state, observer);\n            }", """
                            due.add(next);
                            }
                            for (StampedEvent event : due) {
                                state = apply(event, state, observer);
                            }
                            """),
                            new Edit("core/TimeMachine", "state = tick(t, state);", """
                                    state = tick(t, state);
                                    java.util.Set<StampedEvent> due =
                                            java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
                                    """))),
            new Canary(
                    "wall-clock",
                    List.of(AGREEMENT, SIM_DET),
                    "the application's rules read the system's clock",
                    List.of(new Edit("sim/Chain", "(s.chain ^ s.tick)", "(s.chain ^ System.nanoTime())"))),
            new Canary(
                    "silent-overflow",
                    List.of(MEMORY, CONVERGE),
                    "what no longer fits in the queue of a link is dropped, and nobody is told",
                    List.of(new Edit("link/Turn", "if (connection.outbox().isFull(moment.limits)) {", """
                            if (connection.outbox().isFull(moment.limits)) {
                                return;
                            }
                            if (false) {
                            """))),
            new Canary(
                    "stamp-without-delta",
                    List.of(STAMPS),
                    "an event is stamped with the present tick, instead of \u0394 ahead",
                    List.of(new Edit("core/Transition", "clock.tick() + delta()", "clock.tick()"))),
            new Canary(
                    "silent-rollback",
                    List.of(ROLLBACK),
                    "a replay because of an event of the present tick isn't reported",
                    List.of(new Edit("core/Transition", "e.tick() <= clock.tick()", "e.tick() < clock.tick()"))),
            new Canary(
                    "clock-goes-back",
                    List.of(CLOCK),
                    "a clock that begins to catch up takes a step back first",
                    List.of(new Edit(
                            "core/PaperClock",
                            "heard - reached, 0, now, reached)",
                            "heard - reached, 0, now, reached - 1)"))),
            new Canary(
                    "content-behind",
                    List.of(SKEW),
                    "a clock tolerates 500 ticks more than \u0394",
                    List.of(new Edit("core/PaperClock", "stillOpen + delta)", "stillOpen + delta + 500)"))),
            new Canary(
                    "old-sync",
                    List.of(TOLD),
                    "SYNC tells the clock as it was before the reading",
                    List.of(new Edit(
                            "core/Transition", "new Message.Sync(clock.tick())", "new Message.Sync(before.tick())"))),
            new Canary(
                    "seldom-told",
                    List.of(TOLD),
                    "the clock is told only when more than a second has passed",
                    List.of(new Edit("core/PaperClock", "nanos - toldNanos >= Peer", "nanos - toldNanos > Peer"))),
            new Canary(
                    "hasty-input",
                    List.of(ISSUED),
                    "input waits half a second for a catch-up, though it takes a whole one",
                    List.of(new Edit(
                            "core/Transition", "now + Clock.CATCH_UP_NANOS)", "now + Clock.CATCH_UP_NANOS / 2)"))),
            new Canary(
                    "input-overtakes",
                    List.of(ISSUED),
                    "an event that is injected later is put before those that wait",
                    List.of(new Edit("core/Transition", "longer.add(event);", "longer.add(0, event);"))),
            new Canary(
                    "travel-prolonged",
                    List.of(SEEN),
                    "a late event during a travel lets it last a tick longer",
                    List.of(new Edit(
                            "core/Travel",
                            "new Travel<>(past, deeper, to, startNanos, endNanos)",
                            "new Travel<>(past, deeper, to, startNanos, endNanos + 20_000_000)"))),
            new Canary(
                    "future-shown",
                    List.of(SEEN),
                    "between a late event and the next reading the user sees an earlier state",
                    List.of(new Edit("core/Peer", "rewind.map(Rewind::past).orElse(machine)", "machine"))),
            new Canary(
                    "wrong-report",
                    List.of(REPORTED),
                    "events that come after the last of several late ones are called reordered, but not those in between",
                    List.of(new Edit(
                            "core/Rewind",
                            "event.compareTo(first) > 0",
                            "event.compareTo(sorted.get(sorted.size() - 1)) > 0"))),
            new Canary(
                    "late-riser",
                    List.of(AWAKE),
                    "the clock is read a tick later than the next tick is due",
                    List.of(new Edit(
                            "core/PaperClock",
                            "long ticks = tick + 1 - anchorTick;",
                            "long ticks = tick + 2 - anchorTick;"))),
            new Canary(
                    "failures-never-forgotten",
                    List.of(LINKED),
                    "after a link that lasted, a dialler waits as long as its failures before made it",
                    List.of(new Edit("link/Dialling", "put(dialer.afresh())", "put(dialer)"))),
            new Canary(
                    "dials-though-linked",
                    List.of(LINKED),
                    "a dialler doesn't look whether there is a link already",
                    List.of(new Edit(
                            "link/Dialling",
                            "if (connections.isLinkedTo(dialer.peer())) {",
                            "if (dialer.peer() < 0) {"))),
            new Canary(
                    "rests-for-ever",
                    List.of(LINKED),
                    "a dialler that rests isn't woken when the link that the neighbour dialled is lost",
                    List.of(new Edit("link/Ends", "dialling.lost(id);", ""))),
            new Canary(
                    "old-dialler-left",
                    List.of(LINKED),
                    "an attempt goes on when the user gives another address for the same peer",
                    List.of(new Edit("link/Dialling", "stop(peer);\n        dial(Dialer", "dial(Dialer"))),
            new Canary(
                    "unlink-spares-theirs",
                    List.of(LINKED),
                    "taking the links to a peer down spares those that the peer dialled",
                    List.of(new Edit(
                            "link/Connection",
                            "return isLiveTo(peer) || isGreeting()",
                            "return isLiveTo(peer) && dial.isPresent() || isGreeting()"))),
            new Canary(
                    "unlinked-though-another",
                    List.of(LINKED),
                    "the user is told of the end of any link to a peer, even if another one stands",
                    List.of(new Edit(
                            "link/Ends",
                            "if (!linkedNow.contains(id)) {",
                            "if (!linkedNow.contains(id) || whyLost.containsKey(id)) {"))),
            new Canary(
                    "closes-under-its-bye",
                    List.of(LINKED),
                    "a connection is closed altogether right after BYE, which can be lost by that",
                    List.of(new Edit(
                            "link/Ends",
                            "moment.act(new Action.Finish(connection.id()));",
                            "moment.act(new Action.Close(connection.id()));"))),
            new Canary(
                    "waits-for-ever-after-bye",
                    List.of(LINKED),
                    "who doesn't read BYE keeps the connection",
                    List.of(new Edit(
                            "link/Ends", "moment.now + moment.limits.nanosOf(Limit.BYE_MILLIS),", "Long.MAX_VALUE,"))),
            new Canary(
                    "dials-while-leaving",
                    List.of(LINKED),
                    "diallers go on while a peer leaves",
                    List.of(new Edit("link/Turn", "dialling.stopAll();", ""))),
            new Canary(
                    RARE,
                    List.of(STATE_FN),
                    "one event in 2,000, drawn by tick and peer, is not applied: one or two scenarios of a hundred have it",
                    List.of(new Edit(
                            "core/TimeMachine",
                            "private S apply(StampedEvent event, S state, TickObserver<? super S> observer) {",
                            """
                            private S apply(StampedEvent event, S state, TickObserver<? super S> observer) {
                                long draw = event.tick() << 16 | event.source().peer();
                                if (new org.symmetricp2p.app.SplitMix64(draw).below(2_000) == 0) {
                                    return state;
                                }
                            """))),
            new Canary(
                    "reads-without-pause",
                    List.of(LINKED),
                    "a neighbour that sends too much is read on",
                    List.of(new Edit(
                            "link/Turn",
                            "if (intake.isTooMuch(moment.limits, moment.now)) {",
                            "if (moment.now < 0) {"))),
            new Canary(
                    "greeting-takes-the-link",
                    List.of(LINKED),
                    "whoever greets as a neighbour ends the link to it, though it lives",
                    List.of(new Edit(
                            "link/Turn",
                            ".filter(connection -> connection.intake().isQuiet(moment.limits, moment.now))",
                            ""))),
            guard(
                    "believes-any-clock",
                    MEMORY,
                    "who had a link believes a clock that is as far ahead as a newcomer would believe",
                    new Edit("core/Trust", "return !hasMet ||", "return !hasMet || spent >= 0 ||")),
            guard(
                    "stays-who-it-was",
                    INTEGRITY,
                    "who gets an event in its own name that it didn't issue goes on issuing under that name",
                    new Edit("core/Transition", "if (isTaken) {", "if (isTaken && outputs == null) {")),
            guard(
                    "takes-what-has-no-room",
                    MEMORY,
                    "events are taken until no further one would have room, whatever they take themselves",
                    new Edit("core/Capacity", "return taken + more <= limit", "return taken <= limit")),
            guard(
                    "sources-without-end",
                    LINKED,
                    "strangers may bring any number of sources",
                    new Edit(
                            "link/Spent",
                            "return sources.isExceeded(host, Rate.sources(limits), now) &&",
                            "return now < 0 &&")),
            guard(
                    "follows-whoever-dials",
                    LINKED,
                    "who dialled may take a peer ahead in time at any pace",
                    new Edit("link/Spent", "return lead > 0 && leads", "return now < 0 && leads")),
            guard(
                    "replays-without-end",
                    LINKED,
                    "strangers may bring any number of events of long ago",
                    new Edit(
                            "link/Spent",
                            "if (replayed.isExceeded(host, Rate.replayed(limits), now) &&",
                            "if (now < 0 &&")),
            guard(
                    "goes-by-the-seq",
                    JOIN_COMPLETE,
                    "who greets is taken to know the same events if it knows as many",
                    new Edit("core/Timeline", "return theirs.seq() <= known.seq() &&", "return theirs.seq() < 0 &&")),
            settled(
                    "declaration-overtakes",
                    NO_GAP,
                    "a newcomer is told what was declared before it gets the events that are counted",
                    new Edit("core/Transition", "outputs.add(new Output.Linked(link.id(), hello.self()));", """
                            outputs.add(new Output.Linked(link.id(), hello.self()));
                            settler().greet(link.id(), kept);
                            """)),
            settled(
                    "declared-without-counts",
                    SETTLED,
                    "a declaration is nothing but its tick: what isn't counted stays",
                    new Edit(
                            "core/Settlement",
                            "if (event.seq() > declaration.counts().getOrDefault(event.source(), 0L)) {",
                            "if (event.seq() < 0) {")),
            settled(
                    "late-taken",
                    SETTLED,
                    "an event up to the settled tick is taken",
                    new Edit(
                            "core/Settlement",
                            "boolean isLate = event.tick() <= tick",
                            "boolean isLate = event.tick() < 0")),
            settled(
                    "closed-source-forgotten",
                    NO_GAP,
                    "that a source is closed is forgotten, so what comes after its void events is a gap",
                    new Edit(
                            "core/Settlement",
                            "return isBeyond && closed.contains(event.source()) || isLate",
                            "return isLate")),
            settled(
                    "same-source-again",
                    SETTLED,
                    "void events are issued again as the source that they had",
                    new Edit("core/Settler", "step.renewIf(last.containsKey(self));", "")),
            settled(
                    "void-forgotten",
                    SETTLED,
                    "void events of a peer itself are neither issued again nor told",
                    new Edit("core/Settler", "issueAgain(own);", "")),
            settled(
                    "void-reversed",
                    ISSUED,
                    "void events are issued again after what the user did later",
                    new Edit("core/Settler", "longer.addAll(step.queue);", "longer.addAll(0, step.queue);")),
            settled(
                    "void-stays-in-states",
                    STATE_FN,
                    "the snapshots that were taken with events which are void now stay",
                    new Edit(
                            "core/TimeMachine",
                            "timeline.without(last), snapshots.before(tick)",
                            "timeline.without(last), snapshots")),
            settled(
                    "promise-broken",
                    STAMPS,
                    "a stamp doesn't mind what was promised",
                    new Edit("core/Settlement", "Math.max(tick + 1, promised.tickOf(self))", "tick + 1"),
                    new Edit(
                            "core/Settler",
                            "clock.aim() + step.delta(), Stamp",
                            "clock.aim() + step.delta() + 20, Stamp")),
            settled(
                    "seldom-declared",
                    SETTLED,
                    "the keeper declares every two seconds",
                    new Edit(
                            "core/Office",
                            "nanos - declaredNanos >= Peer",
                            "nanos - 1_700_000_000 - declaredNanos >= Peer")),
            settled(
                    "checkpoint-of-the-present",
                    SETTLED,
                    "neighbours are told the hash of the present state as that of a settled one",
                    new Edit(
                            "core/Comparer",
                            "step.machine.hash(tick, state)",
                            "step.machine.hash(tick, step.machine.present().state())")),
            settled(
                    "window-never-ends",
                    SETTLED,
                    "what is settled is kept for ten times as long as the window says",
                    new Edit("core/Forgetter", "/ 2 >= window) {", "/ 20 >= window) {")),
            settled(
                    "unsettled-dropped",
                    SETTLED,
                    "events are dropped that aren't settled",
                    new Edit(
                            "core/Forgetter",
                            "step.machine.beginningBy(step.settled.tick() - window)",
                            "step.machine.beginningBy(step.clock.tick() - 1)")),
            settled(
                    "snapshot-after-history",
                    NO_GAP,
                    "the events after a snapshot come before it",
                    new Edit("core/Transition", "        settler().greetFirst(link.id(), kept);\n", ""),
                    new Edit(
                            "core/Transition",
                            "        settler().greet(link.id(), kept);\n",
                            "        settler().greetFirst(link.id(), kept);\n        settler().greet(link.id(), kept);\n")),
            settled(
                    "snapshot-not-passed-on",
                    NO_GAP,
                    "who takes over a state doesn't hand it on to neighbours that need it, too",
                    new Edit("core/Forgetter", ".forEach(this::handOver);", ".forEach(other -> {});")),
            settled(
                    "taken-over-with-void",
                    SETTLED,
                    "who takes over a state keeps its own events that the state was made without",
                    new Edit(
                            "core/Forgetter",
                            "settler.discard(step.settlement.voidBy(step.settlement.declaredBy(snapshot), step.machine.timeline()));",
                            "")),
            new Canary(
                    "round-trip-too-much",
                    List.of(TOLD, NO_RUNAWAY),
                    "what a neighbour told is taken to be older than it is, by a round trip",
                    List.of(new Edit(
                            "core/Exchange",
                            "told.time() - told.sent() + ahead;",
                            "told.time() - told.sent() + ahead + roundTrip;")),
                    Worlds.ROOTED),
            rooted(
                    "one-way-uncorrected",
                    "what a neighbour told is taken for its time on arrival",
                    new Edit("core/Exchange", "told.time() - told.sent() + ahead;", "told.time() - received;")),
            rooted(
                    "newest-pulse-wins",
                    "the root with the newest pulse is followed, not the oldest one",
                    new Edit(
                            "core/RootedClock",
                            "return theirs.isBefore(mine);",
                            "return theirs.pulse() > mine.pulse();")),
            rooted(
                    "any-parent",
                    "who follows a root takes its time from anybody who does",
                    new Edit(
                            "core/RootedClock",
                            "return theirs.isFresherThan(mine) && (isLate || theirs.hops() < mine.hops());",
                            "return true;")),
            rooted(
                    "ghosts-followed",
                    "a root that is gone is followed, however old its last pulse",
                    new Edit("core/RootedClock", "age < OLD && age > -margin;", "age > -margin;")),
            rooted(
                    "root-never-lost",
                    "a root of which no pulse comes any more isn't given up",
                    new Edit("core/RootedClock", "time - claim.pulse() > LOST ?", "time < 0 ?")),
            rooted(
                    "nobody-leaps",
                    "what is further ahead isn't gone to",
                    new Edit(
                            "core/RootedClock",
                            "return offset - lead.offset > tolerance(lead.claim.error(), error) ?",
                            "return now < 0 ?")),
            rooted(
                    "leaps-at-anything",
                    "whoever is ahead at all is gone to",
                    new Edit(
                            "core/RootedClock",
                            "return offset - lead.offset > tolerance(lead.claim.error(), error) ?",
                            "return offset > lead.offset ?")),
            rooted(
                    "held-up-messages-count",
                    "a message that was held up is believed as one that wasn't",
                    new Edit(
                            "core/Exchange",
                            "return hasSamples() && received - told.sent() + ahead <= roundTrip + SLACK;",
                            "return hasSamples();")),
            rooted(
                    "samples-of-before-the-leap",
                    "when a local time has leapt, the samples of before count on",
                    new Edit(
                            "core/Exchange",
                            "new ArrayList<>(fits ? samples : List.of());",
                            "new ArrayList<>(samples);")),
            rooted(
                    "first-sample-believed",
                    "one round trip is enough to follow",
                    new Edit("core/Exchange", "return samples.size() >= ENOUGH;", "return hasSamples();")),
            rooted(
                    "pulse-kept",
                    "a new pulse isn't passed on at once",
                    new Edit(
                            "core/RootedClock",
                            "                .with(isNews);\n    }\n\n    private boolean isWanted",
                            "                .with(false);\n    }\n\n    private boolean isWanted")),
            rooted(
                    "no-error-stated",
                    "who follows over a link states no error for it",
                    new Edit("core/Exchange", "told.claim().over(roundTrip / 2 + 1);", "told.claim().over(0);")),
            rooted(
                    "hand-goes-back",
                    "what is shown goes back when the session time falls",
                    new Edit("core/Hand", "new Hand(Math.max(shown, time - stillOpen),", "new Hand(time - stillOpen,")),
            rooted(
                    "hand-leaps",
                    "what is shown leaps with the session time",
                    new Edit("core/Hand", "if (time - stillOpen > reached + STEP) {", "if (time < 0) {")),
            adaptive(
                    "arrivals-told-once",
                    "that an event has come to somebody later isn't told any more",
                    new Edit(
                            "core/Arrivals",
                            "new Noted(n.via, n.came, arrival.tick(), false)",
                            "new Noted(n.via, n.came, arrival.tick(), n.isTold)")),
            adaptive(
                    "arrivals-over-any-link",
                    "when events came is told over all links, and not only back where they came from",
                    new Edit(
                            "core/Arrivals",
                            "return !event.isTold && event.via.equals(link);",
                            "return !event.isTold;")),
            new Canary(
                    "judged-too-early",
                    List.of(STAMPS),
                    "Δ is chosen before everybody has had time to tell how late an event came",
                    List.of(new Edit(
                            "core/AdaptiveDelta",
                            "now.tick() - clock >= (long) Arrivals.SECONDS * now.fps()",
                            "now.tick() >= clock")),
                    Worlds.ADAPTIVE),
            new Canary(
                    "void-sent",
                    List.of(MEMORY),
                    "what has become void is sent nevertheless",
                    List.of(new Edit(
                            "link/Turn",
                            "peer.closed().size() > previous.closed().size()",
                            "peer.closed().size() < previous.closed().size()")),
                    Worlds.STORMY),
            new Canary(
                    "issued-one-by-one",
                    List.of(ISSUED),
                    "events that waited are sent each in a message of its own",
                    List.of(new Edit(
                            "core/Transition",
                            "flood(events.stream().flatMap(event -> stamp(event).stream()).toList(), Optional.empty());",
                            "events.forEach(e -> flood(stamp(e).stream().toList(), Optional.empty()));"))));

    Canary(String name, List<Property> killers, String what, List<Edit> edits) {
        this(name, killers, what, edits, Worlds.PLAIN);
    }

    /** One that weakens a guard against hostile peers, by one change. */
    private static Canary guard(String name, Property killer, String what, Edit edit) {
        return new Canary(name, List.of(killer), what, List.of(edit), Worlds.HOSTILE);
    }

    /** One in what becomes settled. */
    private static Canary settled(String name, Property killer, String what, Edit... edits) {
        return new Canary(name, List.of(killer), what, List.of(edits), Worlds.SETTLED);
    }

    /** One that breaks a rule of the rooted clock, by one change. */
    private static Canary rooted(String name, String what, Edit edit) {
        return new Canary(name, List.of(TOLD), what, List.of(edit), Worlds.ROOTED);
    }

    /** One that breaks a rule of how Δ is chosen, by one change. */
    private static Canary adaptive(String name, String what, Edit edit) {
        return new Canary(name, List.of(TOLD), what, List.of(edit), Worlds.ADAPTIVE);
    }

    public Canary {
        killers = List.copyOf(killers);
        edits = List.copyOf(edits);
    }

    /** The world of a seed in which it may show itself. */
    public Scenario scenario(long seed) {
        return worlds.of(seed);
    }

    /** What a {@link Probe} is to look for. */
    public String sign(Property killer) {
        return killer + " " + worlds;
    }

    /** @throws IllegalArgumentException if there is none with this name */
    public static Canary named(String name) {
        return ALL.stream()
                .filter(canary -> canary.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no canary \"" + name + "\", only "
                        + ALL.stream().map(Canary::name).toList()));
    }
}
