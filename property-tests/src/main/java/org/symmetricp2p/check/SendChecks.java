package org.symmetricp2p.check;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Promise;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Endpoint;
import org.symmetricp2p.link.Reaction;
import org.symmetricp2p.link.Signal;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/**
 * Property 15, of links: what a peer gives out to be sent is written, all of it but what has become void, once, in order and as soon
 * as the network takes it, until the connection is closed; BYE has the last word; and of a link that is down nothing is held.
 */
final class SendChecks<S> implements Watch<S> {

    /** One message of which frames are still to be written. */
    private static final class Owed {
        private final Message message;
        private int written; // frames

        Owed(Message message) {
            this.message = message;
        }
    }

    /** One connection, as one of its ends sees it. */
    private static final class End {
        private final Deque<Owed> owed = new ArrayDeque<>();
        private int unwritten; // bytes that the network was given and hasn't taken
        private boolean isOver; // BYE was said, or it was closed
    }

    private final boolean isEnabled;
    private final PerHost<Map<LinkId, End>> ends = new PerHost<>(); // looked up only

    SendChecks(Set<Property> enabled) {
        this.isEnabled = enabled.contains(Property.MEMORY);
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        ends.put(host, new HashMap<>());
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        if (input instanceof Input.LinkDown down
                && isEnabled
                && step.peer().links().stream().anyMatch(link -> link.id().equals(down.link()))) {
            throw violation(host, "holds " + down.link() + ", which is down");
        }
        if (step.peer().closed().size() > before.closed().size()) {
            withdraw(host, step.peer());
        }
        if (!step.outputs().isEmpty()) {
            owe(host, step.outputs());
        }
    }

    /** Nothing more is due of what is void (spec 8.23). */
    private void withdraw(Host<S> host, Peer<S> peer) {
        SortedMap<Source, Long> known = peer.timeline().versions().seqs();
        for (End end : ends.of(host).values()) {
            List<Owed> all = List.copyOf(end.owed);
            end.owed.clear();
            for (Owed owed : all) {
                if (owed.message instanceof Message.Events events) {
                    int from = owed.written * Wire.MAX_EVENTS_PER_FRAME;
                    List<StampedEvent> left = events
                            .events()
                            .subList(from, events.events().size())
                            .stream()
                            .filter(e -> !peer.closed().contains(e.source())
                                    || e.seq() <= known.getOrDefault(e.source(), 0L))
                            .toList();
                    if (!left.isEmpty()) {
                        end.owed.add(new Owed(new Message.Events(events.clock(), left)));
                    }
                } else if (owed.message instanceof Message.Promises promises) {
                    SortedMap<Source, Promise> left = new TreeMap<>(promises.bySource());
                    left.keySet().removeAll(peer.closed());
                    if (!left.isEmpty()) {
                        end.owed.add(new Owed(new Message.Promises(left)));
                    }
                } else {
                    end.owed.add(owed);
                }
            }
        }
    }

    private void owe(Host<S> host, List<Output> outputs) {
        for (Output output : outputs) {
            if (output instanceof Output.Send send) {
                end(host, send.link()).owed.add(new Owed(send.message()));
            }
        }
    }

    @Override
    public void reacted(Host<S> host, Endpoint<S> before, Signal signal, Reaction<S> reaction) {
        if (!isEnabled) {
            return;
        }
        if (signal instanceof Signal.Written written) {
            end(host, written.link()).unwritten -= written.bytes();
        } else if (signal instanceof Signal.Closed closed) {
            ends.of(host).remove(closed.link());
        }
        if (reaction.actions().isEmpty() && signal instanceof Signal.Wake) {
            return; // nothing has changed
        }
        for (Action action : reaction.actions()) {
            if (action instanceof Action.Write write) {
                onWrite(host, write);
            } else if (action instanceof Action.Close close) {
                end(host, close.link()).isOver = true;
            }
        }
        for (LinkId link : reaction.endpoint().links()) {
            checkPrompt(host, link);
        }
    }

    private void onWrite(Host<S> host, Action.Write write) {
        End end = end(host, write.link());
        Message written = ((Decoded.Ok) Wire.decode(write.frame())).message();
        if (end.isOver) {
            throw violation(host, "writes " + written + " to " + write.link() + " after its end");
        }
        if (written instanceof Message.Bye) {
            end.isOver = true;
            return;
        }
        Owed owed = end.owed.peek();
        if (owed == null || !written.equals(part(owed))) {
            String due = owed == null ? "nothing" : String.valueOf(part(owed));
            throw violation(host, "writes " + written + " to " + write.link() + ", where " + due + " is due");
        }
        if (end.unwritten >= Limit.WINDOW_BYTES.standard()) {
            throw violation(host, "writes to " + write.link() + ", which has " + end.unwritten + " bytes to take yet");
        }
        end.unwritten += write.frame().remaining();
        owed.written++;
        if (owed.written == Wire.frameCount(owed.message)) {
            end.owed.remove();
        }
    }

    /** The next part of a message that is to be written, as it has to look when it is read. */
    private static Message part(Owed owed) {
        if (owed.message instanceof Message.Events events) {
            int from = owed.written * Wire.MAX_EVENTS_PER_FRAME;
            int to = Math.min(from + Wire.MAX_EVENTS_PER_FRAME, events.events().size());
            return new Message.Events(events.clock(), events.events().subList(from, to));
        } else if (owed.message instanceof Message.State state) {
            ByteBuffer bytes = state.bytes();
            int from = owed.written * Wire.MAX_STATE_BYTES_PER_FRAME;
            int to = Math.min(from + Wire.MAX_STATE_BYTES_PER_FRAME, bytes.limit());
            return new Message.State(bytes.limit(to).position(from));
        }
        return owed.message;
    }

    private void checkPrompt(Host<S> host, LinkId link) {
        End end = end(host, link);
        int waiting = end.owed.size() - (!end.owed.isEmpty() && end.owed.peek().written > 0 ? 1 : 0);
        if (end.isOver || waiting == 0) {
            return;
        }
        if (end.unwritten < Limit.WINDOW_BYTES.standard()) {
            throw violation(host, waiting + " messages wait for " + link + ", which would take them");
        }
        if (waiting > Limit.WAITING_MESSAGES.standard()) {
            throw violation(host, waiting + " messages wait for " + link + ", and it isn't closed");
        }
    }

    private End end(Host<S> host, LinkId link) {
        return ends.of(host).computeIfAbsent(link, key -> new End());
    }

    private Violation violation(Host<S> host, String what) {
        return new Violation(Property.MEMORY, host.id(), host.peer().tick(), what);
    }
}
