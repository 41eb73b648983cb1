package org.symmetricp2p.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;

/** What docs/testing-your-app.md shows is code of these tests, and what the kit really says of it. */
class PageTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> SOURCES = List.of("PageTest", "MyRules", "Stopwatch", "Cards", "Chat", "Fleet");

    @Test
    void theCodeIsThatOfTheTests() throws IOException {
        StringBuilder code = new StringBuilder();
        for (String source : SOURCES) {
            code.append(Files.readString(Path.of("src/test/java/org/symmetricp2p/kit", source + ".java")));
        }
        List<String> snippets = blocks("java");
        assertTrue(snippets.size() >= 6, snippets.toString());
        for (String snippet : snippets) {
            assertTrue(
                    squeezed(code.toString()).contains(squeezed(snippet)), "other code than the tests':\n" + snippet);
        }
    }

    @Test
    void theOutputIsThatOfTheKit() throws IOException {
        List<String> said = List.of(clock(), cards(), chat(), fleet());
        List<String> shown = blocks("text");
        assertEquals(said.size(), shown.size());
        for (int i = 0; i < said.size(); i++) {
            assertEquals(masked(said.get(i)), masked(shown.get(i)));
        }
        assertEquals(said.get(2), shown.get(2), "this one is the same to the last byte, each time");
    }

    @Test
    void theDependencyIsThisModule() throws IOException {
        String xml = blocks("xml").get(0);
        Matcher parent =
                Pattern.compile("<parent>(.*?)</parent>", Pattern.DOTALL).matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(parent.find());
        for (String tag : List.of("groupId", "version")) {
            assertEquals(valueOf(tag, parent.group(1)), valueOf(tag, xml));
        }
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<artifactId>" + valueOf("artifactId", xml) + "<"));
    }

    @Test
    void everyPeerComputesTheSame() {
        Kit.check(MyRules::new, random -> Event.of(MyRules.ADD, random.below(100)));
    }

    @Test
    void noEventStopsAPeer() {
        Kit.of(MyRules::new, random -> Event.of(MyRules.ADD, random.below(100)))
                .withOddEvents()
                .worlds(100)
                .check();
    }

    private static String clock() {
        return saidOf(() -> Kit.check(Stopwatch::new, Kit.anyOf(Event.of(Stopwatch.STOP))));
    }

    private static String cards() {
        return saidOf(() -> Kit.check(Cards::new, Kit.anyOf(Event.of(Cards.DEAL))));
    }

    private static String chat() {
        return saidOf(() -> Kit.check(Chat::new, random -> Event.of(Chat.SAY, random.below(1000))));
    }

    private static String fleet() {
        return saidOf(() -> Kit.check(Fleet::new, Kit.anyOf(Event.of(Fleet.STORM))));
    }

    private static String saidOf(Runnable check) {
        return assertThrows(KitFailure.class, check::run).getMessage() + "\n";
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Pattern pattern = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        String page = Files.readString(ROOT.resolve("docs/testing-your-app.md"));
        pattern.matcher(page).results().map(result -> result.group(1)).forEach(blocks::add);
        return blocks;
    }

    private static String valueOf(String tag, String xml) {
        return Pattern.compile("<" + tag + ">(.*?)</" + tag + ">")
                .matcher(xml)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** Without indentation and line breaks, which the page has of its own. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    /** Without the bytes, which a clock or an identity hash makes others each time. */
    private static String masked(String output) {
        return output.replaceAll("(?m)^ +(expected|actual|\\^\\^).*\n", "")
                .replaceAll("\\d+ bytes? differs?(, the first)?", "bytes differ")
                .replaceAll("offset \\d+: expected \\w\\w, actual \\w\\w", "offset")
                .strip();
    }
}
