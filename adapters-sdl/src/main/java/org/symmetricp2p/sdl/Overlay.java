package org.symmetricp2p.sdl;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Reached;

/** The text that F1 shows: how this peer is doing. */
final class Overlay {

    private static final int BACKGROUND = 0xb0000000;
    private static final int TEXT = 0xffe0e0e0;
    private static final int SIZE = 2;
    private static final int LINE = SIZE * Canvas.LETTER + 6;
    private static final int MARGIN = 8;
    private static final int MILLIS = 1_000;

    private Overlay() {}

    static void draw(Canvas canvas, List<String> lines) {
        int height = lines.size() * LINE + MARGIN;
        int top = canvas.height() - height;
        canvas.fill(0, top, canvas.width(), height, BACKGROUND);
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(MARGIN, top + MARGIN + i * LINE, SIZE, TEXT, lines.get(i));
        }
    }

    static List<String> lines(Peer<?> peer, Reached limits, Gauges gauges) {
        Config config = peer.config();
        List<String> lines = new ArrayList<>(List.of(
                "tick      " + peer.tick(),
                "linked    " + linked(peer),
                "skew      " + inMillis(gauges.skew(), config),
                "rollbacks " + gauges.rollbacks() + ", " + gauges.replayed() + " ticks again",
                "delta     " + inMillis(config.delta(), config),
                "limits    " + (limits.times().isEmpty() ? "none reached" : limits)));
        config.settling().ifPresent(settling -> {
            long lag = peer.tick() - peer.settledTick();
            lines.add(1, "settled   " + peer.settledTick() + ", " + inMillis(lag, config) + " ago");
        });
        return lines;
    }

    /** The peers at the other ends of live links, in ascending order. */
    static List<Integer> linked(Peer<?> peer) {
        return peer.links().stream()
                .filter(Link::isLive)
                .map(link -> link.neighbour().orElseThrow().peer())
                .distinct()
                .sorted()
                .toList();
    }

    private static String inMillis(long ticks, Config config) {
        return ticks + " ticks, " + ticks * MILLIS / config.fps() + " ms";
    }
}
