package org.symmetricp2p.sdl;

import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_KEY_DOWN;
import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_MOUSE_BUTTON_DOWN;
import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_MOUSE_MOTION;
import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_QUIT;
import static org.lwjgl.sdl.SDLEvents.SDL_EVENT_WINDOW_CLOSE_REQUESTED;
import static org.lwjgl.sdl.SDLEvents.SDL_PollEvent;
import static org.lwjgl.sdl.SDLHints.SDL_HINT_APP_ID;
import static org.lwjgl.sdl.SDLHints.SDL_HINT_NO_SIGNAL_HANDLERS;
import static org.lwjgl.sdl.SDLHints.SDL_HINT_OVERRIDE;
import static org.lwjgl.sdl.SDLHints.SDL_HINT_VIDEO_DRIVER;
import static org.lwjgl.sdl.SDLHints.SDL_SetHint;
import static org.lwjgl.sdl.SDLHints.SDL_SetHintWithPriority;
import static org.lwjgl.sdl.SDLInit.SDL_INIT_VIDEO;
import static org.lwjgl.sdl.SDLInit.SDL_Init;
import static org.lwjgl.sdl.SDLInit.SDL_Quit;
import static org.lwjgl.sdl.SDLRender.SDL_ConvertEventToRenderCoordinates;
import static org.lwjgl.sdl.SDLVideo.SDL_GetDisplayUsableBounds;
import static org.lwjgl.sdl.SDLVideo.SDL_GetPrimaryDisplay;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lwjgl.sdl.SDLError;
import org.lwjgl.sdl.SDL_Event;
import org.lwjgl.sdl.SDL_Rect;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.Platform;

/**
 * SDL's video, on a display or offscreen: opens windows, and hands out to each what its user does. There is at most
 * one of it at a time, and the thread that made it is the only one that may use it and its windows.
 */
public final class Screen implements AutoCloseable {

    private static final Place OFFSCREEN = new Place(0, 0, 4_096, 4_096);

    /** What tells of a display on Linux. */
    private static final List<String> VARIABLES = List.of("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEO_DRIVER");

    /** The first JDK on which LWJGL can do without Unsafe. */
    private static final int FIRST_WITH_FFM = 25;

    private final boolean offscreen;
    private final Map<Integer, Window> windows = new TreeMap<>();
    private final SDL_Event event = SDL_Event.calloc();

    private Screen(boolean offscreen) {
        this.offscreen = offscreen;
    }

    /**
     * The user's display.
     *
     * @throws IOException if there is none, or SDL can't use it: says why
     */
    public static Screen onDisplay() throws IOException {
        // Asked first: SDL's libraries would add lines of their own to the answer.
        if (Platform.get() == Platform.LINUX && VARIABLES.stream().allMatch(name -> System.getenv(name) == null)) {
            throw new IOException("there is no display to open windows on: none of " + VARIABLES + " is set");
        }
        if (Platform.get() == Platform.MACOSX && !isFirstThread()) {
            throw new IOException("on macOS windows need the process's first thread: java -XstartOnFirstThread ...");
        }
        return open(false);
    }

    /**
     * No display at all: windows that only {@link Show} sees, drawn without a graphics card.
     *
     * @throws IOException if SDL can't be loaded on this system
     */
    public static Screen offscreen() throws IOException {
        return open(true);
    }

    private static Screen open(boolean offscreen) throws IOException {
        if (Runtime.version().feature() >= FIRST_WITH_FFM) {
            Configuration.MEMORY_BACKEND.set("ffm"); // the default, Unsafe, makes these JDKs warn
        }
        try {
            SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); // they belong to Java
            SDL_SetHint(SDL_HINT_APP_ID, "symmetric");
            if (offscreen) {
                SDL_SetHintWithPriority(SDL_HINT_VIDEO_DRIVER, "offscreen,dummy", SDL_HINT_OVERRIDE);
            } else if (Platform.get() == Platform.LINUX && System.getenv("WAYLAND_DISPLAY") == null) {
                SDL_SetHint(SDL_HINT_VIDEO_DRIVER, "x11"); // else Wayland's library complains that it isn't there
            }
            if (!SDL_Init(SDL_INIT_VIDEO)) {
                throw new IOException("there is no display to open windows on (SDL: " + SDLError.SDL_GetError() + ")");
            }
            return new Screen(offscreen);
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("SDL can't be loaded: " + e.getMessage(), e);
        }
    }

    /** What the JVM tells by a variable of the environment. */
    private static boolean isFirstThread() {
        String name = "JAVA_STARTED_ON_FIRST_THREAD_" + ProcessHandle.current().pid();
        return "1".equals(System.getenv(name));
    }

    /** Opens windows of the same size, side by side. */
    List<Window> open(int number, int width, int height) {
        return Place.grid(number, bounds(), width, height).stream()
                .map(place -> {
                    Window window = new Window(place, width, height, offscreen);
                    windows.put(window.id(), window);
                    return window;
                })
                .toList();
    }

    /** Takes all that users did since the last call, and hands it to their windows. Doesn't wait. */
    void poll() {
        windows.values().removeIf(Window::isClosed);
        while (SDL_PollEvent(event)) {
            int type = event.type();
            if (type == SDL_EVENT_KEY_DOWN && !event.key().repeat()) {
                at(
                        event.key().windowID(),
                        window -> window.add(new SdlInput.Key(event.key().key())));
            } else if (type == SDL_EVENT_MOUSE_BUTTON_DOWN) {
                at(event.button().windowID(), this::press);
            } else if (type == SDL_EVENT_MOUSE_MOTION) {
                at(event.motion().windowID(), this::move);
            } else if (type == SDL_EVENT_WINDOW_CLOSE_REQUESTED) {
                at(event.window().windowID(), window -> window.add(new SdlInput.Close()));
            } else if (type == SDL_EVENT_QUIT) {
                windows.values().forEach(window -> window.add(new SdlInput.Close()));
            }
        }
    }

    private void at(int id, Consumer<Window> action) {
        Window window = windows.get(id);
        if (window != null) {
            action.accept(window);
        }
    }

    private void press(Window window) {
        SDL_ConvertEventToRenderCoordinates(window.renderer(), event);
        window.press(event.button().button(), event.button().x(), event.button().y());
    }

    private void move(Window window) {
        SDL_ConvertEventToRenderCoordinates(window.renderer(), event);
        int buttons = event.motion().state();
        if (buttons == 0) {
            window.mouseAt(event.motion().x(), event.motion().y());
        } else {
            window.drag(
                    1 + Integer.numberOfTrailingZeros(buttons),
                    event.motion().x(),
                    event.motion().y());
        }
    }

    private Place bounds() {
        if (offscreen) {
            return OFFSCREEN;
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            SDL_Rect bounds = SDL_Rect.malloc(stack);
            Sdl.check(SDL_GetDisplayUsableBounds(SDL_GetPrimaryDisplay(), bounds));
            return new Place(bounds.x(), bounds.y(), bounds.w(), bounds.h());
        }
    }

    /** Closes the windows that are still open, and SDL. */
    @Override
    public void close() {
        windows.values().forEach(Window::close);
        windows.clear();
        event.free();
        SDL_Quit();
    }
}
