package org.symmetricp2p.check;

import java.util.List;
import java.util.stream.LongStream;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/**
 * How complicated a scenario is, by the first of these in which two differ. Every step of shrinking makes it less, so
 * shrinking ends.
 *
 * @param delays how many there are
 * @param oddities how far it is from the plain case: drifts, slow CPUs, bandwidths, an unusual application or speed
 * @param numbers the sum of all times and other numbers
 */
public record Weight(long peers, long edges, long fates, long delays, long oddities, long numbers)
        implements Comparable<Weight> {

    public static Weight of(Scenario s) {
        return new Weight(
                s.peers().size(),
                s.edges().size(),
                s.fates().size(),
                s.edges().stream()
                        .mapToLong(edge ->
                                edge.delaysAToB().size() + edge.delaysBToA().size())
                        .sum(),
                oddities(s),
                numbers(s));
    }

    /** The parts, the most important first. */
    public List<Long> parts() {
        return List.of(peers, edges, fates, delays, oddities, numbers);
    }

    boolean isLessThan(Weight other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Weight other) {
        for (int i = 0; i < parts().size(); i++) {
            int order = parts().get(i).compareTo(other.parts().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long oddities(Scenario s) {
        return s.peers().stream().mapToLong(Weight::oddities).sum()
                + s.edges().stream()
                        .mapToLong(edge -> (edge.bytesPerSecond() == 0 ? 0 : 1) + (edge.bothDial() ? 1 : 0))
                        .sum()
                + (s.application().equals("chain") ? 0 : 1)
                + Math.abs(s.fps() - Simpler.USUAL_FPS)
                + s.travelMillis();
    }

    private static long oddities(PeerSpec peer) {
        return Math.abs(peer.driftPpm()) + peer.tickMicros();
    }

    private static long numbers(Scenario s) {
        return s.delta()
                + s.healMicros()
                + s.endMicros()
                + s.peers().stream().mapToLong(PeerSpec::startMicros).sum()
                + s.edges().stream().flatMapToLong(Weight::delays).sum()
                + s.fates().stream().mapToLong(Weight::numbers).sum();
    }

    private static LongStream delays(Edge edge) {
        return LongStream.concat(
                edge.delaysAToB().stream().mapToLong(i -> i),
                edge.delaysBToA().stream().mapToLong(i -> i));
    }

    private static long numbers(Fate fate) {
        long more = fate instanceof Fate.Press press
                ? Math.abs((long) press.key())
                : fate instanceof Fate.Stall stall
                        ? stall.forMicros()
                        : fate instanceof Fate.Pause pause
                                ? pause.forMicros()
                                : fate instanceof Fate.Shift shift
                                        ? Math.abs((long) shift.byMicros())
                                        : fate instanceof Fate.Attack attack ? attack.number() + attack.forMicros() : 0;
        return fate.atMicros() + more;
    }
}
