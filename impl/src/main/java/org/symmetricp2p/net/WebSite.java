package org.symmetricp2p.net;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a port gives to browsers beside links: files, and WebSocket links to those pages that may have them (spec 7.32).
 *
 * @param files by path, such as {@code /index.html}
 * @param origins whose pages may link, such as {@code https://example.org}, beside those that come from the very host and port at
 *     which they ask for a link
 */
public record WebSite(Map<String, File> files, Set<String> origins) {

    /** No files, and links for its own pages only; so, for those who aren't a browser. */
    public static final WebSite EMPTY = new WebSite(Map.of(), Set.of());

    /**
     * A file.
     *
     * @param type its media type, such as {@code text/html; charset=utf-8}
     * @param text what is in it, to be sent as UTF-8
     */
    public record File(String type, String text) {}

    public WebSite {
        files = Map.copyOf(files);
        origins = origins.stream().map(WebSite::lower).collect(Collectors.toUnmodifiableSet());
    }

    /** The file at a path. */
    Optional<File> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /**
     * Whether a page may have a link.
     *
     * @param origin where the page comes from, as its browser says; empty if there is no browser, who always says it
     * @param host the host and port that were asked for a link
     */
    boolean admits(Optional<String> origin, String host) {
        return origin.map(WebSite::lower)
                .map(from -> isOrigin(from, lower(host)) || origins.contains(from))
                .orElse(true);
    }

    /** Also if something between the browser and this port adds the encryption. */
    private static boolean isOrigin(String from, String host) {
        return from.equals("http://" + host) || from.equals("https://" + host);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
