package org.symmetricp2p.sdl;

import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_KEY_DOWN;
import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_MOUSE_BUTTON_DOWN;
import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_MOUSE_MOTION;
import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_WINDOW_CLOSE_REQUESTED;
import static org.lwjgl.sdl.SDLEvents.SDL_PushEvent;

import java.util.function.Consumer;
import org.lwjgl.sdl.SDL_Event;
import org.lwjgl.system.MemoryStack;

/**
 * A user's hand, without the user: puts events into SDL's queue, from where they take the way of all events.
 * For windows that are as large as their canvas, as those offscreen are.
 */
public final class Hand {

    private final int windowId;

    Hand(Window window) {
        this.windowId = window.id();
    }

    /** Presses a key, one of {@link org.lwjgl.sdl.SDLKeycode}. */
    public void key(int code) {
        push(event -> event.key()
                .type(SDL_EVENT_KEY_DOWN)
                .windowID(windowId)
                .key(code)
                .down(true));
    }

    /** Presses a mouse button: 1 is the left one, 3 the right. */
    public void press(int button, float x, float y) {
        push(event -> event.button()
                .type(SDL_EVENT_MOUSE_BUTTON_DOWN)
                .windowID(windowId)
                .button((byte) button)
                .down(true)
                .x(x)
                .y(y));
    }

    /** Moves the mouse to a place, with a button down. */
    public void drag(int button, float x, float y) {
        push(event -> event.motion()
                .type(SDL_EVENT_MOUSE_MOTION)
                .windowID(windowId)
                .state(1 << button - 1)
                .x(x)
                .y(y));
    }

    /** Closes the window. */
    public void close() {
        push(event -> event.window().type(SDL_EVENT_WINDOW_CLOSE_REQUESTED).windowID(windowId));
    }

    private static void push(Consumer<SDL_Event> filling) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            SDL_Event event = SDL_Event.calloc(stack);
            filling.accept(event);
            Sdl.check(SDL_PushEvent(event));
        }
    }
}
