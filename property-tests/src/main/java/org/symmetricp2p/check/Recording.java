package org.symmetricp2p.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.sim.World;

/**
 * What one has to remember of a run to explain how it ended: of each peer the last states, how it learned of each event,
 * and the last things that happened to it. May end the run when a peer reaches a tick.
 */
public final class Recording implements Watch<Object> {

    /** The run is as far as was asked for. */
    public static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1;

        Reached(int peer, long tick) {
            super("peer " + peer + " is at tick " + tick, null, false, false);
        }
    }

    private static final int MAX_STATES = 4_000;
    private static final int MAX_DONE = 200;
    private static final int MAX_NAMED = 6;

    /** What is remembered of a peer. */
    static final class Memory {
        final Map<Long, Object> states = new LinkedHashMap<>(); // by tick, the last simulated one last
        final Map<Stamp, String> learned = new HashMap<>(); // looked up only
        final Deque<Deed> deeds = new ArrayDeque<>();
    }

    /** Something that happened at a peer. */
    record Deed(long micros, boolean isSync, String what) {}

    private final OptionalLong until;
    private final OptionalInt untilPeer;
    private final Map<Integer, Memory> memories = new TreeMap<>();
    private World<Object> world;

    /** Remembers a whole run. */
    public Recording() {
        this(OptionalLong.empty(), OptionalInt.empty());
    }

    /** Ends the run, with {@link Reached}, when a peer, or a certain one, is at a tick. */
    public Recording(OptionalLong until, OptionalInt untilPeer) {
        this.until = until;
        this.untilPeer = untilPeer;
    }

    World<Object> world() {
        return world;
    }

    Memory of(int peer) {
        return memories.computeIfAbsent(peer, key -> new Memory());
    }

    static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.6f s", micros / 1e6);
    }

    private void note(int peer, boolean isSync, String what) {
        Deque<Deed> deeds = of(peer).deeds;
        deeds.add(new Deed(world.now(), isSync, what));
        if (deeds.size() > MAX_DONE) {
            deeds.remove();
        }
    }

    private void note(int peer, String what) {
        note(peer, false, what);
    }

    @Override
    public void begun(World<Object> begun) {
        world = begun;
    }

    @Override
    public void started(Host<Object> host, Peer<Object> peer) {
        boolean isNew = peer.tick() == 0 && peer.timeline().size() == 0;
        if (isNew) {
            of(host.id()).states.clear();
            of(host.id()).learned.clear();
        }
        note(host.id(), "starts as " + peer.config().self() + (isNew ? ", knowing nothing" : ", with its memory"));
    }

    @Override
    public void stopped(Host<Object> host) {
        note(host.id(), "stops");
    }

    @Override
    public void ticked(Host<Object> host, long tick, Object state) {
        Map<Long, Object> states = of(host.id()).states;
        states.remove(tick); // so that it is the last one now
        states.put(tick, state);
        if (states.size() > MAX_STATES) {
            states.remove(states.keySet().iterator().next());
        }
    }

    @Override
    public void stepped(Host<Object> host, Peer<Object> before, Input input, Step<Object> step) {
        Peer<Object> after = step.peer();
        long present = after.machine().present().tick();
        if (present < before.machine().present().tick()) {
            of(host.id()).states.keySet().removeIf(tick -> tick > present);
            note(
                    host.id(),
                    "goes back to tick " + present + ", to simulate again from there; its clock is at " + after.tick());
        }
        if (after.timeline() != before.timeline()) {
            learn(host, before, input, after);
        }
        if (input instanceof Input.LinkDown down) {
            note(host.id(), "is told that " + down.link() + " is down; its links are now " + links(after));
        } else if (input instanceof Input.Received received && isUnknown(before, received.link())) {
            note(host.id(), "takes no notice: that was " + received.link() + ", its links are " + links(before));
        }
        for (Output output : step.outputs()) {
            tell(host, output);
        }
        if (until.isPresent() && present >= until.getAsLong() && host.id() == untilPeer.orElse(host.id())) {
            throw new Reached(host.id(), present);
        }
    }

    private static boolean isUnknown(Peer<Object> peer, LinkId link) {
        return peer.links().stream().noneMatch(known -> known.id().equals(link));
    }

    private static List<Long> links(Peer<Object> peer) {
        return peer.links().stream().map(link -> link.id().number()).toList();
    }

    private void learn(Host<Object> host, Peer<Object> before, Input input, Peer<Object> after) {
        Line line = input instanceof Input.Received received ? host.line(received.link()) : null;
        String from = line == null ? "" : "from peer " + line.peer(line.peer(true) != host.id());
        for (Iterator<StampedEvent> events = after.timeline().from(1); events.hasNext(); ) {
            StampedEvent event = events.next();
            if (!before.timeline().contains(event)) {
                boolean own = event.source().equals(after.config().self());
                String late = event.tick() <= before.tick() ? ", late: its clock was at tick " + before.tick() : "";
                String how = (own ? "issued here" : from) + " at " + seconds(world.now()) + late;
                of(host.id()).learned.put(event.stamp(), how);
                if (own) {
                    note(host.id(), "issues " + event.stamp() + " with its clock at tick " + before.tick());
                }
            }
        }
    }

    private void tell(Host<Object> host, Output output) {
        if (output instanceof Output.RolledBack back) {
            note(
                    host.id(),
                    "has simulated ticks " + back.from() + " to " + back.to() + " again, because of "
                            + events(back.late()));
        } else if (output instanceof Output.Linked linked) {
            note(host.id(), "is linked with " + linked.neighbour() + ", by " + linked.link());
        } else if (output instanceof Output.Close close) {
            note(host.id(), "closes " + close.link() + ": " + close.bye().text());
        } else if (output instanceof Output.Refused refused) {
            note(host.id(), "refuses an event: " + refused.why());
        }
    }

    @Override
    public void link(Line line, boolean up) {
        for (boolean a : new boolean[] {true, false}) {
            note(line.peer(a), "link with peer " + line.peer(!a) + (up ? " comes up" : " drops"));
        }
    }

    @Override
    public void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        String lost = line.isDeaf(fromA) ? "lost on the way" : "arrives at " + seconds(arrivalMicros);
        note(
                line.peer(fromA),
                message instanceof Message.Sync,
                "sends to peer " + line.peer(!fromA) + ": " + words(message) + "; " + lost);
    }

    @Override
    public void arrived(Line line, boolean fromA, Message message) {
        note(
                line.peer(!fromA),
                message instanceof Message.Sync,
                "receives from peer " + line.peer(fromA) + ": " + words(message));
    }

    @Override
    public void reacted(Host<Object> host, Endpoint<Object> before, Signal signal, Reaction<Object> reaction) {
        for (Action action : reaction.actions()) {
            if (action instanceof Action.Unlinked unlinked) {
                note(host.id(), "is no longer linked to peer " + unlinked.peer() + ": " + unlinked.why());
            } else if (action instanceof Action.Notice notice) {
                note(host.id(), "tells its user: " + notice.text());
            }
        }
    }

    private static String words(Message message) {
        if (message instanceof Message.Hello hello) {
            return "HELLO of " + hello.self() + ", clock " + hello.clock() + ", knows "
                    + (hello.versions().seqs().isEmpty()
                            ? "nothing"
                            : hello.versions().seqs());
        } else if (message instanceof Message.Events events) {
            return "clock " + events.clock() + ", " + events(events.events());
        } else if (message instanceof Message.Sync sync) {
            return "clock " + sync.clock();
        }
        return "BYE: " + ((Message.Bye) message).text();
    }

    private static String events(List<StampedEvent> events) {
        String some = events.stream()
                .limit(MAX_NAMED)
                .map(event -> event.stamp().toString())
                .collect(Collectors.joining(" "));
        String more = events.size() > MAX_NAMED ? " and " + (events.size() - MAX_NAMED) + " more" : "";
        return (events.size() == 1 ? "event " : events.size() + " events ") + some + more;
    }
}
