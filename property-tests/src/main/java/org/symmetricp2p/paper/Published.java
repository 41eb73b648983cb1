package org.symmetricp2p.paper;

/** What the paper says of rollbacks: its figure, in percent of all simulated ticks. */
public final class Published {

    /** By multiplier, latency and rate, in the order of {@link Cell}'s lists. */
    private static final double[][][] PERCENT = {
        {
            {0, 0, 0, 0, 0, .1},
            {0, 0, 0, 0, 0, .1},
            {0, 0, .1, 0, .1, .4},
            {0, .1, .1, .4, .3, 1.4},
            {.1, .3, .2, .1, .3, 4.0},
            {0, 0, 0, 0, 0, 0}
        },
        {
            {.1, .2, .5, 1.1, 2.1, 3.7},
            {.2, .6, 1.4, 2.9, 6.0, 10.8},
            {.5, 1.1, 3.1, 6.2, 13.4, 26.0},
            {1.1, 2.1, 6.0, 13.5, 34.4, 78.1},
            {2.5, 6.1, 16.8, 41.4, 99.1, 210.5},
            {3.4, 9.1, 23.9, 60.8, 179.8, 496.5}
        },
        {
            {.2, .4, .9, 1.9, 3.8, 7.0},
            {.4, 1.2, 3.0, 6.6, 14.2, 28.8},
            {1.0, 2.4, 7.2, 14.9, 32.9, 73.3},
            {2.1, 5.2, 14.4, 33.3, 78.8, 169.7},
            {5.4, 13.9, 43.3, 98.4, 260.3, 649.8},
            {8.5, 23.0, 89.7, 229.3, 681.5, 601.7}
        }
    };

    private static final Cell WRONG_AT_2X = new Cell(500, 2, 200);
    private static final Cell WRONG_AT_1X = new Cell(500, 1, 200);

    private Published() {}

    /** The number in the figure. */
    public static double percent(Cell cell) {
        return PERCENT[Cell.MULTIPLIERS.indexOf(cell.multiplier())][Cell.LATENCIES.indexOf(cell.latencyMillis())][
                Cell.RATES.indexOf(cell.perMinute())];
    }

    /** The number that should be there: at two places the authors' script misread their logs, which say more. */
    public static double percentInLogs(Cell cell) {
        return cell.equals(WRONG_AT_2X) ? 587.4 : cell.equals(WRONG_AT_1X) ? 1_692.6 : percent(cell);
    }
}
