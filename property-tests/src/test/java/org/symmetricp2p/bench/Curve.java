package org.symmetricp2p.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;

/**
 * How a cost grows with one number: all cases in one JVM, in turns, so that whatever disturbs the machine disturbs them alike; and of
 * each case the least, as nothing but disturbance is added to that.
 *
 * @param what costs
 * @param unit of the cost
 * @param by the number that grows
 * @param sizes that number, ascending
 * @param costs of each
 */
record Curve(String what, String unit, String by, List<Long> sizes, double... costs) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CALM_ROUNDS = 40; // in which nothing gets faster
    private static final double NEARLY = 0.98;
    private static final long BATCH_NANOS = 2_000_000;
    private static final double HARDLY = 1.3; // what is called constant, whatever grows

    private static volatile Object seen; // so that nothing is optimised away

    /** By the CPU time of the one thread, in nanoseconds: without the compiler and the garbage collector. */
    static Curve ofTime(String what, String by, List<Long> sizes, LongFunction<Supplier<Object>> operation) {
        List<Supplier<Object>> operations = new ArrayList<>();
        sizes.forEach(size -> operations.add(operation.apply(size)));
        double[] least = new double[sizes.size()];
        Arrays.fill(least, Double.MAX_VALUE);
        int[] batches = new int[sizes.size()];
        Arrays.fill(batches, 1);
        for (int calm = 0; calm < CALM_ROUNDS; calm++) {
            for (int i = 0; i < least.length; i++) {
                double nanos = nanos(operations.get(i), batches[i]);
                if (nanos < least[i] * NEARLY) {
                    calm = 0; // the compiler isn't done
                }
                least[i] = Math.min(least[i], nanos);
                batches[i] = (int) Math.max(1, Math.min(100_000, BATCH_NANOS / least[i]));
            }
        }
        return new Curve(what, "ns", by, sizes, least);
    }

    private static double nanos(Supplier<Object> operation, int times) {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            seen = operation.get();
        }
        if (seen == null) {
            throw new IllegalStateException("nothing came out");
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - before) / times;
    }

    /** Exact, as it is counted. */
    static Curve ofCount(String what, String by, List<Long> sizes, LongToDoubleFunction count) {
        double[] counts =
                sizes.stream().mapToDouble(size -> count.applyAsDouble(size)).toArray();
        return new Curve(what, "number", by, sizes, counts);
    }

    /** By what the garbage collector leaves of it, in bytes; once before, so that no class is counted that it needs. */
    static Curve ofMemory(String what, String by, List<Long> sizes, LongFunction<Object> made) {
        double[] bytes = new double[sizes.size()];
        for (int i = 0; i < bytes.length; i++) {
            long size = sizes.get(i);
            Footprint.bytesOf(() -> made.apply(size));
            bytes[i] = Footprint.bytesOf(() -> made.apply(size));
        }
        return new Curve(what, "bytes", by, sizes, bytes);
    }

    private double ratio() {
        return costs[costs.length - 1] / costs[0];
    }

    /** The growth, named by its ends: as the logarithm at most, or by the exponent. */
    String growth() {
        double more = (double) sizes.get(sizes.size() - 1) / sizes.get(0);
        double exponent = Math.log(ratio()) / Math.log(more);
        if (ratio() <= HARDLY) {
            return "constant";
        }
        return exponent <= 0.2
                ? "logarithmic"
                : exponent < 0.85 ? "less than linear" : exponent < 1.15 ? "linear" : "more than linear";
    }

    /** As a row of a table. */
    String row() {
        return String.format(
                "| %s, in %s | %s %,d to %,d | %s | %s | %s | %s |",
                what,
                unit,
                by,
                sizes.get(0),
                sizes.get(sizes.size() - 1),
                amount(costs[0]),
                amount(costs[costs.length - 1]),
                amount(ratio()),
                growth());
    }

    private static String amount(double number) {
        return number < 10 ? String.format("%.2f", number) : String.format("%,.0f", number);
    }
}
