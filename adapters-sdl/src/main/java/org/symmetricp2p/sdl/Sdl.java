package org.symmetricp2p.sdl;

import org.lwjgl.sdl.SDLError;

/** Turns SDL's way of failing, a false or a null and a text elsewhere, into exceptions. */
final class Sdl {

    private Sdl() {}

    /** @throws IllegalStateException with SDL's own words if it failed */
    static void check(boolean worked) {
        if (!worked) {
            throw failure();
        }
    }

    /** @throws IllegalStateException with SDL's own words if the pointer is null */
    static long check(long pointer) {
        check(pointer != 0);
        return pointer;
    }

    /** @throws IllegalStateException with SDL's own words if there is no such thing */
    static <T> T check(T thing) {
        check(thing != null);
        return thing;
    }

    private static IllegalStateException failure() {
        return new IllegalStateException("SDL: " + SDLError.SDL_GetError());
    }
}
