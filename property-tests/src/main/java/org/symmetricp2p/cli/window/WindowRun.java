package org.symmetricp2p.cli.window;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.symmetricp2p.cli.Connections;
import org.symmetricp2p.cli.FileMistakes;
import org.symmetricp2p.cli.PeerOptions;
import org.symmetricp2p.cli.demo.Scenario;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.sdl.Album;
import org.symmetricp2p.sdl.Scene;
import org.symmetricp2p.sdl.Screen;
import org.symmetricp2p.sdl.SdlApp;
import org.symmetricp2p.sdl.SdlLoop;
import org.symmetricp2p.sdl.Seat;
import org.symmetricp2p.sdl.Show;
import org.symmetricp2p.sdl.Wiring;

/** One run of an application in windows: on a display for people, or offscreen with scripted users. */
final class WindowRun<S> {

    private static final String HERE = "127.0.0.1";

    private final WindowOptions options;
    private final Function<Wiring, SdlApp<S>> apps;
    private final Scene scene;
    private final PrintStream out;
    private Optional<Album> album = Optional.empty();

    /** Takes pictures of all windows. */
    @FunctionalInterface
    private interface Taking {
        Album take() throws IOException;
    }

    /**
     * @param apps makes the application of a peer
     * @param scene what scripted users do
     */
    WindowRun(WindowOptions options, Function<Wiring, SdlApp<S>> apps, Scene scene, PrintStream out) {
        this.options = options;
        this.apps = apps;
        this.scene = scene;
        this.out = out;
    }

    /** @throws IOException if there is no display, or something can't be opened or written: says what */
    void run() throws IOException {
        try (Screen screen = options.offscreen() ? Screen.offscreen() : onDisplay();
                SdlLoop<S> loop = SdlLoop.open(screen, seats())) {
            if (options.offscreen()) {
                show(loop);
            } else {
                play(loop);
            }
        }
        if (album.isPresent()) {
            write(album.get(), options.screenshot().orElseThrow());
        }
    }

    private static Screen onDisplay() throws IOException {
        try {
            return Screen.onDisplay();
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage() + "; --offscreen --screenshot DIR draws pictures without a display", e);
        }
    }

    private void play(SdlLoop<S> loop) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < options.nanos() && loop.frame()) {
            // all is done in the frame
        }
        tellStats(loop);
    }

    private void show(SdlLoop<S> loop) throws IOException {
        Show<S> show = new Show<>(loop, scene);
        long frames = options.frames();
        if (options.travel()) {
            show.play(frames / 2);
            show.playApart(frames - frames / 2);
            take(show::picturesOfTravel);
            show.awaitPresent();
            tellStats(loop);
        } else {
            show.play(frames);
            tellStats(loop); // before the time that pictures take
            take(show::pictures);
        }
    }

    /** Takes pictures, if they are wanted. */
    private void take(Taking pictures) throws IOException {
        if (options.screenshot().isPresent()) {
            album = Optional.of(pictures.take());
        }
    }

    private void tellStats(SdlLoop<S> loop) {
        if (options.stats()) {
            loop.stats().forEach(out::println);
        }
    }

    private void write(Album album, Path directory) throws IOException {
        try {
            album.write(directory);
        } catch (IOException e) {
            throw FileMistakes.explained("can't write --screenshot " + directory, e);
        }
        out.println(album.what() + "; written to " + directory);
    }

    // ---- who they are, and who is linked with whom ----

    private List<Seat<S>> seats() {
        if (options.peer().isPresent()) {
            PeerOptions peer = options.peer().get();
            Connections connections = peer.connections();
            Wiring wiring = node -> {
                connections.make(node);
                return connections.peers();
            };
            Config config = peer.config(peer.newLife(), options.pace(), options.limits());
            return List.of(new Seat<>(config, apps.apply(wiring)));
        }
        List<Seat<S>> seats = new ArrayList<>();
        int[] ports = new int[options.windows()];
        for (int peer = 0; peer < ports.length; peer++) {
            Config config = options.limits().applyTo(options.pace().applyTo(Node.newLife(peer)));
            // The first has nobody to reach, so it needn't wait for that with its first key.
            seats.add(new Seat<>(peer == 0 ? config.withJoinNanos(0) : config, apps.apply(wiring(peer, ports))));
        }
        return seats;
    }

    /** Dials those before it, whose ports are known by then. */
    private static Wiring wiring(int peer, int[] ports) {
        return node -> {
            ports[peer] = node.listen(HERE, 0);
            for (int neighbour : Scenario.DIALS.get(peer)) {
                node.link(neighbour, HERE, ports[neighbour]);
            }
            return Scenario.DIALS.get(peer);
        };
    }
}
