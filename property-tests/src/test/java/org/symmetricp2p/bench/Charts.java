package org.symmetricp2p.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.symmetricp2p.picture.Drawing;

/** The figures as two charts: what a tick costs by the size of the state, and what a rollback costs by how far it goes. */
final class Charts {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int COLUMNS = 2;
    private static final double DECADE = 10;

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

    /** The curves as one picture, a panel for each number that grows: by how much more than at first something costs. */
    static void writeGrowth(List<Curve> curves, Path directory) throws IOException {
        Map<String, List<Curve>> panels =
                curves.stream().collect(Collectors.groupingBy(Curve::by, LinkedHashMap::new, Collectors.toList()));
        List<XYChart> charts = new ArrayList<>();
        panels.forEach((by, its) -> charts.add(growth(by, its)));
        int rows = (charts.size() + COLUMNS - 1) / COLUMNS;
        Drawing drawing = new Drawing(COLUMNS * WIDTH, rows * HEIGHT, graphics -> {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, COLUMNS * WIDTH, rows * HEIGHT);
            for (int i = 0; i < charts.size(); i++) {
                Graphics2D panel = (Graphics2D) graphics.create();
                panel.translate(i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT);
                charts.get(i).paint(panel, WIDTH, HEIGHT);
            }
        });
        drawing.writePng(directory.resolve("growth.png"));
    }

    private static XYChart growth(String by, List<Curve> curves) {
        XYChart chart = chart("How costs grow with " + by, by, "times the cost at first");
        for (Curve curve : curves) {
            chart.addSeries(
                    curve.what() + ", " + curve.unit(),
                    curve.sizes().stream().mapToDouble(size -> size).toArray(),
                    Arrays.stream(curve.costs())
                            .map(cost -> cost / curve.costs()[0])
                            .toArray());
        }
        double most = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.costs()).map(cost -> cost / curve.costs()[0]))
                .max()
                .orElse(1);
        chart.getStyler().setYAxisMin(0.5);
        chart.getStyler().setYAxisMax(Math.max(DECADE, most)); // an axis of less has no numbers
        return chart;
    }

    private static void write(XYChart chart, Path directory, String name) throws IOException {
        Drawing drawing = new Drawing(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
        drawing.writePng(directory.resolve(name + ".png"));
        drawing.writeSvg(directory.resolve(name + ".svg"));
    }
}
