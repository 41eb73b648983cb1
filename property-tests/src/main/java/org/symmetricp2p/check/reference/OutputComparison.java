package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message.Bye;
import org.symmetricp2p.core.Output;

/**
 * Compares what came out of a step with what should have: over each link the same in the same order, and to the user
 * the same in the same order. Which of them is served first has no meaning (spec 3.16).
 */
final class OutputComparison {

    private static final int MAX_TEXT = 400; // of a message that may be a long history

    private final Input input;
    private final Differences found;

    OutputComparison(Input input, Differences found) {
        this.input = input;
        this.found = found;
    }

    void compare(List<Output> expected, List<Output> actual) {
        Map<Optional<LinkId>, List<Output>> right = byReceiver(expected);
        Map<Optional<LinkId>, List<Output>> real = byReceiver(actual);
        right.forEach((receiver, outputs) -> compareInOrder(outputs, real.getOrDefault(receiver, List.of())));
        real.forEach((receiver, outputs) -> {
            if (!right.containsKey(receiver)) {
                compareInOrder(List.of(), outputs);
            }
        });
    }

    /** By link; the user's are those of no link. */
    private static Map<Optional<LinkId>, List<Output>> byReceiver(List<Output> outputs) {
        Map<Optional<LinkId>, List<Output>> all = new LinkedHashMap<>();
        for (Output output : outputs) {
            Optional<LinkId> receiver = output instanceof Output.Send send
                    ? Optional.of(send.link())
                    : output instanceof Output.Close close ? Optional.of(close.link()) : Optional.empty();
            all.computeIfAbsent(receiver, key -> new ArrayList<>(1)).add(output);
        }
        return all;
    }

    private void compareInOrder(List<Output> expected, List<Output> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            Output right = i < expected.size() ? expected.get(i) : null;
            Output real = i < actual.size() ? actual.get(i) : null;
            if (!isSame(right, real)) {
                found.add(
                        Blame.of(input, right, real),
                        "on " + brief(input) + " came " + (real == null ? "nothing more" : brief(real)) + ", and not "
                                + (right == null ? "nothing" : brief(right)));
                return;
            }
        }
    }

    private static String brief(Object what) {
        String text = what.toString();
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }

    private static boolean isSame(Output right, Output real) {
        if (right instanceof Output.Close close && real instanceof Output.Close actual) {
            return isSame(close.bye(), actual.bye());
        } else if (right instanceof Output.Refused refused && real instanceof Output.Refused actual) {
            return refused.event().equals(actual.event()) && !actual.why().isBlank();
        }
        return Objects.equals(right, real);
    }

    /** The text is for people: it has to be there, and to have certain words. */
    private static boolean isSame(Bye right, Bye real) {
        boolean hasAll = !real.text().isBlank();
        for (String word : right.text().split(" ")) {
            hasAll &= real.text().contains(word);
        }
        return right.reason() == real.reason() && hasAll;
    }
}
