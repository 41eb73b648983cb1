package org.symmetricp2p.app;

/**
 * A deterministic allocator inside a {@link Block}, for programs that are used to {@code malloc}. All of
 * its state is in the block too, so allocations roll back with everything else.
 *
 * <p>It is the classic of Kernighan and Ritchie, "The C Programming Language", section 8.7: a list of the
 * free blocks in the order of their addresses, of which the first that is large enough is taken, and
 * neighbours that are free become one. From {@code base} on:
 *
 * <pre>
 *   base          int 0x48454150 "HEAP"    int length of the whole
 *   base + 8      int 0                    int next: the first free block
 *   base + 16     blocks, without gaps, up to base + length:
 *                 int size of the block    int next: the next free block, 0 after the last; -1 if in use
 *                 size - 8 bytes for the application
 * </pre>
 *
 * <p>Sizes are multiples of 8 and include the header; a block is named by the address of its header, and
 * an allocation by what follows it. An application that writes outside of its allocations destroys
 * headers: every method throws {@link IllegalStateException} if it meets one that is impossible.
 */
public final class Heap {

    /** What an allocation takes besides its size, itself rounded up to a multiple of this, in bytes. */
    public static final int HEADER = 8;

    /** The smallest length of a heap, in bytes: room for one allocation of up to 8. */
    public static final int MIN_LENGTH = 32;

    private static final int MAGIC = 0x48454150;
    private static final int LIST = 8;
    private static final int BLOCKS = 16;

    private static final int NONE = 0;
    private static final int USED = -1;

    private final Block g;
    private final int base;
    private final int head;
    private final int end;

    private Heap(Block g, int base) {
        this.g = g;
        this.base = base;
        this.head = base + LIST;
        this.end = base + g.intAt(base + Integer.BYTES);
    }

    /**
     * Makes an empty heap of the {@code length} bytes from {@code base} on, both multiples of 8.
     *
     * @throws IllegalArgumentException if one is not a multiple of 8, or the length is below {@link #MIN_LENGTH}
     * @throws IndexOutOfBoundsException if they don't lie inside the block
     */
    public static Heap format(Block g, int base, int length) {
        if (base % HEADER != 0 || length % HEADER != 0 || length < MIN_LENGTH) {
            throw new IllegalArgumentException("heap of " + length + " bytes at address " + base
                    + ": both must be multiples of " + HEADER + ", and the length at least " + MIN_LENGTH);
        }
        g.requireInside(base, length);
        g.setInt(base, MAGIC);
        g.setInt(base + Integer.BYTES, length);
        Heap heap = new Heap(g, base);
        heap.setHeader(heap.head, 0, base + BLOCKS);
        heap.setHeader(base + BLOCKS, length - BLOCKS, NONE);
        return heap;
    }

    /**
     * The heap that was formatted at {@code base}, in this edit or an earlier one.
     *
     * @throws IllegalStateException if there is none
     */
    public static Heap at(Block g, int base) {
        if (g.intAt(base) != MAGIC) {
            throw new IllegalStateException("no heap has been formatted at address " + base);
        }
        return new Heap(g, base);
    }

    /**
     * Allocates {@code size} bytes, all zero.
     *
     * @return their address: a multiple of 8, never 0
     * @throws IllegalArgumentException if the size is below 1
     * @throws IllegalStateException if no free block is large enough
     */
    public int alloc(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("allocation of " + size + " bytes, at least 1 is needed");
        }
        int before = head;
        int block = next(before);
        while (block != NONE && room(block) < size) {
            before = block;
            block = next(block);
        }
        if (block == NONE) {
            throw new IllegalStateException("out of memory: " + size + " bytes asked for, the largest free block has "
                    + available() + ", all free blocks have " + totalFree());
        }
        return take(block, before, HEADER + roundUp(size));
    }

    /** Takes {@code size} bytes from the front of a free block; what is left of it stays free. */
    private int take(int block, int before, int size) {
        int next = next(block);
        int left = size(block) - size;
        if (left > 0) {
            setHeader(block + size, left, next);
            next = block + size;
        }
        setNext(before, next);
        setHeader(block, size, USED);
        g.fill(block + HEADER, size - HEADER, 0);
        return block + HEADER;
    }

    /**
     * Gives an allocation back.
     *
     * @throws IllegalArgumentException if there is no allocation at this address: it is free already, or
     *     {@link #alloc} never returned it
     */
    public void free(int address) {
        int block = address - HEADER;
        int before = lastFreeUpTo(block);
        requireUsed(block, before);
        setHeader(block, size(block), next(before));
        setNext(before, block);
        mergeWithNext(block);
        if (before != head) {
            mergeWithNext(before);
        }
    }

    /** The most bytes that {@link #alloc} can give at once, a multiple of 8. */
    public int available() {
        int most = 0;
        for (int block = next(head); block != NONE; block = next(block)) {
            most = Math.max(most, room(block));
        }
        return most;
    }

    /**
     * Checks all headers: takes time in proportion to the number of blocks.
     *
     * @throws IllegalStateException if one is impossible
     */
    public void check() {
        int free = next(head);
        for (int block = base + BLOCKS; block != end; block = endOf(block)) {
            if (block == free) {
                free = next(block);
                require(free != endOf(block), block);
            } else {
                require(link(block) == USED, block);
            }
        }
        require(free == NONE, free);
    }

    /** The last free block at or before an address, or the head of the list. */
    private int lastFreeUpTo(int address) {
        int before = head;
        for (int block = next(before); block != NONE && block <= address; block = next(block)) {
            before = block;
        }
        return before;
    }

    /**
     * Looks for a block in use by going through those after the last free one: nothing that an application
     * may write into its own allocations can pass for a header.
     */
    private void requireUsed(int block, int lastFree) {
        boolean first = lastFree == head;
        int at = first ? base + BLOCKS : endOf(lastFree);
        if (block < at && !first) {
            throw new IllegalArgumentException("free of address " + (block + HEADER)
                    + ", which is free already: it lies in the free block from " + lastFree + " to " + (at - 1));
        }
        while (at < block && at < end) {
            at = endOf(at);
        }
        if (at != block || at == end) {
            throw new IllegalArgumentException("free of address " + (block + HEADER)
                    + ", which alloc never returned, in the heap from " + base + " to " + (end - 1));
        }
        require(link(block) == USED, block);
    }

    private void mergeWithNext(int block) {
        int next = next(block);
        if (next == endOf(block)) {
            setHeader(block, size(block) + size(next), next(next));
        }
    }

    private int totalFree() {
        int total = 0;
        for (int block = next(head); block != NONE; block = next(block)) {
            total += room(block);
        }
        return total;
    }

    /** The bytes of a block that are the application's. */
    private int room(int block) {
        return size(block) - HEADER;
    }

    private int endOf(int block) {
        return block + size(block);
    }

    private int size(int block) {
        int size = g.intAt(block);
        require(size >= HEADER && size % HEADER == 0 && size <= end - block, block);
        return size;
    }

    private int next(int block) {
        int next = link(block);
        require(next == NONE || next > block && next < end && (next - base) % HEADER == 0, block);
        return next;
    }

    private int link(int block) {
        return g.intAt(block + Integer.BYTES);
    }

    private void setNext(int block, int next) {
        g.setInt(block + Integer.BYTES, next);
    }

    private void setHeader(int block, int size, int link) {
        g.setInt(block, size);
        g.setInt(block + Integer.BYTES, link);
    }

    private static int roundUp(int size) {
        return (size + HEADER - 1) / HEADER * HEADER;
    }

    private static void require(boolean possible, int block) {
        if (!possible) {
            throw new IllegalStateException("the heap header at address " + block
                    + " is impossible: something was written outside of its allocation");
        }
    }
}
