package org.symmetricp2p.check;

import java.util.List;
import java.util.Optional;
import org.symmetricp2p.check.reference.Duel;
import org.symmetricp2p.sim.Scenario;

/**
 * One scenario, tried: what the laboratory says of it, or how the run itself broke down.
 *
 * @param verdict empty if the run broke down
 * @param failure what is wrong, if anything
 */
public record Trial(Optional<Verdict> verdict, Optional<Failure> failure) {

    /** How many ticks and steps a run may make: far more than any generated scenario needs. */
    public static final long MAX_WORK = 50_000_000;

    /**
     * What is wrong.
     *
     * @param kind the property that is violated, or the exception that was thrown: equal for equal failures
     * @param text the whole story, in a line
     * @param work after how many ticks and steps of all peers it showed
     */
    public record Failure(String kind, String text, long work) {

        /** Whether it isn't the world that failed, but the duel of the same seed. */
        public boolean isDuel() {
            return kind.equals(DUEL);
        }
    }

    private static final String DUEL = "Duel";

    /** This, or if nothing is wrong with it, what the duels of a seed come to: there neighbours say anything. */
    public Trial orDuel(long seed) {
        return failure.isPresent() ? this : new Trial(verdict, duel(seed).map(Trial::lost));
    }

    /** What is wrong in the {@link Duel}, the {@link LinkDuel} or the {@link SettlingDuel} of a seed, if anything. */
    public static Optional<Violation> duel(long seed) {
        return Duel.of(seed).or(() -> LinkDuel.of(seed)).or(() -> SettlingDuel.of(seed));
    }

    private static Failure lost(Violation violation) {
        return new Failure(DUEL, "a duel: " + violation.getMessage(), 0);
    }

    /** Tries a scenario with all checks. If the thread is interrupted, the run is soon over and means nothing. */
    public static Trial of(Scenario scenario) {
        return of(scenario, MAX_WORK);
    }

    /** Tries a scenario, which is a failure also if it takes more ticks and steps than it may. */
    static Trial of(Scenario scenario, long maxWork) {
        Bound bound = new Bound(maxWork);
        try {
            Verdict verdict = Laboratory.run(scenario, Laboratory.ALL, List.of(bound));
            return new Trial(Optional.of(verdict), verdict.violation().map(violation -> failure(violation, bound)));
        } catch (RuntimeException
                | StackOverflowError broken) { // the simulator or an application: a failure like others
            String text = "the run broke down: " + (broken instanceof Bound.Endless ? broken.getMessage() : broken);
            Failure failure = new Failure(broken.getClass().getSimpleName(), text, bound.work());
            return new Trial(Optional.empty(), Optional.of(failure));
        }
    }

    private static Failure failure(Violation violation, Bound bound) {
        return new Failure(violation.property().name(), violation.getMessage(), bound.work());
    }
}
