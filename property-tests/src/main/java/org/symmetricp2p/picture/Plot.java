package org.symmetricp2p.picture;

import java.util.List;
import java.util.Locale;

/** The area of a diagram, and what is drawn in it so far: turns times and peers into places. */
final class Plot {

    static final int LEFT = 90;
    static final int WIDTH = 1_300;
    static final int RIGHT = LEFT + WIDTH;
    static final int TOP = 78;

    private static final int LANE = 76;

    final long from;
    final long to;
    final List<Integer> peers;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param from the time at the left border, in microseconds
     * @param to the time at the right border
     * @param peers from top to bottom
     */
    Plot(long from, long to, List<Integer> peers) {
        this.from = from;
        this.to = to;
        this.peers = peers;
    }

    /** The place of a time; of the border, if it is outside. */
    double x(long micros) {
        return unbound(Math.max(from, Math.min(to, micros)));
    }

    /** The place of a time, maybe outside. */
    double unbound(long micros) {
        return LEFT + (double) (micros - from) * WIDTH / (to - from);
    }

    /** The middle of a peer's lane. */
    double y(int peer) {
        return TOP + LANE * (peers.indexOf(peer) + 0.5);
    }

    /** Where the lanes end. */
    int bottom() {
        return TOP + LANE * peers.size();
    }

    boolean shows(long micros) {
        return shows(micros, micros);
    }

    boolean shows(long begin, long end) {
        return end >= from && begin <= to;
    }

    void raw(String svg) {
        out.append(svg);
    }

    void text(double x, double y, String type, String content) {
        out.append(String.format(
                Locale.ROOT, "<text class='%s' x='%.1f' y='%.1f'>%s</text>%n", type, x, y, SvgStyle.escaped(content)));
    }

    void rectangle(String type, String tip, double x, double y, double width, double height) {
        element("rect", type, tip, "x='%.1f' y='%.1f' width='%.1f' height='%.1f'", x, y, width, height);
    }

    void line(String type, String tip, double x1, double y1, double x2, double y2) {
        element("line", type, tip, "x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'", x1, y1, x2, y2);
    }

    void circle(String type, String tip, double x, double y, double radius) {
        element("circle", type, tip, "cx='%.1f' cy='%.1f' r='%.1f'", x, y, radius);
    }

    /** An element that says what it is when the mouse is over it. */
    void element(String name, String type, String tip, String attributes, Object... numbers) {
        String inside = tip.isEmpty() ? "" : "<title>" + SvgStyle.escaped(tip) + "</title>";
        String where = String.format(Locale.ROOT, attributes, numbers);
        out.append(String.format("<%s class='%s' %s>%s</%s>%n", name, type, where, inside, name));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
