package org.symmetricp2p.paper;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Chart;
import org.symmetricp2p.picture.Drawing;

/** Charts of the same size in rows, as one drawing. */
public final class ChartGrid {

    private ChartGrid() {}

    /** @param charts in the order of reading; at least one */
    public static Drawing of(List<? extends Chart<?, ?>> charts, int columns) {
        int width = charts.get(0).getWidth();
        int height = charts.get(0).getHeight();
        int rows = -Math.floorDiv(-charts.size(), columns);
        return new Drawing(width * columns, height * rows, graphics -> {
            for (int i = 0; i < charts.size(); i++) {
                paint(charts.get(i), graphics, i % columns * width, i / columns * height);
            }
        });
    }

    private static void paint(Chart<?, ?> chart, Graphics2D graphics, int x, int y) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.setTransform(before);
    }
}
