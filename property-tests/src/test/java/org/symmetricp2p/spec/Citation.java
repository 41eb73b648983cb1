package org.symmetricp2p.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's number where it is cited: as {@code spec 3.2} or {@code spec 3.2, 3.4} anywhere, and inside of the chapters as {@code
 * rule 3.2}, {@code rules 3.2 to 3.4} or in the last column of a table.
 *
 * @param rule the number
 * @param isAtTest whether it stands in the comment of a test method
 * @param where file and line, for a person
 */
record Citation(String rule, boolean isAtTest, String where) {

    private static final String NUMBER = "\\d+\\.\\d+";
    private static final String NUMBERS = "(" + NUMBER + "(?:(?:,|,?\\s+and|\\s+to)\\s+" + NUMBER + ")*)";
    private static final Pattern ANYWHERE = Pattern.compile("\\b[Ss]pec " + NUMBERS);
    private static final Pattern IN_A_CHAPTER =
            Pattern.compile("\\brules?\\s+" + NUMBERS + "|\\| (" + NUMBER + ") \\|$", Pattern.MULTILINE);
    private static final Pattern TEST =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example|FuzzTest)\\b.*");

    /** The citations in a file of any kind. */
    static List<Citation> in(String file, String text) {
        return found(ANYWHERE, file, text);
    }

    /** What a chapter says of other rules. */
    static List<Citation> inChapter(String file, String markdown) {
        return found(IN_A_CHAPTER, file, markdown);
    }

    private static List<Citation> found(Pattern pattern, String file, String text) {
        List<Citation> citations = new ArrayList<>();
        for (Matcher match = pattern.matcher(text); match.find(); ) {
            long line = 1
                    + text.substring(0, match.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            for (Matcher number = Pattern.compile(NUMBER).matcher(match.group()); number.find(); ) {
                citations.add(new Citation(number.group(), false, file + ":" + line));
            }
        }
        return citations;
    }

    /** The citations in a Java source, and whether what follows their comment is a test. */
    static List<Citation> inJava(String file, String source) {
        List<Citation> citations = new ArrayList<>();
        List<Citation> pending = new ArrayList<>();
        int number = 0;
        for (String line : source.lines().map(String::strip).toList()) {
            number++;
            String where = file + ":" + number;
            boolean isComment = line.startsWith("/*") || line.startsWith("*") || line.startsWith("//");
            if (isComment) {
                in(where, line).forEach(c -> pending.add(new Citation(c.rule, false, where)));
            } else if (TEST.matcher(line).matches()) {
                pending.replaceAll(c -> new Citation(c.rule, true, c.where));
                move(pending, citations);
            } else if (!line.isEmpty()) {
                move(pending, citations);
                in(where, line).forEach(c -> citations.add(new Citation(c.rule, false, where)));
            }
        }
        move(pending, citations);
        return citations;
    }

    private static void move(List<Citation> from, List<Citation> to) {
        to.addAll(from);
        from.clear();
    }
}
