package org.symmetricp2p.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLZ_Result;
import org.symmetricp2p.demo.Rectangle;

/** A {@link Node} is closed while another thread still wants something of it. */
public final class ClosingStress {

    private ClosingStress() {}

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (IllegalStateException closed) {
            return "refused";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    /** A late call is taken or refused, in the words of the node. */
    @JCStressTest
    @Outcome(
            id = {"done, done, false", "done, refused, false"},
            expect = ACCEPTABLE,
            desc = "closed, and the call taken or refused")
    @Outcome(expect = FORBIDDEN, desc = "not closed, or failed otherwise")
    @State
    public static class LateCall {

        private final Node<Rectangle.State> node = NodeStress.start(new Rectangle());

        @Actor
        public void close(LLZ_Result result) {
            result.r1 = outcome(node::close);
        }

        @Actor
        public void call(LLZ_Result result) {
            result.r2 = outcome(() -> node.unlink(2));
        }

        @Arbiter
        public void after(LLZ_Result result) {
            result.r3 = node.isOpen();
        }
    }

    /** Two threads close it. */
    @JCStressTest
    @Outcome(id = "done, done, false", expect = ACCEPTABLE, desc = "closed")
    @Outcome(expect = FORBIDDEN, desc = "not closed, or one has failed")
    @State
    public static class ClosedTwice {

        private final Node<Rectangle.State> node = NodeStress.start(new Rectangle());

        @Actor
        public void one(LLZ_Result result) {
            result.r1 = outcome(node::close);
        }

        @Actor
        public void other(LLZ_Result result) {
            result.r2 = outcome(node::close);
        }

        @Arbiter
        public void after(LLZ_Result result) {
            result.r3 = node.isOpen();
        }
    }
}
