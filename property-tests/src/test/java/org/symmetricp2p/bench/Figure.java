package org.symmetricp2p.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one case of one benchmark.
 *
 * @param name the benchmark's class and method
 * @param parameters of the case, by name
 * @param nanos CPU time of an operation, the median of the iterations
 * @param spread the longest iteration's by the shortest's
 */
record Figure(String name, Map<String, String> parameters, double nanos, double spread) {

    static Figure of(RunResult result) {
        BenchmarkParams benchmark = result.getParams();
        Map<String, String> parameters = new TreeMap<>();
        benchmark.getParamsKeys().forEach(key -> parameters.put(key, benchmark.getParam(key)));
        List<Double> all = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(Figure::cpu)
                .sorted()
                .toList();
        String[] path = benchmark.getBenchmark().split("\\.");
        String name = path[path.length - 2] + "." + path[path.length - 1];
        return new Figure(name, parameters, all.get(all.size() / 2), all.get(all.size() - 1) / all.get(0));
    }

    private static double cpu(IterationResult iteration) {
        return iteration.getSecondaryResults().get(CpuTime.LABEL).getScore();
    }

    /** As a row of a table. */
    String row() {
        String which = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + " " + grouped(entry.getValue()))
                .collect(Collectors.joining(", "));
        return Stream.of(name, which, amount(nanos), perSecond(), String.format("%.2f", spread))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String perSecond() {
        double rate = 1e9 / nanos;
        return rate >= 1e6 ? String.format("%.1f M", rate / 1e6) : String.format("%,.0f", rate);
    }

    private static String amount(double nanos) {
        if (nanos >= 1e6) {
            return String.format("%,.1f ms", nanos / 1e6);
        }
        return nanos >= 1e4 ? String.format("%,.1f us", nanos / 1e3) : String.format("%,.0f ns", nanos);
    }

    /** With commas in its numbers. */
    private static String grouped(String value) {
        return Stream.of(value.split(" "))
                .map(word -> word.matches("\\d+") ? String.format("%,d", Long.parseLong(word)) : word)
                .collect(Collectors.joining(" "));
    }
}
