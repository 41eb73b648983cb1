package org.symmetricp2p.cli.soak;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.symmetricp2p.picture.Drawing;

/** The samples as a chart: each quantity relative to its median of the whole run's second third, so that what is flat is at 1. */
final class SoakChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    private static final double MINUTE = 60;

    private SoakChart() {}

    /** Writes {@code soak.png} and {@code soak.svg}. */
    static void write(List<Sample> samples, int peers, Path directory) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Soak of " + peers + " peers with churn and hostile neighbours")
                .xAxisTitle("minutes")
                .yAxisTitle("relative to the median")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(Math.ceil(samples.get(samples.size() - 1).seconds() / MINUTE));
        chart.getStyler().setXAxisTickLabelsFormattingFunction(SoakChart::whole);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        add(chart, samples, "memory after GC", s -> s.heapBytes() / 1e6, "MB");
        add(chart, samples, "handles", Sample::handles, "");
        add(chart, samples, "threads", Sample::threads, "");
        add(chart, samples, "events", Sample::events, "");
        Drawing drawing = new Drawing(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
        drawing.writePng(directory.resolve("soak.png"));
        drawing.writeSvg(directory.resolve("soak.svg"));
    }

    /** Lines are drawn at times of samples too; of these nobody wants to read. */
    private static String whole(double minutes) {
        return Math.rint(minutes) == minutes ? String.valueOf((long) minutes) : "";
    }

    private static void add(
            XYChart chart, List<Sample> samples, String name, ToDoubleFunction<Sample> value, String unit) {
        double median = samples.stream()
                .mapToDouble(value)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElse(1);
        double one = median == 0 ? 1 : median;
        double[] minutes =
                samples.stream().mapToDouble(s -> s.seconds() / MINUTE).toArray();
        double[] values =
                samples.stream().mapToDouble(s -> value.applyAsDouble(s) / one).toArray();
        chart.addSeries(
                        String.format("%s (1 = %.0f%s)", name, median, unit.isEmpty() ? "" : " " + unit),
                        minutes,
                        values)
                .setMarker(SeriesMarkers.NONE);
    }
}
