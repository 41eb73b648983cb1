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
        /** Nothing was read, or it took too long: so nothing can be said. */
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
    private final IFn history;

    private Checker(IFn check, IFn history) {
        this.check = check;
        this.history = history;
    }

    /** The one that is kept here. */
    public static Checker own() {
        require("clojure.edn");
        require("org.symmetricp2p.history.list-append");
        return new Checker(
                Clojure.var("org.symmetricp2p.history.list-append", "check"), Clojure.var("clojure.core", "vec"));
    }

    /**
     * Elle.
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
        return new Checker(Clojure.var("elle.list-append", "check"), Clojure.var("jepsen.history", "history"));
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
            answer = (Map<?, ?>) check.invoke(options, history.invoke(operations(text)));
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
                List<Map<?, ?>> maps = new ArrayList<>();
                for (Object one : (Collection<?>) cases) {
                    maps.add(one instanceof Map<?, ?> map ? map : Map.of(Keyword.intern("case"), one));
                }
                anomalies.put(((Keyword) name).getName(), maps);
            });
        }
        return anomalies;
    }

    /** A value of a Clojure map; null if it has none of this name. */
    static Object get(Map<?, ?> map, String name) {
        return map.get(Keyword.intern(name));
    }
}
