package org.symmetricp2p.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.net.Node;
import org.symmetricp2p.net.NodeListener;

/** A peer that serves a page, from its start to its end by time or a signal. Nobody plays here: that is done in pages, windows and terminals. */
final class WebRun<S> {

    /** How long a signal waits for the peer to end in order. */
    private static final long END_SECONDS = 10;

    private final Config config;
    private final Simulation<S> simulation;
    private final Settings settings;
    private final Optional<Trace> trace;
    private final Outlet err;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * What a user wants of it.
     *
     * @param host the address to listen at
     * @param port 0 for any that is free
     * @param origins whose pages may link, beside its own
     * @param connections whom to dial
     * @param seconds when to end, if at a time
     * @param trace where to write the trace, if wanted
     */
    record Settings(
            String host,
            int port,
            Set<String> origins,
            Connections connections,
            OptionalLong seconds,
            Optional<OutputFile> trace) {}

    WebRun(Config config, Simulation<S> simulation, Settings settings) {
        this.config = config;
        this.simulation = simulation;
        this.settings = settings;
        this.trace = settings.trace().map(file -> new Trace());
        this.err = new Outlet(System.err, lost -> {});
        trace.ifPresent(t -> t.record(0, simulation.hash(simulation.start())));
    }

    void run() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endInOrder, "end"));
        try {
            Node<S> node = served();
            writeTrace(node.peer());
            if (node.failure().isPresent()) {
                throw new IOException(
                        "the application failed: " + node.failure().get().getMessage());
            }
        } finally {
            ended.countDown();
        }
    }

    /** Serves until the end; gives the node, closed. */
    private Node<S> served() throws IOException {
        Node<S> node = Node.start(config, simulation, new Listener());
        try {
            serve(node);
        } finally {
            node.close();
            err.close();
        }
        return node;
    }

    private void serve(Node<S> node) throws IOException {
        int port = node.listen(settings.host(), settings.port(), WebPage.of(config, simulation, settings.origins()));
        settings.connections().make(node);
        System.out.println("peer " + config.self().peer() + " serves " + url(settings.host(), port));
        try {
            await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static String url(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    private void await() throws InterruptedException {
        if (settings.seconds().isPresent()) {
            over.await(settings.seconds().getAsLong(), TimeUnit.SECONDS);
        } else {
            over.await();
        }
    }

    private void endInOrder() {
        over.countDown();
        try {
            ended.await(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeTrace(Peer<S> peer) throws IOException {
        if (trace.isPresent()) {
            // A late event may have come after the clock was read for the last time.
            peer.machine().advanceTo(peer.tick(), this::record);
            settings.trace().orElseThrow().write((Writer out) -> trace.get().writeTo(out, Long.MAX_VALUE));
        }
    }

    private void record(long tick, S state) {
        trace.ifPresent(t -> t.record(tick, simulation.hash(state)));
    }

    /** On the node's thread. */
    private final class Listener implements NodeListener<S> {
        @Override
        public void ticked(long tick, S state) {
            record(tick, state);
        }

        @Override
        public void linked(int peer) {
            notice("linked with peer " + peer);
        }

        @Override
        public void unlinked(int peer, String why) {
            notice("link with peer " + peer + " is down: " + why);
        }

        @Override
        public void notice(String text) {
            err.tell("peer " + config.self().peer() + ": " + Main.oneLine(text));
        }

        @Override
        public void failed(Throwable cause) {
            over.countDown();
        }
    }
}
