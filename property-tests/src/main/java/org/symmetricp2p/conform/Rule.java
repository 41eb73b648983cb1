package org.symmetricp2p.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule of the specification: the paragraph that begins with its number, such as {@code **3.2** A peer MUST ...}.
 *
 * @param chapter the first part of its number
 * @param place the second part
 * @param text the paragraph, without the number
 * @param where file and line, for a person
 */
public record Rule(int chapter, int place, String text, String where) {

    private static final Pattern START = Pattern.compile("\\*\\*(\\d+)\\.(\\d+)\\*\\* (.*)");
    private static final Pattern ADVICE = Pattern.compile("\\bSHOULD\\b");
    private static final Pattern BINDING = Pattern.compile("\\bMUST\\b");

    public String number() {
        return chapter + "." + place;
    }

    /** Whether it says no more than SHOULD. */
    public boolean isAdvice() {
        return !isBinding() && ADVICE.matcher(text).find();
    }

    /** Whether it says MUST or MUST NOT. */
    public boolean isBinding() {
        return BINDING.matcher(text).find();
    }

    /** The rules of a chapter, in the order in which they stand there. */
    public static List<Rule> of(String file, String markdown) {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher start = START.matcher(lines.get(i));
            if (start.matches()) {
                StringBuilder text = new StringBuilder(start.group(3));
                for (int next = i + 1; next < lines.size() && !lines.get(next).isBlank(); next++) {
                    text.append(' ').append(lines.get(next));
                }
                int chapter = Integer.parseInt(start.group(1));
                int place = Integer.parseInt(start.group(2));
                rules.add(new Rule(chapter, place, text.toString(), file + ":" + (i + 1)));
            }
        }
        return rules;
    }
}
