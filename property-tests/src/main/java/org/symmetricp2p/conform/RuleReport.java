package org.symmetricp2p.conform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What came out, rule by rule: how often each was asked about, what broke it, or why nobody asked. */
public final class RuleReport {

    private static final int MAX_TOLD = 3; // failures of a rule

    private final Ledger ledger;
    private final Set<String> departures;

    /** @param departures rules that the peer knowingly doesn't keep: told, but they don't count */
    public RuleReport(Ledger ledger, Set<String> departures) {
        this.ledger = ledger;
        this.departures = Set.copyOf(departures);
    }

    /**
     * Tells each rule with MUST, and each other one that was asked about.
     *
     * @param isOnlyAsked tells no rule that wasn't asked about
     */
    public void tellRules(boolean isOnlyAsked, Consumer<String> out) {
        for (Rule rule : Rulebook.all()) {
            if (rule.isBinding() && !isOnlyAsked || isAsked(rule)) {
                out.accept(String.format(
                        Locale.ROOT,
                        "%-5s %-6s %s",
                        rule.number(),
                        rule.isBinding() ? "MUST" : rule.isAdvice() ? "SHOULD" : "rule",
                        verdict(rule)));
            }
        }
        ledger.skipped().forEach((scenario, why) -> out.accept("skipped    " + scenario + ": " + why));
    }

    private String verdict(Rule rule) {
        int broken = ledger.failures(rule.number()).size();
        String kept = "kept " + String.format(Locale.ROOT, "%,d", ledger.timesKept(rule.number()));
        if (broken > 0) {
            return kept + ", BROKEN " + broken + (departures.contains(rule.number()) ? " (a known departure)" : "");
        }
        return isAsked(rule) ? kept : "never asked: " + NeverAsked.why(rule.number());
    }

    private boolean isAsked(Rule rule) {
        return ledger.timesKept(rule.number()) > 0
                || !ledger.failures(rule.number()).isEmpty();
    }

    /**
     * Tells what was wrong: the rule's words, what was done otherwise, and what came before.
     *
     * @param which scenarios
     * @param again the command that shows one again
     */
    public void tellFailures(Predicate<String> which, UnaryOperator<String> again, Consumer<String> out) {
        List<Ledger.Failure> failures = ledger.failures().stream()
                .filter(failure -> which.test(failure.scenario()))
                .toList();
        for (Ledger.Failure failure : failures) {
            long before = failures.stream()
                    .takeWhile(other -> other != failure)
                    .filter(other -> other.rules().equals(failure.rules()))
                    .count();
            if (before < MAX_TOLD) {
                tell(failure, again, out);
            }
        }
    }

    private static void tell(Ledger.Failure failure, UnaryOperator<String> again, Consumer<String> out) {
        out.accept("");
        out.accept(failure.scenario() + ": " + failure.what());
        for (String number : failure.rules()) {
            out.accept(
                    number.equals(Ledger.CONTRACT)
                            ? "  as spec/conform.md has it"
                            : "  rule " + number + ": " + Rulebook.rule(number).text());
        }
        failure.transcript().forEach(line -> out.accept("  " + line));
        out.accept("  again: " + again.apply(failure.scenario()));
    }

    /** Whether nothing was broken but what the peer is known not to keep. */
    public boolean isGood() {
        return ledger.failures().stream().allMatch(failure -> departures.containsAll(failure.rules()));
    }

    /** The verdict in a line. */
    public String summary() {
        List<Rule> musts = Rulebook.binding();
        long asked = musts.stream().filter(this::isAsked).count();
        String count = asked + " of " + musts.size() + " MUSTs were asked about";
        if (isGood()) {
            return "conforms, as far as was asked: " + count;
        }
        List<String> broken = ledger.failures().stream()
                .flatMap(failure -> failure.rules().stream())
                .filter(rule -> !departures.contains(rule))
                .distinct()
                .toList();
        return "does not conform: " + String.join(", ", broken) + " broken; " + count;
    }

    /** For other programs. */
    void writeTo(ObjectNode tree) {
        tree.put("conforms", isGood());
        ArrayNode rules = tree.putArray("rules");
        for (Rule rule : Rulebook.all()) {
            if (rule.isBinding() || isAsked(rule)) {
                write(rule, rules.addObject());
            }
        }
        ObjectNode skipped = tree.putObject("skipped");
        ledger.skipped().forEach(skipped::put);
    }

    private void write(Rule rule, ObjectNode row) {
        row.put("rule", rule.number()).put("must", rule.isBinding()).put("kept", ledger.timesKept(rule.number()));
        ArrayNode broken = row.putArray("broken");
        for (Ledger.Failure failure : ledger.failures(rule.number())) {
            ObjectNode entry =
                    broken.addObject().put("scenario", failure.scenario()).put("what", failure.what());
            failure.transcript().forEach(entry.putArray("transcript")::add);
        }
        if (!isAsked(rule)) {
            row.put("never", NeverAsked.why(rule.number()));
        }
    }
}
