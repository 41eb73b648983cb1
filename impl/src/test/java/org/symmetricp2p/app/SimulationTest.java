package org.symmetricp2p.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What {@link Simulation} does for an application: canonical bytes and the state hash. */
class SimulationTest {

    /** The state is a string of ASCII characters, declared to be at most 4 of them. */
    private static final class Text implements Simulation<String> {

        @Override
        public String id() {
            return "text/1";
        }

        @Override
        public int stateSize() {
            return 4;
        }

        @Override
        public String start() {
            return "";
        }

        @Override
        public String tick(String state) {
            return state + ".";
        }

        @Override
        public String event(String state, Event event) {
            return state + (char) event.type();
        }

        @Override
        public void encode(String state, ByteBuffer out) {
            state.chars().forEach(c -> out.put((byte) c));
        }

        @Override
        public String decode(ByteBuffer in) {
            StringBuilder state = new StringBuilder();
            while (in.hasRemaining()) {
                state.append((char) in.get());
            }
            return state.toString();
        }
    }

    private final Simulation<String> text = new Text();

    @Test
    void bytesAreAsLongAsTheEncoding() {
        assertArrayEquals(new byte[] {}, text.bytes(""));
        assertArrayEquals(new byte[] {'a', 'b'}, text.bytes("ab"));
        assertArrayEquals(new byte[] {'a', 'b', 'c', 'd'}, text.bytes("abcd"));
    }

    /** Spec 4.16. */
    @Test
    void theHashIsOfTheBytes() {
        assertEquals(StateHash.of(new byte[] {'a', 'b'}), text.hash("ab"));
        assertEquals(0, text.hash(""));
    }

    /** Spec 4.13. */
    @Test
    void aStateThatIsTooLargeIsRejected() {
        var error = assertThrows(IllegalStateException.class, () -> text.bytes("abcde"));
        assertEquals("a state of text/1 does not fit in its declared size of 4 bytes", error.getMessage());
        assertInstanceOf(BufferOverflowException.class, error.getCause());
        assertThrows(IllegalStateException.class, () -> text.hash("abcde"));
    }
}
