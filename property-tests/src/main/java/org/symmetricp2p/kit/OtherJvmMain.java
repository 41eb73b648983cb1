package org.symmetricp2p.kit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;

/** The second JVM of {@link OtherJvm}: reads a class and a script, writes the bytes of the state after each call. */
final class OtherJvmMain {

    /** What it says first: the JVM came up, and nobody else writes to its stdout. */
    static final int MAGIC = 0x4b49540a;

    /** Instead of a length: what follows is what was thrown. */
    static final int THREW = -1;

    /** Identity hashes come from a generator with a fixed seed: without these, both JVMs might draw the same ones. */
    private static final int IDENTITY_HASHES_USED_UP = 1_009;

    private OtherJvmMain() {}

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < IDENTITY_HASHES_USED_UP; i++) {
            System.identityHashCode(new Object());
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out))) {
            System.setOut(System.err); // the application may print
            Constructor<?> constructor = Class.forName(in.readUTF()).getDeclaredConstructor();
            constructor.setAccessible(true);
            out.writeInt(MAGIC);
            run((Simulation<?>) constructor.newInstance(), read(in), out);
        }
    }

    private static Script read(DataInputStream in) throws IOException {
        List<List<Event>> all = new ArrayList<>();
        for (int ticks = in.readInt(); ticks > 0; ticks--) {
            List<Event> now = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                int type = in.readInt();
                now.add(new Event(type, Payload.ofBytes(in.readNBytes(in.readInt()))));
            }
            all.add(now);
        }
        return new Script(all);
    }

    private static <S> void run(Simulation<S> simulation, Script script, DataOutputStream out) throws IOException {
        try {
            S state = simulation.start();
            write(simulation.bytes(state), out);
            for (long tick = 1; tick <= script.ticks(); tick++) {
                for (Call call : script.calls(tick)) {
                    state = call.event().isPresent()
                            ? simulation.event(state, call.event().get())
                            : simulation.tick(state);
                    write(simulation.bytes(state), out);
                }
            }
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            out.writeInt(THREW);
            out.writeUTF(e.toString());
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
