package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.symmetricp2p.cli.Main;
import org.symmetricp2p.cli.OwnJar;

/**
 * Which program this is: results of two can only be added up if they are the same.
 *
 * @param version what the build wrote into the jar
 * @param classes a checksum of all classes of the project, since many builds have the same version
 */
record Build(String version, String classes) {

    static final String NONE = "not from a jar";

    static Build current() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new Build(Optional.ofNullable(version).orElse(NONE), classesOfThis());
    }

    private static String classesOfThis() {
        Optional<Path> jar = OwnJar.path();
        try {
            return jar.isPresent() ? classesIn(jar.get()) : NONE;
        } catch (IOException e) {
            throw new IllegalStateException("can't read the program's own jar: " + e, e);
        }
    }

    /** By names and their checksums in the jar's directory: times differ between builds of the same sources. */
    static String classesIn(Path jar) throws IOException {
        CRC32 sum = new CRC32();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .filter(entry -> entry.getName().matches("org/symmetricp2p/.*\\.class"))
                    .map(Build::line)
                    .sorted()
                    .forEach(line -> sum.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return String.format("%08x", sum.getValue());
    }

    private static String line(ZipEntry entry) {
        return entry.getName() + " " + Long.toHexString(entry.getCrc()) + "\n";
    }

    @Override
    public String toString() {
        return version + " (classes " + classes + ")";
    }
}
