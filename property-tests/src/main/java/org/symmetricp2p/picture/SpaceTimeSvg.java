package org.symmetricp2p.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.picture.SpaceTime.Arrow;
import org.symmetricp2p.picture.SpaceTime.Kind;
import org.symmetricp2p.picture.SpaceTime.Moment;
import org.symmetricp2p.picture.SpaceTime.Span;
import org.symmetricp2p.sim.Scenario;

/** Draws a {@link SpaceTime}: a lane for each peer, time to the right, and below when which link was up. */
final class SpaceTimeSvg {

    private static final long SECOND = 1_000_000;
    private static final long BEFORE_VIOLATION = 2 * SECOND;
    private static final long AFTER_VIOLATION = SECOND / 10;
    private static final long BEFORE_ROLLBACK = SECOND;
    private static final long WINDOW = 3 * SECOND;
    private static final int MAX_ARROWS = 2_000;
    private static final int MAX_TITLE = 190;

    private static final int MARGIN = 20;
    private static final int EDGE = 15; // the height of a link's row
    private static final int LEGEND = 118;
    private static final int WORDS = 180; // the width of a remark
    private static final int LABEL = 62; // the width of a stamp

    private final SpaceTime run;
    private final Scenario scenario;
    private final Optional<Violation> violation;
    private final Plot plot;

    SpaceTimeSvg(SpaceTime run, Optional<Violation> violation, Optional<Long> from, Optional<Long> to) {
        this.run = run;
        this.scenario = run.scenario();
        this.violation = violation;
        long end = run.world().now();
        long start = from.orElseGet(() -> Math.max(0, to.map(t -> t - WINDOW).orElse(usualStart(end))));
        long first = Math.min(start, Math.max(0, end - 1));
        long last = Math.max(
                first + 1, to.orElse(Math.min(end + (violation.isPresent() ? AFTER_VIOLATION : 0), first + WINDOW)));
        List<Integer> peers =
                scenario.peers().stream().map(Scenario.PeerSpec::id).toList();
        this.plot = new Plot(first, last, peers);
    }

    private long usualStart(long end) {
        return violation.isPresent()
                ? end - BEFORE_VIOLATION
                : run.replays.stream().mapToLong(Span::to).min().orElse(BEFORE_ROLLBACK) - BEFORE_ROLLBACK;
    }

    String draw() {
        int width = Plot.RIGHT + MARGIN;
        int legend = linksTop() + EDGE * scenario.edges().size() + MARGIN;
        plot.raw(SvgStyle.begin(width, legend + LEGEND - MARGIN));
        plot.rectangle("paper", "", 0, 0, width, legend + LEGEND - MARGIN);
        title();
        axis();
        plot.peers.forEach(this::lane);
        links();
        run.replays.forEach(this::replay);
        run.travels.forEach(span -> band(span, "travel", 18, 7));
        run.catchUps.forEach(span -> band(span, "catchup", -25, 6));
        run.pauses.forEach(span -> band(span, "pause", -4, 8));
        arrows();
        run.applications.forEach(moment -> moment(moment, "applied", 3.4));
        run.issues.forEach(moment -> moment(moment, "issued", 5));
        labels();
        run.births.forEach(this::birth);
        violation.ifPresent(this::violation);
        plot.raw(new SvgStyle.Legend(Plot.LEFT, legend).draw());
        plot.raw("</svg>\n");
        return plot.toString();
    }

    private int linksTop() {
        return plot.bottom() + 30;
    }

    // ---- the frame ----

    private void title() {
        plot.text(
                Plot.LEFT,
                24,
                "title",
                "What happened when: " + scenario.peers().size() + " peers, application "
                        + scenario.application() + ", \u0394 " + scenario.delta() + " ticks of "
                        + 1_000 / scenario.fps()
                        + " ms");
        String window = String.format(
                Locale.ROOT,
                "Time %.2f to %.2f s of %.2f s",
                plot.from / 1e6,
                plot.to / 1e6,
                run.world().now() / 1e6);
        violation.map(Violation::getMessage).ifPresent(what -> plot.text(Plot.LEFT, 57, "small", cut(what)));
        plot.text(Plot.LEFT, 42, "small", window);
    }

    private void axis() {
        long step = LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
                .map(millis -> millis * 1_000)
                .filter(micros -> (plot.to - plot.from) / micros <= 15)
                .findFirst()
                .orElse(600 * SECOND);
        for (long t = (plot.from + step - 1) / step * step; t <= plot.to; t += step) {
            plot.line("grid", "", plot.x(t), Plot.TOP, plot.x(t), plot.bottom());
            String label = String.format(Locale.ROOT, step < SECOND ? "%.2f s" : "%.0f s", t / 1e6);
            plot.text(plot.x(t), Plot.TOP - 5, "axis", label);
        }
        long heal = scenario.healMicros();
        if (plot.shows(heal)) {
            String tip = "from here on nothing bad happens";
            plot.line("heal", tip, plot.x(heal), Plot.TOP, plot.x(heal), plot.bottom());
        }
    }

    private void lane(int peer) {
        double y = plot.y(peer);
        plot.text(14, y + 4, "peer", "peer " + peer);
        plot.rectangle("dead", "not running", Plot.LEFT, y - 8, Plot.WIDTH, 16);
        for (Span life : run.lives) {
            if (life.peer() == peer && plot.shows(life.from(), life.to())) {
                double x = plot.x(life.from());
                plot.rectangle("alive", "", x, y - 9, plot.x(life.to()) - x, 18);
                plot.line("lane", "", x, y, plot.x(life.to()), y);
            }
        }
    }

    private void links() {
        plot.text(14, linksTop() - 4, "small", "links");
        int row = 0;
        for (Scenario.Edge edge : scenario.edges()) {
            double y = linksTop() + EDGE * (row++ + 0.5);
            plot.text(44, y + 4, "small", edge.a() + " \u2013 " + edge.b());
            plot.rectangle("down", "down", Plot.LEFT, y - 3.5, Plot.WIDTH, 7);
            for (SpaceTime.Up up : run.ups) {
                if (up.a() == edge.a() && up.b() == edge.b() && plot.shows(up.from(), up.to())) {
                    double x = plot.x(up.from());
                    plot.rectangle("up", "up", x, y - 3.5, plot.x(up.to()) - x, 7);
                }
            }
        }
    }

    // ---- what happens at a peer ----

    private void replay(Span span) {
        band(span, "replay", -15, 30);
        if (plot.shows(span.to()) && plot.x(span.to()) - plot.x(span.from()) > 30) {
            plot.text(plot.x(span.to()) - 3, plot.y(span.peer()) + 26, "depth", "\u2212" + span.ticks());
        }
    }

    private void band(Span span, String type, int below, int height) {
        if (plot.shows(span.from(), span.to())) {
            double x = plot.x(span.from());
            double width = Math.max(1.5, plot.x(span.to()) - x);
            plot.rectangle(type, span.text(), x, plot.y(span.peer()) + below, width, height);
        }
    }

    private void moment(Moment moment, String type, double radius) {
        if (plot.shows(moment.at())) {
            plot.circle(type, moment.text(), plot.x(moment.at()), plot.y(moment.peer()), radius);
        }
    }

    /** Stamps beside events, where there is room. */
    private void labels() {
        Map<Integer, Double> ends = new HashMap<>(); // by peer: where its last label ends
        for (Moment issue : run.issues) {
            double x = plot.unbound(issue.at());
            boolean fits = x >= Plot.LEFT && x < Plot.RIGHT - LABEL;
            if (fits && ends.getOrDefault(issue.peer(), 0.0) < x) {
                plot.text(x + 6, plot.y(issue.peer()) - 5, "stamp", issue.label());
                ends.put(issue.peer(), x + LABEL);
            }
        }
    }

    private void birth(Moment birth) {
        if (!plot.shows(birth.at())) {
            return;
        }
        double x = plot.x(birth.at());
        double y = plot.y(birth.peer());
        plot.element("path", "birth", birth.text(), "d='M%.1f %.1f l9 6 l-9 6 z'", x, y - 6);
        if (!birth.text().equals("starts")) {
            boolean fits = x < Plot.RIGHT - WORDS;
            plot.text(fits ? x + 3 : x - 3, y - 27, fits ? "small" : "small end", birth.text());
        }
    }

    private void violation(Violation found) {
        long now = run.world().now();
        if (plot.shows(now) && plot.peers.contains(found.peer())) {
            plot.line("violation", "", plot.x(now), Plot.TOP, plot.x(now), plot.bottom());
            plot.circle("violation", found.getMessage(), plot.x(now), plot.y(found.peer()), 13);
        }
    }

    // ---- messages ----

    private void arrows() {
        List<Arrow> shown = new ArrayList<>(run.arrows.stream()
                .filter(arrow -> plot.shows(arrow.from(), arrow.to()))
                .toList());
        if (shown.size() > MAX_ARROWS) {
            shown.removeIf(arrow -> arrow.kind() == Kind.SYNC);
        }
        shown.stream().limit(MAX_ARROWS).forEach(this::arrow);
        if (shown.size() > MAX_ARROWS) {
            String more = shown.size() - MAX_ARROWS + " messages are not drawn: choose a shorter time";
            plot.text(Plot.RIGHT, 42, "small end", more);
        }
    }

    /** From lane to lane, cut at the borders; a lost one gets half way. */
    private void arrow(Arrow arrow) {
        double x1 = plot.unbound(arrow.from());
        double x2 = plot.unbound(arrow.to());
        double y1 = plot.y(arrow.sender());
        double y2 = plot.y(arrow.receiver());
        double end = arrow.lost() ? 0.55 : 1;
        double enter = x1 < Plot.LEFT ? (Plot.LEFT - x1) / (x2 - x1) : 0;
        double leave = x2 > Plot.RIGHT ? Math.min(end, (Plot.RIGHT - x1) / (x2 - x1)) : end;
        if (enter >= leave) {
            return;
        }
        String type = arrow.kind().name().toLowerCase(Locale.ROOT);
        String head = leave < end ? "" : " marker-end='url(#" + (arrow.lost() ? "lost" : type) + ")'";
        plot.element(
                "line",
                type + (arrow.lost() ? " gone" : ""),
                arrow.text(),
                "x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'" + head,
                x1 + (x2 - x1) * enter,
                y1 + (y2 - y1) * enter,
                x1 + (x2 - x1) * leave,
                y1 + (y2 - y1) * leave);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TITLE ? text : text.substring(0, MAX_TITLE) + "...";
    }
}
