package org.symmetricp2p.paper.approach;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.symmetricp2p.paper.ChartGrid;
import org.symmetricp2p.picture.Drawing;

/** The approaches side by side, by the latency of a hop: a chart for each number, a line for each approach. */
public final class ApproachCharts {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int COLUMNS = 2;

    private ApproachCharts() {}

    /** @param figures those with the least latency first */
    public static Drawing of(List<Figures> figures) {
        return ChartGrid.of(
                List.of(
                        chart(
                                "seconds until a key press has its effect on the own screen",
                                figures,
                                f -> f.own().mean() / 1e6),
                        chart(
                                "seconds until it has its effect everywhere",
                                figures,
                                f -> f.everywhere().mean() / 1e6),
                        chart("% of the time frozen", figures, Figures::frozenPercent),
                        chart("% of ticks rolled back", figures, Figures::rollbackPercent)),
                COLUMNS);
    }

    private static XYChart chart(String title, List<Figures> figures, ToDoubleFunction<Figures> number) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("latency of a hop, ms")
                .build();
        for (Approach approach : Approach.values()) {
            List<Double> latencies = new ArrayList<>();
            List<Double> numbers = new ArrayList<>();
            for (Figures those : figures) {
                if (those.approach() == approach) {
                    latencies.add((double) those.run().cell().latencyMillis());
                    numbers.add(number.applyAsDouble(those));
                }
            }
            chart.addSeries(approach.toString(), latencies, numbers);
        }
        Styler styler = chart.getStyler();
        chart.getStyler().setYAxisMin(0.0);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        return chart;
    }
}
