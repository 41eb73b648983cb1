package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.TimeMachine;
import org.symmetricp2p.core.Timeline;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Watch;

/** Properties 3, 4, 5, 7, 14, 15: what events are issued, known, sent and held. */
final class EventChecks<S> implements Watch<S> {

    private static final Comparator<StampedEvent> BY_SOURCE = Comparator.comparing(
                    StampedEvent::source, Comparator.comparingInt(Source::peer).thenComparingLong(Source::incarnation))
            .thenComparingLong(StampedEvent::seq);

    private record Identity(Source source, long seq) {}

    /** What is said to a peer that isn't the one whose address it was meant to be. */
    static final Pattern MISDIALLED = Pattern.compile("peer \\d+ was expected, found peer \\d+");

    private final Set<Property> enabled;
    private final ReferenceChecks<S> references;
    private final Excuses<S> excuses;
    private final Map<Identity, StampedEvent> issued = new HashMap<>(); // looked up only
    private final Map<Line, List<Set<Stamp>>> crossed = new HashMap<>(); // looked up only
    private final PerHost<Map<Source, Long>> known = new PerHost<>();

    EventChecks(Set<Property> enabled, ReferenceChecks<S> references, Excuses<S> excuses) {
        this.enabled = enabled;
        this.excuses = excuses;
        this.references = references;
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        if (peer.timeline().size() == 0) {
            known.put(host, new TreeMap<>());
        }
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (step.peer().timeline() != before.timeline()) {
            List<StampedEvent> fresh = fresh(host, before, step.peer());
            fresh.sort(BY_SOURCE);
            for (StampedEvent event : fresh) {
                checkIssue(host, before, step.peer(), event);
                checkNoGap(host, step.peer(), event);
                checkIntegrity(host, step.peer(), event);
            }
        }
        if (input instanceof Input.LocalEvent && enabled.contains(Property.MEMORY)) {
            checkNothingVanished(host, before, step);
        }
        if (!step.outputs().isEmpty()) {
            checkCloses(host, step);
        }
    }

    private void checkCloses(Host<S> host, Step<S> step) {
        for (Output output : step.outputs()) {
            if (output instanceof Output.Close close) {
                checkClose(host, step.peer(), close);
            }
        }
    }

    /** An event of the peer itself, which it must just have issued. */
    private void checkIssue(Host<S> host, Peer<S> before, Peer<S> after, StampedEvent event) {
        Source self = after.config().self();
        Identity identity = new Identity(event.source(), event.seq());
        if (!event.source().equals(self) || issued.containsKey(identity)) {
            return;
        }
        StampedEvent previous = issued.get(new Identity(self, event.seq() - 1));
        boolean inOrder = event.seq() == 1 || previous != null && previous.tick() <= event.tick();
        if (enabled.contains(Property.STAMPS) && (!inOrder || event.tick() <= before.tick())) {
            String what = "issued " + event.stamp() + " after " + previous + " with the clock at " + before.tick();
            throw new Violation(Property.STAMPS, host.id(), after.tick(), what);
        }
        issued.put(identity, event);
    }

    private void checkNoGap(Host<S> host, Peer<S> peer, StampedEvent event) {
        long last = known.of(host).getOrDefault(event.source(), 0L);
        if (enabled.contains(Property.NO_GAP) && event.seq() != last + 1) {
            String what = "took " + event.stamp() + " after #" + last + " of its source";
            throw new Violation(Property.NO_GAP, host.id(), peer.tick(), what);
        }
        known.of(host).put(event.source(), event.seq());
    }

    private void checkIntegrity(Host<S> host, Peer<S> peer, StampedEvent event) {
        StampedEvent original = issued.get(new Identity(event.source(), event.seq()));
        if (enabled.contains(Property.INTEGRITY) && !event.equals(original) && !excuses.isLie(event)) {
            String what = "knows " + event + ", but what was issued is " + original;
            throw new Violation(Property.INTEGRITY, host.id(), peer.tick(), what);
        }
    }

    /** Correct peers on FIFO links never have a reason to close, but for another link between the same two. */
    private void checkClose(Host<S> host, Peer<S> peer, Output.Close close) {
        Message.Bye bye = close.bye();
        if (MISDIALLED.matcher(bye.text()).matches() || excuses.mayClose(host, close.link(), bye.reason())) {
            return; // the user's mistake, or somebody's ill will
        }
        Property.complainedOf(bye.reason()).filter(enabled::contains).ifPresent(property -> {
            throw new Violation(property, host.id(), peer.tick(), "closed a link: " + bye.text());
        });
    }

    /** What the user did is issued, or waits, or the user is told. */
    private void checkNothingVanished(Host<S> host, Peer<S> before, Step<S> step) {
        int more = step.peer().timeline().size()
                - before.timeline().size()
                + step.peer().queued().size()
                - before.queued().size();
        long told = step.outputs().stream()
                .filter(output -> output instanceof Output.Refused)
                .count();
        if (more + told != 1 || step.peer().queued().size() > Peer.MAX_QUEUED) {
            String what = "a local event vanished, with " + before.queued().size() + " waiting";
            throw new Violation(Property.MEMORY, host.id(), before.tick(), what);
        }
    }

    @Override
    public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        if (excuses.isHostile(line.peer(fromA))) {
            excuses.said(line, fromA, message);
            return;
        }
        if (!enabled.contains(Property.FLOOD_COST) || !(message instanceof Message.Events events)) {
            return;
        }
        List<Set<Stamp>> ways = crossed.computeIfAbsent(line, key -> List.of(new HashSet<>(), new HashSet<>()));
        for (StampedEvent event : events.events()) {
            if (!ways.get(fromA ? 0 : 1).add(event.stamp())) {
                String what = "sent " + event.stamp() + " to peer " + line.peer(!fromA) + " again, over the same link";
                throw new Violation(Property.FLOOD_COST, line.peer(fromA), events.clock(), what);
            }
        }
    }

    /** Property 7, for the events that a peer knows at the end: in another order, twice, and all late. */
    void checkCommutative(Host<S> host, TimeMachine<S> fresh) {
        if (!enabled.contains(Property.COMMUTATIVE)) {
            return;
        }
        Peer<S> peer = host.peer();
        long tick = peer.machine().present().tick();
        TimeMachine<S> other = fresh.advanceTo(tick, (t, state) -> {});
        List<StampedEvent> bySource = new ArrayList<>(peer.timeline().events());
        bySource.sort(Comparator.comparing(StampedEvent::source).reversed().thenComparing(StampedEvent::seq));
        for (StampedEvent event : bySource) {
            other = other.insert(event);
            if (other.timeline().judge(event) != Timeline.Verdict.DUPLICATE) {
                throw new Violation(Property.COMMUTATIVE, host.id(), tick, event + " could be inserted twice");
            }
        }
        S expected = peer.machine().present().state();
        S found = other.advanceTo(tick, (t, state) -> {}).present().state();
        if (fresh.simulation().hash(expected) != fresh.simulation().hash(found)) {
            String what = "state " + expected + ", but " + found + " with the events inserted in another order";
            throw new Violation(Property.COMMUTATIVE, host.id(), tick, what);
        }
    }

    /** What a peer knows now and didn't before: what its reference learned, if it does as that does. */
    private List<StampedEvent> fresh(Host<S> host, Peer<S> before, Peer<S> after) {
        if (references.isRight(host)) {
            return new ArrayList<>(references.of(host).peer().fresh());
        }
        List<StampedEvent> fresh = new ArrayList<>(after.timeline().events());
        fresh.removeAll(new HashSet<>(before.timeline().events()));
        return fresh;
    }
}
