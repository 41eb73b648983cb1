package org.symmetricp2p.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * Collects from a run what a space-time diagram shows: who lived when, which message went from where to where, when
 * events were issued and applied, what was simulated again. {@link SpaceTimeSvg} draws it.
 */
public final class SpaceTime implements Watch<Object> {

    /** A stretch of time at a peer, in microseconds of the world; and in ticks, if that matters. */
    record Span(int peer, long from, long to, long ticks, String text) {}

    /** A moment at a peer. */
    record Moment(int peer, long at, String label, String text) {}

    /** What a message is about. */
    enum Kind {
        HELLO,
        EVENTS,
        SYNC,
        BYE
    }

    /** A message on its way; if it is lost, it gets as far as {@code to}. */
    record Arrow(Kind kind, int sender, int receiver, long from, long to, boolean lost, String text) {}

    /** A link that was up. */
    record Up(int a, int b, long from, long to) {}

    final List<Span> lives = new ArrayList<>();
    final List<Span> replays = new ArrayList<>();
    final List<Span> travels = new ArrayList<>();
    final List<Span> catchUps = new ArrayList<>();
    final List<Span> pauses = new ArrayList<>();
    final List<Moment> births = new ArrayList<>();
    final List<Moment> issues = new ArrayList<>();
    final List<Moment> applications = new ArrayList<>();
    final List<Arrow> arrows = new ArrayList<>();
    final List<Up> ups = new ArrayList<>();

    private final Map<Line, List<Arrow>> inFlight = new HashMap<>(); // looked up only
    private final Map<Line, Long> upSince = new HashMap<>(); // looked up only
    private final Map<Integer, Long> aliveSince = new TreeMap<>();
    private final Map<Integer, Long> catchingUpSince = new TreeMap<>();
    private final Map<Integer, Long> travellingUntil = new TreeMap<>();
    private final Map<Integer, Set<Stamp>> applied = new TreeMap<>();
    private World<Object> world;

    /**
     * The diagram of what was collected, as SVG.
     *
     * @param violation marked in red
     * @param fromMicros where it begins; by default shortly before the violation, or the first rollback
     * @param toMicros where it ends
     */
    public String svg(Optional<Violation> violation, Optional<Long> fromMicros, Optional<Long> toMicros) {
        finish();
        return new SpaceTimeSvg(this, violation, fromMicros, toMicros).draw();
    }

    World<Object> world() {
        return world;
    }

    Scenario scenario() {
        return world.scenario();
    }

    /** What has not ended when the run does ends with it. */
    private void finish() {
        Set.copyOf(aliveSince.keySet()).forEach(this::endLife);
        Set.copyOf(catchingUpSince.keySet()).forEach(this::endCatchUp);
        upSince.forEach((line, since) -> ups.add(new Up(line.peer(true), line.peer(false), since, world.now())));
        upSince.clear();
    }

    // ---- peers ----

    @Override
    public void begun(World<Object> begun) {
        world = begun;
        for (Fate fate : begun.scenario().fates()) {
            if (fate instanceof Fate.Pause pause) {
                long end = Math.min(
                        pause.atMicros() + pause.forMicros(), begun.scenario().healMicros());
                pauses.add(new Span(pause.peer(), pause.atMicros(), end, 0, "does nothing"));
            }
        }
    }

    @Override
    public void started(Host<Object> host, Peer<Object> peer) {
        boolean isNew = peer.tick() == 0 && peer.timeline().size() == 0;
        aliveSince.put(host.id(), world.now());
        String memory = births.stream().noneMatch(birth -> birth.peer() == host.id())
                ? "starts"
                : isNew ? "starts again, without its memory" : "starts again, with its memory";
        births.add(new Moment(host.id(), world.now(), "", memory));
        if (isNew) {
            applied.put(host.id(), new HashSet<>());
        }
    }

    @Override
    public void stopped(Host<Object> host) {
        pauses.replaceAll(pause -> pause.peer() == host.id() && pause.from() <= world.now() && pause.to() > world.now()
                ? new Span(pause.peer(), pause.from(), world.now(), 0, pause.text())
                : pause);
        endLife(host.id());
        endCatchUp(host.id());
    }

    private void endLife(int peer) {
        Long since = aliveSince.remove(peer);
        if (since != null) {
            lives.add(new Span(peer, since, world.now(), 0, ""));
        }
    }

    private void endCatchUp(int peer) {
        Long since = catchingUpSince.remove(peer);
        if (since != null) {
            catchUps.add(new Span(peer, since, world.now(), 0, "catches up"));
        }
    }

    // ---- steps ----

    @Override
    public void ticked(Host<Object> host, long tick, Object state) {
        for (Iterator<StampedEvent> events = host.peer().timeline().from(tick); events.hasNext(); ) {
            Stamp stamp = events.next().stamp();
            if (stamp.tick() > tick) {
                break;
            }
            if (applied.computeIfAbsent(host.id(), key -> new HashSet<>()).add(stamp)) {
                applications.add(new Moment(host.id(), world.now(), stamp.toString(), stamp + " applied"));
            }
        }
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        Peer<Object> after = step.peer();
        if (after.clock().gap() > 0) {
            catchingUpSince.putIfAbsent(host.id(), world.now());
        } else {
            endCatchUp(host.id());
        }
        if (after.timeline() != before.timeline() && !(input instanceof Input.Received)) {
            for (Iterator<StampedEvent> events = after.timeline().from(before.tick()); events.hasNext(); ) {
                StampedEvent event = events.next();
                if (!before.timeline().contains(event)) {
                    issues.add(new Moment(host.id(), world.now(), event.stamp().toString(), event.stamp() + " issued"));
                }
            }
        }
        for (Output output : step.outputs()) {
            if (output instanceof Output.RolledBack back) {
                rolledBack(host.id(), back);
            }
        }
    }

    private void rolledBack(int peer, Output.RolledBack back) {
        long microsPerTick = 1_000_000L / scenario().fps();
        String text = back.depth() + " ticks simulated again, " + back.from() + " to " + back.to() + ", because of "
                + back.late().get(0).stamp();
        replays.add(new Span(peer, world.now() - back.depth() * microsPerTick, world.now(), back.depth(), text));
        if (scenario().travelMillis() > 0 && travellingUntil.getOrDefault(peer, 0L) <= world.now()) {
            long end = world.now()
                    + Math.min(2 * back.depth() * microsPerTick, scenario().travelMillis() * 1_000L);
            travellingUntil.put(peer, end);
            travels.add(new Span(peer, world.now(), end, 0, "travel: the user sees the past"));
        }
    }

    // ---- links ----

    @Override
    public void link(Line line, boolean up) {
        if (up) {
            upSince.put(line, world.now());
            return;
        }
        Long since = upSince.remove(line);
        ups.add(new Up(line.peer(true), line.peer(false), since == null ? world.now() : since, world.now()));
        List<Arrow> flying = inFlight.remove(line);
        if (flying != null) {
            flying.stream().filter(arrow -> arrow.to() > world.now()).forEach(arrow -> {
                int at = arrows.lastIndexOf(arrow);
                Arrow lost = new Arrow(
                        arrow.kind(),
                        arrow.sender(),
                        arrow.receiver(),
                        arrow.from(),
                        arrow.to(),
                        true,
                        arrow.text() + ", lost");
                arrows.set(at, lost);
            });
        }
    }

    @Override
    public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        boolean lost = line.isDeaf(fromA);
        String text = "peer " + line.peer(fromA) + " to peer " + line.peer(!fromA) + ": " + words(message)
                + (lost ? ", lost" : "");
        Arrow arrow =
                new Arrow(kind(message), line.peer(fromA), line.peer(!fromA), world.now(), arrivalMicros, lost, text);
        arrows.add(arrow);
        List<Arrow> flying = inFlight.computeIfAbsent(line, key -> new ArrayList<>());
        flying.removeIf(earlier -> earlier.to() <= world.now());
        flying.add(arrow);
    }

    private static Kind kind(Message message) {
        if (message instanceof Message.Hello) {
            return Kind.HELLO;
        }
        return message instanceof Message.Events ? Kind.EVENTS : message instanceof Message.Bye ? Kind.BYE : Kind.SYNC;
    }

    private static String words(Message message) {
        if (message instanceof Message.Events events) {
            Stamp first = events.events().get(0).stamp();
            return events.events().size() == 1
                    ? "event " + first
                    : events.events().size() + " events, the first " + first;
        } else if (message instanceof Message.Sync sync) {
            return "clock " + sync.clock();
        }
        if (message instanceof Message.Bye bye) {
            return "BYE: " + bye.text();
        }
        return message instanceof Message.Hello ? "HELLO" : "what is settled";
    }
}
