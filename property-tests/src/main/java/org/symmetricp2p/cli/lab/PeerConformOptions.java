package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.conform.Ledger;
import org.symmetricp2p.conform.Rulebook;
import org.symmetricp2p.conform.peer.ChildCandidate;
import org.symmetricp2p.conform.peer.WholePeer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code conform} that are about whole peers. */
final class PeerConformOptions {

    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--peer",
            paramLabel = "CMD",
            description =
                    "What starts a peer, for the system's shell, such as 'node spec/js/peer.mjs'; options follow it.")
    private String command;

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            description = "A peer that runs already, in place of --peer; its session gets neighbours that misbehave.")
    private String address;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Only the scenarios whose names begin so; may be repeated. Shows a failure again.")
    private List<String> only = List.of();

    @Option(
            names = "--departs",
            paramLabel = "RULE",
            description =
                    "A SHOULD that the peer knowingly doesn't keep, such as 6.20; told, but doesn't count. May be repeated.")
    private List<String> departures = List.of();

    @Option(
            names = "--at-a-time",
            paramLabel = "N",
            defaultValue = "16",
            description = "How many peers are judged at a time. Default: ${DEFAULT-VALUE}.")
    private int threads;

    /** @throws ParameterException if they make no sense */
    void check(CommandSpec spec, boolean hasCore) {
        Ranges.check(spec, "--at-a-time", threads, 1, 256);
        if (!hasCore && !isAsked()) {
            throw mistake(spec, "--core, --peer or --connect must say what is judged");
        }
        if (command != null && command.isBlank()) {
            throw mistake(spec, "--peer '" + command + "' names no command");
        }
        if (command != null && address != null) {
            throw mistake(spec, "--peer and --connect don't go together");
        }
        if (address != null && !isAddress(address)) {
            throw mistake(spec, "--connect " + address + ": must be HOST:PORT, such as 127.0.0.1:5000");
        }
        if (!isAsked() && !only.isEmpty()) {
            throw mistake(spec, "--only needs --peer or --connect");
        }
        for (String name : only) {
            if (WholePeer.scenarios().stream().noneMatch(scenario -> scenario.startsWith(name))) {
                throw mistake(spec, "--only " + name + ": no scenario has a name that begins so");
            }
        }
        for (String rule : departures) {
            if (Rulebook.all().stream().noneMatch(r -> r.number().equals(rule) && r.isAdvice())) {
                throw mistake(
                        spec, "--departs " + rule + ": must be a rule with SHOULD and without MUST, such as 6.20");
            }
        }
    }

    private static boolean isAddress(String text) {
        if (!text.matches("[^:]+:\\d{1,5}")) {
            return false;
        }
        int port = Integer.parseInt(text.substring(text.indexOf(':') + 1));
        return port > 0 && port <= MAX_PORT;
    }

    private static ParameterException mistake(CommandSpec spec, String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    /** Whether some scenarios were chosen: what the others ask is of no interest then. */
    boolean isOnlyAPart() {
        return !only.isEmpty();
    }

    boolean isAsked() {
        return command != null || address != null;
    }

    /** What is judged. */
    String shown() {
        return command != null ? command : address;
    }

    /** The options that show a scenario again. */
    String again(String scenario) {
        return (command != null ? "--peer " + Tool.quoted(command) : "--connect " + address) + " --only " + scenario;
    }

    Set<String> departures() {
        return new TreeSet<>(departures);
    }

    void judge(Ledger ledger, long patienceMillis) throws IOException {
        if (!isAsked()) {
            return;
        }
        Path folder = Files.createTempDirectory("conform");
        try {
            if (command != null) {
                WholePeer.judge(
                        ChildCandidate.launcher(command), this::isChosen, folder, patienceMillis, threads, ledger);
            } else {
                int colon = address.indexOf(':');
                InetSocketAddress there = new InetSocketAddress(
                        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
                WholePeer.judge(there, this::isChosen, folder, patienceMillis, System.currentTimeMillis(), ledger);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("was stopped", stopped);
        } finally {
            delete(folder);
        }
    }

    private boolean isChosen(String scenario) {
        return only.isEmpty() || only.stream().anyMatch(scenario::startsWith);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
