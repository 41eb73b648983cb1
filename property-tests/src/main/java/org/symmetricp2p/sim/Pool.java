package org.symmetricp2p.sim;

import org.symmetricp2p.app.Block;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Heap;
import org.symmetricp2p.app.MemorySimulation;
import org.symmetricp2p.app.SplitMix64;

/**
 * A program in the paper's style, on {@link org.symmetricp2p.app.Memory} with allocation: a stack of nodes in a heap. An event
 * pushes a node of a size that a generator draws, or, now and then or when memory is short, pops some; every tick changes the
 * top node. Layout: the generator's state at 0, the top node at 8, the number of nodes at 12; the heap from 64 on.
 */
public final class Pool implements MemorySimulation {

    private static final int SIZE = 4 * 1024;
    private static final int GENERATOR = 0;
    private static final int TOP = 8;
    private static final int COUNT = 12;
    private static final int HEAP = 64;
    private static final int MAX_NODES = 10;

    static Event event(int key) {
        return Event.of(Event.NEXT, key);
    }

    @Override
    public String id() {
        return "pool/1";
    }

    @Override
    public int stateSize() {
        return SIZE;
    }

    @Override
    public void start(Block g) {
        g.setLong(GENERATOR, 1);
        Heap.format(g, HEAP, SIZE - HEAP);
    }

    @Override
    public void tick(Block g) {
        int top = g.intAt(TOP);
        if (top != 0) {
            g.setInt(top + 4, g.intAt(top + 4) + 1);
        }
    }

    @Override
    public void event(Block g, Event event) {
        SplitMix64 generator =
                new SplitMix64(g.longAt(GENERATOR) ^ event.payload().intAt(0));
        int wanted = generator.below(4) == 0 ? 0 : MAX_NODES - 1;
        while (g.intAt(COUNT) > wanted) {
            pop(g);
        }
        push(g, 8 + generator.next().below(300), event.payload().intAt(0));
        g.setLong(GENERATOR, generator.next().next().state());
    }

    private static void push(Block g, int size, int value) {
        int node = Heap.at(g, HEAP).alloc(size);
        g.setInt(node, g.intAt(TOP));
        g.setInt(node + 4, value);
        g.setInt(TOP, node);
        g.setInt(COUNT, g.intAt(COUNT) + 1);
    }

    private static void pop(Block g) {
        int node = g.intAt(TOP);
        g.setInt(TOP, g.intAt(node));
        g.setInt(COUNT, g.intAt(COUNT) - 1);
        Heap.at(g, HEAP).free(node);
    }
}
