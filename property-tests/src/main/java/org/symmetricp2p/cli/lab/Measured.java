package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.paper.Cell;
import org.symmetricp2p.picture.Drawing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands that measure have in common: the cells that were named, and the files of what was measured. */
final class Measured {

    private Measured() {}

    /** @throws ParameterException if {@code --cells} names one that isn't there */
    static List<Cell> cells(CommandSpec spec, List<String> names) {
        try {
            return names.stream()
                    .flatMap(name -> Cell.named(name).stream())
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--cells: " + e.getMessage(), e);
        }
    }

    /** Writes them into the folder of {@code --out}, under one name, and says so. */
    static void write(Path directory, String stem, String csv, String json, Optional<Drawing> picture, PrintWriter out)
            throws IOException {
        Tool.write("--out", directory.resolve(stem + ".csv"), csv);
        Tool.write("--out", directory.resolve(stem + ".json"), json);
        if (picture.isPresent()) {
            picture.get().writeSvg(directory.resolve(stem + ".svg"));
            picture.get().writePng(directory.resolve(stem + ".png"));
        }
        out.println("written to " + directory.resolve(stem) + ".*");
    }
}
