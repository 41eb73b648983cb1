package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.EventLine;

/** The command {@code peer} as its users run it: mistakes, messages, scripts and files. */
final class PeerIT {

    @TempDir
    private Path directory;

    @Test
    void anUnknownOption() throws Exception {
        try (ToolProcess tool = ToolProcess.start(directory, "peer", "--id=1", "--nonsense")) {
            assertEquals(2, tool.exitCode());
            assertEquals("symmetric peer: Unknown option: '--nonsense' (--help tells more)\n", tool.err());
        }
    }

    @Test
    void aPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ToolProcess tool = ToolProcess.start(directory, "peer", "--id=1", "--listen=" + taken.getLocalPort())) {
            assertEquals(1, tool.exitCode());
            assertEquals(
                    "symmetric peer: can't listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use\n",
                    tool.err());
        }
    }

    @Test
    void anUnknownHost() throws Exception {
        try (ToolProcess tool = ToolProcess.start(directory, "peer", "--id=1", "--link=0=host.invalid:5000")) {
            assertEquals(1, tool.exitCode());
            assertEquals("symmetric peer: can't link to peer 0: unknown host host.invalid\n", tool.err());
        }
    }

    @Test
    void anUnreachableNeighbourIsToldAndThePeerGoesOn() throws Exception {
        try (ToolProcess tool =
                ToolProcess.start(directory, "peer", "--id=1", "--status", "--link=0=127.0.0.1:" + unusedPort())) {
            tool.awaitErr("peer 1: can't reach peer 0 at 127.0.0.1:");
            tool.awaitStatus("the next tick", status -> status.tick() > 0);
            tool.say("quit");
            assertEquals(0, tool.exitCode());
        }
    }

    @Test
    void differentFpsIsToldAtBothEnds() throws Exception {
        try (ToolProcess one = listener(0, "--fps=50");
                ToolProcess other = ToolProcess.start(directory, "peer", "--id=1", "--fps=60", link(0, one))) {
            one.awaitErr("FPS differs: 50 at one end, 60 at the other");
            other.awaitErr("FPS differs: 60 at one end, 50 at the other");
            other.awaitErr("gave up linking to peer 0");
            one.say("quit");
            assertEquals(0, one.exitCode());
        }
    }

    @Test
    void theSameIdIsToldAtBothEnds() throws Exception {
        try (ToolProcess one = listener(0);
                ToolProcess other = ToolProcess.start(directory, "peer", "--id=0", link(5, one))) {
            one.awaitErr("both ends of the link claim to be peer 0");
            other.awaitErr("both ends of the link claim to be peer 0");
        }
    }

    @Test
    void aScriptPressesItsKeysWhenTheirTicksAreReached() throws Exception {
        write("a.keys", "# up, then right\n10 UP\n\n40 RIGHT # here\n");
        try (ToolProcess tool = ToolProcess.start(
                directory,
                "peer",
                "--id=0",
                "--incarnation=1",
                "--delta=5",
                "--ticks=100",
                "--keys=a.keys",
                "--trace=a.trace",
                "--events=a.events")) {
            tool.endInput();
            assertEquals(0, tool.exitCode(), tool::toString);
        }
        assertEquals(101, lines("a.trace").size());
        List<StampedEvent> events =
                lines("a.events").stream().map(EventLine::parse).toList();
        assertEquals(
                List.of(Rectangle.Key.UP.event(), Rectangle.Key.RIGHT.event()),
                events.stream().map(StampedEvent::event).toList());
        assertTrue(events.get(0).tick() >= 15 && events.get(1).tick() >= 45, events::toString);
    }

    /** Both press keys while they are linked, while they are not, and when they are again. */
    @Test
    void twoPeersAreIdenticalAndAnyoneCanRecomputeThem() throws Exception {
        write("0.keys", "30 RIGHT\n90 UP\n200 SPACE\n");
        write("1.keys", "20 DOWN\n100 LEFT\n");
        try (ToolProcess one = listener(0, "--keys=0.keys", "--trace=0.trace", "--events=0.events");
                ToolProcess other = ToolProcess.start(
                        directory,
                        "peer",
                        "--id=1",
                        "--status",
                        "--keys=1.keys",
                        "--trace=1.trace",
                        "--events=1.events",
                        link(0, one))) {
            one.awaitStatus("link", status -> status.links().equals(List.of(1)));
            one.awaitStatus("the first keys", status -> status.events() >= 2);
            one.say("unlink 1");
            other.awaitStatus("the link down", status -> status.links().isEmpty());
            other.say("press UP");
            one.say("press DOWN");
            other.awaitStatus("the keys alone", status -> status.tick() > 130 && status.queued() == 0);
            one.say("link 1");
            for (ToolProcess each : List.of(one, other)) {
                each.awaitStatus("all 7 events", status -> status.events() == 7);
            }
            for (ToolProcess each : List.of(one, other)) {
                each.say("quit");
                assertEquals(0, each.exitCode(), each::toString);
            }
        }
        assertEquals(lines("0.events"), lines("1.events"));
        int common = Math.min(lines("0.trace").size(), lines("1.trace").size());
        assertEquals(lines("0.trace").subList(0, common), lines("1.trace").subList(0, common));
        for (int peer = 0; peer < 2; peer++) {
            Recomputation.assertAgrees(directory.resolve(peer + ".events"), directory.resolve(peer + ".trace"));
        }
        String changed = String.join("\n", lines("0.events")).replaceFirst("0000000.", "00000004") + "\n";
        Recomputation.assertDiffers(write("changed.events", changed), directory.resolve("0.trace"));
    }

    @Test
    void sigtermWritesTheFiles() throws Exception {
        try (ToolProcess tool = listener(0, "--trace=a.trace", "--events=a.events")) {
            tool.say("press UP");
            tool.awaitStatus("an event", status -> status.events() == 1);
            tool.terminate();
            tool.exitCode();
            assertTrue(lines("a.trace").size() > 1);
            assertEquals(1, lines("a.events").size());
        }
    }

    @Test
    void aCommandThatIsNoneIsToldAndThePeerGoesOnUntilItsInputEnds() throws Exception {
        try (ToolProcess tool = listener(3)) {
            tool.say("jump");
            tool.say("press up");
            tool.awaitErr("peer 3: command 'jump' must be one of: press KEY, keys FILE, link N, unlink N, quit\n"
                    + "peer 3: key 'up' must be one of [UP, DOWN, RIGHT, LEFT, SPACE]\n");
            tool.endInput();
            assertEquals(0, tool.exitCode());
        }
    }

    @Test
    void theEndOfInputIsNotTheEndIfAnotherOneIsGiven() throws Exception {
        try (ToolProcess tool = ToolProcess.start(directory, "peer", "--id=0", "--ticks=25", "--trace=a.trace")) {
            tool.endInput();
            assertEquals(0, tool.exitCode());
            assertEquals(26, lines("a.trace").size());
        }
    }

    /** Its descriptor is then one of the Java runtime's, which was read as commands. */
    @Test
    void standardInputThatIsClosedHasEnded() throws Exception {
        try (ToolProcess tool = ToolProcess.startInShell(directory, "exec \"$@\" <&-", "peer", "--id=3", "--status")) {
            assertEquals(0, tool.exitCode());
            assertEquals("", tool.err());
        }
    }

    /** More is said than a pipe holds, so whoever says it would wait. */
    @Test
    void aPeerWhoseMessagesNobodyReadsObeysItsUser() throws Exception {
        String unread = "mkfifo p; exec 3<>p; exec \"$@\" 2>p";
        try (ToolProcess tool =
                ToolProcess.startInShell(directory, unread, "peer", "--id=3", "--events=e", "--status")) {
            for (int i = 0; i < 2_000; i++) {
                tool.say("a command that is none, and that is told to a pipe that nobody reads " + i);
            }
            tool.say("press UP");
            tool.awaitStatus("an event", status -> status.events() == 1);
            tool.terminate();
            tool.exitCode();
            assertEquals(1, lines("e").size());
        }
    }

    @Test
    void aPathThatCannotBeWrittenIsFoundBeforeAnythingStarts() throws Exception {
        try (ToolProcess tool = ToolProcess.start(directory, "peer", "--id=0", "--status", "--events=no/such/file")) {
            assertEquals(1, tool.exitCode());
            assertTrue(tool.err().startsWith("symmetric peer: can't write --events "), tool::err);
            assertTrue(tool.err().endsWith("no/such/file: there is no such file or directory\n"), tool::err);
            assertFalse(tool.out().contains("tick"), tool::out);
        }
    }

    /** A peer that listens at any port and tells its status. */
    private ToolProcess listener(int id, String... more) throws IOException {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "peer";
        arguments[1] = "--id=" + id;
        arguments[2] = "--listen=0";
        arguments[3] = "--status";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return ToolProcess.start(directory, arguments);
    }

    private static String link(int peer, ToolProcess to) throws InterruptedException {
        return "--link=" + peer + "=127.0.0.1:"
                + to.awaitStatus("port", status -> status.port() > 0).port();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(directory.resolve(name));
    }
}
