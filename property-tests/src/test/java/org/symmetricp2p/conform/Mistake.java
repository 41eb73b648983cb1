package org.symmetricp2p.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A port in JavaScript that is wrong in one thing, as edits of the right one; and how the kit finds it, as a core, as a whole peer, or as both.
 *
 * @param what is wrong
 * @param edits what is there, in one place of all modules, and what comes in its place
 * @param core how it is found as a core: by the vectors of this topic, by {@link #WORLDS}, or not at all if it is empty
 * @param scenario in which it is found as a whole peer; empty if it isn't
 * @param rule that it breaks there
 */
public record Mistake(String what, List<Edit> edits, String core, String scenario, String rule) {

    public static final Path PORT = Path.of("..", "spec", "js");

    /** It is found in the first dozen worlds. */
    static final String WORLDS = "worlds";

    private record Edit(String from, String to) {}

    static Mistake mistake(String what, String from, String to) {
        return new Mistake(what, List.of(new Edit(from, to)), "", "", "");
    }

    Mistake and(String from, String to) {
        return new Mistake(
                what,
                Stream.concat(edits.stream(), Stream.of(new Edit(from, to))).toList(),
                core,
                scenario,
                rule);
    }

    Mistake inWorlds() {
        return byVectors(WORLDS);
    }

    Mistake byVectors(String topic) {
        return new Mistake(what, edits, topic, scenario, rule);
    }

    Mistake byPeer(String scenarioName, String ruleNumber) {
        return new Mistake(what, edits, core, scenarioName, ruleNumber);
    }

    boolean isOfCore() {
        return !core.isEmpty();
    }

    public boolean isOfPeer() {
        return !scenario.isEmpty();
    }

    /**
     * Writes the wrong port into a folder.
     *
     * @throws IllegalStateException if the port has no such place, or several
     */
    public void into(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<Path, String> modules = modules();
        for (Edit edit : edits) {
            modules.computeIfPresent(placeOf(edit, modules), (module, text) -> text.replace(edit.from, edit.to));
        }
        for (Map.Entry<Path, String> module : modules.entrySet()) {
            Files.writeString(folder.resolve(module.getKey()), module.getValue());
        }
    }

    private Path placeOf(Edit edit, Map<Path, String> modules) {
        List<Path> places = new ArrayList<>();
        modules.forEach((module, text) -> {
            for (int at = text.indexOf(edit.from); at >= 0; at = text.indexOf(edit.from, at + 1)) {
                places.add(module);
            }
        });
        if (places.size() != 1) {
            throw new IllegalStateException(what + ": must be in one place, not in " + places + ": " + edit.from);
        }
        return places.get(0);
    }

    /** The right port: each module's text by its name. */
    private static Map<Path, String> modules() throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(PORT)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".mjs")).toList()) {
                texts.put(file.getFileName(), Files.readString(file));
            }
        }
        return texts;
    }

    @Override
    public String toString() {
        return what;
    }
}
