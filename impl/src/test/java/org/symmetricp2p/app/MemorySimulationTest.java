package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** {@link MemorySimulation}, by a program in the style of the paper: a stack of numbers, linked in a heap. */
class MemorySimulationTest {

    private static final class Stack implements MemorySimulation {

        private static final int TICKS = 0;
        private static final int TOP = 4;
        private static final int RANDOM = 8;
        private static final int HEAP = 16;

        private static final int NEXT = 0;
        private static final int NUMBER = 4;

        private static final int PUSH = Event.NEXT;

        @Override
        public String id() {
            return "stack/1";
        }

        @Override
        public int stateSize() {
            return 3000;
        }

        @Override
        public void start(Block g) {
            Heap.format(g, HEAP, 2976);
            g.setLong(RANDOM, 1234567);
        }

        @Override
        public void tick(Block g) {
            g.setInt(TICKS, g.intAt(TICKS) + 1);
        }

        @Override
        public void event(Block g, Event event) {
            if (event.type() == PUSH) {
                push(g, event.payload().intAt(0));
            } else if (g.intAt(TOP) != 0) {
                pop(g);
            }
        }

        private static void push(Block g, int number) {
            SplitMix64 random = new SplitMix64(g.longAt(RANDOM));
            int entry = Heap.at(g, HEAP).alloc(8 + random.below(9));
            g.setInt(entry + NEXT, g.intAt(TOP));
            g.setInt(entry + NUMBER, number);
            g.setInt(TOP, entry);
            g.setLong(RANDOM, random.next().state());
        }

        private static void pop(Block g) {
            int entry = g.intAt(TOP);
            g.setInt(TOP, g.intAt(entry + NEXT));
            Heap.at(g, HEAP).free(entry);
        }

        /** The number on top, of a memory as of a block. */
        static int top(MemoryView g) {
            return g.intAt(g.intAt(TOP) + NUMBER);
        }
    }

    private static final Event POP = Event.of(Event.NEXT + 1);

    private final Stack stack = new Stack();

    private static Event push(int number) {
        return Event.of(Stack.PUSH, number);
    }

    @Test
    void startsFromZeros() {
        Memory start = stack.start();
        assertEquals(3000, start.size());
        assertEquals(0, start.intAt(Stack.TICKS));
        assertEquals(1234567, start.longAt(Stack.RANDOM));
        assertEquals(start, stack.start());
    }

    @Test
    void everyStepLeavesTheOldState() {
        Memory start = stack.start();
        Memory ticked = stack.tick(start);
        Memory five = stack.event(ticked, push(5));
        Memory six = stack.event(five, push(6));
        Memory popped = stack.event(six, POP);
        assertEquals(0, start.intAt(Stack.TICKS));
        assertEquals(1, ticked.intAt(Stack.TICKS));
        assertEquals(5, Stack.top(five));
        assertEquals(6, Stack.top(six));
        assertEquals(5, Stack.top(popped));
    }

    /** Spec 4.14. */
    @Property(seed = "1", tries = 100)
    void replayingGivesTheSameState(@ForAll @Size(max = 100) List<Integer> numbers) {
        Memory once = run(numbers);
        assertEquals(once, run(numbers));
        byte[] bytes = stack.bytes(once);
        assertEquals(3000, bytes.length);
        assertEquals(StateHash.of(bytes), stack.hash(once));
        Memory decoded = stack.decode(ByteBuffer.wrap(bytes));
        assertEquals(once, decoded);
        assertArrayEquals(bytes, stack.bytes(decoded));
        assertEquals(stack.event(once, push(1)), stack.event(decoded, push(1)));
    }

    private Memory run(List<Integer> numbers) {
        Memory memory = stack.start();
        for (int number : numbers) {
            memory = stack.event(stack.tick(memory), number % 3 == 0 ? POP : push(number));
        }
        return memory;
    }

    @Test
    void aMemoryOfAnotherSizeDoesNotFit() {
        assertThrows(IllegalStateException.class, () -> stack.bytes(Memory.zeroed(3001)));
        assertThrows(IllegalArgumentException.class, () -> stack.decode(ByteBuffer.allocate(2999)));
    }
}
