package org.symmetricp2p.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.symmetricp2p.app.Memory;

/**
 * The render hand-over: a thread draws a state while the node's thread makes the next one of it. Both share pages, whose hashes
 * are computed when first asked for, by whichever thread that is.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both see the right states")
@Outcome(expect = FORBIDDEN, desc = "a state isn't what it should be")
@State
public class MemoryStress {

    private static final Memory BLANK = Memory.zeroed(3);
    private static final long HASH =
            Memory.ofBytes((byte) 1, (byte) 2, (byte) 0).hash();
    private static final long NEXT_HASH =
            Memory.ofBytes((byte) 1, (byte) 2, (byte) 3).hash();

    private final Memory state = BLANK.edit(block -> {
        block.setByte(0, 1);
        block.setByte(1, 2);
    });

    @Actor
    public void draw(ZZ_Result result) {
        result.r1 = state.hash() == HASH;
    }

    @Actor
    public void simulate(ZZ_Result result) {
        result.r2 =
                state.hash() == HASH && state.edit(block -> block.setByte(2, 3)).hash() == NEXT_HASH;
    }
}
