package org.symmetricp2p.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.symmetricp2p.picture.Drawing;

/** The figures as two charts: what a tick costs by the size of the state, and what a rollback costs by how far it goes. */
final class Charts {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;

    private final List<Figure> figures;

    Charts(List<Figure> figures) {
        this.figures = figures;
    }

    /** Writes each as PNG and SVG; one of which nothing was measured is left out. */
    void write(Path directory) throws IOException {
        if (has("ReplayBench")) {
            write(replay(), directory, "performance-replay");
        }
        if (has("RollbackBench")) {
            write(rollback(), directory, "performance-rollback");
        }
    }

    private boolean has(String benchmark) {
        return figures.stream().anyMatch(figure -> figure.name().startsWith(benchmark));
    }

    private XYChart replay() {
        XYChart chart = chart("A tick with a snapshot, by the size of the state", "bytes", "ns of CPU time");
        add(chart, "and its hash", "ReplayBench.replayAndHash");
        add(chart, "without hash", "ReplayBench.replay");
        return chart;
    }

    private XYChart rollback() {
        XYChart chart = chart("A rollback, by how far it goes", "ticks", "us of CPU time");
        for (String age : List.of("1000", "100000", "10000000")) {
            addRollbacks(chart, age);
        }
        return chart;
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private void add(XYChart chart, String series, String benchmark) {
        List<Figure> its = figures.stream()
                .filter(figure -> figure.name().equals(benchmark))
                .sorted(Comparator.comparingLong(Charts::size))
                .toList();
        if (!its.isEmpty()) {
            chart.addSeries(
                    series,
                    its.stream().mapToDouble(Charts::size).toArray(),
                    its.stream().mapToDouble(Figure::nanos).toArray());
        }
    }

    private static long size(Figure figure) {
        return Long.parseLong(figure.parameters().get("size"));
    }

    private void addRollbacks(XYChart chart, String age) {
        SortedMap<Double, Double> micros = new TreeMap<>();
        for (Figure figure : figures) {
            String late = figure.parameters().getOrDefault("late", "");
            if (late.endsWith(" at " + age)) {
                micros.put(Double.parseDouble(late.split(" ")[0]), figure.nanos() / 1_000);
            }
        }
        if (!micros.isEmpty()) {
            chart.addSeries(
                    String.format("at tick %,d", Long.parseLong(age)),
                    micros.keySet().stream().mapToDouble(x -> x).toArray(),
                    micros.values().stream().mapToDouble(y -> y).toArray());
        }
    }

    private static void write(XYChart chart, Path directory, String name) throws IOException {
        Drawing drawing = new Drawing(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
        drawing.writePng(directory.resolve(name + ".png"));
        drawing.writeSvg(directory.resolve(name + ".svg"));
    }
}
