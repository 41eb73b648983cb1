package org.symmetricp2p.app;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What can be read of a {@link Memory}, and of the {@link Block} in which it is being changed: write a
 * function that reads against this type and both the simulation and the renderer can call it.
 *
 * <p>An address counts bytes from 0. Values are big-endian and naturally aligned: the address of a value
 * of n bytes is a multiple of n, so that no value ever crosses a page. Every method throws
 * {@link IndexOutOfBoundsException} for bytes outside of the memory, {@link IllegalArgumentException} for
 * an address that is not aligned, and, on a block, {@link IllegalStateException} after its edit.
 */
public abstract sealed class MemoryView permits Memory, Block {

    private static final int PAGE_BITS = Integer.numberOfTrailingZeros(StateHash.PAGE_SIZE);
    private static final int WIDTH_BITS = Integer.numberOfTrailingZeros(Section.WIDTH);

    static final VarHandle SHORT = handle(short[].class);
    static final VarHandle INT = handle(int[].class);
    static final VarHandle LONG = handle(long[].class);

    private final int size;
    private final int levels;

    MemoryView(int size) {
        this.size = size;
        this.levels = levels(size);
    }

    /** All bytes: what everything else is read from. */
    abstract Part root();

    /** The levels of sections above the pages. */
    final int levels() {
        return levels;
    }

    /** Without any bytes there is no page, but a section of none. */
    static int levels(int size) {
        int levels = size == 0 ? 1 : 0;
        while (size - 1 >> PAGE_BITS + levels * WIDTH_BITS > 0) {
            levels++;
        }
        return levels;
    }

    /** How many bytes a part at a level spans, of which 0 is that of pages. */
    static int span(int level) {
        return 1 << PAGE_BITS + level * WIDTH_BITS;
    }

    /** The number of bytes, which never changes. */
    public final int size() {
        return size;
    }

    /** The byte at an address. */
    public final byte byteAt(int address) {
        return bytesOf(address, Byte.BYTES)[inPage(address)];
    }

    /** The 2 bytes at an even address. */
    public final short shortAt(int address) {
        return (short) SHORT.get(bytesOf(address, Short.BYTES), inPage(address));
    }

    /** The 4 bytes at an address that is a multiple of 4. */
    public final int intAt(int address) {
        return (int) INT.get(bytesOf(address, Integer.BYTES), inPage(address));
    }

    /** The 8 bytes at an address that is a multiple of 8. */
    public final long longAt(int address) {
        return (long) LONG.get(bytesOf(address, Long.BYTES), inPage(address));
    }

    /** The IEEE 754 binary32 at an address that is a multiple of 4. */
    public final float floatAt(int address) {
        return Float.intBitsToFloat(intAt(address));
    }

    /** The IEEE 754 binary64 at an address that is a multiple of 8. */
    public final double doubleAt(int address) {
        return Double.longBitsToDouble(longAt(address));
    }

    /** A copy of the {@code length} bytes from an address on, which needs no alignment. */
    public final byte[] bytesAt(int address, int length) {
        requireInside(address, length);
        byte[] copy = new byte[length];
        read(address, length, ByteBuffer.wrap(copy));
        return copy;
    }

    /**
     * Writes the {@code length} bytes from an address on, which needs no alignment.
     *
     * @throws java.nio.BufferOverflowException if the buffer ends before them
     */
    public final void read(int address, int length, ByteBuffer out) {
        requireInside(address, length);
        int end = address + length;
        for (int at = address, run; at < end; at += run) {
            run = run(at, end);
            out.put(page(at).bytes, inPage(at), run);
        }
    }

    final void requireInside(int address, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length + " at address " + address + " is negative");
        }
        if (address < 0 || address > size - length) {
            throw new IndexOutOfBoundsException(
                    length + " bytes at address " + address + " do not fit in a memory of " + size + " bytes");
        }
    }

    /** Checks the address of a value of {@code width} bytes. */
    final void requireValue(int address, int width) {
        requireInside(address, width);
        if ((address & (width - 1)) != 0) {
            throw new IllegalArgumentException("address " + address + " of a value of " + width
                    + " bytes is not a multiple of " + width + ", in a memory of " + size + " bytes");
        }
    }

    /** The place in its page of an address. */
    static int inPage(int address) {
        return address & (StateHash.PAGE_SIZE - 1);
    }

    /** The place of an address among the parts of its section at a level. */
    static int place(int address, int level) {
        return address >> PAGE_BITS + (level - 1) * WIDTH_BITS & Section.WIDTH - 1;
    }

    /** How many bytes from {@code at} on lie in the same page and before {@code end}. */
    static int run(int at, int end) {
        return Math.min(StateHash.PAGE_SIZE - inPage(at), end - at);
    }

    private byte[] bytesOf(int address, int width) {
        requireValue(address, width);
        return page(address).bytes;
    }

    final Page page(int address) {
        Part part = root();
        for (int level = levels; level > 0; level--) {
            part = ((Section) part).parts[place(address, level)];
        }
        return (Page) part;
    }

    private static VarHandle handle(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
    }
}
