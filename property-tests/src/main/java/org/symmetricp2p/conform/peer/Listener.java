package org.symmetricp2p.conform.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.symmetricp2p.core.Source;

/** Where a neighbour waits to be dialled by the peer that is judged. */
final class Listener implements AutoCloseable {

    private final Stage stage;
    private final Source self;
    private final ServerSocket socket;
    private long dialled; // when, in nanoseconds

    Listener(Stage stage, Source self) throws IOException {
        this.stage = stage;
        this.self = self;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** The option that has it dialled. */
    String option() {
        return "--link=" + self.peer() + "=127.0.0.1:" + socket.getLocalPort();
    }

    Neighbour isDialled(String rule) throws Breach, IOException, InterruptedException {
        return isDialled(rule, stage.patienceMillis());
    }

    Neighbour isDialled(String rule, long millis) throws Breach, IOException, InterruptedException {
        Socket connection = accept(millis);
        if (connection == null) {
            throw new Breach(rule, "neighbour " + self + " waited " + millis + " ms to be dialled");
        }
        stage.kept(rule);
        return stage.add(new Neighbour(stage, connection, self)).listens();
    }

    /** Nobody dials for a time that a rule states. */
    void isNotDialledFor(String rule, long millis) throws Breach, IOException {
        try (Socket connection = accept(millis)) {
            if (connection != null) {
                throw new Breach(rule, "neighbour " + self + " was dialled, and shouldn't be");
            }
            stage.kept(rule);
        }
    }

    private Socket accept(long millis) throws IOException {
        try {
            socket.setSoTimeout(Math.toIntExact(millis));
            Socket connection = socket.accept();
            dialled = System.nanoTime();
            stage.transcript().add(self + " is dialled");
            return connection;
        } catch (SocketTimeoutException nobody) {
            return null;
        }
    }

    /** When it was dialled last, in nanoseconds of this machine. */
    long dialledNanos() {
        return dialled;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
