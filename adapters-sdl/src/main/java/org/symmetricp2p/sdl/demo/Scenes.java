package org.symmetricp2p.sdl.demo;

import static org.lwjgl.sdl.SDLKeycode.SDLK_DOWN;
import static org.lwjgl.sdl.SDLKeycode.SDLK_LEFT;
import static org.lwjgl.sdl.SDLKeycode.SDLK_RIGHT;
import static org.lwjgl.sdl.SDLKeycode.SDLK_UP;

import java.util.List;
import org.symmetricp2p.sdl.Hand;
import org.symmetricp2p.sdl.Scene;

/** What scripted users do where there are no others. */
public final class Scenes {

    private static final List<Integer> KEYS =
            List.of(SDLK_RIGHT, SDLK_DOWN, SDLK_LEFT, SDLK_DOWN, SDLK_RIGHT, SDLK_UP, SDLK_RIGHT);

    private static final int FRAMES_PER_KEY = 15;

    private static final int FRAMES_PER_STROKE = 10;
    private static final int STROKES_PER_WALL = 13;
    private static final int LEFT = 1;
    private static final int RIGHT = 3;

    private Scenes() {}

    /** Of the rectangle: the users take turns to press keys. */
    public static Scene move() {
        return (frame, hands) -> {
            int turn = (int) (frame / FRAMES_PER_KEY);
            if (frame % FRAMES_PER_KEY == 0) {
                hands.get(turn * 5 % hands.size()).key(KEYS.get(turn % KEYS.size()));
            }
        };
    }

    /** Of the board: the users take turns to pour sand, each in a place of their own; now and then one draws a wall. */
    public static Scene sand() {
        return (frame, hands) -> {
            int stroke = (int) (frame / FRAMES_PER_STROKE);
            int step = (int) (frame % FRAMES_PER_STROKE);
            int user = stroke % hands.size();
            boolean isWall = stroke % STROKES_PER_WALL == STROKES_PER_WALL - 1;
            float x = 60 + 100 * user + 4 * step;
            float y = isWall ? 280 + 30 * (user % 3) + step : 20 + 20 * (user % 3);
            stroke(hands.get(user), isWall ? RIGHT : LEFT, step, x, y);
        };
    }

    private static void stroke(Hand hand, int button, int step, float x, float y) {
        if (step == 0) {
            hand.press(button, x, y);
        } else {
            hand.drag(button, x, y);
        }
    }
}
