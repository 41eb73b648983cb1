package org.symmetricp2p.sim;

import java.util.List;
import org.symmetricp2p.demo.Rectangle;

/** The applications that the laboratory knows by name. */
public final class Applications {

    /** All of them; the first is the default. */
    public static final List<Application<?>> ALL = List.of(
            new Application<>("chain", new Chain(), Chain::event),
            new Application<>("pool", new Pool(), Pool::event),
            new Application<>("rectangle", new Rectangle(), key -> keys()[Math.floorMod(key, keys().length)].event()));

    private Applications() {}

    /** @throws IllegalArgumentException if there is none with this name */
    public static Application<?> named(String name) {
        return ALL.stream()
                .filter(application -> application.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no application \"" + name + "\", only "
                        + ALL.stream().map(Application::name).toList()));
    }

    private static Rectangle.Key[] keys() {
        return Rectangle.Key.values();
    }
}
