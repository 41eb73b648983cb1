package org.symmetricp2p.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.Source;

/**
 * One life of one peer in the demo: the command line of its process, and its files.
 *
 * @param life from 1 on
 * @param port where it listens, 0 for any
 * @param links whom it dials, as {@code N=HOST:PORT}
 * @param options what else its tool is told
 * @param directory where its files are
 */
record ChildPlan(int peer, int life, int port, List<String> links, List<String> options, Path directory) {

    /** Between the incarnations of two lives there is room, as a peer may have to go on as the next. */
    private static final int LIVES_APART = 1_000;

    /** The incarnation of a life. */
    static int incarnation(int life) {
        return life * LIVES_APART;
    }

    /** Whether an event was issued in this life. */
    boolean hasIssued(Source source) {
        return source.peer() == peer && source.incarnation() / LIVES_APART == life;
    }

    /** The arguments of the tool. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "peer",
                "--status",
                "--id=" + peer,
                "--incarnation=" + incarnation(life),
                "--listen=" + port,
                "--fps=" + Scenario.FPS,
                "--trace=" + file("trace"),
                "--events=" + file("events")));
        links.forEach(link -> arguments.add("--link=" + link));
        arguments.addAll(options);
        return arguments;
    }

    /** {@code keys}, {@code trace} or {@code events}, as the options are called; or {@code messages}. */
    Path file(String kind) {
        return directory.resolve("peer-" + peer + (life == 1 ? "" : "-life-" + life) + "." + kind);
    }

    @Override
    public String toString() {
        return "peer " + peer + (life == 1 ? "" : " (life " + life + ")");
    }
}
