package org.symmetricp2p.sdl;

import static org.lwjgl.sdl.SDLBlendMode.SDL_BLENDMODE_BLEND;
import static org.lwjgl.sdl.SDLPixels.SDL_PIXELFORMAT_ARGB8888;
import static org.lwjgl.sdl.SDLRender.SDL_DestroyRenderer;
import static org.lwjgl.sdl.SDLRender.SDL_LOGICAL_PRESENTATION_LETTERBOX;
import static org.lwjgl.sdl.SDLRender.SDL_RenderPresent;
import static org.lwjgl.sdl.SDLRender.SDL_RenderReadPixels;
import static org.lwjgl.sdl.SDLRender.SDL_SetRenderDrawBlendMode;
import static org.lwjgl.sdl.SDLRender.SDL_SetRenderLogicalPresentation;
import static org.lwjgl.sdl.SDLSurface.SDL_ConvertSurface;
import static org.lwjgl.sdl.SDLSurface.SDL_DestroySurface;
import static org.lwjgl.sdl.SDLVideo.SDL_CreateWindow;
import static org.lwjgl.sdl.SDLVideo.SDL_DestroyWindow;
import static org.lwjgl.sdl.SDLVideo.SDL_GetWindowID;
import static org.lwjgl.sdl.SDLVideo.SDL_SetWindowPosition;
import static org.lwjgl.sdl.SDLVideo.SDL_SetWindowTitle;
import static org.lwjgl.sdl.SDLVideo.SDL_WINDOW_RESIZABLE;

import java.awt.image.BufferedImage;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.lwjgl.sdl.SDLRender;
import org.lwjgl.sdl.SDL_Surface;

/** A window: its canvas, and what its user did that nobody has asked for yet. Used on SDL's thread only. */
final class Window implements AutoCloseable {

    /** The most inputs that wait: more than anybody does in the time that a peer may be too busy to take them. */
    static final int MAX_INPUTS = 1_000;

    private final long window;
    private final long renderer;
    private final int id;
    private final Canvas canvas;
    private final Deque<SdlInput> inputs = new ArrayDeque<>();
    private int lost;
    private float mouseX;
    private float mouseY;
    private String title = "";
    private boolean closed;

    /**
     * Opens one.
     *
     * @param place where, and how large
     * @param width of the canvas, in units of the application
     * @param height of the canvas
     * @param software whether to render without the graphics card
     */
    Window(Place place, int width, int height, boolean software) {
        window = Sdl.check(SDL_CreateWindow("", place.width(), place.height(), SDL_WINDOW_RESIZABLE));
        SDL_SetWindowPosition(window, place.x(), place.y()); // a wish, that not every window system grants
        renderer = Sdl.check(
                software
                        ? SDLRender.SDL_CreateRenderer(window, "software")
                        : SDLRender.nSDL_CreateRenderer(window, 0L));
        id = SDL_GetWindowID(window);
        Sdl.check(SDL_SetRenderLogicalPresentation(renderer, width, height, SDL_LOGICAL_PRESENTATION_LETTERBOX));
        Sdl.check(SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND));
        canvas = new Canvas(renderer, width, height);
    }

    /** SDL's name for it. */
    int id() {
        return id;
    }

    long renderer() {
        return renderer;
    }

    void title(String text) {
        if (!text.equals(title)) {
            title = text;
            Sdl.check(SDL_SetWindowTitle(window, text));
        }
    }

    /** Draws and shows it. */
    void show(Consumer<Canvas> painting) {
        painting.accept(canvas);
        SDL_RenderPresent(renderer); // fails while the window is minimised, say: then nobody misses it
    }

    /** Draws, and gives what was drawn, without showing it. */
    BufferedImage picture(Consumer<Canvas> painting) {
        painting.accept(canvas);
        SDL_Surface drawn = Sdl.check(SDL_RenderReadPixels(renderer, null));
        SDL_Surface surface = Sdl.check(SDL_ConvertSurface(drawn, SDL_PIXELFORMAT_ARGB8888));
        BufferedImage image = new BufferedImage(surface.w(), surface.h(), BufferedImage.TYPE_INT_RGB);
        IntBuffer pixels = surface.pixels().asIntBuffer();
        int[] row = new int[surface.w()];
        for (int y = 0; y < surface.h(); y++) {
            pixels.get(y * surface.pitch() / Integer.BYTES, row);
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        SDL_DestroySurface(surface);
        SDL_DestroySurface(drawn);
        return image;
    }

    /** Takes note of what its user did. */
    void add(SdlInput input) {
        if (input instanceof SdlInput.Drag next
                && inputs.peekLast() instanceof SdlInput.Drag last
                && last.button() == next.button()) {
            inputs.removeLast();
            inputs.addLast(last.and(next));
        } else if (inputs.size() < MAX_INPUTS) {
            inputs.addLast(input);
        } else {
            lost++;
        }
    }

    /** The mouse's button goes down. */
    void press(int button, float x, float y) {
        add(new SdlInput.Press(button, x, y));
        mouseAt(x, y);
    }

    /** The mouse moves with a button down. */
    void drag(int button, float x, float y) {
        add(new SdlInput.Drag(button, mouseX, mouseY, x, y));
        mouseAt(x, y);
    }

    void mouseAt(float x, float y) {
        mouseX = x;
        mouseY = y;
    }

    /** What its user did next, or null. */
    SdlInput poll() {
        return inputs.poll();
    }

    /** How many inputs were lost, since {@value #MAX_INPUTS} waited. */
    int lost() {
        return lost;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            canvas.close();
            SDL_DestroyRenderer(renderer);
            SDL_DestroyWindow(window);
        }
    }
}
