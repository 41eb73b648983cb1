package org.symmetricp2p.explore;

import java.util.Collections;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Peer;

/** What must hold in every state of a {@link ClockWorld}, and at every step: properties 12, 13, 18 and 19. */
final class ClockWorldChecks {

    private ClockWorldChecks() {}

    /** @param time when the step is made, in ticks */
    static void checkStep(ClockNet net, long time, Peer<?> before, Peer<?> after) {
        Clock clock = after.clock();
        if (clock.tick() < before.tick()) {
            throw violation(Property.CLOCK, after, "the clock was at tick " + before.tick());
        }
        long highest = Collections.max(net.begin()) + time;
        if (clock.tick() > highest) {
            String what = "the oldest peer is at tick " + highest + ", if it has run all the time";
            throw violation(Property.NO_RUNAWAY, after, what);
        }
        if (clock.gap() > 0 && clock.nanos() - clock.anchorNanos() >= Clock.CATCH_UP_NANOS) {
            String what = "a gap of " + clock.gap() + " ticks isn't closed after a second";
            throw violation(Property.CATCH_UP, after, what);
        }
    }

    /** Once all should be together, they are. */
    static void check(ClockWorld world) {
        if (world.time < world.net.settled()) {
            return;
        }
        long highest = world.peers.stream().mapToLong(Peer::tick).max().orElse(0);
        for (Peer<?> peer : world.peers) {
            if (highest - peer.tick() > world.net.skew()) {
                String what = "another is at tick " + highest + ", more than " + world.net.skew() + " further";
                throw violation(Property.SKEW, peer, what);
            }
            if (peer.clock().gap() > world.net.rest()) {
                String what = "is closing a gap of " + peer.clock().gap() + " ticks, though all should be together";
                throw violation(Property.CATCH_UP, peer, what);
            }
        }
    }

    private static Violation violation(Property property, Peer<?> peer, String what) {
        return new Violation(property, peer.config().self().peer(), peer.tick(), what);
    }
}
