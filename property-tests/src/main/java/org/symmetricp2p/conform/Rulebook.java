package org.symmetricp2p.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of the specification, by number, as they stand in the chapters: so that who is judged can be told the words. */
public final class Rulebook {

    private static final List<String> CHAPTERS = List.of(
            "1-terms.md",
            "2-order.md",
            "3-peer.md",
            "4-time-machine.md",
            "5-clock.md",
            "6-membership.md",
            "7-wire.md",
            "8-settling.md");

    private static final Map<String, Rule> RULES = read();

    private Rulebook() {}

    /** @throws IllegalArgumentException if there is no such rule */
    public static Rule rule(String number) {
        Rule rule = RULES.get(number);
        if (rule == null) {
            throw new IllegalArgumentException("there is no rule " + number);
        }
        return rule;
    }

    /** Those with MUST or MUST NOT, in their order. */
    public static List<Rule> binding() {
        return all().stream().filter(Rule::isBinding).toList();
    }

    /** All rules, in their order. */
    public static List<Rule> all() {
        return List.copyOf(RULES.values());
    }

    private static Map<String, Rule> read() {
        List<Rule> rules = new ArrayList<>();
        for (String chapter : CHAPTERS) {
            try (InputStream in = Rulebook.class.getResourceAsStream("/spec/" + chapter)) {
                if (in == null) {
                    throw new IllegalStateException("this build lacks the chapter spec/" + chapter);
                }
                rules.addAll(Rule.of(chapter, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Map<String, Rule> byNumber = new LinkedHashMap<>();
        rules.forEach(rule -> byNumber.put(rule.number(), rule));
        return byNumber;
    }
}
