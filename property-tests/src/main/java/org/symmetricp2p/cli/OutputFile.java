package org.symmetricp2p.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a run writes at its end: as a whole or not at all, because it is written beside its place and
 * then moved there. Whether that is possible is tried at the start, before the user has put work into the run.
 */
public final class OutputFile {

    private final String option;
    private final Path path;

    private OutputFile(String option, Path path) {
        this.option = option;
        this.path = path;
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Tries whether a file can be written.
     *
     * @param option that names it on the command line, for the message
     * @throws IOException if not: says why
     */
    public static OutputFile at(String option, Path path) throws IOException {
        // A device, such as /dev/null, must not be replaced; a symbolic link is followed.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("can't write " + option + " " + path + ": is not a regular file");
        }
        OutputFile file = new OutputFile(option, Files.exists(path) ? path.toRealPath() : path.toAbsolutePath());
        try {
            Files.createFile(file.beside());
            Files.delete(file.beside());
        } catch (IOException e) {
            throw file.failure(e);
        }
        return file;
    }

    /** @throws IOException if it can't be written: the file is then as it was */
    public void write(Content content) throws IOException {
        try {
            writeBeside(content);
            Files.move(beside(), path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            Files.deleteIfExists(beside());
        }
    }

    private void writeBeside(Content content) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(beside(), StandardCharsets.UTF_8)) {
            content.writeTo(out);
        }
    }

    /** Not a temporary file as the library makes it, which others may not read. */
    private Path beside() {
        return path.resolveSibling(
                path.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    private IOException failure(IOException e) {
        return FileMistakes.explained("can't write " + option + " " + path, e);
    }
}
