package org.symmetricp2p.app;

/**
 * The hash by which peers compare states: 64 bits over the canonical bytes, page by page, so that a
 * change of one page costs one page whatever the size of the state (spec 4.16, 4.17).
 *
 * <pre>
 *   page(i) = bytes[i * PAGE_SIZE .. min((i + 1) * PAGE_SIZE, length) - 1]
 *   hash    = sum over i of the first 64 bits of MurmurHash3_x64_128(page(i), seed 1024 + i), modulo 2^64
 * </pre>
 *
 * <p>The seed ties a page to its place. It never equals the length of a page: MurmurHash3 of n zeros, n up
 * to 15, with seed n is 0, as if the page were missing. Of a sum, {@link Memory} computes
 * again only what has changed. Not cryptographic: it finds errors, it doesn't resist attackers.
 */
public final class StateHash {

    /** The size of a page, in bytes. */
    public static final int PAGE_SIZE = 128;

    private static final int FIRST_SEED = 1024;

    private StateHash() {}

    /** The hash of a whole state. */
    public static long of(byte[] bytes) {
        long sum = 0;
        for (int at = 0, page = 0; at < bytes.length; at += PAGE_SIZE, page++) {
            sum += ofPage(bytes, at, Math.min(PAGE_SIZE, bytes.length - at), page);
        }
        return sum;
    }

    /** The addend of one page: {@code length} bytes from {@code offset} on, which are page {@code index}. */
    static long ofPage(byte[] bytes, int offset, int length, int index) {
        return Murmur3.hash(bytes, offset, length, FIRST_SEED + index);
    }
}
