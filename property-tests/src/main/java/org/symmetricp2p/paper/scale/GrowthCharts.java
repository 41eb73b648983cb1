package org.symmetricp2p.paper.scale;

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

/** What grows with the number of peers: a chart for each number, a line for each shape. The number of peers goes by its logarithm. */
public final class GrowthCharts {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 330;
    private static final int COLUMNS = 3;

    private GrowthCharts() {}

    /** @param results the smallest sessions first */
    public static Drawing of(List<Sizes> results) {
        List<XYChart> charts = List.of(
                chart("messages by peer and second", results, s -> s.byPeerAndSecond(s.messages())),
                chart("bytes by peer and second", results, s -> s.byPeerAndSecond(s.bytes())),
                chart("memory by peer, KB", results, s -> s.heapBytesByPeer() / 1e3),
                chart(
                        "ms until an event is everywhere",
                        results,
                        s -> s.everywhere().mean() / 1e3),
                chart("events that arrive late, %", results, Sizes::latePercent),
                chart("clocks apart, ms: the worst two", results, Sizes::skewMillis),
                chart("clocks apart, ms: neighbours", results, Sizes::neighboursMillis),
                chart("seconds to join", results, s -> s.joins().mean() / 1e6),
                chart("\u0394, ticks", results, s -> s.delta()));
        return ChartGrid.of(charts, COLUMNS);
    }

    private static XYChart chart(String title, List<Sizes> results, ToDoubleFunction<Sizes> number) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("peers")
                .build();
        double most = 0;
        for (Shape shape : Shape.values()) {
            List<Double> peers = new ArrayList<>();
            List<Double> numbers = new ArrayList<>();
            for (Sizes result : results) {
                if (result.crowd().shape() == shape) {
                    peers.add((double) result.crowd().peers());
                    numbers.add(number.applyAsDouble(result));
                    most = Math.max(most, number.applyAsDouble(result));
                }
            }
            if (!peers.isEmpty()) {
                chart.addSeries(shape.toString(), peers, numbers);
            }
        }
        Styler styler = chart.getStyler();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(most == 0 ? 1 : most * 1.1);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        return chart;
    }
}
