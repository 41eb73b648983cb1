package org.symmetricp2p.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.App;
import org.symmetricp2p.net.EventLine;
import org.symmetricp2p.net.Node;

/**
 * The rectangle as an application: connects the node with the user's {@link Face}, the key script and the
 * trace.
 *
 * <p>Two threads meet here. The node's records ticks and plays the script, so that a scripted key is pressed
 * at its very tick; everything else happens in the loop, which may wait for the user's terminal.
 */
final class PeerApp implements App<Rectangle.State, Command> {

    private static final long SECOND = 1_000_000_000;

    private final PeerSettings settings;
    private final Face face;
    private final Rectangle rectangle = new Rectangle();
    private final Optional<Trace> trace;
    private final Optional<DesyncDir<Rectangle.State>> desync;
    private final Queue<KeyScript.Press> script;
    private final Notices notices = new Notices();
    private final Set<Integer> takenDown = new TreeSet<>();
    private final long startNanos = System.nanoTime();
    private volatile Node<Rectangle.State> node;
    private volatile Status.Rollbacks rollbacks = Status.Rollbacks.NONE;
    private volatile boolean stopping;
    private boolean isTraceOver;
    private int port;

    PeerApp(PeerSettings settings, Face face) {
        this.settings = settings;
        this.face = face;
        this.script = new ConcurrentLinkedQueue<>(settings.script().presses());
        this.trace = settings.trace().map(file -> new Trace());
        this.desync = settings.desync().map(dir -> new DesyncDir<>(dir, rectangle, settings.config()));
        trace.ifPresent(t -> t.record(0, rectangle.hash(rectangle.start())));
    }

    /** Ends the loop soon; may be called from any thread. */
    void stop() {
        stopping = true;
    }

    /** The next command of the user, or null. */
    Command next() {
        return face.next();
    }

    // ---- the paper's callbacks ----

    @Override
    public Simulation<Rectangle.State> sim() {
        return rectangle;
    }

    @Override
    public void ini(Node<Rectangle.State> started) throws IOException {
        node = started;
        port = settings.connections().make(node);
    }

    @Override
    public void ren(Frame<Rectangle.State> frame) {
        tellNotices();
        face.show(frame, () -> Status.of(node.peer(), port, rollbacks, node.limitsReached()));
        if (stopping || isOver()) {
            node.close();
        }
    }

    @Override
    public Optional<Event> evt(Command command) {
        if (command instanceof Command.Press press) {
            return Optional.of(press.key().event());
        }
        if (command instanceof Command.Keys keys) {
            script.addAll(keys.script().presses());
        } else if (command instanceof Command.Link link) {
            link(link.peer());
        } else if (command instanceof Command.Unlink unlink) {
            unlink(unlink.peer());
        } else if (command instanceof Command.LinkAll) {
            settings.connections().peers().forEach(this::link);
            Set.copyOf(takenDown).forEach(this::link);
        } else if (command instanceof Command.UnlinkAll) {
            settings.connections().peers().forEach(this::unlink);
            Status.linked(node.peer()).forEach(this::unlink);
        } else if (command instanceof Command.Quit) {
            node.close();
        }
        return Optional.empty();
    }

    @Override
    public void end() {
        tellNotices();
        face.close();
    }

    private boolean isOver() {
        return settings.ticks().isPresent()
                        && node.peer().tick() >= settings.ticks().getAsLong()
                || settings.seconds().isPresent()
                        && System.nanoTime() - startNanos >= settings.seconds().getAsLong() * SECOND;
    }

    private void tellNotices() {
        if (node != null) {
            desync.ifPresent(dir -> dir.write(node.peer(), notices::add));
        }
        notices.takeAll().forEach(face::tell);
    }

    /** Links to a peer from now on; may be called from any thread once it has begun. */
    void linkTo(PeerAddress address) throws IOException {
        node.link(address.peer(), address.host(), address.port());
    }

    private void link(int peer) {
        takenDown.remove(peer);
        node.relink(peer);
    }

    private void unlink(int peer) {
        takenDown.add(peer);
        node.unlink(peer);
    }

    // ---- what happens at the node, on its thread ----

    @Override
    public void ticked(long tick, Rectangle.State state) {
        trace.ifPresent(t -> trace(t, tick, state));
        Node<Rectangle.State> running = node; // null in the moment before ini
        while (running != null
                && isDue(tick)
                && running.inject(script.peek().key().event())) {
            script.remove();
        }
    }

    /** Whoever goes on from another's state has none of the ticks between, so the trace ends before them (spec 8.22). */
    private void trace(Trace ticks, long tick, Rectangle.State state) {
        if (tick == Trace.MAX_SIZE && ticks.size() == tick) {
            notices.add("the trace is full: ticks from " + tick + " on are left out");
        }
        if (tick > ticks.size() && ticks.size() < Trace.MAX_SIZE) {
            if (!isTraceOver) {
                notices.add("the trace ends before tick " + ticks.size() + ": this peer goes on at tick " + tick);
            }
            isTraceOver = true;
            return;
        }
        ticks.record(tick, rectangle.hash(state));
    }

    private boolean isDue(long tick) {
        return !script.isEmpty() && script.peek().tick() <= tick;
    }

    @Override
    public void rolledBack(Output.RolledBack rollback) {
        rollbacks = rollbacks.with(rollback.depth());
    }

    @Override
    public void settled(long tick, Rectangle.State state) {
        desync.ifPresent(dir -> dir.settled(tick, state));
    }

    @Override
    public void diverged(Output.Diverged report) {
        notices.add(report.text());
        desync.ifPresent(dir -> dir.diverged(report));
    }

    @Override
    public void voided(Output.Voided voided) {
        notices.add("event " + voided.event().stamp() + " came too late for what is settled, and is issued again");
    }

    @Override
    public void linked(int peer) {
        notices.add("linked with peer " + peer);
    }

    @Override
    public void unlinked(int peer, String why) {
        notices.add("link with peer " + peer + " is down: " + why);
    }

    @Override
    public void notice(String text) {
        notices.add(text);
    }

    // ---- afterwards ----

    /** Writes the files that were asked for, when the node is closed. Both, even if one of them can't be written. */
    void writeFiles() throws IOException {
        if (node == null) {
            return;
        }
        try {
            if (settings.trace().isPresent()) {
                settings.trace().get().write(this::writeTrace);
            }
        } finally {
            if (settings.events().isPresent()) {
                settings.events().get().write(this::writeEvents);
            }
        }
    }

    private void writeTrace(Writer out) throws IOException {
        Peer<Rectangle.State> peer = node.peer();
        // A late event may have come after the clock was read for the last time.
        peer.machine().advanceTo(peer.tick(), (tick, state) -> trace(trace.orElseThrow(), tick, state));
        trace.orElseThrow().writeTo(out, settings.ticks().orElse(Long.MAX_VALUE));
    }

    private void writeEvents(Writer out) throws IOException {
        for (StampedEvent event : node.peer().timeline().events()) {
            out.write(EventLine.of(event) + "\n");
        }
    }
}
