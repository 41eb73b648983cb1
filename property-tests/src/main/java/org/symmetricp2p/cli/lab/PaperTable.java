package org.symmetricp2p.cli.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.symmetricp2p.paper.Cell;
import org.symmetricp2p.paper.Churn;
import org.symmetricp2p.paper.Outcome;
import org.symmetricp2p.paper.Published;
import org.symmetricp2p.paper.Result;
import org.symmetricp2p.paper.Spread;

/** The results of the paper's evaluation for a person at a terminal: tables as in the paper, beside its own numbers. */
final class PaperTable {

    private static final String CELL = "%23s";

    private final List<Result> results;

    PaperTable(List<Result> results) {
        this.results = results;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int multiplier : Cell.MULTIPLIERS) {
            lines.addAll(rollbacks(multiplier));
        }
        lines.addAll(delays());
        lines.addAll(pace());
        lines.addAll(churn());
        return lines;
    }

    // ---- delays ----

    /** Of some cells only: with all of them nobody would read it. */
    private List<String> delays() {
        List<Result> cells = withChurn(false);
        if (cells.isEmpty() || cells.size() == Cell.ALL.size()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(
                List.of("events: how many were late at one or more peers, and \u0394, from key to effect, on average"));
        for (Result result : cells) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%18s %8d %8.1f %% late %8.0f ms",
                    result.cell(),
                    result.delays().issued(),
                    result.delays().latePercent(),
                    result.delays().meanMillis()));
        }
        lines.add("");
        return lines;
    }

    // ---- rollbacks ----

    private List<String> rollbacks(int multiplier) {
        List<String> lines = new ArrayList<>();
        for (int latency : Cell.LATENCIES) {
            row(latency, multiplier).ifPresent(lines::add);
        }
        if (!lines.isEmpty()) {
            StringBuilder head = new StringBuilder("  events/min");
            Cell.RATES.forEach(rate -> head.append(String.format(Locale.ROOT, CELL, rate)));
            lines.add(0, head.toString());
            lines.add(0, "\u0394 " + multiplier + "x: rollback in % of all ticks: measured (the paper's, the bound)");
            lines.add("");
        }
        return lines;
    }

    private Optional<String> row(int latency, int multiplier) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %7d ms", latency));
        boolean isEmpty = true;
        for (int rate : Cell.RATES) {
            Optional<Result> result = of(new Cell(latency, multiplier, rate));
            isEmpty &= result.isEmpty();
            row.append(String.format(
                    Locale.ROOT, CELL, result.map(PaperTable::entry).orElse("")));
        }
        return isEmpty ? Optional.empty() : Optional.of(row.toString());
    }

    private Optional<Result> of(Cell cell) {
        return withChurn(false).stream()
                .filter(result -> result.cell().equals(cell))
                .findFirst();
    }

    private List<Result> withChurn(boolean churn) {
        return results.stream()
                .filter(result -> churn == (result.experiment().first().churn() != Churn.NONE))
                .toList();
    }

    private static String entry(Result result) {
        double bound =
                result.cell().bound(result.experiment().first().topology().graph());
        return number(result.rollbackPercent()) + " (" + number(Published.percent(result.cell())) + ", " + number(bound)
                + ")";
    }

    private static String number(double percent) {
        return String.format(Locale.ROOT, percent < 9.995 ? "%.2f" : "%.1f", percent);
    }

    // ---- pace ----

    /** For each latency the worst cell. */
    private List<String> pace() {
        List<String> lines = new ArrayList<>();
        for (int latency : Cell.LATENCIES) {
            List<Result> here = withChurn(false).stream()
                    .filter(result -> result.cell().latencyMillis() == latency)
                    .toList();
            if (!here.isEmpty()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %7d ms%20s%20s%20s",
                        latency,
                        worst(here, Outcome::behindDelay),
                        worst(here, Outcome::behindSecond),
                        worst(here, Outcome::catchingUp)));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "          behind by >tick+latency             >1 s         catching up");
            lines.add(0, "pace: % of clock readings behind the furthest tick seen so far, in the worst cell");
            lines.add("");
        }
        return lines;
    }

    private static String worst(List<Result> results, ToLongFunction<Outcome> part) {
        return results.stream()
                .map(result -> result.percentOfReadings(part))
                .max(Comparator.naturalOrder())
                .map(percent -> String.format(Locale.ROOT, "%.3f", percent))
                .orElseThrow();
    }

    // ---- churn ----

    private List<String> churn() {
        List<String> lines = new ArrayList<>();
        for (Result result : withChurn(true)) {
            Spread spread = Spread.of(result.recoveries());
            lines.add(String.format(
                    Locale.ROOT,
                    "  %7d ms %-15s %8d %11d %8s %8s %8s",
                    result.cell().latencyMillis(),
                    result.experiment().first().churn(),
                    spread.count(),
                    result.sum(Outcome::unrecovered),
                    seconds(spread.mean()),
                    seconds(spread.p95()),
                    seconds(spread.worst())));
        }
        if (!lines.isEmpty()) {
            lines.add(0, "                             returns  unfinished     mean      p95    worst");
            lines.add(0, "churn: until a peer that comes back is where the others were");
            lines.add("");
        }
        return lines;
    }

    private static String seconds(double micros) {
        return String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }
}
