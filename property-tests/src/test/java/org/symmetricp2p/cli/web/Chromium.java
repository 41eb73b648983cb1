package org.symmetricp2p.cli.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Chromium without a display, told what to do by its DevTools protocol; its pages have real keyboards and mice, as far as they can tell. */
final class Chromium implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> targets = new ArrayList<>(); // the pages
    private final List<String> errors = new CopyOnWriteArrayList<>();

    /** Where it is, if it is installed. */
    static Optional<Path> find() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param directory an empty one, for its profile and what it prints */
    Chromium(Path program, Path directory) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox", // which root can't have; it opens pages of this machine only
                        "--disable-gpu",
                        "--window-size=700,800",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-extensions",
                        "--user-data-dir=" + directory,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().put("TMPDIR", directory.toString());
        process = builder.start();
        Path where = directory.resolve("DevToolsActivePort");
        await("its port", () -> lines(where).size() == 2);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + String.join("", lines(where))), new Answers())
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** A page of its own. */
    Page open(String url) throws Exception {
        String target = ask("", "Target.createTarget", Map.of("url", "about:blank", "newWindow", true))
                .path("targetId")
                .asText();
        targets.add(target);
        String session = ask("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        ask(session, "Runtime.enable", Map.of());
        // Pages that aren't looked at are drawn seldom; there is nobody here to look at any.
        ask(session, "Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        ask(session, "Page.navigate", Map.of("url", url));
        return new Page(session);
    }

    /** Closes all pages that were opened. */
    void closePages() throws Exception {
        for (String target : targets) {
            ask("", "Target.closeTarget", Map.of("targetId", target));
        }
        targets.clear();
    }

    /** What went wrong in pages. */
    List<String> errors() {
        return errors;
    }

    /** One of its pages. */
    final class Page {
        private final String session;

        private Page(String session) {
            this.session = session;
        }

        /** The value of an expression, or of what it promises; missing if it has none, or throws. */
        JsonNode value(String expression) throws Exception {
            return ask(
                            session,
                            "Runtime.evaluate",
                            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true))
                    .path("result")
                    .path("value");
        }

        /** Waits until an expression is true. */
        void await(String what, String condition) {
            Chromium.this.await(what, () -> {
                try {
                    return value(condition).asBoolean();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        /** Presses a key and lets it go. */
        void key(String key, int code) throws Exception {
            Map<String, Object> which = Map.of("key", key, "code", key, "windowsVirtualKeyCode", code);
            for (String type : List.of("rawKeyDown", "keyUp")) {
                ask(session, "Input.dispatchKeyEvent", with(which, "type", type));
            }
        }

        /** Presses the left button at one place of the page, and lets it go at another. */
        void drag(int x, int y, int toX, int toY) throws Exception {
            mouse("mousePressed", x, y);
            mouse("mouseMoved", toX, toY);
            mouse("mouseReleased", toX, toY);
        }

        /** Does the same with a finger. */
        void swipe(int x, int y, int toX, int toY) throws Exception {
            touch("touchStart", List.of(Map.of("x", x, "y", y)));
            touch("touchMove", List.of(Map.of("x", toX, "y", toY)));
            touch("touchEnd", List.of());
        }

        private void mouse(String type, int x, int y) throws Exception {
            ask(
                    session,
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
        }

        private void touch(String type, List<?> points) throws Exception {
            ask(session, "Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
        }

        /** Clicks on an element. */
        void click(String id) throws Exception {
            String box = "document.getElementById('" + id + "').getBoundingClientRect()";
            int x = value(box + ".x + " + box + ".width / 2").asInt();
            int y = value(box + ".y + " + box + ".height / 2").asInt();
            drag(x, y, x, y);
        }

        void screenshot(Path file) throws Exception {
            String png = ask(session, "Page.captureScreenshot", Map.of())
                    .path("data")
                    .asText();
            Files.write(file, Base64.getDecoder().decode(png));
        }
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }

    /** Waits until something holds. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("waited in vain for " + what + "; errors in pages: " + errors);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode ask(String session, String method, Map<String, ?> parameters)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        int id = asked.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            question.put("sessionId", session);
        }
        synchronized (this) {
            socket.sendText(JSON.writeValueAsString(question), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        JsonNode found = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (found.has("error")) {
            throw new IOException(
                    method + ": " + found.path("error").path("message").asText());
        }
        return found.path("result");
    }

    /** What it says: answers, and what happens. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode said = JSON.readTree(message);
                if (said.has("id")) {
                    answers.remove(said.path("id").asInt()).complete(said);
                } else if (said.path("method").asText().equals("Runtime.exceptionThrown")) {
                    errors.add(said.path("params").path("exceptionDetails").toString());
                }
            } catch (IOException e) {
                errors.add("it said what isn't JSON: " + message);
            }
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy(); // in order, so that nothing is written into its directory any more
        process.onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
