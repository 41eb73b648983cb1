package org.symmetricp2p.tutorial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.net.App;
import org.symmetricp2p.net.Loop;
import org.symmetricp2p.net.Node;

/** This peer's part of the tutorial: reads lines, prints the number whenever it has changed. */
final class Tally implements App<TallyRules.State, String> {

    private final int port;
    private final int neighbourPort; // 0 for the first peer
    private final PrintStream screen;
    private Node<TallyRules.State> node;
    private int shown;

    Tally(int port, int neighbourPort, PrintStream screen) {
        this.port = port;
        this.neighbourPort = neighbourPort;
        this.screen = screen;
    }

    @Override
    public Simulation<TallyRules.State> sim() {
        return new TallyRules();
    }

    @Override
    public void ini(Node<TallyRules.State> node) throws IOException {
        this.node = node;
        if (neighbourPort != 0) {
            node.link(1, "127.0.0.1", neighbourPort);
        }
        node.listen("127.0.0.1", port);
    }

    @Override
    public void ren(Frame<TallyRules.State> frame) {
        if (frame.state().number() != shown) {
            shown = frame.state().number();
            screen.println(shown);
        }
    }

    @Override
    public Optional<Event> evt(String line) {
        if (line.equals("quit")) {
            node.close();
            return Optional.empty();
        }
        if (!line.matches("-?\\d{1,9}")) {
            screen.println("not a number of up to 9 digits: " + line);
            return Optional.empty();
        }
        return Optional.of(Event.of(TallyRules.ADD, Integer.parseInt(line)));
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: Tally PEER PORT [PORT OF PEER 1]");
            System.exit(2);
        }
        int peer = Integer.parseInt(args[0]);
        int port = Integer.parseInt(args[1]);
        int neighbourPort = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        BlockingQueue<String> lines = new LinkedBlockingQueue<>(100);
        Thread reader = new Thread(() -> readInto(lines));
        reader.setDaemon(true);
        reader.start();
        Loop.run(Node.newLife(peer), new Tally(port, neighbourPort, System.out), lines::poll);
    }

    /** Waits when 100 lines wait, so that nothing is lost however much is pasted. */
    private static void readInto(BlockingQueue<String> lines) {
        try (Scanner in = new Scanner(System.in, UTF_8)) {
            while (in.hasNextLine()) {
                lines.put(in.nextLine());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
