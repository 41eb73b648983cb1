package org.symmetricp2p.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.net.Loop;

/**
 * One peer from its start to its end: whatever ends it (its user, its time, a signal, a failure), the terminal
 * is given back and the files are written.
 */
final class PeerRun {

    /** How long a signal waits for the peer to end in order. */
    private static final long END_SECONDS = 10;

    private final PeerSettings settings;
    private final CountDownLatch ended = new CountDownLatch(1);

    PeerRun(PeerSettings settings) {
        this.settings = settings;
    }

    void run() throws IOException {
        PeerApp app = new PeerApp(settings, face());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInOrder(app), "end"));
        try {
            try {
                Loop.run(settings.config(), app, app::next);
            } finally {
                app.writeFiles();
            }
        } finally {
            ended.countDown();
        }
    }

    private Face face() throws IOException {
        Optional<Face> screen = settings.status() ? Optional.empty() : Screen.open(settings.name());
        return screen.orElseGet(() -> new Pipes(
                settings.name(),
                settings.status(),
                settings.isEndless(),
                StandardInput.open(),
                System.out,
                System.err));
    }

    /** Whatever keeps the peer from it, a signal is the end of it. */
    private void endInOrder(PeerApp app) {
        app.stop();
        try {
            if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                String text = settings.name() + ": did not end within " + END_SECONDS + " s";
                WayOut.say(() -> System.err.println(text));
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
