package org.symmetricp2p.sdl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lwjgl.sdl.SDLKeycode.SDLK_DOWN;
import static org.lwjgl.sdl.SDLKeycode.SDLK_F1;
import static org.lwjgl.sdl.SDLKeycode.SDLK_LEFT;
import static org.lwjgl.sdl.SDLKeycode.SDLK_RIGHT;
import static org.lwjgl.sdl.SDLKeycode.SDLK_UP;
import static org.lwjgl.sdl.SDLKeycode.SDLK_X;
import static org.lwjgl.sdl.SDLKeycode.SDLK_Z;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.SimulationFailure;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.net.NodeListener;
import org.symmetricp2p.sdl.demo.MoveApp;

/** Several windows on one thread, with real events from SDL's queue and real links. */
class SdlLoopTest {

    private static final int MIDDLE_X = Rectangle.WIDTH / 2;
    private static final int MIDDLE_Y = Rectangle.HEIGHT / 2;

    @Test
    void aKeyInOneWindowMovesTheRectangleInThePictureOfAnother() throws Exception {
        try (Windows windows = Windows.inALine(3)) {
            assertEquals(List.of(MIDDLE_X, MIDDLE_Y), Windows.find(windows.picture(2), MoveApp.COLOUR));
            windows.hand(0).key(SDLK_RIGHT);
            windows.await("the rectangle in window 2 to move", () -> {
                List<Integer> place = Windows.find(windows.picture(2), MoveApp.COLOUR);
                return !place.isEmpty() && place.get(0) > MIDDLE_X && place.get(1) == MIDDLE_Y;
            });
            windows.hand(2).key(SDLK_UP);
            windows.await("the rectangle in window 0 to rise", () -> {
                List<Integer> place = Windows.find(windows.picture(0), MoveApp.COLOUR);
                return !place.isEmpty() && place.get(1) < MIDDLE_Y;
            });
        }
    }

    @Test
    void allWindowsShowTheSamePixelsAtTheSameTick() throws Exception {
        try (Windows windows = Windows.inALine(3)) {
            windows.hand(0).key(SDLK_LEFT);
            windows.hand(1).key(SDLK_DOWN);
            windows.hand(2).key(SDLK_RIGHT);
            windows.await(
                    "all events everywhere",
                    () -> windows.events(0) == 3 && windows.events(1) == 3 && windows.events(2) == 3);
            long then = windows.tick() + 10;
            windows.await("later ticks", () -> windows.tick() >= then);
            int[] first = Windows.pixels(windows.peers.get(0).picture(windows.frameAt(0, then)));
            for (int peer = 1; peer < 3; peer++) {
                assertArrayEquals(first, Windows.pixels(windows.peers.get(peer).picture(windows.frameAt(peer, then))));
            }
            assertFalse(Arrays.equals(first, Windows.pixels(windows.peers.get(0).picture(windows.frameAt(0, 0)))));
        }
    }

    @Test
    void aWindowThatIsClosedEndsItsPeerAndNoOther() throws Exception {
        boolean[] ended = new boolean[3];
        int[] next = new int[1];
        try (Windows windows = Windows.inALine(3, wiring -> new Ending(wiring, ended, next[0]++))) {
            WindowedPeer<Rectangle.State> closed = windows.peers.get(2);
            windows.hand(2).close();
            windows.await("the end of peer 2", () -> windows.loop.running().size() == 2);
            assertFalse(closed.node().isOpen());
            assertEquals(Optional.empty(), closed.node().failure());
            assertTrue(closed.window().isClosed());
            assertArrayEquals(new boolean[] {false, false, true}, ended);
            windows.await(
                    "peer 1 without it",
                    () -> Overlay.linked(windows.peers.get(1).node().peer()).equals(List.of(0)));
            windows.hand(0).key(SDLK_RIGHT);
            windows.await("a key over the other link", () -> windows.events(1) == 1);
            windows.hand(0).close();
            windows.hand(1).close();
            while (windows.loop.frame()) {
                assertTrue(windows.loop.running().size() <= 2);
            }
            assertArrayEquals(new boolean[] {true, true, true}, ended);
        }
    }

    /** Tells when it has ended. */
    private static final class Ending extends Delegating {
        private final boolean[] ended;
        private final int index;

        Ending(Wiring wiring, boolean[] ended, int index) {
            super(new MoveApp(wiring));
            this.ended = ended;
            this.index = index;
        }

        @Override
        public void end() {
            assertFalse(ended[index], "ended twice");
            ended[index] = true;
        }
    }

    @Test
    void theEventOfAClosingWindowIsItsLast() throws Exception {
        try (Windows windows = Windows.inALine(2, Farewell::new)) {
            windows.hand(1).close();
            windows.hand(1).close(); // SDL says so twice, if it is the last window
            windows.await("the farewell", () -> windows.events(0) == 1);
            windows.await("the peer to have left", () -> windows.loop.running().size() == 1);
            assertEquals(1, windows.events(0));
        }
    }

    /** Stops the rectangle when its window closes. */
    private static final class Farewell extends Delegating {
        Farewell(Wiring wiring) {
            super(new MoveApp(wiring));
        }

        @Override
        public Optional<Event> evt(SdlInput input, Feedback feedback) {
            return input instanceof SdlInput.Close ? Optional.of(Rectangle.Key.SPACE.event()) : Optional.empty();
        }
    }

    @Test
    void xTakesTheLinksDownAndZPutsThemUpAgain() throws Exception {
        try (Windows windows = Windows.inALine(3)) {
            assertEquals("move - peer 1 - 2 links", windows.peers.get(1).title());
            windows.hand(1).key(SDLK_X);
            windows.await(
                    "no links",
                    () -> windows.peers.stream()
                            .allMatch(p -> Overlay.linked(p.node().peer()).isEmpty()));
            assertEquals("move - peer 1 - 0 links", windows.peers.get(1).title());
            windows.hand(0).key(SDLK_RIGHT);
            windows.hand(2).key(SDLK_DOWN);
            windows.await("the keys at home", () -> windows.events(0) == 1 && windows.events(2) == 1);
            assertEquals(0, windows.events(1));
            windows.hand(1).key(SDLK_Z);
            windows.await(
                    "the keys everywhere",
                    () -> windows.peers.stream()
                            .allMatch(p -> p.node().peer().timeline().size() == 2));
        }
    }

    @Test
    void xAlsoMeansAPeerThatIsDialledInVain() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        int[] port = new int[1];
        Wiring vain = node -> {
            port[0] = node.listen("127.0.0.1", 0);
            node.link(7, "127.0.0.1", 1);
            return List.of(7);
        };
        try (Screen screen = Screen.offscreen();
                SdlLoop<Rectangle.State> loop =
                        SdlLoop.open(screen, List.of(new Seat<>(Windows.config(0), new MoveApp(vain))));
                Node<Rectangle.State> other =
                        Node.start(Windows.config(7), new Rectangle(), new NodeListener<Rectangle.State>() {
                            @Override
                            public void notice(String text) {
                                told.add(text);
                            }
                        })) {
            new Hand(loop.running().get(0).window()).key(SDLK_X);
            loop.frame();
            other.link(0, "127.0.0.1", port[0]);
            Windows.await(loop, "a refusal", () -> told.toString().contains("the user took the link down"));
        }
    }

    @Test
    void fOneShowsAndHidesTheOverlayOfThisWindow() throws Exception {
        try (Windows windows = Windows.inALine(2)) {
            assertFalse(windows.peers.get(0).hasOverlay());
            windows.hand(0).key(SDLK_F1);
            windows.await("the overlay", () -> windows.peers.get(0).hasOverlay());
            assertFalse(windows.peers.get(1).hasOverlay());
            windows.hand(0).key(SDLK_F1);
            windows.await("no overlay", () -> !windows.peers.get(0).hasOverlay());
            assertEquals(0, windows.events(0));
        }
    }

    @Test
    void aSimulationThatThrowsEndsTheLoopWithItsFailure() throws Exception {
        try (Windows windows = Windows.inALine(2, Fragile::new)) {
            windows.hand(0).key(SDLK_UP);
            SimulationFailure failure =
                    assertThrows(SimulationFailure.class, () -> windows.await("nothing", () -> false));
            assertTrue(failure.getMessage().contains("boom"), failure.getMessage());
        }
    }

    /** Can't rise. */
    private static final class Fragile extends Delegating {
        Fragile(Wiring wiring) {
            super(new MoveApp(wiring));
        }

        @Override
        public Simulation<Rectangle.State> sim() {
            return new Delegating.FragileRectangle();
        }
    }

    @Test
    void anAddressThatCantBeUsedClosesEverything() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                Screen screen = Screen.offscreen()) {
            boolean[] ended = new boolean[2];
            Seat<Rectangle.State> first = new Seat<>(Windows.config(0), new Ending(node -> List.of(), ended, 0));
            Wiring wrong = node -> {
                node.listen("127.0.0.1", taken.getLocalPort());
                return List.of();
            };
            Seat<Rectangle.State> second = new Seat<>(Windows.config(1), new Ending(wrong, ended, 1));
            IOException told = assertThrows(IOException.class, () -> SdlLoop.open(screen, List.of(first, second)));
            assertTrue(told.getMessage().startsWith("can't listen on 127.0.0.1:"), told.getMessage());
            assertArrayEquals(new boolean[] {true, true}, ended);
        }
    }
}
