package org.symmetricp2p.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.net.Evidence;
import org.symmetricp2p.net.Recorder;

/**
 * Where a peer keeps evidence of neighbours that were in other states: a file for each, at most {@value #MAX_FILES}, since a hostile neighbour can
 * claim it as often as it links. Reports come on the node's thread; files are written by the loop's.
 */
final class DesyncDir<S> {

    private static final int MAX_FILES = 16;

    private final Path directory;
    private final Recorder<S> recorder;
    private final Queue<Output.Diverged> reports = new ConcurrentLinkedQueue<>();
    private int files;

    DesyncDir(Path directory, Simulation<S> simulation, Config config) {
        this.directory = directory;
        this.recorder = new Recorder<>(simulation, config);
    }

    void settled(long tick, S state) {
        recorder.settled(tick, state);
    }

    void diverged(Output.Diverged report) {
        reports.add(report);
    }

    /** Writes what was reported since the last call, and tells about it. */
    void write(Peer<S> peer, Consumer<String> teller) {
        for (Output.Diverged report = reports.poll(); report != null; report = reports.poll()) {
            if (files++ < MAX_FILES) {
                teller.accept(write(report, peer));
            }
        }
    }

    private String write(Output.Diverged report, Peer<S> peer) {
        int self = peer.config().self().peer();
        Path file =
                directory.resolve("desync-" + self + "-" + report.neighbour().peer() + "-" + report.tick() + ".txt");
        try {
            Evidence evidence = recorder.evidence(report, peer);
            OutputFile.at("--desync-dir", file).write(evidence::writeTo);
            return "what this peer knows of it is in " + file
                    + "; 'symmetric.jar diff' compares it with the neighbour's";
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
