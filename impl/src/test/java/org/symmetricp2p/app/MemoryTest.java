package org.symmetricp2p.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Memory}: against a plain array of bytes, then case by case. */
class MemoryTest {

    /** One page, part of a section, and more than one section; whole pages and not. */
    private static final List<Integer> SIZES =
            List.of(0, 1, 7, 8, 127, 128, 129, 1023, 1024, 1025, 4096, 65536, 65537, 70001);

    private enum Kind {
        BYTE,
        SHORT,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        FILL,
        COPY
    }

    /** One write, anywhere: the numbers are folded into the memory that it is applied to. */
    private record Write(Kind kind, int address, int from, int length, long value) {

        void apply(Block g, byte[] model) {
            ByteBuffer buffer = ByteBuffer.wrap(model);
            switch (kind) {
                case BYTE -> put(1, model, at -> g.setByte(at, (int) value), at -> buffer.put(at, (byte) value));
                case SHORT ->
                    put(2, model, at -> g.setShort(at, (int) value), at -> buffer.putShort(at, (short) value));
                case INT -> put(4, model, at -> g.setInt(at, (int) value), at -> buffer.putInt(at, (int) value));
                case LONG -> put(8, model, at -> g.setLong(at, value), at -> buffer.putLong(at, value));
                case FLOAT -> put(4, model, at -> g.setFloat(at, value), at -> buffer.putFloat(at, value));
                case DOUBLE -> put(8, model, at -> g.setDouble(at, value), at -> buffer.putDouble(at, value));
                default -> many(g, model);
            }
        }

        private void put(int width, byte[] model, Consumer<Integer> real, Consumer<Integer> modelled) {
            if (model.length >= width) {
                int at = fold(address, model.length - width + 1) / width * width;
                real.accept(at);
                modelled.accept(at);
            }
        }

        private void many(Block g, byte[] model) {
            int count = fold(length, Math.min(model.length, 3000) + 1);
            int to = fold(address, model.length - count + 1);
            int source = fold(from, model.length - count + 1);
            byte[] bytes = new byte[count];
            Arrays.fill(bytes, (byte) value);
            switch (kind) {
                case FILL -> g.fill(to, count, (int) value);
                case BYTES -> g.setBytes(to, bytes);
                default -> {
                    g.copy(source, to, count);
                    bytes = Arrays.copyOfRange(model, source, source + count);
                }
            }
            System.arraycopy(bytes, 0, model, to, count);
        }

        private static int fold(int number, int bound) {
            return Math.floorMod(number, bound);
        }
    }

    /** A version of the memory, and what it must hold for ever. */
    private record Version(Memory memory, byte[] expected) {

        void check() {
            int size = expected.length;
            assertEquals(size, memory.size());
            assertArrayEquals(expected, memory.bytesAt(0, size));
            assertEquals(StateHash.of(expected), memory.hash());
            assertEquals(Memory.ofBytes(expected), memory);
            ByteBuffer out = ByteBuffer.allocate(size);
            memory.encode(out);
            assertArrayEquals(expected, out.array());
        }
    }

    @Property(seed = "1")
    void everyVersionIsWhatAnArrayOfBytesWouldBe(@ForAll("sizes") int size, @ForAll("edits") List<List<Write>> edits) {
        List<Version> versions = new ArrayList<>();
        Version last = new Version(Memory.zeroed(size), new byte[size]);
        versions.add(last);
        for (List<Write> edit : edits) {
            byte[] model = last.expected().clone();
            Memory next = last.memory().edit(g -> {
                edit.forEach(write -> write.apply(g, model));
                assertArrayEquals(model, g.bytesAt(0, size));
            });
            assertEquals(Arrays.equals(model, last.expected()), next == last.memory());
            last = new Version(next, model);
            versions.add(last);
        }
        versions.forEach(Version::check);
    }

    @Property(seed = "1", tries = 100)
    void twoEditsOfOneVersionDoNotMeet(
            @ForAll("sizes") int size, @ForAll("writes") List<Write> left, @ForAll("writes") List<Write> right) {
        byte[] leftModel = new byte[size];
        byte[] rightModel = new byte[size];
        Memory zeroed = Memory.zeroed(size);
        Memory[] inner = new Memory[1];
        Memory outer = zeroed.edit(g -> {
            left.forEach(write -> write.apply(g, leftModel));
            inner[0] = zeroed.edit(h -> right.forEach(write -> write.apply(h, rightModel)));
        });
        new Version(zeroed, new byte[size]).check();
        new Version(outer, leftModel).check();
        new Version(inner[0], rightModel).check();
    }

    @Property(seed = "1", tries = 100)
    void decodeReadsBackWhatEncodeWrote(@ForAll("sizes") int size, @ForAll("writes") List<Write> writes) {
        Memory memory = Memory.zeroed(size).edit(g -> writes.forEach(write -> write.apply(g, new byte[size])));
        ByteBuffer buffer = ByteBuffer.allocate(size + 3);
        memory.encode(buffer);
        assertEquals(3, buffer.remaining());
        Memory decoded = Memory.decode(buffer.flip(), size);
        assertEquals(memory, decoded);
        assertEquals(memory.hash(), decoded.hash());
        assertEquals(memory.hashCode(), decoded.hashCode());
        assertEquals(0, buffer.remaining());
    }

    @Property(seed = "1", tries = 100)
    void valuesAreReadAsTheyWereWritten(@ForAll("sizes") int size, @ForAll("writes") List<Write> writes) {
        byte[] model = new byte[size];
        Memory memory = Memory.zeroed(size).edit(g -> writes.forEach(write -> write.apply(g, model)));
        ByteBuffer buffer = ByteBuffer.wrap(model);
        for (int at = 0; at + 8 <= size; at += 8) {
            assertEquals(buffer.get(at + 7), memory.byteAt(at + 7));
            assertEquals(buffer.getShort(at + 6), memory.shortAt(at + 6));
            assertEquals(buffer.getInt(at + 4), memory.intAt(at + 4));
            assertEquals(buffer.getLong(at), memory.longAt(at));
            assertEquals(buffer.getFloat(at + 4), memory.floatAt(at + 4));
            assertEquals(buffer.getDouble(at), memory.doubleAt(at));
        }
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.of(SIZES);
    }

    @Provide
    Arbitrary<List<List<Write>>> edits() {
        return writes().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.longs())
                .as(Write::new)
                .withoutEdgeCases()
                .list()
                .ofMaxSize(6);
    }

    @Test
    void anEditThatChangesNothingReturnsTheMemoryItself() {
        Memory memory = Memory.zeroed(3000);
        assertSame(memory, memory.edit(g -> {}));
        assertSame(memory, memory.edit(g -> g.setInt(2000, 0)));
        assertSame(memory, memory.edit(g -> {
            g.setInt(2000, 5);
            g.setInt(2000, 0);
        }));
        assertNotSame(memory, memory.edit(g -> g.setInt(2000, 5)));
    }

    @Test
    void anEditSharesAllPagesButThoseThatItChanges() {
        int pages = 1_600;
        Memory before = Memory.zeroed(pages * StateHash.PAGE_SIZE);
        Memory after = before.edit(g -> {
            g.setInt(800 * StateHash.PAGE_SIZE, 1);
            g.setInt(900 * StateHash.PAGE_SIZE, 0);
        });
        int shared = 0;
        for (int at = 0; at < before.size(); at += StateHash.PAGE_SIZE) {
            shared += before.page(at) == after.page(at) ? 1 : 0;
        }
        assertEquals(pages - 1, shared);
        assertNotSame(before.page(800 * StateHash.PAGE_SIZE), after.page(800 * StateHash.PAGE_SIZE));
    }

    /** Sections of 8, 64, 512 and 4,096 pages: of each one is new, and all others are shared. */
    @Test
    void anEditSharesAllSectionsButThoseOnTheWayToWhatItChanges() {
        Memory before = Memory.zeroed(1_600 * StateHash.PAGE_SIZE);
        Memory after = before.edit(g -> {
            g.setInt(800 * StateHash.PAGE_SIZE, 1);
            g.setInt(0, 0);
        });
        Part one = before.root();
        Part other = after.root();
        for (int level = before.levels(); level > 0; level--) {
            Part[] parts = ((Section) one).parts;
            Part[] others = ((Section) other).parts;
            int place = MemoryView.place(800 * StateHash.PAGE_SIZE, level);
            for (int i = 0; i < parts.length; i++) {
                assertEquals(i != place, parts[i] == others[i], "part " + i + " at level " + level);
            }
            one = parts[place];
            other = others[place];
        }
    }

    @Test
    void memoriesAreEqualByContent() {
        Memory memory = Memory.ofBytes(new byte[2000]);
        assertEquals(Memory.zeroed(2000), memory);
        assertNotEquals(Memory.zeroed(2001), memory);
        assertNotEquals(memory.edit(g -> g.setByte(1999, 1)), memory);
        assertEquals(memory, memory.edit(g -> g.setByte(1999, 1)).edit(g -> g.setByte(1999, 0)));
        assertNotEquals(memory, new byte[2000]);
    }

    @Test
    void ofBytesAndBytesAtCopy() {
        byte[] bytes = {1, 2, 3};
        Memory memory = Memory.ofBytes(bytes);
        bytes[0] = 9;
        memory.bytesAt(0, 3)[1] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, memory.bytesAt(0, 3));
    }

    @Test
    void toStringNamesSizeAndHash() {
        assertEquals(
                "Memory[size=5, hash=85f67cb33e961a4b]",
                Memory.ofBytes("hello".getBytes(US_ASCII)).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Simulation.MAX_STATE_SIZE + 1, Integer.MAX_VALUE})
    void impossibleSizesAreRejected(int size) {
        var error = assertThrows(IllegalArgumentException.class, () -> Memory.zeroed(size));
        assertEquals("memory of " + size + " bytes, from 0 to 67108864 are allowed", error.getMessage());
    }

    @Test
    void theLargestMemoryWorks() {
        int last = Simulation.MAX_STATE_SIZE - 8;
        Memory memory = Memory.zeroed(Simulation.MAX_STATE_SIZE).edit(g -> g.setLong(last, 5));
        assertEquals(5, memory.longAt(last));
    }

    @Test
    void decodeNamesWhatIsMissing() {
        var error = assertThrows(IllegalArgumentException.class, () -> Memory.decode(ByteBuffer.allocate(9), 10));
        assertEquals("a memory of 10 bytes can't be read from the 9 that are left", error.getMessage());
    }

    @Test
    void encodeNeedsRoom() {
        assertThrows(BufferOverflowException.class, () -> Memory.zeroed(10).encode(ByteBuffer.allocate(9)));
    }
}
