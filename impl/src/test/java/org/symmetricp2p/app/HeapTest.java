package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;

/** {@link Heap}: against a map of what is allocated, then case by case. */
class HeapTest {

    private static final int SIZE = 4096;
    private static final int BASE = 64;
    private static final int LENGTH = 2048;

    /** What one allocation of everything gets. */
    private static final int ALL = LENGTH - 16 - Heap.HEADER;

    /** What must be allocated: address to contents. */
    private static final class Model {

        private final TreeMap<Integer, byte[]> allocations = new TreeMap<>();
        private boolean wasFull;

        /** First fit in the order of addresses: where the next allocation must be, or 0 if it fits nowhere. */
        int firstFit(int size) {
            int at = BASE + 16;
            for (Map.Entry<Integer, byte[]> used : allocations.entrySet()) {
                int header = used.getKey() - Heap.HEADER;
                if (header - at >= Heap.HEADER + roundUp(size)) {
                    break;
                }
                at = used.getKey() + roundUp(used.getValue().length);
            }
            return at + Heap.HEADER + roundUp(size) <= BASE + LENGTH ? at + Heap.HEADER : 0;
        }

        private static int roundUp(int size) {
            return (size + 7) / 8 * 8;
        }

        void checkContents(MemoryView g) {
            allocations.forEach(
                    (address, contents) -> assertArrayEquals(contents, g.bytesAt(address, contents.length)));
        }
    }

    /** Allocates that many bytes, or frees the allocation of that index, counted from the end if negative. */
    private static void run(Heap heap, Block g, Model model, int op) {
        if (op > 0) {
            alloc(heap, g, model, op);
        } else if (!model.allocations.isEmpty()) {
            var addresses = new ArrayList<>(model.allocations.keySet());
            int address = addresses.get(-op % addresses.size());
            heap.free(address);
            model.allocations.remove(address);
        }
    }

    private static void alloc(Heap heap, Block g, Model model, int size) {
        int expected = model.firstFit(size);
        if (expected == 0) {
            assertThrows(IllegalStateException.class, () -> heap.alloc(size));
            model.wasFull = true;
            return;
        }
        assertEquals(expected, heap.alloc(size));
        assertEquals(0, expected % 8);
        assertArrayEquals(new byte[size], g.bytesAt(expected, size));
        byte[] contents = new byte[size];
        Arrays.fill(contents, (byte) (model.allocations.size() - 1));
        g.setBytes(expected, contents);
        model.allocations.put(expected, contents);
    }

    @Property(seed = "1")
    @StatisticsReport(StatisticsReportMode.OFF)
    void allocatesByFirstFitAndKeepsContents(@ForAll("ops") List<Integer> ops) {
        Model model = new Model();
        Memory memory = Memory.zeroed(SIZE).edit(g -> Heap.format(g, BASE, LENGTH));
        for (int op : ops) {
            memory = memory.edit(g -> {
                Heap heap = Heap.at(g, BASE);
                run(heap, g, model, op);
                heap.check();
                model.checkContents(g);
            });
        }
        Statistics.label("was full")
                .collect(model.wasFull)
                .coverage(c -> c.check(true).percentage(p -> p > 1));
        assertArrayEquals(new byte[BASE], memory.bytesAt(0, BASE));
        int end = BASE + LENGTH;
        assertArrayEquals(new byte[SIZE - end], memory.bytesAt(end, SIZE - end));
    }

    @Property(seed = "1", tries = 200)
    void freeingEverythingLeavesOneBlock(@ForAll("ops") List<Integer> ops, @ForAll Random order) {
        Model model = new Model();
        Memory.zeroed(SIZE).edit(g -> {
            Heap heap = Heap.format(g, BASE, LENGTH);
            ops.forEach(op -> run(heap, g, model, op));
            List<Integer> addresses = new ArrayList<>(model.allocations.keySet());
            Collections.shuffle(addresses, order);
            for (int address : addresses) {
                heap.free(address);
                heap.check();
            }
            assertEquals(ALL, heap.available());
            assertEquals(BASE + 24, heap.alloc(ALL));
        });
    }

    @Property(seed = "1", tries = 100)
    void theSameOperationsGiveTheSameBytes(@ForAll("ops") List<Integer> ops) {
        assertEquals(afterOneEdit(ops), afterManyEdits(ops));
    }

    private static Memory afterOneEdit(List<Integer> ops) {
        Model model = new Model();
        return Memory.zeroed(SIZE).edit(g -> {
            Heap heap = Heap.format(g, BASE, LENGTH);
            ops.forEach(op -> run(heap, g, model, op));
        });
    }

    private static Memory afterManyEdits(List<Integer> ops) {
        Model model = new Model();
        Memory memory = Memory.zeroed(SIZE).edit(g -> Heap.format(g, BASE, LENGTH));
        for (int op : ops) {
            memory = memory.edit(g -> run(Heap.at(g, BASE), g, model, op));
        }
        return memory;
    }

    @Property(seed = "1", tries = 200)
    void onlyWhatIsAllocatedCanBeFreed(@ForAll("ops") List<Integer> ops) {
        Model model = new Model();
        Memory memory = Memory.zeroed(SIZE).edit(g -> {
            Heap heap = Heap.format(g, BASE, LENGTH);
            ops.forEach(op -> run(heap, g, model, op));
        });
        for (int address = 0; address < SIZE; address += 4) {
            int wrong = address;
            if (!model.allocations.containsKey(address)) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> memory.edit(g -> Heap.at(g, BASE).free(wrong)));
            }
        }
    }

    @Provide
    Arbitrary<List<Integer>> ops() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.integers().between(1, 200)),
                        Tuple.of(1, Arbitraries.integers().between(201, 1500)),
                        Tuple.of(3, Arbitraries.integers().between(-50, 0)))
                .list()
                .ofMaxSize(100);
    }

    @Test
    void rollsBackWithTheMemory() {
        Memory before = Memory.zeroed(SIZE).edit(g -> Heap.format(g, BASE, LENGTH));
        Memory after = before.edit(g -> Heap.at(g, BASE).alloc(100));
        after.edit(g -> assertEquals(ALL - 104 - Heap.HEADER, Heap.at(g, BASE).available()));
        before.edit(g -> assertEquals(ALL, Heap.at(g, BASE).available()));
    }

    @Test
    void aHeapAtAddressZeroNeverReturnsZero() {
        Memory.zeroed(Heap.MIN_LENGTH).edit(g -> {
            Heap heap = Heap.format(g, 0, Heap.MIN_LENGTH);
            assertEquals(24, heap.alloc(8));
            assertEquals(0, heap.available());
        });
    }

    @Test
    void theLayoutIsWhatTheDocumentationSays() {
        Memory memory = Memory.zeroed(64).edit(g -> Heap.format(g, 0, 64).alloc(9));
        int[] expected = {0x48454150, 64, 0, 40, 24, -1, 0, 0, 0, 0, 24, 0, 0, 0, 0, 0};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], memory.intAt(4 * i), "int " + i);
        }
    }

    @Test
    void formattingAgainForgetsEverything() {
        Memory.zeroed(SIZE).edit(g -> {
            Heap.format(g, BASE, LENGTH).alloc(50);
            assertEquals(ALL, Heap.format(g, BASE, LENGTH).available());
        });
    }
}
