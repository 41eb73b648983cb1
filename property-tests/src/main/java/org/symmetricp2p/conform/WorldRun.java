package org.symmetricp2p.conform;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Applications;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/** Runs worlds in which a port does some of the peers, beside the core here. */
public final class WorldRun {

    /** Which peers of a world the port does. */
    public enum Share {
        /** Another one in each world. */
        ONE,
        /** Every second one. */
        HALF,
        ALL;

        private IntPredicate of(long seed, int peers) {
            return switch (this) {
                case ONE -> place -> place == Math.floorMod(seed, (long) peers);
                case HALF -> place -> place % 2 == Math.floorMod(seed, 2L);
                case ALL -> place -> true;
            };
        }
    }

    /**
     * How a world went.
     *
     * @param steps how many the port made
     * @param failure how its answer was wrong, if it was, and after which line
     */
    record Result(long steps, Optional<String> failure) {}

    private WorldRun() {}

    /**
     * Runs a world.
     *
     * @param seed says which peer, or which half
     * @throws PortFailure if nothing more can be asked
     */
    static Result of(Dialogue dialogue, Scenario scenario, long seed, Share share) throws PortFailure {
        @SuppressWarnings("unchecked") // whatever its state is, it is passed from the application to itself
        Application<Object> application = (Application<Object>) Applications.named(scenario.application());
        Shadow<Object> shadow =
                new Shadow<>(dialogue, share.of(seed, scenario.peers().size()));
        try {
            new World<>(scenario, application, shadow).run();
            return new Result(shadow.asked(), Optional.empty());
        } catch (Shadow.Differs differs) {
            if (differs.failure().isPresent()) {
                throw differs.failure().get();
            }
            dialogue.drain();
            return new Result(shadow.asked(), Optional.of(differs.getMessage()));
        }
    }

    /** The same world with an application that ports have: {@code pool} is none of those in the specification. */
    static Scenario known(Scenario s) {
        return s.application().equals("pool") ? s.withApplication("chain") : s;
    }
}
