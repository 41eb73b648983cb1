package org.symmetricp2p.cli.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.symmetricp2p.check.Shrinker;
import org.symmetricp2p.cli.OutputFile;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.conform.ChildPort;
import org.symmetricp2p.conform.Conformance;
import org.symmetricp2p.conform.ConformanceFile;
import org.symmetricp2p.conform.Ledger;
import org.symmetricp2p.conform.Port;
import org.symmetricp2p.conform.PortFailure;
import org.symmetricp2p.conform.RuleReport;
import org.symmetricp2p.conform.WorldRun.Share;
import org.symmetricp2p.conform.peer.WholePeer;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code conform}: judges another implementation. */
@Command(
        name = "conform",
        sortOptions = false,
        description = {
            "Judges another implementation: its core, a whole peer, or both. spec/conform.md says how it talks to them.",
            "",
            "--core: asks the core all golden vectors; then runs generated worlds in which it does some of the peers, beside the core here, "
                    + "and compares all that it does, byte for byte. The first world in which it does otherwise is made small and "
                    + "written to a file.",
            "",
            "--peer: starts peers, dials them and is dialled, and says what peers say and what they mustn't; then has sessions with "
                    + "peers of this implementation. --connect does the part of it that needs nothing but a connection.",
            "",
            "Tells for each rule how often it was asked about, and whether it was kept. Exit code 1 if one was broken.",
            ""
        })
public final class ConformCommand implements Callable<Integer> {

    private static final String ROW = "%-30s %4d cases, %s";
    private static final int MAX_TOLD = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--core",
            paramLabel = "CMD",
            description = "What starts the core, for the system's shell, such as 'node spec/js/stdio.mjs'.")
    private String command;

    @Mixin
    private PeerConformOptions peer;

    @Option(
            names = "--scenarios",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many generated worlds. Default: ${DEFAULT-VALUE}.")
    private int scenarios;

    @Option(
            names = "--from",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from;

    @Mixin
    private ClockChoice clock = new ClockChoice();

    @Option(
            names = "--peers",
            paramLabel = "SHARE",
            defaultValue = "all",
            description = "Which peers of each world it does: one, half or all. Default: ${DEFAULT-VALUE}.")
    private String peers;

    @Option(names = "--settled", description = "The generated worlds are those whose sessions settle (spec 8).")
    private boolean isSettled;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Nothing but this world, in which it does all peers: shows a failure again.")
    private Path scenario;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "conform-failure.json",
            description = "Where the world in which it fails is written. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what came out as JSON.")
    private Path report;

    @Option(
            names = "--patience-ms",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "How long it may take for an answer. Default: ${DEFAULT-VALUE}.")
    private long patienceMillis;

    @Option(
            names = "--shrink-seconds",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long the world in which it fails is made small at most. Default: ${DEFAULT-VALUE}.")
    private int shrinkSeconds;

    @Override
    public Integer call() throws IOException {
        Ranges.check(spec, "--scenarios", scenarios, 0, 1_000_000);
        Ranges.check(spec, "--patience-ms", patienceMillis, 1, 600_000);
        Ranges.check(spec, "--shrink-seconds", shrinkSeconds, 0, 3_600);
        Share share = share();
        if (command != null && command.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--core '" + command + "' names no command");
        }
        peer.check(spec, command != null);
        Optional<OutputFile> file = report == null ? Optional.empty() : Optional.of(OutputFile.at("--report", report));
        Ledger ledger = new Ledger();
        Optional<Conformance.Report> core = command == null ? Optional.empty() : Optional.of(core(share));
        core.ifPresent(found -> found.enterInto(ledger));
        peer.judge(ledger, patienceMillis);
        RuleReport rules = new RuleReport(ledger, peer.departures());
        print(core, rules);
        if (file.isPresent()) {
            ConformanceFile.write(file.get(), core, rules);
        }
        return core.map(Conformance.Report::isGood).orElse(true) && rules.isGood() ? 0 : 1;
    }

    private Conformance.Report core(Share share) throws IOException {
        OutputFile failure = OutputFile.at("--out", out);
        try (Port port = ChildPort.start(command, patienceMillis)) {
            Conformance conformance = Conformance.of(port);
            run(conformance, share);
            print(conformance.report(), failure);
            return conformance.report();
        } catch (PortFailure e) {
            throw new IOException("the port: " + e.getMessage(), e);
        }
    }

    private Share share() {
        for (Share share : Share.values()) {
            if (share.name().toLowerCase(Locale.ROOT).equals(peers)) {
                return share;
            }
        }
        throw new ParameterException(spec.commandLine(), "--peers " + peers + ": must be one, half or all");
    }

    private void run(Conformance conformance, Share share) throws IOException, PortFailure {
        Shrinker.Budget budget = new Shrinker.Budget(1, shrinkSeconds * 1_000_000_000L, System::nanoTime);
        if (scenario != null) {
            conformance.world(scenario.toString(), ScenarioFile.read(scenario), budget);
            return;
        }
        conformance.vectors(topic -> true);
        // without windows: what a peer drops is its own affair (spec 8.20), so two of them needn't do the same
        LongFunction<Scenario> kind =
                isSettled ? seed -> Scenarios.settled(seed).withWindow(0) : Scenarios::of;
        conformance.worlds(seed -> kind.apply(seed).withClock(clock.kind()), from, scenarios, share, budget);
    }

    private void print(Conformance.Report report, OutputFile failure) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        print.println("port       " + report.port());
        report.tellTopics(ROW, MAX_TOLD, print::println);
        print.println("worlds     " + Words.count(report.worlds(), "world") + ", " + Words.count(report.steps())
                + " steps of the port");
        if (report.failed().isPresent()) {
            Conformance.FailedWorld failed = report.failed().get();
            failure.write(writer -> writer.write(ScenarioFile.text(failed.scenario())));
            print.println(failed.name() + ": " + failed.failure());
            print.println("again      "
                    + Tool.command("conform --core " + Tool.quoted(command) + " --scenario " + Tool.quoted(out)));
        }
        print.flush();
    }

    /** Rule by rule, what went wrong with whole peers, and the verdict. */
    private void print(Optional<Conformance.Report> core, RuleReport rules) {
        PrintWriter print = spec.commandLine().getOut();
        if (peer.isAsked()) {
            print.println("peer       " + peer.shown());
        }
        rules.tellRules(peer.isOnlyAPart(), print::println);
        rules.tellFailures(
                WholePeer.scenarios()::contains,
                scenario -> Tool.command("conform " + peer.again(scenario)),
                print::println);
        boolean isAboutCore = !peer.isAsked() || core.stream().anyMatch(report -> !report.isGood());
        print.println(isAboutCore ? core.orElseThrow().summary() : rules.summary());
        print.flush();
    }
}
