package org.symmetricp2p.check.reference;

import java.util.List;
import java.util.Optional;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.check.Oracle;
import org.symmetricp2p.check.Oracle.Place;
import org.symmetricp2p.check.Path;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Frame.View;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.StampedEvent;

/** A {@link ReferencePeer}, and the states in which it has to be and to be seen. */
public final class Reference<S> {

    /** What is to be seen, but for the state. */
    record Sight(View view, long tick) {}

    private final ReferencePeer peer;
    private final Path<S> path;
    private Optional<Past<S>> replaced = Optional.empty(); // by late events since the last reading
    private Optional<Past<S>> walked = Optional.empty(); // what a travel shows on the way back

    public Reference(Config config, Simulation<S> simulation, Oracle<S> oracle, long start) {
        this.peer = new ReferencePeer(config, simulation, start);
        this.path = new Path<>(oracle);
    }

    /** What comes out after an input. */
    public List<Output> on(Input input) {
        Optional<Walk> shown = peer.walk();
        List<Output> outputs = peer.on(input);
        if (!peer.fresh().isEmpty()) {
            onFresh(peer.fresh());
        }
        if (input instanceof Input.ClockRead) {
            onRead(shown);
        }
        return outputs;
    }

    private void onFresh(List<StampedEvent> fresh) {
        long from = Long.MAX_VALUE;
        for (StampedEvent event : fresh) {
            from = Math.min(from, event.tick());
        }
        if (from <= peer.clock().tick()) {
            keep(from);
        }
        path.forgetFrom(from);
    }

    private void keep(long from) {
        if (replaced.isEmpty()) {
            replaced = Optional.of(Past.of(path, from, peer.clock().tick()));
        } else if (from < replaced.get().from()) {
            replaced = Optional.of(
                    replaced.get().deepened(path.between(from, replaced.get().from())));
        }
    }

    private void onRead(Optional<Walk> shown) {
        if (shown.isEmpty() || shown.get().isOver(peer.clock().nanos())) {
            walked = Optional.empty();
        }
        if (replaced.isPresent()) {
            walked = Optional.of(walked.isEmpty() ? replaced.get() : deeper(walked.get()));
            replaced = Optional.empty();
        }
        placeAt(peer.clock().tick()); // before an event comes that makes it another past
    }

    private Past<S> deeper(Past<S> past) {
        Past<S> other = replaced.get();
        return other.from() < past.from()
                ? past.deepened(other.places().subList(0, (int) (past.from() - other.from())))
                : past;
    }

    /** What the peer has to do, and to show but for states. */
    public ReferencePeer peer() {
        return peer;
    }

    /** Where the peer has to be, or to have been, at a tick up to the present. */
    public Place<S> placeAt(long tick) {
        return path.at(tick, peer.known().events());
    }

    /** What the user has to see, as of the last reading. */
    Sight sight() {
        long present = peer.clock().tick();
        if (peer.walk().isEmpty()) {
            boolean faster = peer.clock().gap() > 0 || peer.clock().hasHeardAhead();
            return new Sight(faster ? View.CATCHING_UP : View.PRESENT, present);
        }
        Walk walk = peer.walk().get();
        long now = peer.clock().nanos();
        return new Sight(walk.isBack(now) ? View.TRAVEL_BACK : View.TRAVEL_FORTH, walk.tickAt(now, present));
    }

    /** Where the user has to see the peer at a tick: back in the past that was replaced, otherwise in the one that is. */
    Place<S> placeSeen(View view, long tick) {
        if (view == View.TRAVEL_BACK && walked.get().has(tick)) {
            return walked.get().at(tick);
        }
        return replaced.isPresent() && replaced.get().has(tick) ? replaced.get().at(tick) : placeAt(tick);
    }
}
