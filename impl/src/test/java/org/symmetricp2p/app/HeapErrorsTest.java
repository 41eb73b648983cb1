package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Heap}: what it rejects, and what it notices. */
class HeapErrorsTest {

    private static final int SIZE = 4096;
    private static final int BASE = 64;
    private static final int LENGTH = 2048;

    /** What one allocation of everything gets. */
    private static final int ALL = LENGTH - 16 - Heap.HEADER;

    private static void inHeap(Consumer<Heap> use) {
        Memory.zeroed(SIZE).edit(g -> use.accept(Heap.format(g, BASE, LENGTH)));
    }

    @Test
    void outOfMemoryNamesWhatIsFree() {
        inHeap(heap -> {
            int first = heap.alloc(100);
            heap.alloc(ALL - 104 - Heap.HEADER - 48);
            heap.free(first);
            var error = assertThrows(IllegalStateException.class, () -> heap.alloc(105));
            assertEquals(
                    "out of memory: 105 bytes asked for, the largest free block has 104, all free blocks have 144",
                    error.getMessage());
            assertThrows(IllegalStateException.class, () -> heap.alloc(Integer.MAX_VALUE));
            assertEquals(first, heap.alloc(104));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void sizesBelowOneAreRejected(int size) {
        inHeap(heap -> {
            var error = assertThrows(IllegalArgumentException.class, () -> heap.alloc(size));
            assertEquals("allocation of " + size + " bytes, at least 1 is needed", error.getMessage());
        });
    }

    @Test
    void freeingTwiceIsRejected() {
        inHeap(heap -> {
            int first = heap.alloc(8);
            int second = heap.alloc(8);
            heap.alloc(8);
            heap.free(first);
            heap.free(second);
            var error = assertThrows(IllegalArgumentException.class, () -> heap.free(second));
            assertEquals(
                    "free of address 104, which is free already: it lies in the free block from 80 to 111",
                    error.getMessage());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 72, 80, 84, 96, 2104, 2112, 2120, 4096, -8, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void freeingWhatWasNeverAllocatedIsRejected(int address) {
        inHeap(heap -> {
            heap.alloc(ALL);
            var error = assertThrows(IllegalArgumentException.class, () -> heap.free(address));
            assertEquals(
                    "free of address " + address + ", which alloc never returned, in the heap from 64 to 2111",
                    error.getMessage());
            heap.free(88);
        });
    }

    @Test
    void whatLooksLikeAHeaderInsideAnAllocationIsNone() {
        Memory.zeroed(SIZE).edit(g -> {
            Heap heap = Heap.format(g, BASE, LENGTH);
            int address = heap.alloc(32);
            g.setInt(address, 16);
            g.setInt(address + 4, -1);
            assertThrows(IllegalArgumentException.class, () -> heap.free(address + 8));
        });
    }

    @Test
    void aHeapMustBeFormatted() {
        var error = assertThrows(
                IllegalStateException.class, () -> Memory.zeroed(SIZE).edit(g -> Heap.at(g, BASE)));
        assertEquals("no heap has been formatted at address 64", error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"4, 64", "0, 63", "0, 24", "0, 0", "0, -64"})
    void formatRejectsWhatIsNotAligned(int base, int length) {
        var error = assertThrows(
                IllegalArgumentException.class, () -> Memory.zeroed(SIZE).edit(g -> Heap.format(g, base, length)));
        assertEquals(
                "heap of " + length + " bytes at address " + base
                        + ": both must be multiples of 8, and the length at least 32",
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-8, 64", "4040, 64", "0, 4104", "8, 2147483640"})
    void formatRejectsWhatDoesNotFit(int base, int length) {
        var error = assertThrows(
                IndexOutOfBoundsException.class, () -> Memory.zeroed(SIZE).edit(g -> Heap.format(g, base, length)));
        assertEquals(
                length + " bytes at address " + base + " do not fit in a memory of 4096 bytes", error.getMessage());
    }

    /** A free block at 80, blocks in use at 96 and 112, and all the rest free at 128. */
    private static Memory withHole() {
        return Memory.zeroed(SIZE).edit(g -> {
            Heap heap = Heap.format(g, BASE, LENGTH);
            List.of(88, 104, 120).forEach(expected -> assertEquals(expected, heap.alloc(8)));
            heap.free(88);
            heap.check();
        });
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "80, 0, 80, a size of 0",
        "80, -8, 80, a negative size",
        "96, 20, 96, a size that is not aligned",
        "112, 2008, 112, a size beyond the end",
        "100, 5, 96, neither free nor in use",
        "76, 81, 72, a list that is not aligned",
        "84, 72, 80, a list that goes back",
        "84, 80, 80, a list that goes round",
        "128, -1, 128, nothing but the mark of a block in use",
        "132, 2112, 128, a list that leaves the heap",
        "84, 96, 80, neighbours that are both free",
        "132, 136, 136, a list that ends inside a block"
    })
    void destroyedHeadersAreNoticed(int address, int value, int header, String what) {
        destroyed(address, value, header, Heap::check);
    }

    @Test
    void destroyedHeadersAreNoticedInUse() {
        destroyed(100, 5, 96, heap -> heap.free(104));
        destroyed(96, 0, 96, heap -> heap.free(120));
        destroyed(84, 80, 80, heap -> heap.alloc(9));
        destroyed(84, 80, 80, Heap::available);
    }

    private static void destroyed(int address, int value, int header, Consumer<Heap> use) {
        Memory memory = withHole().edit(g -> g.setInt(address, value));
        var error = assertThrows(
                IllegalStateException.class, () -> memory.edit(g -> use.accept(Heap.at(g, BASE))), "value " + value);
        assertEquals(
                "the heap header at address " + header
                        + " is impossible: something was written outside of its allocation",
                error.getMessage());
    }
}
