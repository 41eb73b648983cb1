package org.symmetricp2p.history;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A history as it is being written: an operation a line, in EDN, as Jepsen writes them and {@code elle-cli} reads them.
 *
 * <pre>
 *   {:index 0, :time 20000000, :type :invoke, :process 3, :f :txn, :value [[:append 0 17]]}
 * </pre>
 */
final class HistoryLog {

    private final StringBuilder text = new StringBuilder();
    private long index;

    /** What {@link Checker} takes. */
    String text() {
        return text.toString();
    }

    /** @param nanos the time, in nanoseconds, which never decreases */
    void invoke(long nanos, int process, String transaction) {
        add(nanos, "invoke", process, transaction);
    }

    void ok(long nanos, int process, String transaction) {
        add(nanos, "ok", process, transaction);
    }

    /** It may have happened, or not, or may happen yet; the process does nothing more. */
    void info(long nanos, int process, String transaction) {
        add(nanos, "info", process, transaction);
    }

    void fail(long nanos, int process, String transaction) {
        add(nanos, "fail", process, transaction);
    }

    private void add(long nanos, String type, int process, String transaction) {
        text.append("{:index ").append(index++).append(", :time ").append(nanos);
        text.append(", :type :").append(type).append(", :process ").append(process);
        text.append(", :f :txn, :value ").append(transaction).append("}\n");
    }

    /** The transaction that appends one value. */
    static String appendOf(int key, long value) {
        return "[[:append " + key + " " + value + "]]";
    }

    /** The transaction that reads the lists with the keys from 0 on, before it is known what they are. */
    static String readsOf(int keys) {
        return IntStream.range(0, keys)
                .mapToObj(key -> "[:r " + key + " nil]")
                .collect(Collectors.joining(" ", "[", "]"));
    }

    /** The transaction that has read these lists, with the keys from 0 on. */
    static String readsOf(List<List<Integer>> lists) {
        return IntStream.range(0, lists.size())
                .mapToObj(key -> "[:r " + key + " " + elements(lists.get(key)) + "]")
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String elements(List<Integer> list) {
        return list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
    }
}
