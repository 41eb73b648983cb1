package org.symmetricp2p.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.cli.attack.AttackCommand;
import org.symmetricp2p.cli.demo.DemoCommand;
import org.symmetricp2p.cli.demo.StormCommand;
import org.symmetricp2p.cli.lab.ApproachesCommand;
import org.symmetricp2p.cli.lab.CampaignCommand;
import org.symmetricp2p.cli.lab.CanariesCommand;
import org.symmetricp2p.cli.lab.CheckCommand;
import org.symmetricp2p.cli.lab.ConformCommand;
import org.symmetricp2p.cli.lab.DiffCommand;
import org.symmetricp2p.cli.lab.DuelCommand;
import org.symmetricp2p.cli.lab.ExploreCommand;
import org.symmetricp2p.cli.lab.HistoryCommand;
import org.symmetricp2p.cli.lab.PaperCommand;
import org.symmetricp2p.cli.lab.ReplayCommand;
import org.symmetricp2p.cli.lab.ScaleCommand;
import org.symmetricp2p.cli.lab.SimulateCommand;
import org.symmetricp2p.cli.lab.VectorsCommand;
import org.symmetricp2p.cli.load.LoadCommand;
import org.symmetricp2p.cli.memory.MemoryCommand;
import org.symmetricp2p.cli.soak.SoakCommand;
import org.symmetricp2p.cli.window.BoardCommand;
import org.symmetricp2p.cli.window.MoveCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/**
 * The command line tool. Says how it ends: exit code 0 if all went well, 1 after a failure, 2 if the command
 * line makes no sense; and the two latter with one line on stderr, never a stack trace.
 */
@Command(
        name = "symmetric",
        description = "Symmetric: peers that all compute the same states from the same events.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went well", "1:a failure", "2:the command line makes no sense"})
public final class Main {

    private static final int MAX_LINE = 2_000;

    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            PeerCommand.class,
            LimitsCommand.class,
            AttackCommand.class,
            StormCommand.class,
            SoakCommand.class,
            LoadCommand.class,
            MemoryCommand.class,
            MoveCommand.class,
            BoardCommand.class,
            WebCommand.class,
            SimulateCommand.class,
            CampaignCommand.class,
            ReplayCommand.class,
            ExploreCommand.class,
            CanariesCommand.class,
            DuelCommand.class,
            PaperCommand.class,
            ApproachesCommand.class,
            ScaleCommand.class,
            HistoryCommand.class,
            DiffCommand.class,
            VectorsCommand.class,
            CheckCommand.class,
            ConformCommand.class);

    private Main() {}

    public static void main(String[] args) {
        CommandLine line = commandLine(args);
        int code;
        try {
            code = line.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            code = fail(line, "not enough memory (" + e.getMessage() + "); java -Xmx gives more", 1);
        } catch (LinkageError e) {
            code = fail(line, "this Java runtime lacks " + e.getMessage() + ": run this with a full JDK", 1);
        }
        if (code == 0 && !WayOut.succeeds(() -> !System.out.checkError())) {
            code = fail(line, "can't write all output", 1);
        }
        System.exit(code);
    }

    /** One that reads these arguments; if they name a command, without the others, as it takes long to make them. */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        commands(args).forEach(line::addSubcommand);
        return line.setParameterExceptionHandler((mistake, given) -> fail(
                        mistake.getCommandLine(),
                        mistake.getMessage() + " (--help tells more)",
                        CommandLine.ExitCode.USAGE))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> fail(command, describe(failure), CommandLine.ExitCode.SOFTWARE));
    }

    private static List<Class<?>> commands(String... args) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> args.length > 0
                        && command.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
    }

    private static int fail(CommandLine command, String text, int exitCode) {
        PrintWriter err = command.getErr();
        WayOut.say(() -> {
            err.println(command.getCommandSpec().qualifiedName() + ": " + oneLine(text));
            err.flush();
        });
        return exitCode;
    }

    private static String describe(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** A text that may quote anything, made fit for a terminal: one line, without characters that aren't seen, not too long. */
    public static String oneLine(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?");
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "...";
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"symmetric " + Optional.ofNullable(version).orElse("(not from a jar)")};
        }
    }
}
