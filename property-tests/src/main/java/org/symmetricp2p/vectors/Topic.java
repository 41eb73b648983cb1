package org.symmetricp2p.vectors;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one vector file is about. Its function is all that tells right from wrong: generation writes what it finds, and
 * checking compares what it finds with what a file says.
 *
 * @param name the folder and the file, without the ending
 * @param about for a person who ports this: what to do with a case
 * @param fields what each field of a case is, by its place, such as {@code given.events}
 * @param makeCases makes those that are written, each with a name that no other case of any topic has
 * @param isStepped whether cases are sequences of steps, each with a result of its own
 * @param run from the inputs to the results, one per step
 */
record Topic(
        String name,
        String about,
        Map<String, String> fields,
        Supplier<List<Case>> makeCases,
        boolean isStepped,
        Run run) {

    /** The function that a topic tests. */
    @FunctionalInterface
    interface Run {
        /**
         * What comes out.
         *
         * @param given what is there at the beginning
         * @param steps what happens then, one at a time; empty if the topic has no steps
         * @throws IllegalArgumentException if the inputs make no sense: says which, and why
         */
        List<Found> of(Given given, List<Given> steps);
    }

    /** A topic whose cases have one result each. */
    static Topic single(
            String name,
            String about,
            Map<String, String> fields,
            Supplier<List<Case>> makeCases,
            Function<Given, Found> function) {
        return new Topic(name, about, fields, makeCases, false, (given, none) -> List.of(function.apply(given)));
    }

    /** A topic whose cases are sequences of steps. */
    static Topic stepped(
            String name, String about, Map<String, String> fields, Supplier<List<Case>> makeCases, Run run) {
        return new Topic(name, about, fields, makeCases, true, run);
    }

    List<Case> cases() {
        return makeCases.get();
    }
}
