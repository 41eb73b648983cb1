package org.symmetricp2p.cli.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.cli.ToolProcess;
import org.symmetricp2p.cli.Trace;
import org.symmetricp2p.cli.TraceComparison;
import org.symmetricp2p.demo.Rectangle.Key;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.sdl.SdlApp;
import org.symmetricp2p.sdl.Wiring;
import org.symmetricp2p.sdl.demo.MoveApp;
import org.symmetricp2p.sdl.demo.Sand;
import org.symmetricp2p.sdl.demo.SandApp;

/** Pages in a real browser as peers, in one session with windows and terminals: where Chromium is installed. */
final class BrowserIT {

    private static final int RIGHT = 39; // the codes of keys
    private static final int UP = 38;
    private static final String LINKED = "globalThis.symmetric?.frame()?.neighbours.length === 1";

    @TempDir
    private static Path profile;

    @TempDir
    private Path directory;

    private static Chromium browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "Chromium is not installed");
        browser = new Chromium(program.get(), profile);
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void closePages() throws Exception {
        browser.closePages();
    }

    /** Keys in each of them reach all; one page goes offline, plays, and comes back (spec 7.28, 7.29). */
    @Test
    void pagesATerminalAndAWindowShareTheRectangle() throws Exception {
        try (Session<?> session = new Session<>("rectangle", MoveApp::new);
                ToolProcess terminal = ToolProcess.start(
                        directory,
                        "peer",
                        "--id=2",
                        "--link=0=127.0.0.1:" + session.port,
                        "--status",
                        "--trace=terminal")) {
            terminal.awaitErr("linked with peer 0");
            session.one.key("ArrowRight", RIGHT);
            session.awaitEvents(1);
            terminal.say("press DOWN");
            session.awaitEvents(2);
            session.inject(Key.LEFT.event());
            session.awaitEvents(3);
            session.playApart(() -> session.other.key("ArrowUp", UP), () -> session.one.key(" ", ' '));
            session.awaitEvents(5);
            terminal.await("all events", () -> terminal.out().contains("\"events\":5,"));
            terminal.say("quit");
            assertEquals(0, terminal.exitCode(), terminal::toString);
            session.assertAllAlike("terminal");
        }
    }

    /** With mouse and finger (spec 4.21). */
    @Test
    void pagesAndAWindowShareTheBoard() throws Exception {
        try (Session<?> session = new Session<>("sand", SandApp::new)) {
            session.one.drag(100, 60, 300, 70);
            session.awaitEvents(2); // where it was pressed, and the way
            session.inject(Sand.stroke(Sand.WALL, 10, 100, 90, 100));
            session.awaitEvents(3);
            session.playApart(() -> session.other.swipe(400, 60, 200, 200), () -> session.one.drag(200, 40, 500, 60));
            session.awaitEvents(7);
            session.assertAllAlike();
        }
    }

    /** Pages are the session: a peer that comes back without its memory gets everything from them (spec 6.13, 6.20). */
    @Test
    void aServerThatIsStartedAgainGetsAllFromAPage() throws Exception {
        String url;
        Chromium.Page page;
        try (ToolProcess server = ToolProcess.start(directory, "web", "--port=0")) {
            url = address(server);
            page = browser.open(url + "?id=7&traced");
            page.await("its link", LINKED);
            page.key("ArrowRight", RIGHT);
            page.await("its event", "symmetric.frame().events === 1");
            server.terminate();
            server.exitCode();
        }
        page.key("ArrowUp", UP); // alone
        page.await("its event", "symmetric.frame().events === 2");
        String port = url.replaceAll(".*:(\\d+)/", "$1");
        try (ToolProcess server = ToolProcess.start(directory, "web", "--port=" + port, "--trace=server")) {
            server.awaitErr("linked with peer 7");
            page.await("its link", LINKED);
            page.key(" ", ' ');
            page.await("its event", "symmetric.frame().events === 3");
            long tick = page.value("symmetric.frame().now").asLong();
            page.await("ticks after it", "symmetric.frame().now > " + tick + " + 50");
            SortedMap<String, Trace> traces = new TreeMap<>(Map.of("page", trace(page)));
            server.terminate();
            server.exitCode();
            traces.put("server", Trace.read(directory.resolve("server")));
            assertEquals(Optional.empty(), TraceComparison.of(traces, tick).difference());
        }
    }

    /** By the address, or as it plays; automatically where nothing is known yet, it is what the session begins with (spec 5.20). */
    @Test
    void theUserChoosesDelta() throws Exception {
        try (ToolProcess server = ToolProcess.start(directory, "web", "--port=0")) {
            String url = address(server);
            Chromium.Page page = browser.open(url + "?id=7&delta=12");
            page.await("its link", LINKED);
            page.await("the Δ of its address", "symmetric.frame().delta === 12");
            for (String choice : List.of("50", "auto")) {
                String expected = choice.equals("auto") ? "5" : choice;
                page.value("delta.value = '" + choice + "', delta.onchange(), 0");
                page.await("the Δ that was chosen", "symmetric.frame().delta === " + expected);
            }
            page.key("ArrowRight", RIGHT);
            page.await("its event", "symmetric.frame().events === 1");
            browser.open(url + "?delta=0")
                    .await(
                            "words",
                            "document.getElementById('notices')?.textContent"
                                    + " === 'delta=0 in the address must be auto, or from 1 to 10000'");
            assertEquals(List.of(), browser.errors());
        }
    }

    /** A foreign origin gets no link, a text message no answer but BYE; the page's own link stays (spec 7.29, 7.32). */
    @Test
    void whatAPageMayNotDoIsRefused() throws Exception {
        try (ToolProcess server = ToolProcess.start(directory, "web", "--port=0")) {
            String url = address(server);
            Chromium.Page page = browser.open(url + "?id=7");
            page.await("its link", LINKED);
            String end = "new Promise(end => { const socket = new WebSocket('%s'); let said = ''; %s"
                    + "socket.binaryType = 'arraybuffer';"
                    + "socket.onmessage = ({data}) => said += new TextDecoder('latin1').decode(data);"
                    + "socket.onclose = ({code}) => end(code + said); })";
            String here = url.replace("http", "ws");
            String asked = here.replace("127.0.0.1", "localhost"); // another origin than the page's
            assertEquals("1006", page.value(end.formatted(asked, "")).asText());
            String text = page.value(end.formatted(here, "socket.onopen = () => socket.send('SYMP');"))
                    .asText();
            assertTrue(text.startsWith("1000"), text);
            assertTrue(text.endsWith("a text message; frames are binary messages"), text);
            assertEquals(1, page.value("symmetric.frame().neighbours.length").asInt());
            browser.open(url + "?id=65536")
                    .await("words", "document.getElementById('notices')?.textContent.endsWith('from 0 to 65535')");
        }
    }

    private static String address(ToolProcess server) throws InterruptedException {
        server.await("its address", () -> server.out().endsWith("/\n"));
        return server.out().replaceAll("(?s).*(http:.*)\n", "$1");
    }

    private static Trace trace(Chromium.Page page) throws Exception {
        Trace trace = new Trace();
        page.value("symmetric.trace()")
                .forEach(hash -> trace.record(trace.size(), HexFormat.fromHexDigitsToLong(hash.asText())));
        return trace;
    }

    /** What a user does. */
    @FunctionalInterface
    private interface Deed {
        void perform() throws Exception;
    }

    /** A peer that serves pages, two of these, and a window. */
    private final class Session<S> implements AutoCloseable {
        private final ToolProcess server;
        private final TracedWindow<S> window;
        private final int port;
        private final Chromium.Page one;
        private final Chromium.Page other;

        Session(String app, Function<Wiring, SdlApp<S>> apps) throws Exception {
            server = ToolProcess.start(directory, "web", "--port=0", "--app=" + app, "--trace=server");
            String url = address(server);
            port = Integer.parseInt(url.replaceAll(".*:(\\d+)/", "$1"));
            window = new TracedWindow<>(3, port, apps);
            one = browser.open(url + "?id=7&traced");
            other = browser.open(url + "?id=8&traced");
            for (String peer : List.of("3", "7", "8")) {
                server.awaitErr("linked with peer " + peer);
            }
            for (Chromium.Page page : List.of(one, other)) {
                page.await("its link", LINKED);
            }
        }

        void inject(Event event) throws Exception {
            Node<S> node = window.node();
            await("room for an event", () -> node.inject(event));
        }

        /** One page goes offline, both play, and it comes back: then both travel. */
        void playApart(Deed here, Deed there) throws Exception {
            one.click("offline");
            one.await("the end of its link", "symmetric.frame().neighbours.length === 0");
            long before = one.value("symmetric.frame().events").asLong();
            here.perform();
            there.perform();
            one.await("its own events", "symmetric.frame().events > " + before);
            other.await("its own events", "symmetric.frame().events > " + before);
            long tick = one.value("symmetric.frame().now").asLong();
            one.await("events of long ago", "symmetric.frame().now > " + tick + " + 100");
            one.click("offline");
            for (Chromium.Page page : List.of(one, other)) {
                page.await("a travel", "symmetric.views.has('back') && symmetric.views.has('forth')");
                page.await("the present", "symmetric.frame().view === 'present'");
            }
        }

        void awaitEvents(int number) throws Exception {
            for (Chromium.Page page : List.of(one, other)) {
                page.await(number + " events", "symmetric.frame().events === " + number);
            }
            Node<S> node = window.node();
            await(number + " events in the window", () -> node.peer().timeline().size() == number);
        }

        private void await(String what, BooleanSupplier condition) {
            browser.await(what, condition);
        }

        /** Ends all, and compares the states of each tick. */
        void assertAllAlike(String... files) throws Exception {
            SortedMap<String, Trace> traces = new TreeMap<>();
            traces.put("page 7", trace(one));
            traces.put("page 8", trace(other));
            window.close();
            traces.put("window", window.trace());
            server.terminate();
            server.exitCode();
            traces.put("server", Trace.read(directory.resolve("server")));
            for (String file : files) {
                traces.put(file, Trace.read(directory.resolve(file)));
            }
            TraceComparison comparison = TraceComparison.of(traces, 200);
            assertEquals(Optional.empty(), comparison.difference());
            assertEquals(List.of(), browser.errors());
            assertTrue(comparison.lastTick() >= 200);
        }

        @Override
        public void close() {
            window.close();
            server.close();
        }
    }
}
