package org.symmetricp2p.kit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.symmetricp2p.app.Event;

/**
 * Runs the simulation through a script in a second JVM, in another place of the world, and compares each call's bytes.
 * Within one JVM, an enum keeps its identity hash and {@code Map.of} its order; between two they differ, as they do
 * between peers.
 */
final class OtherJvm<S> {

    private final Class<?> type;
    private final Subject<S> subject;
    private final Script script;

    OtherJvm(Class<?> type, Subject<S> subject, Script script) {
        this.type = type;
        this.subject = subject;
        this.script = script;
    }

    /**
     * Why this can't be done with a simulation, if it can't.
     *
     * @return "" if it can
     */
    static String obstacle(Class<?> type) {
        boolean can = Stream.of(type.getDeclaredConstructors()).anyMatch(one -> one.getParameterCount() == 0);
        return can ? "" : type.getName() + " has no constructor without parameters";
    }

    /** @throws Found if a call gives other bytes there */
    void run() throws IOException {
        Process process =
                new ProcessBuilder(command()).redirectError(Redirect.DISCARD).start();
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
                DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            write(out);
            compare(in);
        } finally {
            process.destroy();
        }
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+DisplayVMOutputToStderr", // stdout is for the bytes
                "-Xlog:disable",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvmMain.class.getName());
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeUTF(type.getName());
        out.writeInt(script.ticks());
        for (List<Event> now : script.events()) {
            out.writeInt(now.size());
            for (Event event : now) {
                out.writeInt(event.type());
                out.writeInt(event.payload().size());
                out.write(event.payload().toBytes());
            }
        }
        out.flush();
    }

    private void compare(DataInputStream in) throws IOException {
        if (in.readInt() != OtherJvmMain.MAGIC) {
            throw new IOException("it says something else than expected");
        }
        S state = subject.start();
        compare(in, Call.START, state);
        for (long tick = 1; tick <= script.ticks(); tick++) {
            for (Call call : script.calls(tick)) {
                state = subject.apply(call, state);
                compare(in, call, state);
            }
        }
    }

    private void compare(DataInputStream in, Call call, S state) throws IOException {
        String where = "another JVM, with the same events, differs at tick " + call.tick() + " in " + call.words();
        byte[] expected = subject.bytes(call, state);
        int length = in.readInt();
        if (length == OtherJvmMain.THREW) {
            throw new Found(Fault.OTHER_JVM, call.tick(), where, "There it throws " + in.readUTF());
        }
        byte[] actual = in.readNBytes(length);
        if (!Arrays.equals(expected, actual)) {
            throw new Found(Fault.OTHER_JVM, call.tick(), where, Difference.of(expected, actual));
        }
    }
}
