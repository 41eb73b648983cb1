package org.symmetricp2p.history;

import clojure.java.api.Clojure;
import clojure.lang.IFn;
import clojure.lang.Keyword;
import java.io.PushbackReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Judges histories: by the checker that is kept here, in {@code list_append.clj}, or by Elle itself, where it is on the class path. Both
 * take the same and answer the same, so this is written once for both.
 */
public final class Checker {

    /** What Elle calls a model, and this one too. */
    public enum Model {
        SERIALIZABLE("serializable"),
        STRONG_SESSION_SERIALIZABLE("strong-session-serializable"),
        STRICT_SERIALIZABLE("strict-serializable");

        private final String label;

        Model(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Whether a history is one that a model allows. */
    public enum Validity {
        VALID,
        INVALID,
        /** No transaction depends on another, or it took too long: so nothing can be said. */
        UNKNOWN
    }

    /**
     * A verdict.
     *
     * @param anomalies cases of each kind of anomaly, by the name that Elle gives it, as Clojure data
     */
    public record Verdict(Validity validity, SortedMap<String, List<Map<?, ?>>> anomalies) {}

    /** An operation of a history makes no sense: says which and why. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final Object EDN_OPTIONS = Clojure.read("{:eof nil}");

    private final IFn check;
    /** Makes of a list of operations what {@link #check} wants. */
    private final UnaryOperator<Object> history;

    private Checker(IFn check, UnaryOperator<Object> history) {
        this.check = check;
        this.history = history;
    }

    /** The one that is kept here. */
    public static Checker own() {
        require("clojure.edn");
        require("org.symmetricp2p.history.list-append");
        return new Checker(
                Clojure.var("org.symmetricp2p.history.list-append", "check"),
                Clojure.var("clojure.core", "vec")::invoke);
    }

    /**
     * Elle. The index of pairs is made before it starts: Elle 0.2.7 waits for it forever, now and then, if its threads have to make it
     * while they use it.
     *
     * @throws IllegalStateException if it isn't on the class path
     */
    public static Checker elle() {
        try {
            require("clojure.edn");
            require("elle.list-append");
            require("jepsen.history");
        } catch (RuntimeException e) {
            throw new IllegalStateException("Elle is not on the class path: the profile `elle` adds it", e);
        }
        IFn history = Clojure.var("jepsen.history", "dense-history");
        IFn withPairs = Clojure.var("jepsen.history", "ensure-pair-index");
        return new Checker(
                Clojure.var("elle.list-append", "check"), operations -> withPairs.invoke(history.invoke(operations)));
    }

    private static void require(String namespace) {
        Clojure.var("clojure.core", "require").invoke(Clojure.read(namespace));
    }

    /**
     * Judges a history.
     *
     * @param text its operations, in EDN, one after the other or in one vector
     */
    public Verdict check(String text, Model model) throws Malformed {
        Object options = Clojure.read("{:consistency-models [:" + model + "], :cycle-search-timeout 60000}");
        Map<?, ?> answer;
        try {
            answer = (Map<?, ?>) check.invoke(options, history.apply(operations(text)));
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage(), e);
        }
        return new Verdict(validityOf(get(answer, "valid?")), anomaliesOf((Map<?, ?>) get(answer, "anomalies")));
    }

    private static List<Object> operations(String text) throws Malformed {
        IFn read = Clojure.var("clojure.edn", "read");
        PushbackReader in = new PushbackReader(new StringReader(text));
        List<Object> operations = new ArrayList<>();
        try {
            for (Object form = read.invoke(EDN_OPTIONS, in); form != null; form = read.invoke(EDN_OPTIONS, in)) {
                if (form instanceof Collection<?> several && !(form instanceof Map)) {
                    operations.addAll(several);
                } else {
                    operations.add(form);
                }
            }
        } catch (RuntimeException e) {
            throw new Malformed("after " + operations.size() + " operations, this isn't EDN: " + e.getMessage(), e);
        }
        for (Object operation : operations) {
            if (!(operation instanceof Map)) {
                throw new Malformed(
                        "an operation is a map such as {:index 0, :type :invoke, ...}, not " + operation, null);
            }
        }
        return operations;
    }

    private static Validity validityOf(Object valid) {
        return valid instanceof Boolean known ? known ? Validity.VALID : Validity.INVALID : Validity.UNKNOWN;
    }

    private static SortedMap<String, List<Map<?, ?>>> anomaliesOf(Map<?, ?> found) {
        SortedMap<String, List<Map<?, ?>>> anomalies = new TreeMap<>();
        if (found != null) {
            found.forEach((name, cases) -> {
                if (cases instanceof Collection<?> several) { // not of an empty graph: there Elle says just true
                    List<Map<?, ?>> maps = new ArrayList<>();
                    for (Object one : several) {
                        maps.add(one instanceof Map<?, ?> map ? map : Map.of(Keyword.intern("case"), one));
                    }
                    anomalies.put(((Keyword) name).getName(), maps);
                }
            });
        }
        return anomalies;
    }

    /** A value of a Clojure map; null if it has none of this name. */
    static Object get(Map<?, ?> map, String name) {
        return map.get(Keyword.intern(name));
    }
}
