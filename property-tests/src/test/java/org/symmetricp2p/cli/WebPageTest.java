package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.net.WebSite;
import org.symmetricp2p.sim.Chain;

/** The page of {@code web} is whole: a browser gets every module that another one asks for, and none in vain. */
final class WebPageTest {

    private static final Pattern ASKED = Pattern.compile("(?:from|src=|new Worker\\() ?\"(?:\\./)?([a-z]+\\.mjs)\"");

    @Test
    void itHasTheModulesThatItAsksFor() throws IOException {
        Map<String, WebSite.File> files =
                WebPage.of(Config.of(new Source(0, 1)), new Chain(), Set.of()).files();
        Set<String> asked = new TreeSet<>();
        for (WebSite.File file : files.values()) {
            Matcher matcher = ASKED.matcher(file.text());
            while (matcher.find()) {
                asked.add("/" + matcher.group(1));
            }
        }
        Set<String> given = new TreeSet<>(files.keySet());
        assertTrue(given.removeAll(Set.of("/", "/settings.json")));
        assertEquals(given, asked);
    }
}
