package org.symmetricp2p.explore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.symmetricp2p.model.Model;

/**
 * How many distinct states the small worlds of the build have. Those that are models too state it in their configuration;
 * the others are pinned here.
 */
public final class PinnedStates {

    private static final Map<String, Long> PINNED =
            Map.of("links-two-diallers", 675L, "late-events", 62_802L, "rejoin", 1_084_139L, "crash", 126_971L);

    private PinnedStates() {}

    /** @throws IllegalArgumentException if none is pinned */
    public static long of(String world) {
        if (isModelled(world)) {
            return Model.of(configuration(world)).states();
        }
        if (!PINNED.containsKey(world)) {
            throw new IllegalArgumentException("no number of states is pinned for " + world);
        }
        return PINNED.get(world);
    }

    static boolean isModelled(String world) {
        return Files.exists(configuration(world));
    }

    private static Path configuration(String world) {
        return Model.FOLDER.resolve(world + ".cfg");
    }
}
