package org.symmetricp2p.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.net.Loop;
import org.symmetricp2p.net.Node;

/** The tutorial's program does what docs/tutorial.md says, and the pages that show code show this code. */
class TutorialTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theNumberIsTheSameAtBothPeers() throws Exception {
        int port = freePort();
        ExecutorService threads = Executors.newCachedThreadPool();
        Screen first = new Screen();
        Screen second = new Screen();
        Future<?> one = threads.submit(() -> run(1, port, 0, first));
        Future<?> two = threads.submit(() -> run(2, 0, port, second));
        first.type("7");
        first.awaitLine("7");
        second.awaitLine("7");
        second.type("seven");
        second.awaitLine("not a number of up to 9 digits: seven");
        second.type("-4");
        first.awaitLine("3");
        second.awaitLine("3");
        first.awaitLine("2"); // a second later
        first.type("quit");
        one.get(20, TimeUnit.SECONDS);
        second.type("1");
        second.awaitLine("0"); // goes on alone: down to zero at last
        second.type("quit");
        two.get(20, TimeUnit.SECONDS);
        threads.shutdown();
    }

    @Test
    void allCodeInTheTutorialAndTheReadmeIsThisCode() throws IOException {
        String sources = source("TallyRules.java") + source("Tally.java");
        for (String page : List.of("docs/tutorial.md", "README.md")) {
            List<String> snippets = snippetsIn(Files.readString(ROOT.resolve(page)));
            assertFalse(snippets.isEmpty(), page);
            for (String snippet : snippets) {
                assertTrue(squeezed(sources).contains(squeezed(snippet)), page + " shows other code:\n" + snippet);
            }
        }
    }

    @Test
    void otherCodeWouldBeNoticed() {
        assertEquals(List.of("int x;\n"), snippetsIn("words\n```java\nint x;\n```\nwords\n"));
        assertFalse(squeezed("int x;\nint y;").contains(squeezed("int z;")));
    }

    private static List<String> snippetsIn(String page) {
        List<String> snippets = new ArrayList<>();
        Matcher matcher = SNIPPET.matcher(page);
        while (matcher.find()) {
            snippets.add(matcher.group(1));
        }
        return snippets;
    }

    private static String source(String name) throws IOException {
        return Files.readString(Path.of("src/test/java/org/symmetricp2p/tutorial", name));
    }

    /** Without indentation and line breaks, which pages have of their own. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }

    private static Void run(int peer, int port, int neighbourPort, Screen screen) throws IOException {
        Tally tally = new Tally(port, neighbourPort, screen.out);
        Loop.run(Node.newLife(peer).withJoinNanos(peer == 1 ? 0 : 10_000_000_000L), tally, screen.typed::poll);
        return null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** What a user types and sees. */
    private static final class Screen {
        final Queue<String> typed = new ConcurrentLinkedQueue<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        void type(String line) {
            typed.add(line);
        }

        void awaitLine(String line) throws InterruptedException {
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (!lines().contains(line)) {
                assertTrue(System.nanoTime() < deadline, "waited 30 s for a line " + line + ", saw " + lines());
                Thread.sleep(5);
            }
        }

        private List<String> lines() {
            return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }
}
