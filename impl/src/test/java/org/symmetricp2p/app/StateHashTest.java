package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.codec.digest.MurmurHash3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link StateHash}: values pinned for ever, and what ties a page to its place. */
class StateHashTest {

    /** Byte i is {@code 31 * i + i / 251}, modulo 256. */
    private static byte[] ramp(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (31 * i + i / 251);
        }
        return bytes;
    }

    @Test
    void zerosAtTheEndCount() {
        Set<Long> hashes = new HashSet<>();
        for (int length = 0; length < 20 * StateHash.PAGE_SIZE; length++) {
            assertTrue(hashes.add(StateHash.of(new byte[length])), "length " + length);
        }
    }

    /** Computed by an independent implementation, in Python (spec 4.16, 4.17). */
    @ParameterizedTest
    @CsvSource({
        "0, 0000000000000000, 0000000000000000",
        "1, 1700ccf819b0141a, 1700ccf819b0141a",
        "8, 6b588e37bc4ff725, 699e7518afa6043c",
        "15, 246d697aec897c5f, e3212e67903a4e1e",
        "16, df0cf9cb31ca0ecc, 546a03fc712b9106",
        "17, 29ab49fe4facc156, 9f2f142e06621568",
        "127, 2718d444c1893692, 57c0f7212cc0c55d",
        "128, 11904fd81ace8b07, e50ea50adc3b6ccf",
        "129, 14c50e4914bca1d8, cfc3d3f2626e993f",
        "256, 803c5365a0d2d287, 8b76f5eee9963026",
        "3000, 031e6a7cd577dde9, ab319931d4590895",
        "70001, 042e19319fa8d60a, 3a59eee7f1ae9fa2"
    })
    void goldenValues(int length, String ramp, String zeros) {
        assertEquals(Long.parseUnsignedLong(ramp, 16), StateHash.of(ramp(length)));
        assertEquals(Long.parseUnsignedLong(zeros, 16), StateHash.of(new byte[length]));
    }

    /** Every length of a page, at every place of an array: as Commons Codec has it (spec 4.17). */
    @Test
    void eachPageIsHashedAsMurmurHash3Says() {
        byte[] bytes = ramp(StateHash.PAGE_SIZE + 9);
        for (int length = 0; length <= StateHash.PAGE_SIZE; length++) {
            for (int offset = 0; offset + length <= bytes.length; offset += 3) {
                long right = MurmurHash3.hash128x64(bytes, offset, length, 1024 + length)[0];
                assertEquals(right, StateHash.ofPage(bytes, offset, length, length), length + " bytes at " + offset);
            }
        }
    }

    /** Spec 4.16. */
    @Test
    void theHashIsTheSumOfThePages() {
        byte[] bytes = ramp(300);
        long sum = StateHash.ofPage(bytes, 256, 44, 2)
                + StateHash.ofPage(bytes, 0, 128, 0)
                + StateHash.ofPage(Arrays.copyOfRange(bytes, 128, 256), 0, 128, 1);
        assertEquals(sum, StateHash.of(bytes));
    }

    @Test
    void pagesThatChangePlacesChangeTheHash() {
        byte[] bytes = ramp(256);
        byte[] swapped = new byte[256];
        System.arraycopy(bytes, 0, swapped, 128, 128);
        System.arraycopy(bytes, 128, swapped, 0, 128);
        assertNotEquals(StateHash.of(bytes), StateHash.of(swapped));
    }

    @Test
    void everyBitCounts() {
        byte[] bytes = ramp(1100);
        long hash = StateHash.of(bytes);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(hash, StateHash.of(bytes), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void howThePagesCameToBeDoesNotMatter() {
        byte[] bytes = ramp(70001);
        Memory forwards = Memory.zeroed(bytes.length);
        Memory backwards = Memory.zeroed(bytes.length).edit(g -> g.fill(0, bytes.length, 0x5a));
        for (int i = 0; i < bytes.length; i += 500) {
            int at = i;
            int end = bytes.length - i;
            byte[] front = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 500));
            byte[] back = Arrays.copyOfRange(bytes, Math.max(0, end - 500), end);
            forwards = forwards.edit(g -> g.setBytes(at, front));
            backwards = backwards.edit(g -> g.setBytes(end - back.length, back));
        }
        assertEquals(StateHash.of(bytes), forwards.hash());
        assertEquals(StateHash.of(bytes), backwards.hash());
    }
}
