package org.symmetricp2p.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A user's thread and the node's thread, or two users' threads, at one {@link Mailbox}. */
public final class MailboxStress {

    private MailboxStress() {}

    private static final int MOST = 256;
    private static final Runnable NOTHING = () -> {};

    /** Who is taken out of the queue gives up its place while somebody takes one: none is lost, and none is made up. */
    @JCStressTest
    @Outcome(id = "256", expect = ACCEPTABLE, desc = "as many places as before")
    @Outcome(expect = FORBIDDEN, desc = "places were lost or made up")
    @State
    public static class PlacesStay {

        private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
        private final Mailbox mailbox = new Mailbox(calls::add, MOST);

        public PlacesStay() {
            mailbox.offer(NOTHING);
        }

        @Actor
        public void user() {
            mailbox.offer(NOTHING);
        }

        @Actor
        public void node() {
            calls.remove().run();
        }

        @Arbiter
        public void places(I_Result result) {
            calls.forEach(Runnable::run);
            while (mailbox.offer(NOTHING)) {
                result.r1++;
            }
        }
    }

    /** Two users want the last place: one of them gets it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one gets it")
    @Outcome(expect = FORBIDDEN, desc = "both or none get it")
    @State
    public static class LastPlace {

        private final Mailbox mailbox = new Mailbox(call -> {}, MOST);

        public LastPlace() {
            for (int i = 1; i < MOST; i++) {
                mailbox.offer(NOTHING);
            }
        }

        @Actor
        public void one(ZZ_Result result) {
            result.r1 = mailbox.offer(NOTHING);
        }

        @Actor
        public void other(ZZ_Result result) {
            result.r2 = mailbox.offer(NOTHING);
        }
    }
}
