package org.symmetricp2p.kit;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.app.StateHash;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.SimulationFailure;
import org.symmetricp2p.core.Source;

/** The simulation under test: calls its functions, and looks at what a single state can show. */
final class Subject<S> {

    private final Simulation<S> simulation;

    Subject(Simulation<S> simulation) {
        this.simulation = simulation;
    }

    /** Checks what the simulation declares, as the middleware does: {@code id} and {@code stateSize}. */
    void checkDeclarations() {
        try {
            Peer.start(Config.of(new Source(0, 0)), simulation, 0);
        } catch (IllegalArgumentException e) {
            throw new Found(Fault.SIZE, 0, e.getMessage(), "No peer would start with it.", e);
        } catch (SimulationFailure | AssertionError | StackOverflowError e) {
            return; // start() throws: the rehearsal, which comes next, says it better
        }
    }

    int stateSize() {
        return simulation.stateSize();
    }

    S start() {
        return guarded(Call.START, Call.START.words(), simulation::start);
    }

    S apply(Call call, S state) {
        return guarded(
                call,
                call.words(),
                () -> call.event()
                        .map(event -> simulation.event(state, event))
                        .orElseGet(() -> simulation.tick(state)));
    }

    /** A new state, with all that can be checked of it at once. */
    Moment<S> moment(Call call, S state) {
        byte[] bytes = bytes(call, state);
        checkSame(
                Fault.ENCODING, call, "encode isn't a function: a second call gives other bytes", bytes, state, state);
        checkHash(call, state, bytes);
        S decoded = decoded(call, bytes);
        checkSame(Fault.DECODING, call, "decode(encode(s)) isn't s", bytes, state, decoded);
        checkHash(call, decoded, bytes);
        return new Moment<>(call, state, bytes);
    }

    S decoded(Call call, byte[] bytes) {
        return guarded(call, "decode of " + call.stateWords(), () -> simulation.decode(ByteBuffer.wrap(bytes.clone())));
    }

    byte[] bytes(Call call, S state) {
        try {
            return guarded(call, "encode of " + call.stateWords(), () -> simulation.bytes(state));
        } catch (Found found) {
            if (found.getCause() != null && found.getCause().getCause() instanceof BufferOverflowException) {
                String headline = call.stateWords() + " does not fit: stateSize() says " + stateSize() + " bytes";
                throw new Found(
                        Fault.SIZE, call.tick(), headline, "It was made by " + call.words() + ".", found.getCause());
            }
            throw found;
        }
    }

    private void checkSame(Fault fault, Call call, String what, byte[] expected, S expectedState, S state) {
        byte[] actual = bytes(call, state);
        if (!Arrays.equals(expected, actual)) {
            String made = "At tick " + call.tick() + ", of the state that " + call.words() + " made.\n";
            String difference = Difference.of(expected, actual, expectedState, state);
            throw new Found(fault, call.tick(), what + ", with " + call.stateWords(), made + difference);
        }
    }

    private void checkHash(Call call, S state, byte[] bytes) {
        long hash = guarded(call, "hash of " + call.stateWords(), () -> simulation.hash(state));
        long right = StateHash.of(bytes);
        if (hash != right) {
            String headline = "hash(s) isn't StateHash.of(bytes(s)), with " + call.stateWords();
            String detail = String.format(
                    "The state that %s made:%nexpected  %016x%nactual    %016x", call.words(), right, hash);
            throw new Found(Fault.HASH, call.tick(), headline, detail.replace("\r", ""));
        }
    }

    /** The author's assertions and endless recursions are told like exceptions; other errors aren't caught. */
    private static <T> T guarded(Call call, String doing, Supplier<T> function) {
        T result;
        try {
            result = function.get();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new Found(
                    Fault.THROWS, call.tick(), "at tick " + call.tick() + ", " + doing + " throws", e.toString(), e);
        }
        if (result == null) {
            throw new Found(Fault.THROWS, call.tick(), "at tick " + call.tick() + ", " + doing + " gives null", "");
        }
        return result;
    }
}
