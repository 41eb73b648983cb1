package org.symmetricp2p.stress;

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

/** What {@code MailboxStress.PlacesStay} tests, with a deliberate bug: two threads count in a plain field. Must fail. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "nobody waits")
@Outcome(expect = FORBIDDEN, desc = "a place is lost or made up")
@State
public class CarelessStress {

    private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private int waiting;

    public CarelessStress() {
        post();
    }

    private void post() {
        waiting++;
        calls.add(() -> waiting--);
    }

    @Actor
    public void user() {
        post();
    }

    @Actor
    public void node() {
        calls.remove().run();
    }

    @Arbiter
    public void places(I_Result result) {
        calls.remove().run();
        result.r1 = waiting;
    }
}
