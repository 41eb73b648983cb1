package org.symmetricp2p.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.conform.Rule;

/**
 * The chapters of {@code spec/}, and who cites their rules: each rule with MUST or MUST NOT is cited at a test, every citation
 * names a rule, and the numbers are in order. The second half shows, on made-up chapters, that each check can fail.
 */
class SpecTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CHAPTER = Pattern.compile("(\\d)-[a-z-]+\\.md");
    private static final Pattern READABLE = Pattern.compile(".*\\.(java|md|tla|cfg|json|jsonl|txt|csv|py)");
    private static final Pattern SMALL_MUST = Pattern.compile("\\bmust\\b");
    private static final int MANY = 100;

    // ---- the real chapters ----

    @Test
    void theChaptersAreEightAndTheirRulesAreInOrder() {
        Map<String, String> chapters = chapters();
        assertEquals(
                List.of("1", "2", "3", "4", "5", "6", "7", "8"),
                chapters.keySet().stream().map(file -> file.substring(0, 1)).toList());
        assertNone(chapters.entrySet().stream()
                .flatMap(c -> misnumbered(c.getKey(), Rule.of(c.getKey(), c.getValue())).stream())
                .toList());
        assertTrue(rules().size() >= MANY, () -> "only " + rules().size() + " rules found");
    }

    @Test
    void whatBindsIsWrittenInCapitals() {
        assertNone(inSmallLetters(rules()));
    }

    /** Only a rule binds: a MUST in a text that explains would escape the test below. */
    @Test
    void whatBindsStandsInARule() {
        List<String> problems = new ArrayList<>();
        chapters().forEach((file, text) -> problems.addAll(outsideOfRules(file, text)));
        assertNone(problems);
    }

    @Test
    void everyMustIsCitedAtATest() {
        assertNone(untested(rules(), citations()));
    }

    @Test
    void everyCitationNamesARule() {
        List<Citation> all = new ArrayList<>(citations());
        chapters().forEach((file, text) -> all.addAll(Citation.inChapter("spec/" + file, text)));
        assertTrue(all.size() >= MANY, () -> "only " + all.size() + " citations found");
        assertNone(dangling(rules(), all));
    }

    // ---- the checks ----

    /** Each rule is of the chapter in whose file it stands, and they count from 1, each once. */
    private static List<String> misnumbered(String file, List<Rule> rules) {
        List<String> problems = new ArrayList<>();
        int chapter = Integer.parseInt(file.substring(0, 1));
        for (int i = 0; i < rules.size(); i++) {
            String expected = chapter + "." + (i + 1);
            if (!rules.get(i).number().equals(expected)) {
                problems.add("spec/" + rules.get(i).where() + ": rule "
                        + rules.get(i).number() + " should be number " + expected
                        + "; numbers count from 1 without a gap");
            }
        }
        return problems;
    }

    private static List<String> inSmallLetters(List<Rule> rules) {
        return rules.stream()
                .filter(rule -> SMALL_MUST.matcher(rule.text()).find())
                .map(rule -> "spec/" + rule.where() + ": rule " + rule.number()
                        + " says \"must\": write MUST if it binds, or another word")
                .toList();
    }

    private static List<String> outsideOfRules(String file, String markdown) {
        List<String> problems = new ArrayList<>();
        for (String paragraph : markdown.split("\n\\s*\n")) {
            if (Rule.of(file, paragraph).isEmpty() && paragraph.contains("MUST")) {
                problems.add("spec/" + file + ": \"MUST\" stands outside of a rule: " + paragraph.strip());
            }
        }
        return problems;
    }

    private static List<String> untested(List<Rule> rules, List<Citation> citations) {
        Set<String> tested = citations.stream()
                .filter(Citation::isAtTest)
                .map(Citation::rule)
                .collect(Collectors.toCollection(TreeSet::new));
        return rules.stream()
                .filter(rule -> rule.isBinding() && !tested.contains(rule.number()))
                .map(rule -> "spec/" + rule.where() + ": no test cites rule " + rule.number() + "; write /** spec "
                        + rule.number() + " */ at the test that fails when it is broken: " + rule.text())
                .toList();
    }

    private static List<String> dangling(List<Rule> rules, List<Citation> citations) {
        Set<String> numbers = rules.stream().map(Rule::number).collect(Collectors.toCollection(TreeSet::new));
        return citations.stream()
                .filter(citation -> !numbers.contains(citation.rule()))
                .map(citation -> citation.where() + ": there is no rule " + citation.rule() + " in spec/")
                .toList();
    }

    private static void assertNone(List<String> problems) {
        assertTrue(problems.isEmpty(), () -> problems.size() + " problems:\n" + String.join("\n", problems));
    }

    // ---- the files ----

    private static Map<String, String> chapters() {
        Map<String, String> chapters = new TreeMap<>();
        for (Path file : files("spec")) {
            String name = file.getFileName().toString();
            if (CHAPTER.matcher(name).matches()) {
                chapters.put(name, read(file));
            }
        }
        return chapters;
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        chapters().forEach((file, text) -> rules.addAll(Rule.of(file, text)));
        return rules;
    }

    /** Those in sources and test resources of all modules, in documents, vectors and models. */
    private static List<Citation> citations() {
        List<Citation> citations = new ArrayList<>();
        List<Path> files = new ArrayList<>(files("spec"));
        files.addAll(files("docs"));
        files.add(ROOT.resolve("README.md"));
        for (String module : modules()) {
            files.addAll(files(module + "/src"));
        }
        for (Path file : files) {
            String name = ROOT.relativize(file).toString();
            if (name.endsWith("org/symmetricp2p/spec/SpecTest.java")) {
                continue; // its made-up chapters
            }
            boolean isJava = name.endsWith(".java");
            citations.addAll(isJava ? Citation.inJava(name, read(file)) : Citation.in(name, read(file)));
        }
        return citations;
    }

    private static List<String> modules() {
        try (Stream<Path> entries = Files.list(ROOT)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve("pom.xml")))
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> Files.isDirectory(ROOT.resolve(name).resolve("src")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> READABLE.matcher(file.toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("can't list " + folder, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("can't read " + file, e);
        }
    }

    // ---- each check can fail ----

    private static final String CHAPTER_8 = """
            # 8 Made up

            **8.1** A peer MUST
            be kind.

            As peers must, says this sentence, which is no rule.

            **8.2** A peer MAY rest.

            **8.3** A peer must not lie.

            **9.5** A peer MUST NOT steal (rules 8.1 to 8.9).
            """;

    private static List<Rule> madeUp() {
        return Rule.of("8-made-up.md", CHAPTER_8);
    }

    @Test
    void aRuleIsItsParagraph() {
        assertEquals("A peer MUST be kind.", madeUp().get(0).text());
        assertEquals(
                List.of("8-made-up.md:3", "8-made-up.md:8", "8-made-up.md:10", "8-made-up.md:12"),
                madeUp().stream().map(Rule::where).toList());
    }

    @Test
    void aGapOrAnotherChapterIsMisnumbered() {
        assertEquals(
                List.of("spec/8-made-up.md:12: rule 9.5 should be number 8.4; numbers count from 1 without a gap"),
                misnumbered("8-made-up.md", madeUp()));
        List<Rule> gap = Rule.of("8-made-up.md", "**8.1** a\n\n**8.3** b\n\n**8.3** c");
        assertEquals(1, misnumbered("8-made-up.md", gap).size());
    }

    @Test
    void aSmallMustIsFoundInARuleOnly() {
        assertEquals(
                List.of("spec/8-made-up.md:10: rule 8.3 says \"must\": write MUST if it binds, or another word"),
                inSmallLetters(madeUp()));
    }

    @Test
    void aMustThatExplainsIsFound() {
        assertEquals(List.of(), outsideOfRules("8-made-up.md", CHAPTER_8));
        assertEquals(
                List.of("spec/8-made-up.md: \"MUST\" stands outside of a rule: It MUST\nnot hide."),
                outsideOfRules("8-made-up.md", CHAPTER_8 + "\nIt MUST\nnot hide.\n"));
    }

    @Test
    void onlyACommentAtATestIsACitationByATest() {
        String java = """
                /** Made up (spec 9.5). */
                class MadeUpTest {
                    /** Helps. (spec 9.5) */
                    void help() {}

                    /** Kindness (spec 8.1, 8.2). */
                    @ParameterizedTest
                    void kind() {} // spec 9.5
                }
                """;
        List<Citation> citations = Citation.inJava("MadeUpTest.java", java);
        assertEquals(
                List.of(
                        "9.5 false MadeUpTest.java:1",
                        "9.5 false MadeUpTest.java:3",
                        "8.1 true MadeUpTest.java:6",
                        "8.2 true MadeUpTest.java:6",
                        "9.5 false MadeUpTest.java:8"),
                citations.stream()
                        .map(c -> c.rule() + " " + c.isAtTest() + " " + c.where())
                        .toList());
        List<String> untested = untested(madeUp(), citations);
        assertEquals(1, untested.size());
        assertTrue(untested.get(0).startsWith("spec/8-made-up.md:12: no test cites rule 9.5; "), untested.get(0));
    }

    @Test
    void aCitationOfWhatIsNoRuleDangles() {
        List<Citation> citations = new ArrayList<>(Citation.in("x.md", "see\nspec 8.2 and 8.7"));
        citations.addAll(Citation.inChapter("8-made-up.md", CHAPTER_8));
        assertEquals(
                List.of("x.md:2: there is no rule 8.7 in spec/", "8-made-up.md:12: there is no rule 8.9 in spec/"),
                dangling(madeUp(), citations));
    }
}
