package org.symmetricp2p.cli;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.net.Loop;
import picocli.CommandLine;

/**
 * A peer of the command {@code peer} in this very process, with the same options, lines and files: for those who start many, and can't
 * wait for a Java runtime each time.
 */
public final class LocalPeer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final Consumer<String> notices;

    private PeerApp app;

    private LocalPeer(Consumer<String> notices) {
        this.notices = notices;
    }

    /**
     * Starts it.
     *
     * @param options those of the command {@code peer}
     * @param notices takes what it tells its user, on a thread of the peer
     * @throws IOException if a file can't be written
     */
    public static LocalPeer start(List<String> options, Consumer<String> notices) throws IOException {
        PeerCommand command = new PeerCommand();
        new CommandLine(command).parseArgs(options.toArray(String[]::new));
        PeerSettings settings = command.settings();
        LocalPeer peer = new LocalPeer(notices);
        PeerApp app = new PeerApp(settings, peer.new Lines());
        peer.app = app;
        Thread loop = new Thread(() -> peer.run(settings, app), settings.name());
        loop.setDaemon(true);
        loop.start();
        return peer;
    }

    private void run(PeerSettings settings, PeerApp app) {
        try {
            try {
                Loop.run(settings.config(), app, app::next);
            } finally {
                app.writeFiles();
            }
            ended.complete(0);
        } catch (IOException | RuntimeException | Error e) {
            notices.accept(String.valueOf(e.getMessage()));
            ended.complete(1);
        } finally {
            port.completeExceptionally(new IOException("the peer has ended"));
        }
    }

    /** What a program sees and says. */
    private final class Lines implements Face {
        @Override
        public Command next() {
            return commands.poll();
        }

        @Override
        public void show(Frame<Rectangle.State> frame, Supplier<Status> status) {
            if (!port.isDone()) {
                port.complete(status.get().port());
            }
        }

        @Override
        public void tell(String notice) {
            notices.accept(notice);
        }

        @Override
        public void close() {}
    }

    /** Where it listens, 0 if it doesn't. */
    public int port() throws IOException, InterruptedException {
        return within(port, PATIENCE_SECONDS * 1_000);
    }

    /** Says a line, as on its standard input. */
    public void say(String line) throws IOException {
        commands.add(Command.parse(line));
    }

    /**
     * Links to a peer that wasn't among its options.
     *
     * @param option as it would be there: {@code --link=N=HOST:PORT}
     */
    public void link(String option) throws IOException {
        PeerAddress address = new PeerAddress.Converter().convert(option.substring("--link=".length()));
        app.linkTo(address);
    }

    /**
     * Waits for its end, its files written.
     *
     * @return its exit code
     * @throws IOException if it doesn't end in time
     */
    public int exitCode(long millis) throws IOException, InterruptedException {
        return within(ended, millis);
    }

    public boolean isAlive() {
        return !ended.isDone();
    }

    /** Ends it, if it hasn't ended; afterwards it writes no more. */
    @Override
    public void close() {
        commands.add(new Command.Quit());
        try {
            exitCode(PATIENCE_SECONDS * 1_000);
        } catch (IOException late) {
            notices.accept("it doesn't end: " + late.getMessage());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static int within(CompletableFuture<Integer> value, long millis) throws IOException, InterruptedException {
        try {
            return value.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("not within " + millis + " ms", late);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed);
        }
    }
}
