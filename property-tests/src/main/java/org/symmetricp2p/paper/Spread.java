package org.symmetricp2p.paper;

import java.util.List;

/** How values are spread. 0 where there are none. */
public record Spread(int count, double mean, long p95, long worst) {

    /** @param sorted the values, the smallest first */
    public static Spread of(List<Long> sorted) {
        if (sorted.isEmpty()) {
            return new Spread(0, 0, 0, 0);
        }
        double mean = sorted.stream().mapToLong(value -> value).average().orElseThrow();
        int p95 = (int) Math.ceil(0.95 * sorted.size()) - 1;
        return new Spread(sorted.size(), mean, sorted.get(p95), sorted.get(sorted.size() - 1));
    }
}
