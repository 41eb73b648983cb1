package org.symmetricp2p.sdl;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.sdl.demo.MoveApp;

/** Some windows offscreen with the rectangle, whose peers are linked in a line over TCP; for tests. */
final class Windows implements AutoCloseable {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    final Screen screen;
    final SdlLoop<Rectangle.State> loop;
    final List<WindowedPeer<Rectangle.State>> peers;

    private Windows(Screen screen, SdlLoop<Rectangle.State> loop) {
        this.screen = screen;
        this.loop = loop;
        this.peers = loop.running();
    }

    static Windows inALine(int number) throws Exception {
        return inALine(number, MoveApp::new);
    }

    static Windows inALine(int number, Function<Wiring, SdlApp<Rectangle.State>> apps) throws Exception {
        List<Seat<Rectangle.State>> seats = new ArrayList<>();
        int[] ports = new int[number];
        for (int peer = 0; peer < number; peer++) {
            seats.add(new Seat<>(config(peer), apps.apply(line(peer, ports))));
        }
        Screen screen = Screen.offscreen();
        Windows windows = new Windows(screen, SdlLoop.open(screen, seats));
        windows.await(
                "the links",
                () -> windows.peers.stream()
                        .allMatch(p -> Overlay.linked(p.node().peer()).size() == (isEnd(p.id(), number) ? 1 : 2)));
        return windows;
    }

    static Config config(int peer) {
        return Config.of(new Source(peer, 1)).withJoinNanos(0);
    }

    private static boolean isEnd(int peer, int number) {
        return peer == 0 || peer == number - 1;
    }

    private static Wiring line(int peer, int[] ports) {
        return node -> {
            ports[peer] = node.listen("127.0.0.1", 0);
            if (peer == 0) {
                return List.of();
            }
            node.link(peer - 1, "127.0.0.1", ports[peer - 1]);
            return List.of(peer - 1);
        };
    }

    Hand hand(int peer) {
        return new Hand(peers.get(peer).window());
    }

    int events(int peer) {
        return peers.get(peer).node().peer().timeline().size();
    }

    void await(String what, BooleanSupplier condition) {
        await(loop, what, condition);
    }

    /** Frame after frame until a condition holds. */
    static void await(SdlLoop<?> loop, String what, BooleanSupplier condition) {
        for (long deadline = System.nanoTime() + PATIENCE_NANOS; !condition.getAsBoolean(); loop.frame()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited 20 s in vain for " + what);
            }
        }
    }

    /** A tick that all peers have reached. */
    long tick() {
        return peers.stream()
                .mapToLong(p -> p.node().peer().machine().present().tick())
                .min()
                .orElseThrow();
    }

    Frame<Rectangle.State> frameAt(int peer, long tick) {
        var machine = peers.get(peer).node().peer().machine();
        return new Frame<>(tick, machine.stateAt(tick, Long.MAX_VALUE).state(), Frame.View.PRESENT);
    }

    /** What a window shows now. */
    BufferedImage picture(int peer) {
        return peers.get(peer).picture(peers.get(peer).node().peer().frame());
    }

    /** The topmost and leftmost pixel of a colour, as x and y; empty if there is none. */
    static List<Integer> find(BufferedImage picture, int colour) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRGB(x, y) == colour) {
                    return List.of(x, y);
                }
            }
        }
        return List.of();
    }

    static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    @Override
    public void close() {
        loop.close();
        screen.close();
    }
}
