package org.symmetricp2p.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sorted set as a tree of three levels and more, filled in all orders. */
class SortedTreeTest {

    /** So many that the root's children aren't leaves. */
    private static final int MANY = 5 * SortedTree.WIDTH * SortedTree.WIDTH;

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static SortedTree<Integer> of(Iterable<Integer> numbers) {
        SortedTree<Integer> tree = SortedTree.empty();
        for (int number : numbers) {
            tree = tree.with(number);
        }
        return tree;
    }

    private static List<Integer> list(Iterable<Integer> tree) {
        List<Integer> list = new ArrayList<>();
        tree.forEach(list::add);
        return list;
    }

    private static List<Integer> from(SortedTree<Integer> tree, int place) {
        return list(() -> tree.from(number -> number < place));
    }

    @Test
    void an_empty_tree_has_no_elements() {
        SortedTree<Integer> empty = SortedTree.empty();
        assertEquals(List.of(), list(empty));
        assertNull(empty.first(number -> false));
        assertFalse(empty.iterator().hasNext());
        assertThrows(NoSuchElementException.class, () -> empty.iterator().next());
    }

    @Test
    void elements_are_in_order_whatever_the_order_in_which_they_came() {
        List<Integer> rising = numbers(MANY);
        List<Integer> falling = new ArrayList<>(rising);
        Collections.reverse(falling);
        List<Integer> shuffled = new ArrayList<>(rising);
        Collections.shuffle(shuffled, new Random(1));
        for (List<Integer> arrival : List.of(rising, falling, shuffled)) {
            assertEquals(rising, list(of(arrival)));
        }
    }

    @Test
    void every_place_is_found_between_and_at_elements_and_at_both_ends() {
        List<Integer> even = numbers(MANY).stream().map(n -> 2 * n).toList();
        List<Integer> shuffled = new ArrayList<>(even);
        Collections.shuffle(shuffled, new Random(2));
        for (SortedTree<Integer> tree : List.of(of(even), of(shuffled))) {
            for (int place = -1; place < 2 * MANY - 1; place++) {
                int expected = place + (place & 1);
                assertEquals(expected, firstFrom(tree, place));
                assertEquals(expected, tree.from(before(place)).next());
            }
            assertNull(firstFrom(tree, 2 * MANY - 1));
            assertEquals(List.of(), from(tree, 2 * MANY - 1));
            assertEquals(even.subList(MANY - 100, MANY), from(tree, 2 * (MANY - 100)));
        }
    }

    private static Predicate<Integer> before(int place) {
        return number -> number < place;
    }

    private static Integer firstFrom(SortedTree<Integer> tree, int place) {
        return tree.first(before(place));
    }

    /** Looks equal to one of another name. */
    private record Named(int number, String name) implements Comparable<Named> {
        @Override
        public int compareTo(Named other) {
            return Integer.compare(number, other.number);
        }
    }

    @Test
    void an_element_replaces_its_equal_and_no_other() {
        SortedTree<Named> tree = SortedTree.empty();
        for (int number : numbers(MANY)) {
            tree = tree.with(new Named(number, "old"));
        }
        for (int number = 0; number < MANY; number += 7) {
            tree = tree.with(new Named(number, "new"));
        }
        int seen = 0;
        for (Named named : tree) {
            assertEquals(new Named(seen, seen % 7 == 0 ? "new" : "old"), named);
            seen++;
        }
        assertEquals(MANY, seen);
    }

    @Test
    void a_tree_stays_as_it_was_when_others_are_made_of_it() {
        SortedTree<Integer> tree = of(numbers(MANY));
        for (int number = -1; number <= MANY; number += 97) {
            tree.with(number);
            assertEquals(MANY + 2, list(tree.with(-5).with(MANY + 5)).size());
        }
        assertEquals(numbers(MANY), list(tree));
        assertTrue(tree.iterator().hasNext());
    }
}
