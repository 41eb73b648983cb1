package org.symmetricp2p.app;

import java.util.Arrays;

/**
 * A {@link Memory} while it is being changed: what an application in the paper's C style writes to.
 *
 * <p>Given out by {@link Memory#edit} and usable until that returns. The first write to a page copies it,
 * so that no write ever reaches the memory that the edit began with.
 */
public final class Block extends MemoryView {

    private final Memory memory;
    private final Part before;

    /** Shares with {@link #before} what has not been written to; null once closed. */
    private Part root;

    Block(Memory memory) {
        super(memory.size());
        this.memory = memory;
        this.before = memory.root();
        this.root = before;
    }

    /** Writes the low 8 bits of a value. */
    public void setByte(int address, int value) {
        own(address, Byte.BYTES)[inPage(address)] = (byte) value;
    }

    /** Writes the low 16 bits of a value at an even address. */
    public void setShort(int address, int value) {
        SHORT.set(own(address, Short.BYTES), inPage(address), (short) value);
    }

    /** Writes 4 bytes at an address that is a multiple of 4. */
    public void setInt(int address, int value) {
        INT.set(own(address, Integer.BYTES), inPage(address), value);
    }

    /** Writes 8 bytes at an address that is a multiple of 8. */
    public void setLong(int address, long value) {
        LONG.set(own(address, Long.BYTES), inPage(address), value);
    }

    /**
     * Writes an IEEE 754 binary32 at an address that is a multiple of 4. Every NaN becomes the same one,
     * {@code 0x7fc00000}, so that the bytes are canonical; 0.0 and -0.0 stay two values.
     */
    public void setFloat(int address, float value) {
        setInt(address, Float.floatToIntBits(value));
    }

    /**
     * Writes an IEEE 754 binary64 at an address that is a multiple of 8. Every NaN becomes the same one,
     * {@code 0x7ff8000000000000}, so that the bytes are canonical; 0.0 and -0.0 stay two values.
     */
    public void setDouble(int address, double value) {
        setLong(address, Double.doubleToLongBits(value));
    }

    /** Writes bytes from an address on, which needs no alignment. */
    public void setBytes(int address, byte... bytes) {
        requireInside(address, bytes.length);
        int end = address + bytes.length;
        for (int at = address, run; at < end; at += run) {
            run = run(at, end);
            System.arraycopy(bytes, at - address, own(at), inPage(at), run);
        }
    }

    /** Writes the low 8 bits of a value to {@code length} bytes from an address on, which needs no alignment. */
    public void fill(int address, int length, int value) {
        requireInside(address, length);
        int end = address + length;
        for (int at = address, run; at < end; at += run) {
            run = run(at, end);
            Arrays.fill(own(at), inPage(at), inPage(at) + run, (byte) value);
        }
    }

    /** Copies {@code length} bytes, which need no alignment and may overlap. */
    public void copy(int from, int to, int length) {
        setBytes(to, bytesAt(from, length));
    }

    @Override
    Part root() {
        if (root == null) {
            throw new IllegalStateException("this block can't be used any more: the edit that gave it has ended");
        }
        return root;
    }

    private byte[] own(int address, int width) {
        requireValue(address, width);
        return own(address);
    }

    /** The bytes of the page of an address, to write to: what is still shared on the way to them is copied. */
    private byte[] own(int address) {
        if (root() == before) {
            root = before.draft();
        }
        Part mine = root;
        Part old = before;
        for (int level = levels(); level > 0; level--) {
            int place = place(address, level);
            Part[] parts = ((Section) mine).parts;
            old = ((Section) old).parts[place];
            if (parts[place] == old) {
                parts[place] = old.draft();
            }
            mine = parts[place];
        }
        return ((Page) mine).bytes;
    }

    /** The memory after the edit: of the parts that were copied, those that are as before are shared all the same. */
    Memory seal() {
        Part after = root.sealed(before);
        return after == before ? memory : new Memory(size(), after);
    }

    /** Ends the edit, whether or not it went well. */
    void close() {
        root = null;
    }
}
