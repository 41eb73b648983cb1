package org.symmetricp2p.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symmetricp2p.history.Checker.Model.SERIALIZABLE;
import static org.symmetricp2p.history.Checker.Model.STRICT_SERIALIZABLE;
import static org.symmetricp2p.history.Checker.Model.STRONG_SESSION_SERIALIZABLE;
import static org.symmetricp2p.history.Txn.atOnce;
import static org.symmetricp2p.history.Txn.fail;
import static org.symmetricp2p.history.Txn.info;
import static org.symmetricp2p.history.Txn.ok;
import static org.symmetricp2p.history.Txn.oneByOne;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.history.Checker.Malformed;
import org.symmetricp2p.history.Checker.Model;
import org.symmetricp2p.history.Checker.Validity;
import org.symmetricp2p.history.Checker.Verdict;

/** Our checker finds what was put into a history, and nothing where nothing is. */
final class CheckerTest {

    private final Checker checker = Checker.own();

    /** Anomalies as Elle names them, each alone in a history. */
    static Stream<Arguments> anomalies() {
        return Stream.of(
                Arguments.of("internal", SERIALIZABLE, atOnce(ok(0, "[:append 1 1]", "[:r 1 []]"))),
                Arguments.of(
                        "internal",
                        SERIALIZABLE,
                        atOnce(ok(0, "[:r 1 []]", "[:append 1 1]", "[:r 1 [2 1]]"), ok(1, "[:append 1 2]"))),
                Arguments.of("duplicate-elements", SERIALIZABLE, atOnce(ok(0, "[:append 1 1]"), ok(1, "[:r 1 [1 1]]"))),
                Arguments.of(
                        "incompatible-order",
                        SERIALIZABLE,
                        atOnce(
                                ok(0, "[:append 1 1]"),
                                ok(1, "[:append 1 2]"),
                                ok(2, "[:r 1 [1 2]]"),
                                ok(3, "[:r 1 [2 1]]"))),
                Arguments.of(
                        "incompatible-order",
                        SERIALIZABLE,
                        atOnce(
                                ok(0, "[:append 1 1]"),
                                ok(1, "[:append 1 2]"),
                                ok(2, "[:r 1 [1 2]]"),
                                ok(3, "[:r 1 [2]]"))),
                Arguments.of("G1a", SERIALIZABLE, oneByOne(fail(0, "[:append 1 1]"), ok(1, "[:r 1 [1]]"))),
                Arguments.of(
                        "dirty-update",
                        SERIALIZABLE,
                        atOnce(fail(0, "[:append 1 1]"), ok(1, "[:append 1 2]"), ok(2, "[:r 1 [1 2]]"))),
                Arguments.of("G1b", SERIALIZABLE, atOnce(ok(0, "[:append 1 1]", "[:append 1 2]"), ok(1, "[:r 1 [1]]"))),
                Arguments.of(
                        "lost-update",
                        SERIALIZABLE,
                        atOnce(ok(0, "[:r 1 nil]", "[:append 1 1]"), ok(1, "[:r 1 nil]", "[:append 1 2]"))),
                Arguments.of(
                        "G0",
                        SERIALIZABLE,
                        atOnce(
                                ok(0, "[:append 1 1]", "[:append 2 1]"),
                                ok(1, "[:append 1 2]", "[:append 2 2]"),
                                ok(2, "[:r 1 [1 2]]"),
                                ok(3, "[:r 2 [2 1]]"))),
                Arguments.of(
                        "G1c",
                        SERIALIZABLE,
                        atOnce(ok(0, "[:append 1 1]", "[:r 2 [1]]"), ok(1, "[:append 2 1]", "[:r 1 [1]]"))),
                Arguments.of(
                        "G-single-item",
                        SERIALIZABLE,
                        atOnce(ok(0, "[:append 1 1]", "[:append 2 1]"), ok(1, "[:r 1 [1]]", "[:r 2 nil]"))),
                // Nobody knows whether it has happened, but half of it was read.
                Arguments.of(
                        "G-single-item",
                        SERIALIZABLE,
                        atOnce(info(0, "[:append 1 1]", "[:append 2 1]"), ok(1, "[:r 1 [1]]", "[:r 2 nil]"))),
                Arguments.of(
                        "G-nonadjacent-item",
                        SERIALIZABLE,
                        atOnce(
                                ok(0, "[:append 1 1]"),
                                ok(1, "[:append 2 1]"),
                                ok(2, "[:r 1 [1]]", "[:r 2 nil]"),
                                ok(3, "[:r 2 [1]]", "[:r 1 nil]"))),
                Arguments.of(
                        "G2-item",
                        SERIALIZABLE,
                        atOnce(ok(0, "[:r 1 nil]", "[:append 2 1]"), ok(1, "[:r 2 nil]", "[:append 1 1]"))),
                Arguments.of(
                        "G0-process",
                        STRONG_SESSION_SERIALIZABLE,
                        oneByOne(ok(0, "[:append 1 1]"), ok(0, "[:append 1 2]"), ok(1, "[:r 1 [2 1]]"))),
                Arguments.of(
                        "G-single-item-process",
                        STRONG_SESSION_SERIALIZABLE,
                        oneByOne(ok(0, "[:append 1 1]"), ok(1, "[:r 1 [1]]"), ok(1, "[:r 1 nil]"))),
                Arguments.of(
                        "G1c-realtime",
                        STRICT_SERIALIZABLE,
                        oneByOne(ok(0, "[:append 1 1]", "[:r 2 [1]]"), ok(1, "[:append 2 1]"))),
                Arguments.of(
                        "G-single-item-realtime",
                        STRICT_SERIALIZABLE,
                        oneByOne(ok(0, "[:append 1 1]"), ok(1, "[:r 1 []]"))),
                // Nobody has read the first append, so its place is after all that was read.
                Arguments.of(
                        "G0-realtime",
                        STRICT_SERIALIZABLE,
                        oneByOne(ok(0, "[:append 1 1]"), ok(1, "[:append 1 2]"), ok(2, "[:r 1 [2]]"))));
    }

    @ParameterizedTest
    @MethodSource("anomalies")
    void anAnomalyIsFoundAndNamed(String name, Model model, String history) throws Malformed {
        Verdict verdict = checker.check(history, model);
        assertEquals(Validity.INVALID, verdict.validity());
        assertTrue(verdict.anomalies().containsKey(name), verdict.anomalies()::toString);
    }

    /** What only an order between processes, or real time, makes wrong is allowed by the models that don't know it. */
    @ParameterizedTest
    @MethodSource("anomalies")
    void aWeakerModelAllowsIt(String name, Model model, String history) throws Malformed {
        for (Model weaker : Model.values()) {
            Validity expected = weaker.compareTo(model) < 0 ? Validity.VALID : Validity.INVALID;
            assertEquals(expected, checker.check(history, weaker).validity(), name + " under " + weaker);
        }
    }

    @Test
    void whatMayHaveHappenedIsNoAnomaly() throws Malformed {
        assertValid(oneByOne(info(0, "[:append 1 1]"), ok(1, "[:r 1 nil]"), ok(1, "[:r 1 [1]]")));
        assertValid(oneByOne(info(0, "[:append 1 1]"), ok(1, "[:r 1 nil]")));
        assertValid(oneByOne(fail(0, "[:append 1 1]"), ok(1, "[:r 1 nil]"), ok(1, "[:r 1 nil]")));
        assertValid(oneByOne(ok(0, "[:append 1 1]", "[:append 1 2]", "[:r 1 [1 2]]"), ok(1, "[:r 1 [1 2]]")));
        assertValid("[" + oneByOne(ok(0, "[:r 1 nil]"), ok(1, "[:r 1 nil]")) + "]");
    }

    private void assertValid(String history) throws Malformed {
        assertEquals(new Verdict(Validity.VALID, new TreeMap<>()), checker.check(history, STRICT_SERIALIZABLE));
    }

    @Test
    void whereNothingDependsOnAnythingNothingIsKnown() throws Malformed {
        for (String history : List.of("", oneByOne(ok(0, "[:append 1 1]")), oneByOne(ok(0, "[:r 1 nil]")))) {
            assertEquals(Validity.UNKNOWN, checker.check(history, SERIALIZABLE).validity(), history);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{:index 0, :type :ok, :process 0, :value []}",
                "{:index 0, :type :invoke, :process 0, :value []}",
                "{:index 0, :type :invoke, :process 0, :value []} {:index 1, :type :invoke, :process 0, :value []}",
                "{:index 0, :type :begin, :process 0, :value []}",
                "{:index 0, :type :invoke, :process 0, :value []} {:index 1, :type :ok, :process 0, :value [[:w 1 1]]}",
                "{:index 0, :type :invoke, :process 0, :value []} {:index 1, :type :ok, :process 0, :value [[:append 1]]}",
                "{:index 0, :type :invoke, :process 0, :value []} {:index 1, :type :ok, :process 0, :value [[:r 1 7]]}",
                "{:index 0, :type :invoke, :process 0, :value []} {:index 1, :type :ok, :process 0, :value [[:r 1 [7]]]}",
                "{:index 0, :type :invoke, :process 0, :value []} {:index 1, :type :ok, :process 0, :value [[:append 1 7] [:append 1 7]]}",
                "17",
                "{:index 0"
            })
    void whatMakesNoSenseIsSaid(String history) {
        assertThrows(Malformed.class, () -> checker.check(history, SERIALIZABLE));
    }

    // ---- against all orders ----

    /** Where all is read in the end, a few transactions are serializable exactly if some order of them reads what they have read. */
    @Test
    void ofFewTransactionsTheVerdictIsThatOfTryingAllOrders() throws Malformed {
        int valid = 0;
        for (int seed = 1; seed <= 1_500; seed++) {
            List<List<Element>> txns = new RandomTxns(seed).make();
            boolean hasOrder = hasOrder(txns, new ArrayList<>(), new boolean[txns.size()], new HashMap<>());
            Verdict verdict = checker.check(text(txns), SERIALIZABLE);
            assertEquals(!hasOrder, verdict.validity() == Validity.INVALID, "seed " + seed + ": " + text(txns));
            valid += hasOrder ? 1 : 0;
        }
        assertTrue(valid > 150 && valid < 1_350, "the histories are all alike: " + valid + " are valid");
    }

    /** An append, if the list is null; or a read. */
    private record Element(int key, int value, List<Integer> list) {}

    private static String text(List<List<Element>> txns) {
        Txn[] all = new Txn[txns.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = ok(i, txns.get(i).stream().map(CheckerTest::text).toArray(String[]::new));
        }
        return atOnce(all);
    }

    private static String text(Element element) {
        return element.list == null
                ? "[:append " + element.key + " " + element.value + "]"
                : "[:r " + element.key + " " + element.list.toString().replace(",", "") + "]";
    }

    private static boolean hasOrder(
            List<List<Element>> txns, List<Integer> order, boolean[] used, Map<Integer, List<Integer>> lists) {
        if (order.size() == txns.size()) {
            return true;
        }
        for (int i = 0; i < used.length; i++) {
            Map<Integer, List<Integer>> after = used[i] ? null : run(txns.get(i), lists);
            if (after != null) {
                used[i] = true;
                order.add(i);
                if (hasOrder(txns, order, used, after)) {
                    return true;
                }
                order.remove(order.size() - 1);
                used[i] = false;
            }
        }
        return false;
    }

    /** The lists afterwards; null if the transaction would have read something else. */
    private static Map<Integer, List<Integer>> run(List<Element> txn, Map<Integer, List<Integer>> lists) {
        Map<Integer, List<Integer>> after = new HashMap<>(lists);
        for (Element element : txn) {
            List<Integer> list = after.getOrDefault(element.key, List.of());
            if (element.list == null) {
                List<Integer> longer = new ArrayList<>(list);
                longer.add(element.value);
                after.put(element.key, longer);
            } else if (!element.list.equals(list)) {
                return null;
            }
        }
        return after;
    }

    /** Transactions whose elements meet in any order, so that only some histories are serializable. */
    private static final class RandomTxns {
        private SplitMix64 generator;

        private RandomTxns(long seed) {
            this.generator = new SplitMix64(seed);
        }

        private List<List<Element>> make() {
            List<List<Element>> txns = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                txns.add(new ArrayList<>());
            }
            Map<Integer, List<Integer>> lists = new HashMap<>(Map.of(0, new ArrayList<>(), 1, new ArrayList<>()));
            int of = below(4);
            for (int value = 0; value < 7; value++) {
                of = below(3) == 0 ? of : below(4); // now and then several in a row
                int key = below(2);
                if (below(2) == 0) {
                    lists.get(key).add(value);
                    txns.get(of).add(new Element(key, value, null));
                } else {
                    txns.get(of).add(new Element(key, 0, List.copyOf(lists.get(key))));
                }
            }
            txns.add(List.of(
                    new Element(0, 0, List.copyOf(lists.get(0))), new Element(1, 0, List.copyOf(lists.get(1)))));
            txns.removeIf(List::isEmpty);
            return txns;
        }

        private int below(int bound) {
            generator = generator.next();
            return generator.below(bound);
        }
    }
}
