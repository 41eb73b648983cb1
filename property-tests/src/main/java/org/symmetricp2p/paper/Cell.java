package org.symmetricp2p.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the paper varies, of which it has 108 combinations.
 *
 * @param latencyMillis what a hop takes on average, in milliseconds
 * @param multiplier how many times the average way through the network Δ is
 * @param perMinute how many events all peers together issue a minute
 */
public record Cell(int latencyMillis, int multiplier, int perMinute) {

    public static final List<Integer> LATENCIES = List.of(5, 25, 50, 100, 250, 500);
    public static final List<Integer> MULTIPLIERS = List.of(5, 2, 1);
    public static final List<Integer> RATES = List.of(5, 10, 25, 50, 100, 200);

    /** The paper's rate. */
    public static final int FPS = 50;

    /** All of them, in the order of the paper's tables. */
    public static final List<Cell> ALL = all();

    private static final int AVERAGE_HOPS = 5;
    private static final int MICROS = 1_000;
    private static final int TICK_MICROS = 1_000_000 / FPS;
    private static final Pattern NAME = Pattern.compile("(\\d+|\\*)ms/(\\d+|\\*)x/(\\d+|\\*)");

    private static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (int multiplier : MULTIPLIERS) {
            for (int latency : LATENCIES) {
                for (int rate : RATES) {
                    cells.add(new Cell(latency, multiplier, rate));
                }
            }
        }
        return List.copyOf(cells);
    }

    /**
     * The cells of a name, such as {@code 50ms/2x/25}; an asterisk stands for all values of a part.
     *
     * @throws IllegalArgumentException if there is none: says so
     */
    public static List<Cell> named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + name + "' isn't like 50ms/2x/25 or 50ms/*x/*");
        }
        List<Cell> cells = ALL.stream()
                .filter(cell -> isIn(parts.group(1), cell.latencyMillis)
                        && isIn(parts.group(2), cell.multiplier)
                        && isIn(parts.group(3), cell.perMinute))
                .toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is none of the paper's cells: latency " + LATENCIES
                    + " ms, \u0394 " + MULTIPLIERS + " x, events per minute " + RATES);
        }
        return cells;
    }

    private static boolean isIn(String part, int value) {
        return part.equals("*") || part.equals(String.valueOf(value));
    }

    /** What a hop takes on average, in microseconds. */
    public int latencyMicros() {
        return latencyMillis * MICROS;
    }

    /** Δ as the paper's formula has it, in microseconds. */
    public int deltaMicros() {
        return AVERAGE_HOPS * latencyMicros() * multiplier;
    }

    /** Δ as a peer has it: whole ticks, rounded up. */
    public int delta() {
        return wholeTicks(deltaMicros());
    }

    /** Ticks that take a time at least. */
    public static int wholeTicks(long micros) {
        return (int) -Math.floorDiv(-micros, (long) TICK_MICROS);
    }

    /** The bound for this cell, with Δ in whole ticks. */
    public double bound(Graph graph) {
        return Bound.rollbackPercent(graph, latencyMicros(), (long) delta() * TICK_MICROS, perMinute, FPS);
    }

    /** As in {@link #named}. */
    @Override
    public String toString() {
        return latencyMillis + "ms/" + multiplier + "x/" + perMinute;
    }
}
