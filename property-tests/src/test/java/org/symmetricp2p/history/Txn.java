package org.symmetricp2p.history;

import java.util.ArrayList;
import java.util.List;

/** Small histories for tests: transactions one after the other, or all at once. */
final class Txn {

    private final int process;
    private final String type;
    private final String value;

    private Txn(int process, String type, String value) {
        this.process = process;
        this.type = type;
        this.value = value;
    }

    /** A transaction that was done; its elements are written as in a history. */
    static Txn ok(int process, String... elements) {
        return new Txn(process, "ok", "[" + String.join(" ", elements) + "]");
    }

    static Txn fail(int process, String... elements) {
        return new Txn(process, "fail", "[" + String.join(" ", elements) + "]");
    }

    static Txn info(int process, String... elements) {
        return new Txn(process, "info", "[" + String.join(" ", elements) + "]");
    }

    /** Each begins when the one before is over. */
    static String oneByOne(Txn... txns) {
        List<String> lines = new ArrayList<>();
        for (Txn txn : txns) {
            lines.add(txn.line(lines.size(), "invoke"));
            lines.add(txn.line(lines.size(), txn.type));
        }
        return String.join("\n", lines);
    }

    /** All begin before any is over; so they are of different processes. */
    static String atOnce(Txn... txns) {
        List<String> lines = new ArrayList<>();
        for (Txn txn : txns) {
            lines.add(txn.line(lines.size(), "invoke"));
        }
        for (Txn txn : txns) {
            lines.add(txn.line(lines.size(), txn.type));
        }
        return String.join("\n", lines);
    }

    private String line(int index, String what) {
        return "{:index " + index + ", :time " + index + ", :type :" + what + ", :process " + process
                + ", :f :txn, :value " + value + "}";
    }
}
