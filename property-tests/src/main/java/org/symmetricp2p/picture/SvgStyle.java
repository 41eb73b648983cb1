package org.symmetricp2p.picture;

import java.util.Locale;

/** How the things in a diagram look, and the legend that says so. */
final class SvgStyle {

    /** Colours that people with colour blindness can tell apart; arrow heads in the colour of their lines. */
    private static final String DEFINITIONS = """
            <style>
              .paper { fill: #ffffff } text { fill: #222222 }
              .title { font-size: 16px; font-weight: bold } .small { font-size: 11px } .peer { font-weight: bold }
              .end { text-anchor: end } .stamp { font-size: 9px; fill: #a04000 }
              .depth { font-size: 10px; fill: #8a5f00; text-anchor: end }
              .axis { font-size: 11px; fill: #666666; text-anchor: middle } .grid { stroke: #eeeeee }
              .heal { stroke: #009e73; stroke-dasharray: 5 4 }
              .alive { fill: #ffffff } .dead { fill: url(#hatch) } .lane { stroke: #333333; stroke-width: 1.6 }
              .up { fill: #9fcfbd } .down { fill: #c4c4c4 }
              .replay { fill: #e69f00; fill-opacity: 0.33 } .travel { fill: #cc79a7 } .catchup { fill: #56b4e9 }
              .pause { fill: #bbbbbb; stroke: #666666 }
              .events { stroke: #0072b2; stroke-width: 1.3 } .hello { stroke: #009e73; stroke-dasharray: 6 3 }
              .sync { stroke: #d8d8d8; stroke-width: 0.8 } .bye { stroke: #884400; stroke-dasharray: 2 2 }
              .gone { stroke-opacity: 0.6 }
              .issued { fill: #d55e00; stroke: #ffffff } .applied { fill: #ffffff; stroke: #d55e00; stroke-width: 1.5 }
              .birth { fill: #333333 } .violation { stroke: #e00000; stroke-width: 2.5; fill: none }
            </style>
            <defs>
              <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" fill="#f4f4f4"/><line y2="6" stroke="#b0b0b0" stroke-width="2"/></pattern>
            """
            + head("events", "#0072b2") + head("hello", "#009e73") + head("sync", "#c8c8c8")
            + head("bye", "#884400")
            + """
              <marker id="lost" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="9" markerHeight="9">
                <path d="M1 1 L9 9 M9 1 L1 9" stroke="#d00000" stroke-width="2"/></marker>
            </defs>
            """;

    private SvgStyle() {}

    /** What stands before all else. */
    static String begin(int width, int height) {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d' "
                                + "font-family='sans-serif' font-size='12'>%n",
                        width,
                        height,
                        width,
                        height)
                + DEFINITIONS;
    }

    private static String head(String id, String colour) {
        return "  <marker id=\"" + id + "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" "
                + "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 1 L10 5 L0 9 z\" fill=\"" + colour
                + "\"/></marker>\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\p{Cntrl}", "?");
    }

    /** Samples of everything, each with its meaning, in columns. */
    static final class Legend {
        private static final int COLUMN = 325;
        private static final int ROW = 20;
        private static final int ROWS = 4;

        private final StringBuilder out = new StringBuilder();
        private final int left;
        private final int top;
        private int entries;

        Legend(int left, int top) {
            this.left = left;
            this.top = top;
        }

        String draw() {
            entry("circle", "class='issued' cx='13' cy='0' r='5'", "an event is issued; its stamp: tick@peer.life#n");
            entry("circle", "class='applied' cx='13' cy='0' r='3.4'", "an event is applied at this peer (its tick)");
            entry("line", "class='events' x1='0' x2='26' marker-end='url(#events)'", "a message with events");
            entry("line", "class='events gone' x1='0' x2='22' marker-end='url(#lost)'", "a message that is lost");
            entry("line", "class='hello' x1='0' x2='26' marker-end='url(#hello)'", "HELLO: a link begins");
            entry("line", "class='sync' x1='0' x2='26' marker-end='url(#sync)'", "a message that tells only the clock");
            entry(
                    "rect",
                    "class='replay' y='-7' width='26' height='14'",
                    "rolled back: these ticks are simulated again");
            entry("rect", "class='travel' y='-3' width='26' height='7'", "travel: the user sees the past");
            entry("rect", "class='catchup' y='-3' width='26' height='6'", "the clock runs faster, to catch up");
            entry("rect", "class='pause' y='-4' width='26' height='8'", "the machine does nothing for a while");
            entry("rect", "class='dead' y='-7' width='26' height='14'", "the peer isn't running");
            entry("path", "class='birth' d='M8 -6 l9 6 l-9 6 z'", "a peer starts");
            entry("rect", "class='up' y='-3' width='26' height='7'", "the link is up");
            entry("rect", "class='down' y='-3' width='26' height='7'", "the link is down");
            entry("line", "class='heal' x1='13' x2='13' y1='-8' y2='8'", "all ends well: links up, peers running");
            entry("circle", "class='violation' cx='13' cy='0' r='7'", "here a property is violated");
            return out.toString();
        }

        private void entry(String name, String attributes, String meaning) {
            int x = left + COLUMN * (entries / ROWS);
            int y = top + ROW * (entries % ROWS);
            entries++;
            out.append(String.format(
                    Locale.ROOT,
                    "<g transform='translate(%d %d)'><%s %s/><text class='small' x='36' y='4'>%s</text></g>%n",
                    x,
                    y,
                    name,
                    attributes,
                    escaped(meaning)));
        }
    }
}
