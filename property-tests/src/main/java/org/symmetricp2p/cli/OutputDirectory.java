package org.symmetricp2p.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A directory where a run writes its outcome: whether that is possible is said before a long run, rather than after it. */
public final class OutputDirectory {

    private OutputDirectory() {}

    /**
     * Checks a directory that is made only if there is something to write.
     *
     * @param option that names it on the command line, for the message
     * @throws IOException if nothing can be written there: says why
     */
    public static void check(String option, Path directory) throws IOException {
        Path existing = directory.toAbsolutePath().normalize();
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        checkWritable(option, directory, existing);
    }

    /**
     * Makes a directory, unless it is there.
     *
     * @param option that names it on the command line, for the message
     * @return the directory
     * @throws IOException if there is no such directory and none can be made, or nothing can be written there: says why
     */
    public static Path make(String option, Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException taken) {
            throw new IOException(option + " " + directory + " is not a directory", taken);
        } catch (IOException e) {
            throw FileMistakes.explained("can't make the directory " + option + " " + directory, e);
        }
        checkWritable(option, directory, directory);
        return directory;
    }

    /**
     * A directory of the system's, for what is kept only after a failure.
     *
     * @param prefix of its name
     * @throws IOException if none can be made: says why
     */
    public static Path temporary(String prefix) throws IOException {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw FileMistakes.explained("can't make a directory in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    private static void checkWritable(String option, Path directory, Path existing) throws IOException {
        if (!Files.isDirectory(existing)) {
            throw new IOException(option + " " + directory + ": " + existing + " is not a directory");
        }
        if (!Files.isWritable(existing)) {
            throw new IOException(option + " " + directory + ": can't write to " + existing);
        }
    }
}
