package org.symmetricp2p.sdl;

import java.util.Objects;
import org.symmetricp2p.core.Config;

/**
 * A peer that is to have a window.
 *
 * @param config who it is; {@link org.symmetricp2p.net.Node#newLife} for the defaults
 * @param app what it runs, an instance of its own
 */
public record Seat<S>(Config config, SdlApp<S> app) {

    public Seat {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(app, "app");
    }
}
