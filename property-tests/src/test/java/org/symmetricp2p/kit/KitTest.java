package org.symmetricp2p.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.sim.Chain;
import org.symmetricp2p.sim.Pool;

/** What the kit says of right applications, and how failures are seen again. */
class KitTest {

    private static final Function<SplitMix64, Event> KEYS = Kit.anyOf(
            Rectangle.Key.UP.event(),
            Rectangle.Key.DOWN.event(),
            Rectangle.Key.LEFT.event(),
            Rectangle.Key.SPACE.event());

    @Test
    void rightApplicationsPass() {
        Report report = Kit.check(MyRules::new, Checks.NUMBERS);
        assertEquals(Kit.DEFAULT_WORLDS, report.worlds());
        assertEquals(Kit.DEFAULT_WORLDS * Kit.DEFAULT_TICKS, report.rehearsedTicks());
        assertEquals(report.rehearsedTicks(), report.forcedRollbacks());
        assertTrue(report.worldRollbacks() > 100, report.toString());
        assertEquals("compared", report.otherJvm());
        Kit.of(new Rectangle(), KEYS).worlds(10).check();
        Kit.of(Chain::new, Checks.NUMBERS).withoutOtherJvm().worlds(10).check();
        Kit.of(Pool::new, Checks.NUMBERS).worlds(5).check();
        Kit.of(Boxes::new, Checks.NUMBERS).withoutOtherJvm().worlds(5).check();
    }

    @Test
    void applicationsThatMindTheirPayloadsPassWithOddEvents() {
        Kit.of(MyRules::new, Checks.NUMBERS)
                .withOddEvents()
                .withoutOtherJvm()
                .worlds(5)
                .check();
        Kit.of(Rectangle::new, KEYS).withOddEvents().withoutOtherJvm().worlds(5).check();
    }

    @Test
    void otherApplicationsDoNot() {
        KitFailure failure = Checks.assertFinds(
                Fault.THROWS,
                Checks.quick(Counter::new).withOddEvents(),
                "Counter: at tick ",
                "payload empty) throws",
                "integer 0 of a payload of 0 bytes",
                "Kit.of(Counter::new, ...).withOddEvents().only(" + 1 + ").check();");
        assertTrue(failure.getCause() instanceof IndexOutOfBoundsException, String.valueOf(failure.getCause()));
    }

    @Test
    void aSeedGivesTheSameFailureAgain() {
        Kit<Counter.State> kit = Checks.quick(Rarely::new).ticks(30).worlds(200);
        KitFailure failure = Checks.assertFinds(Fault.NOT_A_FUNCTION, kit, "event ", "payload 0000002a");
        assertTrue(failure.seed() > 1, failure.getMessage());
        assertTrue(failure.getMessage()
                .contains("Kit.of(Rarely::new, ...).ticks(30).only(" + failure.seed() + ").check();"));
        assertEquals(
                failure.getMessage(), assertThrows(KitFailure.class, kit::check).getMessage());
        Kit<Counter.State> again = kit.only(failure.seed());
        assertEquals(
                failure.getMessage(),
                assertThrows(KitFailure.class, again::check).getMessage());
        assertEquals(
                failure.seed() - 1, kit.worlds((int) failure.seed() - 1).check().worlds());
    }

    /** Wrong after one of the numbers only: remembers how often it was called. */
    static final class Rarely extends Counter {
        private int calls;

        @Override
        public State event(State s, Event event) {
            calls++;
            return event.payload().intAt(0) == 42 ? new State(s.tick(), calls) : super.event(s, event);
        }
    }

    @Test
    void theEventsOfTheAuthorMustBeDeterministicToo() {
        int[] calls = new int[1];
        Checks.assertFinds(
                Fault.EVENTS,
                Kit.of(Counter::new, random -> Event.of(Counter.ADD, calls[0]++)),
                "the events are not made of the generator alone",
                "another source of chance");
        Function<SplitMix64, Event> wrong = random -> Event.of(random.below(Event.NEXT));
        Checks.assertFinds(Fault.EVENTS, Kit.of(Counter::new, wrong), "is below NEXT = 2");
    }

    @Test
    void optionsHaveBounds() {
        Kit<Counter.State> kit = Checks.quick(Counter::new);
        assertThrows(IllegalArgumentException.class, () -> kit.worlds(0));
        assertThrows(IllegalArgumentException.class, () -> kit.ticks(0));
        assertThrows(IllegalArgumentException.class, Kit::anyOf);
        assertEquals(1, kit.only(-5).ticks(1).check().rehearsedTicks());
    }
}
