package org.symmetricp2p.mutation;

import java.util.Comparator;

/**
 * One change of one instruction, as PIT names it. Two runs over the same classes have the same mutants.
 *
 * @param type the class without the project's package, as {@code core.Clock}
 * @param signature the method's types, as class files write them
 * @param instructions which of the method's: several changes of a line differ only in this
 * @param mutator the kind of change, as {@code MathMutator}
 * @param description the change, in words
 */
record Mutant(
        String type, String method, String signature, int line, String instructions, String mutator, String description)
        implements Comparable<Mutant> {

    private static final Comparator<Mutant> ORDER = Comparator.comparing(Mutant::type)
            .thenComparing(Mutant::line)
            .thenComparing(Mutant::method)
            .thenComparing(Mutant::signature)
            .thenComparing(Mutant::instructions)
            .thenComparing(Mutant::mutator)
            .thenComparing(Mutant::description);

    /** The class's package, without the project's. */
    String packageName() {
        return type.substring(0, type.lastIndexOf('.'));
    }

    @Override
    public int compareTo(Mutant other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return type + ", " + method + ", line " + line + ", " + mutator + ": " + description;
    }
}
