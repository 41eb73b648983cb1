package org.symmetricp2p.sdl;

import java.util.List;

/** What scripted users do at their windows; a function of time, so that a show can be given again. */
@FunctionalInterface
public interface Scene {

    /**
     * Does what is due in a frame.
     *
     * @param frame from 0 on
     * @param hands one for each window
     */
    void play(long frame, List<Hand> hands);
}
