package org.symmetricp2p.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle;

/** A thread that watches a {@link Node}, as one that draws does, sees what the node's thread publishes. */
public final class NodeStress {

    private NodeStress() {}

    static <S> Node<S> start(Simulation<S> simulation) {
        return Node.start(Config.of(new Source(1, 1)).withJoinNanos(0), simulation, new NodeListener<>() {});
    }

    /** An event that was injected shows in the peer. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "the event is seen")
    @Outcome(expect = FORBIDDEN, desc = "an old peer is seen for ever")
    @State
    public static class PeerIsPublished {

        private final Node<Rectangle.State> node = start(new Rectangle());

        @Actor
        public void draw() {
            while (node.peer().timeline().size() == 0) {
                // looks again
            }
            node.close();
        }

        @Signal
        public void press() {
            node.inject(Rectangle.Key.UP.event());
        }
    }

    /** Who sees that a node has stopped sees also why. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "the failure is seen")
    @Outcome(expect = FORBIDDEN, desc = "the node seems to run for ever")
    @State
    public static class FailureIsPublished {

        private final Node<Boolean> node = start(new Brittle());

        @Actor
        public void draw() {
            while (node.isOpen()) {
                // looks again
            }
            if (node.failure().isEmpty()) {
                throw new AssertionError("stopped for no reason");
            }
        }

        @Signal
        public void fail() {
            node.inject(Event.of(Event.NEXT));
        }
    }

    /** Breaks at the first tick after an event. */
    private static final class Brittle implements Simulation<Boolean> {
        @Override
        public String id() {
            return "brittle/1";
        }

        @Override
        public int stateSize() {
            return 1;
        }

        @Override
        public Boolean start() {
            return false;
        }

        @Override
        public Boolean tick(Boolean isBroken) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return false;
        }

        @Override
        public Boolean event(Boolean isBroken, Event event) {
            return true;
        }

        @Override
        public void encode(Boolean isBroken, ByteBuffer out) {
            out.put((byte) (isBroken ? 1 : 0));
        }

        @Override
        public Boolean decode(ByteBuffer in) {
            return in.get() == 1;
        }
    }
}
