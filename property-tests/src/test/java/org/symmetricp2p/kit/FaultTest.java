package org.symmetricp2p.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.symmetricp2p.kit.Checks.assertFinds;
import static org.symmetricp2p.kit.Checks.quick;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;

/** Wrong applications, one for each kind of fault: each is found, named and located. */
class FaultTest {

    @Test
    void aFieldOfTheSimulation() {
        KitFailure failure = assertFinds(
                Fault.NOT_A_FUNCTION,
                quick(() -> new Counter() {
                    private int calls;

                    @Override
                    public State event(State s, Event event) {
                        return new State(s.tick(), ++calls);
                    }
                }),
                "FaultTest$1: not a function of its arguments: the replay from tick 0 differs at tick 2 in event 1 of 3",
                "(type 2, payload 0000",
                """
                  1 byte differs at offset 7: expected 01, actual 04. The state has 8 bytes.
                    expected  00000000  00 00 00 02 00 00 00 01
                    actual    00000000  00 00 00 02 00 00 00 04
                                                             ^^
                    expected  State[tick=2, sum=1, hidden=0]
                    actual    State[tick=2, sum=4, hidden=0]
                """,
                "Usually: a clock; random numbers",
                "Seed 1. Just this again: Kit.of(..., ...).only(1).check();");
        assertEquals(2, failure.tick());
        assertEquals(1, failure.seed());
    }

    @Test
    void aStaticFieldInTick() {
        AtomicInteger calls = new AtomicInteger();
        assertFinds(
                Fault.NOT_A_FUNCTION,
                quick(() -> new Counter() {
                    @Override
                    public State tick(State s) {
                        return new State(s.tick() + 1, calls.incrementAndGet());
                    }
                }),
                "the replay from tick 0 differs at tick 1 in tick()");
    }

    @Test
    void aStartThatDiffers() {
        AtomicInteger calls = new AtomicInteger();
        assertFinds(
                Fault.NOT_A_FUNCTION,
                quick(() -> new Counter() {
                    @Override
                    public State start() {
                        return new State(0, calls.incrementAndGet());
                    }
                }),
                "start() differs when it is called again");
    }

    @Test
    void aStateThatIsChangedInPlace() {
        assertFinds(
                Fault.CHANGED,
                quick(() -> new Boxes() {
                    @Override
                    public int[] event(int[] s, Event event) {
                        s[0] += event.payload().intAt(0);
                        return s;
                    }
                }),
                "the state at tick 2 after tick() changed after it was made (shared mutable state)",
                "It changed during event 1 of 3 (type 2, payload ",
                "expected  00000000  00 00 00 02");
    }

    @Test
    void aStateThatIsChangedLater() {
        assertFinds(
                Fault.CHANGED,
                quick(() -> new Boxes() {
                    private final int[][] ring = new int[6][1]; // as if six states were the most that are ever needed
                    private int next;

                    @Override
                    public int[] tick(int[] s) {
                        int[] box = ring[next++ % 6];
                        box[0] = s[0] + 1;
                        return box;
                    }
                }),
                "changed after it was made (shared mutable state)",
                "It changed during a later call, seen at tick ");
    }

    @Test
    void aStartThatIsShared() {
        int[] shared = new int[1];
        assertFinds(
                Fault.CHANGED,
                quick(() -> new Boxes() {
                    @Override
                    public int[] start() {
                        shared[0]++;
                        return shared;
                    }
                }),
                "changed after it was made");
    }

    @Test
    void encodeThatChangesItsMind() {
        assertFinds(
                Fault.ENCODING,
                quick(() -> new Counter() {
                    private int calls;

                    @Override
                    public void encode(State s, ByteBuffer out) {
                        out.putInt(s.tick()).putInt(s.tick() < 5 ? 0 : calls++);
                    }
                }),
                "encode isn't a function: a second call gives other bytes, with the state at tick 5",
                "offset 7: expected 00, actual 01");
    }

    @Test
    void decodeThatReadsOtherwise() {
        assertFinds(
                Fault.DECODING,
                quick(() -> new Counter() {
                    @Override
                    public State decode(ByteBuffer in) {
                        int sum = in.getInt();
                        return new State(in.getInt(), sum);
                    }
                }),
                "decode(encode(s)) isn't s, with the state at tick 1",
                "expected  State[tick=1, sum=0, hidden=0]",
                "actual    State[tick=0, sum=1, hidden=0]");
    }

    @Test
    void aFieldThatIsNotEncoded() {
        assertFinds(
                Fault.HIDDEN,
                quick(() -> new Counter() {
                    @Override
                    public State event(State s, Event event) {
                        return new State(s.tick(), s.sum() + s.hidden(), s.hidden() + 1);
                    }
                }),
                "something that matters isn't in the bytes: the decoded state of tick ",
                " differs at tick ",
                "a field that matters isn't encoded");
    }

    @Test
    void twoInstancesThatDiffer() {
        AtomicInteger instances = new AtomicInteger();
        assertFinds(
                Fault.INSTANCES,
                quick(() -> new Counter() {
                    private final int step = instances.incrementAndGet();

                    @Override
                    public State event(State s, Event event) {
                        return new State(s.tick(), s.sum() + step);
                    }
                }),
                "another instance of the simulation, with the same events, differs at tick 2 in event 1 of 3");
    }

    @Test
    void aHashOfItsOwn() {
        assertFinds(
                Fault.HASH,
                quick(() -> new Counter() {
                    @Override
                    public long hash(State s) {
                        return s.tick() < 7 ? super.hash(s) : s.hashCode();
                    }
                }),
                "hash(s) isn't StateHash.of(bytes(s)), with the state at tick 7",
                "expected  ");
    }

    @Test
    void aStateThatOutgrowsItsSize() {
        assertFinds(
                Fault.SIZE,
                quick(() -> new Counter() {
                    @Override
                    public void encode(State s, ByteBuffer out) {
                        super.encode(s, out);
                        if (s.tick() == 9) {
                            out.put((byte) 1);
                        }
                    }
                }),
                "the state at tick 9",
                "does not fit: stateSize() says 8 bytes",
                "It was made by tick().");
    }

    @Test
    void declarationsOutOfBounds() {
        assertFinds(
                Fault.SIZE,
                quick(() -> new Counter() {
                    @Override
                    public int stateSize() {
                        return -1;
                    }
                }),
                "state size of counter/1 is -1");
        assertFinds(
                Fault.SIZE,
                quick(() -> new Counter() {
                    @Override
                    public String id() {
                        return "Zähler";
                    }
                }),
                "simulation id \"Zähler\" must be 1 to 64 characters of printable ASCII");
    }

    @Test
    void functionsThatThrowOrGiveNothing() {
        assertFinds(
                Fault.THROWS,
                quick(() -> new Counter() {
                    @Override
                    public State start() {
                        throw new UnsupportedOperationException("not yet");
                    }
                }),
                "at tick 0, start() throws",
                "UnsupportedOperationException: not yet");
        assertFinds(
                Fault.THROWS,
                quick(() -> new Counter() {
                    @Override
                    public State decode(ByteBuffer in) {
                        return new State(in.getInt(), in.getInt(), in.getInt());
                    }
                }),
                "at tick 0, decode of the state at tick 0 throws",
                "BufferUnderflowException");
        assertFinds(
                Fault.THROWS,
                quick(() -> new Counter() {
                    @Override
                    public State tick(State s) {
                        return s.tick() == 11 ? null : super.tick(s);
                    }
                }),
                "at tick 12, tick() gives null");
        assertFinds(
                Fault.THROWS,
                quick(() -> new Counter() {
                    @Override
                    public State event(State s, Event event) {
                        return s.sum() < 0 ? s : event(new State(s.tick(), s.sum() | 1), event);
                    }
                }),
                "event 1 of 3 (type 2, payload ",
                "java.lang.StackOverflowError");
    }
}
