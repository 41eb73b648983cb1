package org.symmetricp2p.cli.memory;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.symmetricp2p.picture.Drawing;

/** The heap over the hours, once with a window and once without. */
final class MemoryChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    private MemoryChart() {}

    /** Writes {@code memory.png} and {@code memory.svg}. */
    static void write(List<MemoryCommand.Sample> samples, int hours, int events, int window, Path directory)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Three peers for " + hours + " hours, each with " + events + " events a minute")
                .xAxisTitle("hours of virtual time")
                .yAxisTitle("heap of the three, MB")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax((double) hours);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        add(chart, samples, "all", "everything is kept");
        add(chart, samples, "window", "a window of " + window + " s is kept");
        Drawing drawing = new Drawing(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
        drawing.writePng(directory.resolve("memory.png"));
        drawing.writeSvg(directory.resolve("memory.svg"));
    }

    private static void add(XYChart chart, List<MemoryCommand.Sample> samples, String kept, String name) {
        List<MemoryCommand.Sample> those =
                samples.stream().filter(sample -> sample.kept().equals(kept)).toList();
        chart.addSeries(
                        name,
                        those.stream().mapToDouble(MemoryCommand.Sample::hours).toArray(),
                        those.stream()
                                .mapToDouble(MemoryCommand.Sample::heapMegabytes)
                                .toArray())
                .setMarker(SeriesMarkers.NONE);
    }
}
