package org.symmetricp2p.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.net.WebSite;
import org.symmetricp2p.net.WebSite.File;

/** The page of {@code web}, from the resources of the tool: a part of its own, and the modules of {@code spec/js}, which are a whole peer. */
final class WebPage {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    private static final List<String> MODULES = List.of(
            "page.mjs",
            "views.mjs",
            "worker.mjs",
            "shell.mjs",
            "core.mjs",
            "timeline.mjs",
            "machine.mjs",
            "clocks.mjs",
            "rooted.mjs",
            "settling.mjs",
            "lateness.mjs",
            "windows.mjs",
            "shown.mjs",
            "log.mjs",
            "bytes.mjs",
            "applications.mjs");

    private WebPage() {}

    /**
     * The page for the session of a peer.
     *
     * @param origins whose pages may link, beside its own
     */
    static WebSite of(Config config, Simulation<?> simulation, Set<String> origins) throws IOException {
        Map<String, File> files = new HashMap<>();
        files.put("/", new File(HTML, resource("index.html")));
        files.put("/settings.json", new File(JSON, settings(config, simulation)));
        for (String module : MODULES) {
            files.put("/" + module, new File(JAVASCRIPT, resource(module)));
        }
        return new WebSite(files, origins);
    }

    /** What a page has to know of the session, and of the peer that it links to. */
    private static String settings(Config config, Simulation<?> simulation) throws IOException {
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "peer", config.self().peer(),
                        "application", simulation.id(),
                        "fps", config.fps(),
                        "delta", config.delta(),
                        "travelNanos", config.travelNanos()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = WebPage.class.getResourceAsStream("/web/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
