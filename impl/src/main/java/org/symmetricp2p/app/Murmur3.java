package org.symmetricp2p.app;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The first half of MurmurHash3_x64_128, written as spec 4.17 writes it. */
final class Murmur3 {

    private static final int BLOCK = 2 * Long.BYTES;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Murmur3() {}

    /** h1 of {@code length} bytes from {@code offset} on. */
    static long hash(byte[] bytes, int offset, int length, long seed) {
        long h1 = seed;
        long h2 = seed;
        int rest = offset + length - length % BLOCK;
        for (int at = offset; at < rest; at += BLOCK) {
            h1 ^= mix1((long) LONG.get(bytes, at));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mix2((long) LONG.get(bytes, at + Long.BYTES));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        h1 ^= mix1(upTo8(bytes, rest, offset + length)) ^ length;
        h2 ^= mix2(upTo8(bytes, rest + Long.BYTES, offset + length)) ^ length;
        h1 += h2;
        h2 += h1;
        return mixLast(h1) + mixLast(h2);
    }

    /** The next bytes before an end, at most 8, as a little-endian integer. */
    private static long upTo8(byte[] bytes, int from, int end) {
        long value = 0;
        for (int at = Math.min(from + Long.BYTES, end) - 1; at >= from; at--) {
            value = value << Byte.SIZE | bytes[at] & 0xff;
        }
        return value;
    }

    private static long mix1(long k) {
        return Long.rotateLeft(k * 0x87c37b91114253d5L, 31) * 0x4cf5ad432745937fL;
    }

    private static long mix2(long k) {
        return Long.rotateLeft(k * 0x4cf5ad432745937fL, 33) * 0x87c37b91114253d5L;
    }

    private static long mixLast(long k) {
        long mixed = (k ^ k >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
