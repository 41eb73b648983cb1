package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** {@link Block} and {@link MemoryView}: what is written, what is rejected, and when it ends. */
class BlockTest {

    /** Spec 4.15. */
    @Test
    void numbersAreBigEndian() {
        Memory memory = Memory.zeroed(32).edit(g -> {
            g.setByte(0, 0x101);
            g.setShort(2, 0x10203);
            g.setInt(4, 0x04050607);
            g.setLong(8, 0x08090a0b0c0d0e0fL);
            g.setFloat(16, 1.5f);
            g.setDouble(24, -2.25);
        });
        assertEquals(
                "01000203" + "04050607" + "08090a0b0c0d0e0f" + "3fc00000" + "00000000" + "c002000000000000",
                HexFormat.of().formatHex(memory.bytesAt(0, 32)));
    }

    /** Spec 4.15. */
    @Test
    void everyNanBecomesTheSame() {
        Memory memory = Memory.zeroed(16).edit(g -> {
            g.setFloat(0, Float.intBitsToFloat(0xffc12345));
            g.setDouble(8, Double.longBitsToDouble(0xfff8123456789abcL));
        });
        assertEquals(0x7fc00000, memory.intAt(0));
        assertEquals(0x7ff8000000000000L, memory.longAt(8));
    }

    /** Spec 4.15. */
    @Test
    void zerosOfEitherSignStayApart() {
        Memory memory = Memory.zeroed(4);
        assertNotEquals(memory, memory.edit(g -> g.setFloat(0, -0.0f)));
    }

    @Test
    void anEditThatThrowsChangesNothingAndClosesItsBlock() {
        Memory memory = Memory.zeroed(8);
        Block[] kept = new Block[1];
        assertThrows(
                ArithmeticException.class,
                () -> memory.edit(g -> {
                    kept[0] = g;
                    g.setInt(0, 7);
                    throw new ArithmeticException();
                }));
        assertEquals(0, memory.intAt(0));
        assertThrows(IllegalStateException.class, () -> kept[0].intAt(0));
    }

    @Test
    void aBlockCanNotBeUsedAfterItsEdit() {
        Block[] kept = new Block[1];
        Memory memory = Memory.zeroed(16).edit(g -> {
            kept[0] = g;
            g.setInt(0, 7);
        });
        List<Consumer<Block>> uses = List.of(
                g -> g.byteAt(0),
                g -> g.doubleAt(0),
                g -> g.bytesAt(0, 4),
                g -> g.setByte(0, 1),
                g -> g.setDouble(0, 1),
                g -> g.setBytes(0, (byte) 1),
                g -> g.fill(0, 4, 1),
                g -> g.copy(0, 4, 4));
        for (Consumer<Block> use : uses) {
            var error = assertThrows(IllegalStateException.class, () -> use.accept(kept[0]));
            assertEquals("this block can't be used any more: the edit that gave it has ended", error.getMessage());
        }
        assertEquals(7, memory.intAt(0));
    }

    @Test
    void setBytesCopies() {
        byte[] bytes = new byte[StateHash.PAGE_SIZE];
        Memory memory = Memory.zeroed(bytes.length).edit(g -> {
            bytes[0] = 1;
            g.setBytes(0, bytes);
            bytes[0] = 2;
        });
        assertEquals(1, memory.byteAt(0));
    }

    @Test
    void addressesOutsideAreRejected() {
        outside("1 bytes at address -1 do not fit in a memory of 1030 bytes", g -> g.byteAt(-1));
        outside("1 bytes at address 1030 do not fit in a memory of 1030 bytes", g -> g.setByte(1030, 0));
        outside("2 bytes at address 1030 do not fit in a memory of 1030 bytes", g -> g.shortAt(1030));
        outside("4 bytes at address 1028 do not fit in a memory of 1030 bytes", g -> g.setInt(1028, 0));
        outside("4 bytes at address 1028 do not fit in a memory of 1030 bytes", g -> g.floatAt(1028));
        outside("8 bytes at address 1024 do not fit in a memory of 1030 bytes", g -> g.longAt(1024));
        outside("8 bytes at address 2147483640 do not fit in a memory of 1030 bytes", g -> g.setLong(2147483640, 0));
        outside(
                "8 bytes at address -2147483648 do not fit in a memory of 1030 bytes",
                g -> g.doubleAt(Integer.MIN_VALUE));
        outside("3 bytes at address 1028 do not fit in a memory of 1030 bytes", g -> g.bytesAt(1028, 3));
        outside("3 bytes at address 1028 do not fit in a memory of 1030 bytes", g -> g.setBytes(1028, new byte[3]));
        outside(
                "2147483647 bytes at address 1 do not fit in a memory of 1030 bytes",
                g -> g.fill(1, Integer.MAX_VALUE, 0));
        outside("6 bytes at address 1025 do not fit in a memory of 1030 bytes", g -> g.copy(1025, 0, 6));
        outside("6 bytes at address 1025 do not fit in a memory of 1030 bytes", g -> g.copy(0, 1025, 6));
    }

    private static void outside(String message, Consumer<Block> use) {
        Memory memory = Memory.zeroed(1030);
        var error = assertThrows(IndexOutOfBoundsException.class, () -> memory.edit(use));
        assertEquals(message, error.getMessage());
    }

    @Test
    void addressesMustBeAligned() {
        misaligned(
                "address 3 of a value of 2 bytes is not a multiple of 2, in a memory of 16 bytes", g -> g.shortAt(3));
        misaligned("address 2 of a value of 4 bytes is not a multiple of 4, in a memory of 16 bytes", g -> g.intAt(2));
        misaligned(
                "address 6 of a value of 4 bytes is not a multiple of 4, in a memory of 16 bytes",
                g -> g.setFloat(6, 1));
        misaligned(
                "address 4 of a value of 8 bytes is not a multiple of 8, in a memory of 16 bytes",
                g -> g.setLong(4, 1));
        misaligned("length -1 at address 4 is negative", g -> g.bytesAt(4, -1));
        misaligned("length -2 at address 0 is negative", g -> g.fill(0, -2, 0));
    }

    private static void misaligned(String message, Consumer<Block> use) {
        Memory memory = Memory.zeroed(16);
        var error = assertThrows(IllegalArgumentException.class, () -> memory.edit(use));
        assertEquals(message, error.getMessage());
    }
}
