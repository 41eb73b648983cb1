package org.symmetricp2p.kit;

import static org.symmetricp2p.kit.Checks.assertFinds;
import static org.symmetricp2p.kit.Checks.quick;

import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;

/** Faults that a short rehearsal misses: a world of peers shows them. */
class SimulatedWorldTest {

    @Test
    void aFaultThatTakesLongIsFoundInAWorldAndRehearsed() {
        assertFinds(
                Fault.NOT_A_FUNCTION,
                quick(() -> new Counter() {
                            private int calls;

                            @Override
                            public State event(State s, Event event) {
                                calls++;
                                return s.tick() > 50 ? new State(s.tick(), calls) : super.event(s, event);
                            }
                        })
                        .ticks(50),
                "not a function of its arguments: the replay from tick ",
                "expected  0000000",
                "in a simulated world, where this was seen:",
                "STATE_FN");
    }

    @Test
    void anExceptionThatTakesLong() {
        assertFinds(
                Fault.THROWS,
                quick(() -> new Counter() {
                            @Override
                            public State tick(State s) {
                                if (s.tick() == 70) {
                                    throw new ArithmeticException("too late");
                                }
                                return super.tick(s);
                            }
                        })
                        .ticks(50),
                "at tick 71, tick() throws",
                "ArithmeticException: too late",
                "in a simulated world, where this was seen:");
    }

    @Test
    void aFaultThatHappensOnceIsToldAsItWasSeen() {
        assertFinds(
                Fault.WORLD,
                quick(() -> new Counter() {
                            private int calls;

                            @Override
                            public State tick(State s) {
                                return ++calls == 5_000 ? new State(s.tick() + 1, -1) : super.tick(s);
                            }
                        })
                        .ticks(20),
                "in a simulated world, property 1 STATE_FN: peer ",
                "Rehearsing the same events found nothing",
                "only now and then");
    }
}
