package org.symmetricp2p.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file can't be used: the library's exceptions often carry nothing but the path. */
public final class FileMistakes {

    private FileMistakes() {}

    /** An exception whose message says what failed, and why. */
    public static IOException explained(String what, IOException cause) {
        return new IOException(what + ": " + reason(cause), cause);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof CharacterCodingException) {
            return "it isn't text in UTF-8";
        }
        if (e instanceof FileSystemException system) {
            return system.getReason() == null ? "it can't be used" : system.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
