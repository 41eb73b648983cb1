package org.symmetricp2p.cli.attack;

import java.io.IOException;
import org.symmetricp2p.core.Versions;

/** Claims to be far ahead in time. */
final class ClockBomb implements Attack {

    private static final long TICKS = 100_000_000; // 23 days

    @Override
    public String name() {
        return "clock-bomb";
    }

    @Override
    public String what() {
        return "says HELLO with a clock of 100,000,000 ticks";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        field.connect().greet(field.self(0), TICKS, Versions.NONE);
        field.pause(1_000);
    }
}
