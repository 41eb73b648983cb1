package org.symmetricp2p.check.explain;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Line;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * What a peer's endpoint must do with what the peer gives out: write it, in order, as soon as the network takes it; or close
 * the connection. When it closes, for whatever reason, nothing is owed any more.
 */
final class DriverRules {

    private record Key(int peer, LinkId link) {}

    /** One connection, as one of its ends sees it. */
    private static final class End {
        final Optional<Line> line; // none if it had gone before anything was sent
        final Deque<Message> owed = new ArrayDeque<>();
        int made; // frames of the first one that were written
        int unwritten; // bytes that the network was given and hasn't taken
        boolean isOver; // BYE was said, or it was closed

        End(Optional<Line> line) {
            this.line = line;
        }

        /** Whether a frame is the next one of a message. */
        boolean isNext(ByteBuffer frame, Message message) {
            int part = message == owed.peek() ? made : 0;
            return ByteBuffer.wrap(Wire.frame(message, part)).equals(frame);
        }

        int waiting() {
            return owed.size() - Math.min(made, 1);
        }
    }

    private final Faults faults;
    private final LinkLives lives;
    private final Map<Key, End> ends = new HashMap<>(); // looked up only

    DriverRules(Faults faults, LinkLives lives) {
        this.faults = faults;
        this.lives = lives;
    }

    void started(Host<Object> host) {
        ends.keySet().removeIf(key -> key.peer == host.id());
    }

    void stepped(Host<Object> host, Step<Object> step) {
        for (Output output : step.outputs()) {
            if (output instanceof Output.Send send) {
                ends.computeIfAbsent(
                                new Key(host.id(), send.link()),
                                key -> new End(Optional.ofNullable(host.line(send.link()))))
                        .owed
                        .add(send.message());
            }
        }
    }

    void reacted(Host<Object> host, Signal signal, Reaction<Object> reaction) {
        if (signal instanceof Signal.Written written) {
            end(host, written.link()).ifPresent(end -> end.unwritten -= written.bytes());
        } else if (signal instanceof Signal.Closed closed) {
            ends.remove(new Key(host.id(), closed.link()));
        }
        for (Action action : reaction.actions()) {
            if (action instanceof Action.Write write) {
                end(host, write.link()).ifPresent(end -> onWrite(host, end, write.frame()));
            } else if (action instanceof Action.Close close) {
                end(host, close.link()).ifPresent(end -> end.isOver = true);
            }
        }
        if (!reaction.actions().isEmpty() || !(signal instanceof Signal.Wake)) { // else nothing has changed
            reaction.endpoint().links().forEach(link -> end(host, link).ifPresent(end -> checkWaiting(host, end)));
        }
    }

    private Optional<End> end(Host<Object> host, LinkId link) {
        return Optional.ofNullable(ends.get(new Key(host.id(), link))).filter(end -> !end.isOver);
    }

    private void onWrite(Host<Object> host, End end, ByteBuffer frame) {
        if (((Decoded.Ok) Wire.decode(frame.duplicate())).message() instanceof Message.Bye) {
            end.isOver = true;
            return;
        }
        end.unwritten += frame.remaining();
        if (end.owed.stream().noneMatch(message -> end.isNext(frame, message))) {
            faults.addSome(host.id(), Fault.Topic.LINKS, "unasked", "writes what it wasn't given out to be sent");
            return;
        }
        while (!end.isNext(frame, end.owed.peek())) {
            tellLeft(host, end, end.owed.remove(), "on which it writes what comes after it");
            end.made = 0;
        }
        end.made++;
        if (end.made == Wire.frameCount(end.owed.peek())) {
            end.owed.remove();
            end.made = 0;
        }
    }

    /** What must not wait is told once, and not waited for any more. */
    private void checkWaiting(Host<Object> host, End end) {
        while (!end.owed.isEmpty() && end.unwritten < Limit.WINDOW_BYTES.standard()) {
            tellLeft(host, end, end.owed.remove(), "which would take it");
            end.made = 0;
        }
        while (end.waiting() > Limit.WAITING_MESSAGES.standard()) {
            tellLeft(
                    host,
                    end,
                    end.owed.removeLast(),
                    "on which " + Limit.WAITING_MESSAGES.standard() + " messages wait already");
        }
    }

    private void tellLeft(Host<Object> host, End end, Message message, String why) {
        List<Stamp> events = message instanceof Message.Events some ? Words.stamps(some.events()) : List.of();
        String to = end.line
                .map(line -> "to peer " + line.peer(line.peer(true) != host.id()))
                .orElse("to nobody");
        String link = end.line.map(lives::name).orElse("a link that is gone");
        String what = "neither sends " + to + " what it has to (" + Words.message(message) + ") nor closes " + link
                + ", " + why;
        faults.add(host.id(), Fault.Topic.LINKS, events, what);
    }
}
