package org.symmetricp2p.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.symmetricp2p.kit.Checks.assertFinds;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.app.Event;

/** Faults that no single JVM can show. */
class OtherJvmTest {

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void setLocale() {
        Locale.setDefault(Locale.ROOT);
    }

    @AfterEach
    void resetLocale() {
        Locale.setDefault(before);
    }

    @Test
    void theDefaultLocaleIsNoticed() {
        assertFinds(
                Fault.OTHER_JVM,
                Kit.of(Shouting::new, Checks.NUMBERS).worlds(1),
                "Shouting: another JVM, with the same events, differs at tick 2 in event 1 of 3 (type 2,",
                "  2 bytes differ, the first at offset 6: expected 00, actual 01. The state has 8 bytes.",
                "  expected  00000000  00 00 00 02 00 00 00 49",
                "  actual    00000000  00 00 00 02 00 00 01 30",
                "locale");
    }

    @Test
    void whatOnlyTheOtherOneThrowsIsTold() {
        assertFinds(
                Fault.OTHER_JVM,
                Kit.of(Abroad::new, Checks.NUMBERS).worlds(1),
                "differs at tick 1 in tick()",
                "There it throws java.lang.IllegalStateException: tr");
    }

    @Test
    void itIsLeftOutIfItCannotBeMade() {
        Report report =
                Kit.of(() -> new Configured(1), Checks.NUMBERS).worlds(1).check();
        assertEquals(Configured.class.getName() + " has no constructor without parameters", report.otherJvm());
        assertEquals("not wanted", Checks.quick(Counter::new).check().otherJvm());
    }

    /** Upper case is another letter in Turkish. */
    static final class Shouting extends Counter {
        @Override
        @SuppressWarnings("StringCaseLocaleUsage") // that is the fault
        public State event(State s, Event event) {
            return new State(s.tick(), "i".toUpperCase().charAt(0));
        }
    }

    /** Works at home only. */
    static final class Abroad extends Counter {
        @Override
        public State tick(State s) {
            if (Locale.getDefault().getLanguage().equals("tr")) {
                throw new IllegalStateException("tr");
            }
            return super.tick(s);
        }
    }

    /** Can't be made by its name alone. */
    static final class Configured extends Counter {
        private final int step;

        Configured(int step) {
            this.step = step;
        }

        @Override
        public State event(State s, Event event) {
            return new State(s.tick(), s.sum() + step);
        }
    }
}
