package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Continued;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.demo.Rectangle;

/** A new session that is begun from what another one had settled. */
class ContinuedTest {

    private static final Rectangle RULES = new Rectangle();
    private static final long SECOND = TestPeer.SECOND;

    private static TestPeer<Rectangle.State> alone(Simulation<Rectangle.State> rules) {
        Source self = new Source(1, 1);
        Config config = TestPeer.plain(self).withSettling(Settling.keptBy(self));
        return new TestPeer<>(config, rules);
    }

    @Test
    void itGoesOnFromTheSettledState() {
        TestPeer<Rectangle.State> first = alone(RULES);
        first.readAt(0);
        first.press(Rectangle.Key.RIGHT.event());
        first.runTo(5 * SECOND);
        Snapshot<Rectangle.State> settled = first.peer.settled();
        assertTrue(settled.tick() > 100);
        TestPeer<Rectangle.State> second = alone(new Continued<>(RULES, settled.state()));
        second.runTo((first.peer.tick() - settled.tick()) * SECOND / Config.DEFAULT_FPS);
        assertEquals(first.state(), second.state(), "as if it had never stopped");
    }

    /** Spec 6.5: whoever begins with another state is in another session. */
    @Test
    void whoBeginsWithAnotherStateIsNotLinked() {
        Continued<Rectangle.State> one = new Continued<>(RULES, RULES.start());
        Continued<Rectangle.State> other = new Continued<>(RULES, RULES.tick(RULES.start()));
        assertTrue(one.id().matches("rectangle/1@[0-9a-f]{16}"), one.id());
        TestPeer<Rectangle.State> peer = alone(one);
        peer.linkUp(1);
        peer.receive(1, greeting(one, new Source(2, 1)));
        assertTrue(peer.has(1));
        peer.linkUp(2);
        peer.receive(2, greeting(other, new Source(3, 1)));
        assertFalse(peer.has(2));
    }

    private static Message.Hello greeting(Simulation<?> rules, Source self) {
        Extension settled = new Extension(Kept.NAME, true, Kept.UNKNOWN.content());
        return new Message.Hello(
                rules.id(), Config.DEFAULT_FPS, rules.stateSize(), self, 0, Versions.NONE, List.of(settled));
    }

    @Test
    void aLongIdStaysWithinItsBound() {
        Continued<Rectangle.State> once = new Continued<>(RULES, RULES.start());
        Continued<Rectangle.State> often = once;
        for (int i = 0; i < 5; i++) {
            often = new Continued<>(often, often.start());
        }
        assertEquals(64, often.id().length());
        assertTrue(often.id().endsWith(once.id().substring(once.id().indexOf('@'))), often.id());
    }
}
