package org.symmetricp2p.sdl;

import static org.lwjgl.sdl.SDLKeycode.SDLK_X;
import static org.lwjgl.sdl.SDLKeycode.SDLK_Z;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.net.Node;

/**
 * The keys {@code x} and {@code z} of the authors' program: take all links of this peer down, and put them up again.
 * An application that wants them has one and shows it all input.
 */
public final class LinkSwitch {

    private static final int RGB = 0xf0f0f0;
    private static final int LENGTH = 120;
    private static final int THICKNESS = 20;

    private final Node<?> node;
    private final Set<Integer> dialled;
    private final Set<Integer> down = new TreeSet<>();

    /** @param dialled those that the peer links to by itself, whether or not it has reached them yet */
    public LinkSwitch(Node<?> node, Collection<Integer> dialled) {
        this.node = node;
        this.dialled = Set.copyOf(dialled);
    }

    /** Does what an input asks for, if it is one of the two keys. */
    public void evt(SdlInput input, Feedback feedback) {
        if (input.equals(new SdlInput.Key(SDLK_X))) {
            takeDown();
            feedback.show((canvas, alpha) -> draw(canvas, THICKNESS, alpha | RGB));
        } else if (input.equals(new SdlInput.Key(SDLK_Z))) {
            down.forEach(node::relink);
            down.clear();
            feedback.show((canvas, alpha) -> draw(canvas, 0, alpha | RGB));
        }
    }

    private void takeDown() {
        down.addAll(dialled);
        node.peer().links().stream()
                .filter(Link::isLive)
                .forEach(link -> down.add(link.neighbour().orElseThrow().peer()));
        down.forEach(node::unlink);
    }

    /** A bar, whole or cut in the middle. */
    private static void draw(Canvas canvas, int halfGap, int colour) {
        float x = canvas.width() / 2f;
        float y = (canvas.height() - THICKNESS) / 2f;
        canvas.fill(x - LENGTH, y, LENGTH - halfGap, THICKNESS, colour);
        canvas.fill(x + halfGap, y, LENGTH - halfGap, THICKNESS, colour);
    }
}
