package org.symmetricp2p.check.explain;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.symmetricp2p.check.explain.Deeds.Topic;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.sim.World;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** Writes down, for each peer and in words, what happens to it and what it does. */
final class Diary {

    private record Way(Line line, boolean fromA) {}

    /** A frame that was sent. */
    private static final class Frame {
        boolean hasArrived;
    }

    private final Map<Way, Queue<Frame>> underWay = new HashMap<>(); // looked up only
    private final World<Object> world;
    private final LinkLives lives;
    private final Map<Integer, Deeds> deeds = new TreeMap<>();

    Diary(World<Object> world, LinkLives lives) {
        this.world = world;
        this.lives = lives;
    }

    Deeds of(int peer) {
        return deeds.computeIfAbsent(peer, key -> new Deeds());
    }

    private void note(int peer, Topic topic, Supplier<String> what) {
        of(peer).add(world.now(), topic, what);
    }

    private void note(int peer, Topic topic, String what) {
        note(peer, topic, () -> what);
    }

    private static Topic topic(Message message) {
        return message instanceof Message.Sync
                ? Topic.SYNC
                : message instanceof Message.Events ? Topic.EVENTS : Topic.LINKS;
    }

    void started(Host<Object> host, Peer<Object> peer, boolean isNew) {
        note(
                host.id(),
                Topic.LINKS,
                "starts as " + peer.config().self() + (isNew ? ", knowing nothing" : ", with its memory"));
    }

    void stopped(Host<Object> host) {
        note(host.id(), Topic.LINKS, "stops");
    }

    void stepped(Host<Object> host, Peer<Object> before, Input input, List<StampedEvent> fresh, Step<Object> step) {
        long present = step.peer().machine().present().tick();
        if (present < before.machine().present().tick()) {
            note(
                    host.id(),
                    Topic.EVENTS,
                    "goes back to tick " + present + ", to simulate again from there; its clock is at "
                            + step.peer().tick());
        }
        for (StampedEvent event : fresh) {
            if (event.source().equals(step.peer().config().self())) {
                note(
                        host.id(),
                        Topic.EVENTS,
                        "issues " + event.stamp() + " with its clock at tick "
                                + step.peer().tick());
            }
        }
        if (input instanceof Input.LinkDown down) {
            note(
                    host.id(),
                    Topic.LINKS,
                    "is told that its " + down.link() + " is down; its links are now " + links(step.peer()));
        } else if (input instanceof Input.Received received && isUnknown(before, received.link())) {
            note(
                    host.id(),
                    Topic.EVENTS,
                    "takes no notice: that was " + received.link() + ", its links are " + links(before));
        }
        step.outputs().forEach(output -> tell(host, output));
    }

    private static boolean isUnknown(Peer<Object> peer, LinkId link) {
        return peer.links().stream().noneMatch(known -> known.id().equals(link));
    }

    private static List<Long> links(Peer<Object> peer) {
        return peer.links().stream().map(link -> link.id().number()).toList();
    }

    private void tell(Host<Object> host, Output output) {
        if (output instanceof Output.RolledBack back) {
            note(
                    host.id(),
                    Topic.EVENTS,
                    "has simulated ticks " + back.from() + " to " + back.to() + " again, because of "
                            + Words.events(back.voided().isEmpty() ? back.late() : back.voided()));
        } else if (output instanceof Output.Linked linked) {
            note(host.id(), Topic.LINKS, "is linked with " + linked.neighbour() + ", by its " + linked.link());
        } else if (output instanceof Output.WithoutEffect failed) {
            note(host.id(), Topic.EVENTS, "gives event " + failed.stamp() + " no effect: " + failed.why());
        } else if (output instanceof Output.Renewed renewed) {
            note(host.id(), Topic.EVENTS, "goes on as " + renewed.self() + ", as somebody else issues as it");
        } else if (output instanceof Output.Voided voided) {
            note(host.id(), Topic.EVENTS, "finds its event " + voided.event().stamp() + " void");
        } else if (output instanceof Output.TookOver taken) {
            note(
                    host.id(),
                    Topic.EVENTS,
                    "goes on from the state of " + taken.neighbour() + " at tick " + taken.tick());
        } else if (output instanceof Output.Diverged diverged) {
            note(
                    host.id(),
                    Topic.EVENTS,
                    "finds that " + diverged.neighbour() + " was in another state at tick " + diverged.tick());
        } else if (output instanceof Output.Refused refused) {
            note(host.id(), Topic.EVENTS, "refuses an event: " + refused.why());
        }
    }

    /** What becomes of connections, and what its endpoint does about them: by itself, or because the peer says so. */
    void reacted(Host<Object> host, Signal signal, Reaction<Object> reaction) {
        DialText.of(signal).ifPresent(what -> note(host.id(), Topic.DIALS, what));
        for (Action action : reaction.actions()) {
            DialText.of(action).ifPresent(what -> note(host.id(), Topic.DIALS, what));
            if (action instanceof Action.Write write
                    && ((Decoded.Ok) Wire.decode(write.frame().duplicate())).message() instanceof Message.Bye bye) {
                note(host.id(), Topic.LINKS, "closes " + write.link() + ": " + bye.text());
                reason(host, write.link(), "closed it: " + bye.text());
            } else if (action instanceof Action.Close close) {
                reason(host, close.link(), "gave it up" + whyLost(host, close.link(), reaction));
            }
        }
    }

    private void reason(Host<Object> host, LinkId link, String why) {
        Line line = host.line(link);
        if (line != null) {
            lives.reason(line, "peer " + host.id() + " " + why);
        }
    }

    private static String whyLost(Host<Object> host, LinkId link, Reaction<Object> reaction) {
        Line line = host.line(link);
        return reaction.actions().stream()
                .filter(action -> line != null
                        && action instanceof Action.Unlinked lost
                        && lost.peer() == line.peer(line.peer(true) != host.id()))
                .map(action -> ": " + ((Action.Unlinked) action).why())
                .findFirst()
                .orElse("");
    }

    /** What the user or the machine of a peer does to it; what befalls links stands with them. */
    void happening(Fate fate) {
        if (fate instanceof Fate.Leave leave) {
            note(leave.peer(), Topic.LINKS, "is told to leave");
        } else if (fate instanceof Fate.Unlink unlink) {
            note(unlink.peer(), Topic.LINKS, "is told to take its links to peer " + unlink.neighbour() + " down");
        } else if (fate instanceof Fate.Relink relink) {
            note(relink.peer(), Topic.LINKS, "is told that peer " + relink.neighbour() + " is welcome again");
        } else if (fate instanceof Fate.Link link) {
            note(
                    link.peer(),
                    Topic.LINKS,
                    "is told to link to peer " + link.neighbour() + ", at the address of " + link.addressOf());
        } else if (fate instanceof Fate.Pause pause) {
            note(pause.peer(), Topic.LINKS, "does nothing for " + Words.seconds(pause.forMicros()));
        } else if (fate instanceof Fate.Shift shift) {
            note(shift.peer(), Topic.LINKS, "has its local time shifted by " + Words.seconds(shift.byMicros()));
        } else if (fate instanceof Fate.Attack attack) {
            note(
                    attack.peer(),
                    Topic.LINKS,
                    "turns hostile for " + Words.seconds(attack.forMicros()) + ": " + attack.how() + ", "
                            + attack.number());
        }
    }

    /** A drop stands with its reason, and with the link that came in its place. */
    void link(Line line, boolean up) {
        for (boolean a : new boolean[] {true, false}) {
            String link = "link with peer " + line.peer(!a);
            note(
                    line.peer(a),
                    Topic.LINKS,
                    () -> up ? link + " comes up" : link + " " + lives.end(line).orElse("drops"));
        }
    }

    void sent(Line line, boolean fromA, Message message, long arrivalMicros) {
        boolean isLost = line.isDeaf(fromA);
        Frame frame = new Frame();
        underWay.computeIfAbsent(new Way(line, fromA), key -> new ArrayDeque<>())
                .add(frame);
        String what = "sends to peer " + line.peer(!fromA) + ": " + Words.message(message) + "; ";
        note(line.peer(fromA), topic(message), () -> {
            boolean isDropped = !frame.hasArrived && lives.end(line).isPresent();
            return what
                    + (isLost
                            ? "lost, the link was dead that way; it "
                            : isDropped ? "lost, the link " : "arrives at " + Words.seconds(arrivalMicros))
                    + (isLost || isDropped ? lives.end(line).orElse("never dropped") : "");
        });
    }

    /** The first that was sent arrives first. */
    void arrived(Line line, boolean fromA, Message message) {
        underWay.get(new Way(line, fromA)).remove().hasArrived = true;
        note(
                line.peer(!fromA),
                topic(message),
                () -> "receives from peer " + line.peer(fromA) + ": " + Words.message(message));
    }
}
