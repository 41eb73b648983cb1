package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
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
        "1023, ad687c437dbcb0cc, 2d06db1ed63cb276",
        "1024, e3fd037768c1072e, cb58fc82a8baee4b",
        "1025, f0ea16c6e1eccbf4, b60e2b6a2eee1abb",
        "2048, 36e809a7fa83b4f4, 09f6df70b50f3182",
        "3000, 16a0c3fc3f79fe12, a486a9425ad5b575",
        "70001, a562d80082cad0db, 2932bfe554bb08be"
    })
    void goldenValues(int length, String ramp, String zeros) {
        assertEquals(Long.parseUnsignedLong(ramp, 16), StateHash.of(ramp(length)));
        assertEquals(Long.parseUnsignedLong(zeros, 16), StateHash.of(new byte[length]));
    }

    /** Spec 4.16. */
    @Test
    void theHashIsTheSumOfThePages() {
        byte[] bytes = ramp(3000);
        long sum = StateHash.ofPage(bytes, 2048, 952, 2)
                + StateHash.ofPage(bytes, 0, 1024, 0)
                + StateHash.ofPage(Arrays.copyOfRange(bytes, 1024, 2048), 0, 1024, 1);
        assertEquals(sum, StateHash.of(bytes));
    }

    @Test
    void pagesThatChangePlacesChangeTheHash() {
        byte[] bytes = ramp(2048);
        byte[] swapped = new byte[2048];
        System.arraycopy(bytes, 0, swapped, 1024, 1024);
        System.arraycopy(bytes, 1024, swapped, 0, 1024);
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
