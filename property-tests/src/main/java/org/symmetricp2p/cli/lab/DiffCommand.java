package org.symmetricp2p.cli.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.cli.FileMistakes;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.kit.Desync;
import org.symmetricp2p.net.Evidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code diff}: where two peers that should have been in the same state weren't. */
@Command(
        name = "diff",
        description = {
            "Compares what two peers kept when they found that they weren't in the same state.",
            "",
            "Says at which tick they first differ, in which bytes, and which events came just before. If the application is "
                    + "known, also computes each one's states again, and says where they aren't what comes out here. Exit code 1 "
                    + "if they differ.",
            ""
        })
public final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "What one peer kept, as 'peer --desync-dir' writes it.")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "What the other one kept.")
    private Path b;

    @Option(
            names = "--simulation",
            paramLabel = "CLASS",
            description = "The application: a class on the class path, with a constructor without parameters (java -cp "
                    + "app.jar:symmetric.jar org.symmetricp2p.cli.Main diff ...). The rectangle is known.")
    private String simulation;

    @Override
    public Integer call() throws IOException {
        Desync desync;
        Optional<Simulation<?>> application;
        Evidence first = read(a);
        try {
            desync = new Desync(first, read(b));
            application = application(first.application());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("A is " + a + "\nB is " + b);
        out.print(desync.text(application));
        out.flush();
        return desync.first().isEmpty() ? 0 : 1;
    }

    private static Evidence read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return Evidence.readFrom(in);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " isn't what a peer keeps: " + e.getMessage(), e);
        } catch (IOException e) {
            throw FileMistakes.explained("can't read " + file, e);
        }
    }

    private Optional<Simulation<?>> application(String id) {
        if (simulation == null) {
            Rectangle rectangle = new Rectangle();
            return rectangle.id().equals(id) ? Optional.of(rectangle) : Optional.empty();
        }
        Simulation<?> named = made();
        if (!named.id().equals(id)) {
            throw new IllegalArgumentException(
                    "--simulation " + simulation + " is " + named.id() + ", the files are about " + id);
        }
        return Optional.of(named);
    }

    private Simulation<?> made() {
        try {
            var constructor =
                    Class.forName(simulation).asSubclass(Simulation.class).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IllegalArgumentException(
                    "--simulation " + simulation
                            + ": no simulation with a constructor without parameters can be made of it",
                    e);
        }
    }
}
