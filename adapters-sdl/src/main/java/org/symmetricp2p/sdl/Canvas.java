package org.symmetricp2p.sdl;

import static org.lwjgl.sdl.SDLBlendMode.SDL_BLENDMODE_NONE;
import static org.lwjgl.sdl.SDLPixels.SDL_PIXELFORMAT_ARGB8888;
import static org.lwjgl.sdl.SDLRender.SDL_CreateTexture;
import static org.lwjgl.sdl.SDLRender.SDL_DestroyTexture;
import static org.lwjgl.sdl.SDLRender.SDL_RenderClear;
import static org.lwjgl.sdl.SDLRender.SDL_RenderDebugText;
import static org.lwjgl.sdl.SDLRender.SDL_RenderFillRect;
import static org.lwjgl.sdl.SDLRender.SDL_RenderGeometry;
import static org.lwjgl.sdl.SDLRender.SDL_RenderTexture;
import static org.lwjgl.sdl.SDLRender.SDL_SetRenderDrawColor;
import static org.lwjgl.sdl.SDLRender.SDL_SetRenderScale;
import static org.lwjgl.sdl.SDLRender.SDL_SetTextureBlendMode;
import static org.lwjgl.sdl.SDLRender.SDL_SetTextureScaleMode;
import static org.lwjgl.sdl.SDLRender.SDL_TEXTUREACCESS_STREAMING;
import static org.lwjgl.sdl.SDLRender.SDL_UpdateTexture;
import static org.lwjgl.sdl.SDLSurface.SDL_SCALEMODE_NEAREST;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.lwjgl.sdl.SDL_FRect;
import org.lwjgl.sdl.SDL_Texture;
import org.lwjgl.sdl.SDL_Vertex;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * What an application draws on: a window's content, in the application's units, with (0, 0) at the top left.
 * A colour is {@code 0xAARRGGBB}, from transparent (00) to opaque (FF). Used on SDL's thread only.
 */
public final class Canvas {

    /** The width and height of a letter of size 1. */
    public static final int LETTER = 8;

    private static final float MAX_CHANNEL = 255f;

    private final long renderer;
    private final int width;
    private final int height;

    /** What {@link #image} needs, kept between frames. */
    private SDL_Texture texture;

    private ByteBuffer pixels;

    Canvas(long renderer, int width, int height) {
        this.renderer = renderer;
        this.width = width;
        this.height = height;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Fills everything. */
    public void clear(int colour) {
        use(colour);
        Sdl.check(SDL_RenderClear(renderer));
    }

    /** Fills a rectangle. */
    public void fill(float x, float y, float w, float h, int colour) {
        use(colour);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            Sdl.check(SDL_RenderFillRect(
                    renderer, SDL_FRect.malloc(stack).x(x).y(y).w(w).h(h)));
        }
    }

    /** Draws a border inside of the canvas. */
    public void border(float thickness, int colour) {
        fill(0, 0, width, thickness, colour);
        fill(0, height - thickness, width, thickness, colour);
        fill(0, thickness, thickness, height - 2 * thickness, colour);
        fill(width - thickness, thickness, thickness, height - 2 * thickness, colour);
    }

    /**
     * Fills a convex polygon.
     *
     * @param xy its corners in order, as x, y, x, y, ...: 3 or more
     */
    public void polygon(int colour, float... xy) {
        int corners = xy.length / 2;
        if (corners < 3) {
            throw new IllegalArgumentException("a polygon of " + corners + " corners, must be at least 3");
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            SDL_Vertex.Buffer vertices = SDL_Vertex.calloc(corners, stack);
            for (int i = 0; i < corners; i++) {
                vertices.get(i).position$().x(xy[2 * i]).y(xy[2 * i + 1]);
                vertices.get(i)
                        .color()
                        .r(channel(colour, 16))
                        .g(channel(colour, 8))
                        .b(channel(colour, 0))
                        .a(channel(colour, 24));
            }
            IntBuffer fan = stack.mallocInt(3 * (corners - 2));
            for (int i = 1; i < corners - 1; i++) {
                fan.put(0).put(i).put(i + 1);
            }
            Sdl.check(SDL_RenderGeometry(renderer, null, vertices, fan.flip()));
        }
    }

    /**
     * Writes a line of ASCII.
     *
     * @param size of the letters, in multiples of {@value #LETTER}
     */
    public void text(float x, float y, int size, int colour, String line) {
        use(colour);
        Sdl.check(SDL_SetRenderScale(renderer, size, size));
        Sdl.check(SDL_RenderDebugText(renderer, x / size, y / size, line));
        Sdl.check(SDL_SetRenderScale(renderer, 1, 1));
    }

    /**
     * Fills the canvas with an image, without smoothing.
     *
     * @param argb its pixels, row by row, opaque
     * @param columns how many of them make a row; the same in each call
     */
    public void image(int[] argb, int columns) {
        int rows = argb.length / columns;
        if (texture == null) {
            texture = Sdl.check(
                    SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, columns, rows));
            Sdl.check(SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_NONE)); // many times faster
            Sdl.check(SDL_SetTextureScaleMode(texture, SDL_SCALEMODE_NEAREST));
            pixels = MemoryUtil.memAlloc(argb.length * Integer.BYTES);
        }
        pixels.asIntBuffer().put(argb);
        Sdl.check(SDL_UpdateTexture(texture, null, pixels, columns * Integer.BYTES));
        Sdl.check(SDL_RenderTexture(renderer, texture, null, null));
    }

    /** Gives back what it holds, before its renderer goes. */
    void close() {
        if (texture != null) {
            SDL_DestroyTexture(texture);
            MemoryUtil.memFree(pixels);
        }
    }

    private void use(int colour) {
        Sdl.check(SDL_SetRenderDrawColor(
                renderer, (byte) (colour >> 16), (byte) (colour >> 8), (byte) colour, (byte) (colour >> 24)));
    }

    private static float channel(int colour, int shift) {
        return (colour >> shift & 0xff) / MAX_CHANNEL;
    }
}
