package org.symmetricp2p.app;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * An immutable block of bytes of fixed size: the paper's pre-allocated memory {@code G} as a state.
 *
 * <p>It is kept as pages of {@link StateHash#PAGE_SIZE} bytes. {@link #edit} gives a new version that
 * copies the pages that it changes and shares the others, so a snapshot costs what has changed since;
 * and so does the state hash, which is a sum over pages, for whoever asks for it.
 * Both cost about the same whatever the size of the memory.
 */
public final class Memory extends MemoryView {

    private final Part root;

    /** Takes the parts over: whoever calls never changes them again. */
    Memory(int size, Part root) {
        super(size);
        this.root = root;
    }

    /**
     * A memory of {@code size} zero bytes.
     *
     * @throws IllegalArgumentException if the size is not from 0 to {@link Simulation#MAX_STATE_SIZE}
     */
    public static Memory zeroed(int size) {
        byte[] zeros = new byte[StateHash.PAGE_SIZE];
        return ofPages(size, length -> length == zeros.length ? zeros : new byte[length]);
    }

    /**
     * A memory with a copy of these bytes.
     *
     * @throws IllegalArgumentException if there are more than {@link Simulation#MAX_STATE_SIZE}
     */
    public static Memory ofBytes(byte... bytes) {
        return decode(ByteBuffer.wrap(bytes), bytes.length);
    }

    /**
     * Reads back what {@link #encode} wrote: the next {@code size} bytes.
     *
     * @throws IllegalArgumentException if fewer than {@code size} bytes are left, or the size is not from 0
     *     to {@link Simulation#MAX_STATE_SIZE}
     */
    public static Memory decode(ByteBuffer in, int size) {
        if (in.remaining() < size) {
            throw new IllegalArgumentException(
                    "a memory of " + size + " bytes can't be read from the " + in.remaining() + " that are left");
        }
        return ofPages(size, length -> {
            byte[] page = new byte[length];
            in.get(page);
            return page;
        });
    }

    /** {@code pages} gives the bytes of the pages from the first to the last, each asked for by its length. */
    private static Memory ofPages(int size, IntFunction<byte[]> pages) {
        if (size < 0 || size > Simulation.MAX_STATE_SIZE) {
            throw new IllegalArgumentException(
                    "memory of " + size + " bytes, from 0 to " + Simulation.MAX_STATE_SIZE + " are allowed");
        }
        return new Memory(size, part(0, size, levels(size), pages));
    }

    /** What is from an address on, and before {@code end}, in a part at a level. */
    private static Part part(int from, int end, int level, IntFunction<byte[]> pages) {
        if (level == 0) {
            return new Page(pages.apply(end - from), from / StateHash.PAGE_SIZE);
        }
        int span = span(level - 1);
        Part[] parts = new Part[(end - from + span - 1) / span];
        for (int i = 0; i < parts.length; i++) {
            int at = from + i * span;
            parts[i] = part(at, Math.min(at + span, end), level - 1, pages);
        }
        return new Section(parts);
    }

    /**
     * The memory after a change. This one stays as it is, also when the change throws.
     *
     * @param change writes to the block that it is given, which can't be used any more afterwards
     * @return this very memory if no byte has another value than before
     */
    public Memory edit(Consumer<Block> change) {
        Block block = new Block(this);
        try {
            change.accept(block);
            return block.seal();
        } finally {
            block.close();
        }
    }

    /**
     * Writes all bytes, from the first to the last.
     *
     * @throws java.nio.BufferOverflowException if the buffer has less room
     */
    public void encode(ByteBuffer out) {
        read(0, size(), out);
    }

    /** {@link StateHash#of} all bytes. A page is hashed once, for the first version that is asked. */
    public long hash() {
        return root.addend();
    }

    @Override
    Part root() {
        return root;
    }

    /** By content. What two versions share is not looked at. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Memory that && size() == that.size() && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    @Override
    public String toString() {
        return "Memory[size=" + size() + ", hash=" + Long.toHexString(hash()) + "]";
    }
}
