package org.symmetricp2p.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bytes side by side. */
class DifferenceTest {

    @Test
    void showsTheLinesThatDiffer() {
        byte[] expected = new byte[40];
        byte[] actual = new byte[40];
        actual[17] = (byte) 0xff;
        actual[39] = 1;
        assertEquals("""
                2 bytes differ, the first at offset 17: expected 00, actual ff. The state has 40 bytes.
                  expected  00000010  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                  actual    00000010  00 ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                                         ^^
                  expected  00000020  00 00 00 00 00 00 00 00
                  actual    00000020  00 00 00 00 00 00 00 01
                                                           ^^
                """, Difference.of(expected, actual));
    }

    @Test
    void showsThatBytesAreMissing() {
        assertEquals("""
                1 byte differs at offset 1: expected 08, actual none. Expected 2 bytes, actual 1.
                  expected  00000000  07 08
                  actual    00000000  07
                                         ^^
                """, Difference.of(new byte[] {7, 8}, new byte[] {7}));
    }

    @Test
    void showsFourLinesAndCountsTheRest() {
        byte[] ones = new byte[100];
        Arrays.fill(ones, (byte) 1);
        String text = Difference.of(new byte[100], ones);
        assertTrue(text.endsWith("  and 3 more such lines\n"), text);
        assertEquals(1 + 4 * 3 + 1, text.lines().count());
    }

    @Test
    void showsStatesThatAreShortAndDiffer() {
        byte[] one = {1};
        byte[] two = {2};
        assertTrue(Difference.of(one, two, "before", "after").endsWith("  expected  before\n  actual    after\n"));
        assertFalse(Difference.of(one, two, "same", "same").contains("same"));
        assertFalse(Difference.of(one, two, "x".repeat(201), "zz").contains("zz"));
    }
}
