package org.symmetricp2p.check;

import java.util.List;
import java.util.function.LongUnaryOperator;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario.Edge;

/** The same fates and edges at other times. */
final class Fates {

    private Fates() {}

    /** A fate with each of its times and durations changed. */
    static Fate timed(Fate fate, LongUnaryOperator change) {
        long at = change.applyAsLong(fate.atMicros());
        if (fate instanceof Fate.Press f) {
            return new Fate.Press(at, f.peer(), f.key());
        } else if (fate instanceof Fate.Cut f) {
            return new Fate.Cut(at, f.a(), f.b());
        } else if (fate instanceof Fate.Mend f) {
            return new Fate.Mend(at, f.a(), f.b());
        } else if (fate instanceof Fate.Stall f) {
            return new Fate.Stall(at, f.from(), f.to(), change.applyAsLong(f.forMicros()));
        } else if (fate instanceof Fate.Deafen f) {
            return new Fate.Deafen(at, f.from(), f.to());
        } else if (fate instanceof Fate.Stop f) {
            return new Fate.Stop(at, f.peer());
        } else if (fate instanceof Fate.Start f) {
            return new Fate.Start(at, f.peer(), f.withMemory());
        } else if (fate instanceof Fate.Pause f) {
            return new Fate.Pause(at, f.peer(), change.applyAsLong(f.forMicros()));
        } else if (fate instanceof Fate.Attack f) {
            return new Fate.Attack(at, f.peer(), f.how(), f.number(), change.applyAsLong(f.forMicros()));
        }
        return timedByUser(fate, at);
    }

    private static Fate timedByUser(Fate fate, long at) {
        if (fate instanceof Fate.Leave f) {
            return new Fate.Leave(at, f.peer());
        } else if (fate instanceof Fate.Unlink f) {
            return new Fate.Unlink(at, f.peer(), f.neighbour());
        } else if (fate instanceof Fate.Relink f) {
            return new Fate.Relink(at, f.peer(), f.neighbour());
        } else if (fate instanceof Fate.Link f) {
            return new Fate.Link(at, f.peer(), f.neighbour(), f.addressOf());
        } else if (fate instanceof Fate.Shift f) {
            return new Fate.Shift(at, f.peer(), f.byMicros());
        }
        throw new IllegalArgumentException("unknown fate " + fate);
    }

    /** An edge with each of its delays changed. */
    static Edge timed(Edge edge, LongUnaryOperator change) {
        return new Edge(
                edge.a(),
                edge.b(),
                timed(edge.delaysAToB(), change),
                timed(edge.delaysBToA(), change),
                edge.bytesPerSecond(),
                edge.bothDial());
    }

    private static List<Integer> timed(List<Integer> delays, LongUnaryOperator change) {
        return delays.stream().map(delay -> (int) change.applyAsLong(delay)).toList();
    }
}
