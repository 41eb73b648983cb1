package org.symmetricp2p.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has to go when too many connections ask for nothing (spec 7.33). */
class VisitsTest {

    private static final String MANY = "10.0.0.1";
    private static final String FEW = "10.0.0.2";

    private final Visits visits = new Visits();

    /** Also if its one visit is the oldest of all. */
    @Test
    void aMachineWithManyHarmsItself() {
        Visit other = begin(FEW);
        List<Visit> many = new ArrayList<>();
        for (int i = 0; i < 2 * Visits.MAX; i++) {
            many.add(begin(MANY));
        }
        assertTrue(other.isOpen());
        List<Visit> open = many.stream().filter(Visit::isOpen).toList();
        assertEquals(many.subList(many.size() - open.size(), many.size()), open); // the oldest went first
        assertEquals(Visits.MAX - 1, open.size());
    }

    @Test
    void whoHasGoneMakesRoom() {
        Visit first = begin(MANY);
        for (int i = 0; i < 3 * Visits.MAX; i++) {
            begin(MANY).close();
        }
        assertTrue(first.isOpen());
    }

    @Test
    void aVisitIsOverAfterAWhile() {
        Visit visit = begin(FEW);
        visit.advance(4_999);
        assertTrue(visit.isOpen());
        visit.advance(1);
        assertFalse(visit.isOpen());
    }

    /** A link has the times of links, and takes no visit's place. */
    @Test
    void oneThatHasBecomeALinkIsNoVisit() {
        Visit visit = begin(MANY);
        visits.end(visit);
        visit.advance(60_000);
        for (int i = 0; i < 2 * Visits.MAX; i++) {
            begin(MANY);
        }
        assertTrue(visit.isOpen());
    }

    private Visit begin(String machine) {
        Visit visit = new Visit(new InetSocketAddress(machine, 1));
        visits.begin(visit);
        return visit;
    }

    /** A connection from a machine, with a time of its own. */
    private static final class Visit extends EmbeddedChannel {
        private final SocketAddress from;

        Visit(SocketAddress from) {
            this.from = from;
            freezeTime();
        }

        void advance(long millis) {
            advanceTimeBy(millis, TimeUnit.MILLISECONDS);
            runScheduledPendingTasks();
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return from;
        }
    }
}
