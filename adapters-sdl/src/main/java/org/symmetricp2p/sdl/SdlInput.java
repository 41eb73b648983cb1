package org.symmetricp2p.sdl;

/** What the user does at a window. Positions are in the units of the application's canvas. */
public sealed interface SdlInput {

    /**
     * A key goes down; held down, it doesn't repeat.
     *
     * @param code one of {@link org.lwjgl.sdl.SDLKeycode}, such as {@code SDLK_UP}
     */
    record Key(int code) implements SdlInput {}

    /**
     * A mouse button goes down.
     *
     * @param button 1 is the left one, 2 the middle, 3 the right
     */
    record Press(int button, float x, float y) implements SdlInput {}

    /**
     * The mouse moves while a button is down. Movements within a frame come as one.
     *
     * @param button 1 is the left one, 2 the middle, 3 the right
     */
    record Drag(int button, float fromX, float fromY, float x, float y) implements SdlInput {

        /** This and the movement after it, if they are one. */
        Drag and(Drag next) {
            return new Drag(button, fromX, fromY, next.x, next.y);
        }
    }

    /** The user closes the window. An event made of it is the last; then the peer leaves. */
    record Close() implements SdlInput {}
}
