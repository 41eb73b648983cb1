package org.symmetricp2p.sdl;

import static org.lwjgl.sdl.SDLKeycode.SDLK_X;
import static org.lwjgl.sdl.SDLKeycode.SDLK_Z;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.core.Frame.View;
import org.symmetricp2p.core.Peer;

/**
 * Several peers and their windows with scripted users: plays a {@link Scene} through SDL's own queue of events, and
 * takes pictures. All else is as with people: the same loop, the same nodes, real links.
 */
public final class Show<S> {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /** How many frames a travel has been seen for when its picture is taken, if it lasts so long: the walk back is under way. */
    private static final int FRAMES_INTO_TRAVEL = 12;

    /** Enough for every user to have a turn, whatever the scene. */
    private static final int MAX_MORE_FRAMES = 500;

    /** Who is cut off to make all travel: in the topology of the demo, the peer with but one link. */
    private static final int CUT_OFF = 4;

    private final SdlLoop<S> loop;
    private final Scene scene;
    private long frame;
    private List<Frame<S>> travelling = List.of(); // what the windows showed when all of them travelled last

    /** @param loop whose windows nobody but the scene's users use */
    public Show(SdlLoop<S> loop, Scene scene) {
        this.loop = loop;
        this.scene = scene;
    }

    /** Plays the scene for some frames. */
    public void play(long frames) throws IOException {
        for (long end = frame + frames; frame < end; frame++) {
            scene.play(frame, hands());
            next();
        }
    }

    /**
     * Cuts a peer off, plays the scene for some frames or more, until its user and others have acted, and links it
     * again: what follows is a travel of all.
     */
    public void playApart(long frames) throws IOException {
        WindowedPeer<S> cutOff =
                loop.running().get(Math.min(CUT_OFF, loop.running().size() - 1));
        Hand hand = new Hand(cutOff.window());
        hand.key(SDLK_X);
        await(
                "peer " + cutOff.id() + " to be alone",
                () -> Overlay.linked(cutOff.node().peer()).isEmpty());
        List<Integer> before = events();
        play(frames);
        for (long end = frame + MAX_MORE_FRAMES; frame < end && !haveAllMore(before); ) {
            play(1);
        }
        Config config = cutOff.node().peer().config();
        play(config.delta() + config.fps()); // so that the last event, too, is late by a second: a long travel for all
        awaitPresent(); // a travel that is under way isn't prolonged
        hand.key(SDLK_Z);
        await("all windows to travel", this::areTravelling);
    }

    /**
     * Waits until all peers know the same events, then draws all windows at one tick, which all have reached.
     *
     * @throws IOException if the pictures are not the same, pixel by pixel
     */
    public Album pictures() throws IOException {
        await("the peers to know the same events", this::isAgreed);
        List<WindowedPeer<S>> windows = loop.running();
        List<Peer<S>> peers = windows.stream().map(w -> w.node().peer()).toList();
        long tick = peers.stream()
                .mapToLong(peer -> peer.machine().present().tick())
                .min()
                .orElseThrow();
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            S state = peers.get(i).machine().stateAt(tick, Long.MAX_VALUE).state();
            pictures.add(windows.get(i).picture(new Frame<>(tick, state, View.PRESENT)));
            if (!Arrays.equals(pixels(pictures.get(0)), pixels(pictures.get(i)))) {
                throw new IOException(
                        "at tick " + tick + " peer " + windows.get(i).id() + " shows another picture than peer "
                                + windows.get(0).id());
            }
        }
        return new Album(
                "windows",
                "identical pictures of " + peers.size() + " peers at tick " + tick,
                named(windows, pictures));
    }

    /** Pictures of the travel after {@link #playApart}, some frames into it; on a machine that stalls, of the last moment that was seen. */
    public Album picturesOfTravel() throws IOException {
        for (int i = 0; i < FRAMES_INTO_TRAVEL && areTravelling(); i++) {
            next();
        }
        List<WindowedPeer<S>> windows = loop.running();
        List<BufferedImage> pictures = IntStream.range(0, windows.size())
                .mapToObj(i -> windows.get(i).picture(travelling.get(i)))
                .toList();
        return new Album("travel", pictures.size() + " peers during a travel", named(windows, pictures));
    }

    /** Waits until no window shows the past. */
    public void awaitPresent() throws IOException {
        await(
                "all windows to show the present",
                () -> loop.running().stream()
                        .allMatch(window -> window.node().peer().frame().view() == View.PRESENT));
    }

    private static <S> List<BufferedImage> named(List<WindowedPeer<S>> windows, List<BufferedImage> pictures) {
        return IntStream.range(0, windows.size())
                .mapToObj(i -> windows.get(i).withTitle(pictures.get(i)))
                .toList();
    }

    private boolean isAgreed() {
        List<Peer<S>> peers =
                loop.running().stream().map(window -> window.node().peer()).toList();
        return peers.stream().map(peer -> peer.timeline().events()).distinct().count() == 1
                && peers.stream().allMatch(peer -> peer.queued().isEmpty() && !peer.isHoldingInput());
    }

    private boolean haveAllMore(List<Integer> before) {
        List<Integer> now = events();
        return IntStream.range(0, now.size()).allMatch(i -> now.get(i) > before.get(i));
    }

    /** How many events each peer knows. */
    private List<Integer> events() {
        return loop.running().stream()
                .map(window -> window.node().peer().timeline().size())
                .toList();
    }

    private boolean areTravelling() {
        List<Frame<S>> shown = loop.running().stream()
                .map(window -> window.node().peer().frame())
                .toList();
        boolean all =
                shown.stream().allMatch(each -> each.view() == View.TRAVEL_BACK || each.view() == View.TRAVEL_FORTH);
        travelling = all ? shown : travelling;
        return all;
    }

    private List<Hand> hands() {
        return loop.running().stream().map(window -> new Hand(window.window())).toList();
    }

    private void await(String what, BooleanSupplier condition) throws IOException {
        for (long deadline = System.nanoTime() + PATIENCE_NANOS; !condition.getAsBoolean(); ) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited " + PATIENCE_NANOS / 1_000_000_000 + " s in vain for " + what);
            }
            next();
        }
    }

    private void next() throws IOException {
        if (!loop.frame()) {
            throw new IOException("all windows were closed before the show was over");
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
