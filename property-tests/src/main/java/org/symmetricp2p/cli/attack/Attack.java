package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One way to hurt a peer from outside. */
public interface Attack {

    /** All of them, as {@code attack --list} shows them. */
    List<Attack> ALL = List.of(
            new ClockBomb(),
            new Equivocate(),
            new Forge(),
            new Idle(),
            new Squat(),
            new Sources(),
            new Payloads(),
            new Deep(),
            new Impersonate(),
            new SlowRead(),
            new SlowWrite(),
            new Garbage());

    /** The one that is called so on the command line, if there is one. */
    static Optional<Attack> named(String name) {
        return ALL.stream().filter(attack -> attack.name().equals(name)).findFirst();
    }

    /** What it is called on the command line. */
    String name();

    /** What it does, in one line. */
    String what();

    /** How many peers it wants as targets, at least. */
    default int targets() {
        return 1;
    }

    /**
     * Does it until {@link Battlefield#isOver}.
     *
     * @throws IOException if a connection fails: often because the target closed it, or the time is up
     */
    void wage(Battlefield field) throws IOException, InterruptedException;
}
