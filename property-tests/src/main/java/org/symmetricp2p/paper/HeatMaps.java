package org.symmetricp2p.paper;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;
import org.symmetricp2p.picture.Drawing;

/**
 * Rollbacks as in the paper's figure, a map for each multiplier: what was measured in the first row, the paper's own numbers
 * in the second, the bound in the third. Colours go by the logarithm.
 */
public final class HeatMaps {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 330;
    private static final int WORST_PERCENT = 1_000;
    private static final int SHADES_PER_PERCENT = 20;
    private static final Color[] COLOURS = {
        new Color(0xffffff), new Color(0xfff3c0), new Color(0xfdc66b), new Color(0xf28a4b), new Color(0xd9544d)
    };

    private final List<HeatMapChart> charts = new ArrayList<>();

    private HeatMaps() {}

    /** Of all 108 cells without churn; others are left out. */
    public static HeatMaps of(List<Result> results) {
        var measured = results.stream()
                .filter(result -> result.experiment().first().churn() == Churn.NONE)
                .collect(Collectors.toMap(Result::cell, Result::rollbackPercent));
        Run run = results.get(0).experiment().first();
        Graph graph = run.topology().graph();
        HeatMaps maps = new HeatMaps();
        maps.addRow("measured, clock " + run.clock(), measured::get);
        maps.addRow("the paper's figure", Published::percent);
        maps.addRow("bound by physics", cell -> cell.bound(graph));
        return maps;
    }

    private void addRow(String what, ToDoubleFunction<Cell> percent) {
        for (int multiplier : Cell.MULTIPLIERS) {
            charts.add(chart(multiplier + "x: " + what, multiplier, percent));
        }
    }

    private static HeatMapChart chart(String title, int multiplier, ToDoubleFunction<Cell> percent) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title + ", % rolled back")
                .xAxisTitle("events per minute")
                .yAxisTitle("latency, ms")
                .build();
        List<Integer> latencies = new ArrayList<>(Cell.LATENCIES);
        Collections.reverse(latencies); // the first is at the bottom
        List<Number[]> values = new ArrayList<>();
        for (int x = 0; x < Cell.RATES.size(); x++) {
            for (int y = 0; y < latencies.size(); y++) {
                Cell cell = new Cell(latencies.get(y), multiplier, Cell.RATES.get(x));
                values.add(new Number[] {x, y, rounded(percent.applyAsDouble(cell))});
            }
        }
        chart.addSeries("percent", Cell.RATES, latencies, values);
        style(chart.getStyler());
        return chart;
    }

    private static void style(HeatMapStyler styler) {
        styler.setMin(0)
                .setMax(WORST_PERCENT)
                .setRangeColors(shades())
                .setShowValue(true)
                .setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setHeatMapValueDecimalPattern("0.##");
        styler.setXAxisTickMarkSpacingHint(20);
        styler.setYAxisTickMarkSpacingHint(20);
        styler.setLegendVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
    }

    /** The library blends colours evenly from the least to the most: so the logarithm is in the colours. */
    private static Color[] shades() {
        Color[] shades = new Color[WORST_PERCENT * SHADES_PER_PERCENT + 1];
        for (int i = 0; i < shades.length; i++) {
            double place = Math.log1p(i) / Math.log1p(shades.length - 1) * (COLOURS.length - 1);
            int below = (int) Math.min(place, COLOURS.length - 2);
            shades[i] = blend(COLOURS[below], COLOURS[below + 1], place - below);
        }
        return shades;
    }

    private static Color blend(Color one, Color other, double part) {
        return new Color(
                (int) Math.round(one.getRed() + part * (other.getRed() - one.getRed())),
                (int) Math.round(one.getGreen() + part * (other.getGreen() - one.getGreen())),
                (int) Math.round(one.getBlue() + part * (other.getBlue() - one.getBlue())));
    }

    /** To three digits, or to hundredths; and not beyond what there are colours for. */
    private static double rounded(double percent) {
        double unit = percent < 10 ? 0.01 : percent < 100 ? 0.1 : 1;
        return Math.min(WORST_PERCENT, Math.round(percent / unit) * unit);
    }

    /** All of them as one picture. */
    public Drawing drawing() {
        return ChartGrid.of(charts, Cell.MULTIPLIERS.size());
    }
}
