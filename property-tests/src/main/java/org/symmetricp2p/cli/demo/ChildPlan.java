package org.symmetricp2p.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One life of one peer in the demo: the command line of its process, and its files.
 *
 * @param life from 1 on; also its incarnation
 * @param port where it listens, 0 for any
 * @param links whom it dials, as {@code N=HOST:PORT}
 * @param options what else its tool is told
 * @param directory where its files are
 */
record ChildPlan(int peer, int life, int port, List<String> links, List<String> options, Path directory) {

    /** The arguments of the tool. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "peer",
                "--status",
                "--id=" + peer,
                "--incarnation=" + life,
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
