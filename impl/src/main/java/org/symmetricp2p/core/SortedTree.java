package org.symmetricp2p.core;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A sorted set as an immutable B+ tree: its elements are in leaves, all at one depth. Adding one copies the nodes
 * on the way from the root to its leaf, and shares all others: so it costs O(log n).
 *
 * <p>A place in it is told by a predicate that holds for the elements before that place, and for no other.
 */
final class SortedTree<E extends Comparable<E>> implements Iterable<E> {

    /** The most items of a node. */
    static final int WIDTH = 32;

    private final int height; // 0 for a leaf
    private final Object[] items; // of a leaf elements, else nodes of the height below, each with at least one item
    private final E last; // of all elements; null if there are none

    private SortedTree(int height, Object... items) {
        this.height = height;
        this.items = items;
        this.last = items.length == 0 ? null : lastOf(items.length - 1);
    }

    static <E extends Comparable<E>> SortedTree<E> empty() {
        return new SortedTree<>(0);
    }

    /** This set and an element, which replaces one that compares as equal. */
    SortedTree<E> with(E element) {
        SortedTree<E> root = new SortedTree<>(height + 1, inserted(element));
        return root.items.length == 1 ? root.child(0) : root;
    }

    /** The first element from a place on, or null if there is none. */
    E first(Predicate<? super E> before) {
        SortedTree<E> leaf = leafAt(before);
        return leaf == null ? null : leaf.element(leaf.indexOf(before));
    }

    /** The elements from a place on, in order. */
    Iterator<E> from(Predicate<? super E> before) {
        return new Cursor<>(this, before);
    }

    @Override
    public Iterator<E> iterator() {
        return from(element -> false);
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        for (int i = 0; i < items.length; i++) {
            if (height == 0) {
                action.accept(element(i));
            } else {
                child(i).forEach(action);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private E element(int index) {
        return (E) items[index];
    }

    @SuppressWarnings("unchecked")
    private SortedTree<E> child(int index) {
        return (SortedTree<E>) items[index];
    }

    private E lastOf(int index) {
        return height == 0 ? element(index) : child(index).last;
    }

    /** The item in which a place is: the first that doesn't end before it. */
    private int indexOf(Predicate<? super E> before) {
        int low = 0;
        int high = items.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before.test(lastOf(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The leaf in which a place is, or null if it is the end. */
    private SortedTree<E> leafAt(Predicate<? super E> before) {
        if (last == null || before.test(last)) {
            return null;
        }
        SortedTree<E> node = this;
        while (node.height > 0) {
            node = node.child(node.indexOf(before));
        }
        return node;
    }

    /** What this node becomes with an element: one node, or two. */
    private Object[] inserted(E element) {
        int at = indexOf(other -> other.compareTo(element) < 0);
        if (height > 0) {
            int child = Math.min(at, items.length - 1);
            return replaced(child, child + 1, child(child).inserted(element));
        }
        boolean isThere = at < items.length && element(at).compareTo(element) == 0;
        return replaced(at, isThere ? at + 1 : at, element);
    }

    /** With others in place of some items. What is appended to a full node starts another, so that they fill. */
    private Object[] replaced(int from, int to, Object... others) {
        Object[] all = Arrays.copyOf(items, items.length - (to - from) + others.length);
        System.arraycopy(others, 0, all, from, others.length);
        System.arraycopy(items, to, all, from + others.length, items.length - to);
        if (all.length <= WIDTH) {
            return new Object[] {new SortedTree<E>(height, all)};
        }
        int cut = to == items.length ? WIDTH : WIDTH / 2;
        return new Object[] {
            new SortedTree<E>(height, Arrays.copyOf(all, cut)),
            new SortedTree<E>(height, Arrays.copyOfRange(all, cut, all.length))
        };
    }

    /** Walks from leaf to leaf; the next one it finds from the root again. */
    private static final class Cursor<E extends Comparable<E>> implements Iterator<E> {
        private final SortedTree<E> tree;
        private SortedTree<E> leaf; // null at the end
        private int index;

        Cursor(SortedTree<E> tree, Predicate<? super E> before) {
            this.tree = tree;
            this.leaf = tree.leafAt(before);
            this.index = leaf == null ? 0 : leaf.indexOf(before);
        }

        @Override
        public boolean hasNext() {
            return leaf != null;
        }

        @Override
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the elements end here");
            }
            E element = leaf.element(index++);
            if (index == leaf.items.length) {
                leaf = tree.leafAt(other -> other.compareTo(element) <= 0);
                index = 0;
            }
            return element;
        }
    }
}
