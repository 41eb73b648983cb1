package org.symmetricp2p.cli.lab;

import org.symmetricp2p.check.Trial;
import org.symmetricp2p.cli.lab.Failures.Failed;

/** Tells at once what goes wrong in a campaign, in the order in which it is found: the next scenario may take its time. */
final class Teller implements Campaign.Listener {

    /** How many failures are told: a broken core fails in every world. */
    static final int MAX_TOLD = 20;

    private final Progress progress;
    private final String worlds;
    private int told;

    /** @param worlds the options that say which worlds these are, each with a space before it */
    Teller(Progress progress, String worlds) {
        this.progress = progress;
        this.worlds = worlds;
    }

    @Override
    public void tried(long seed, Trial trial) {
        trial.failure().ifPresent(failure -> tell(Failed.of(seed, failure)));
        progress.step();
    }

    private void tell(Failed failed) {
        if (++told <= MAX_TOLD) {
            progress.print(line(failed, worlds));
        } else if (told == MAX_TOLD + 1) {
            progress.print("failure    and more, which are counted below");
        }
    }

    @Override
    public void stillRunning(long seed) {
        progress.print("slow       seed " + seed + " is still running, and may never end");
    }

    static String line(Failed failed, String worlds) {
        return "failure    seed " + failed.seed() + ": " + failed.text() + "; explain it: " + failed.again(worlds);
    }
}
