package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builds are the same if they have the same classes, whenever they were made. */
final class BuildTest {

    private static final String A = "org/symmetricp2p/core/A.class";
    private static final String B = "org/symmetricp2p/core/B.class";

    @TempDir
    private Path directory;

    @Test
    void onlyTheClassesCount() throws IOException {
        String classes = Build.classesIn(jar("one", 1_000_000_000_000L, List.of(A, "a", B, "b", "LICENSE", "x")));
        assertEquals(classes, Build.classesIn(jar("later", 1_700_000_000_000L, List.of(B, "b", A, "a"))));
        assertNotEquals(classes, Build.classesIn(jar("changed", 1_000_000_000_000L, List.of(A, "a", B, "c"))));
        assertNotEquals(classes, Build.classesIn(jar("fewer", 1_000_000_000_000L, List.of(A, "a"))));
    }

    private Path jar(String name, long millis, List<String> namesAndTexts) throws IOException {
        Path path = directory.resolve(name + ".jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            for (int i = 0; i < namesAndTexts.size(); i += 2) {
                ZipEntry entry = new ZipEntry(namesAndTexts.get(i));
                entry.setTime(millis);
                out.putNextEntry(entry);
                out.write(namesAndTexts.get(i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return path;
    }
}
