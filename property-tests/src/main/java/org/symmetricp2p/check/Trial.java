package org.symmetricp2p.check;

import java.util.Optional;
import org.symmetricp2p.sim.Scenario;

/**
 * One scenario, tried: what the laboratory says of it, or how the run itself broke down.
 *
 * @param verdict empty if the run broke down
 * @param failure what is wrong, if anything
 */
public record Trial(Optional<Verdict> verdict, Optional<Failure> failure) {

    /**
     * What is wrong.
     *
     * @param kind the property that is violated, or the exception that was thrown: equal for equal failures
     * @param text the whole story, in a line
     */
    public record Failure(String kind, String text) {}

    /** Tries a scenario with all checks. */
    public static Trial of(Scenario scenario) {
        try {
            Verdict verdict = Laboratory.run(scenario);
            return new Trial(Optional.of(verdict), verdict.violation().map(Trial::failure));
        } catch (RuntimeException broken) { // the simulator, or an application, threw: a failure like any other
            Failure failure = new Failure(broken.getClass().getSimpleName(), "the run broke down: " + broken);
            return new Trial(Optional.empty(), Optional.of(failure));
        }
    }

    private static Failure failure(Violation violation) {
        return new Failure(violation.property().name(), violation.getMessage());
    }
}
