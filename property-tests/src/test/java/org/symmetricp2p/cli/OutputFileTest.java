package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written as a whole or not at all. */
final class OutputFileTest {

    @TempDir
    private Path directory;

    @Test
    void writesAndReplaces() throws IOException {
        Path path = directory.resolve("a.trace");
        OutputFile.at("--trace", path).write(out -> out.write("one"));
        assertEquals("one", Files.readString(path));
        OutputFile.at("--trace", path).write(out -> out.write("two"));
        assertEquals("two", Files.readString(path));
        assertEquals(List.of(path), files());
    }

    @Test
    void tryingLeavesNothingBehind() throws IOException {
        OutputFile.at("--trace", directory.resolve("a.trace"));
        assertEquals(List.of(), files());
    }

    @Test
    void aFileThatCannotBeWrittenWholeStaysAsItWas() throws IOException {
        Path path = Files.writeString(directory.resolve("a.trace"), "before");
        OutputFile file = OutputFile.at("--trace", path);
        IOException told = assertThrows(
                IOException.class,
                () -> file.write(out -> {
                    out.write("half");
                    throw new IOException("the disk is full");
                }));
        assertEquals("can't write --trace " + path + ": the disk is full", told.getMessage());
        assertEquals("before", Files.readString(path));
        assertEquals(List.of(path), files());
    }

    @Test
    void followsASymbolicLink() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "before");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        OutputFile.at("--trace", link).write(out -> out.write("after"));
        assertEquals("after", Files.readString(target));
        assertEquals(target, Files.readSymbolicLink(link));
    }

    @Test
    void saysAtOnceThatTheDirectoryIsMissing() {
        Path path = directory.resolve("nowhere").resolve("a.trace");
        IOException told = assertThrows(IOException.class, () -> OutputFile.at("--trace", path));
        assertEquals("can't write --trace " + path + ": there is no such file or directory", told.getMessage());
    }

    @Test
    void refusesADirectory() {
        IOException told = assertThrows(IOException.class, () -> OutputFile.at("--events", directory));
        assertEquals("can't write --events " + directory + ": is not a regular file", told.getMessage());
    }

    @Test
    void refusesADevice() {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device));
        IOException told = assertThrows(IOException.class, () -> OutputFile.at("--trace", device));
        assertEquals("can't write --trace /dev/null: is not a regular file", told.getMessage());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
