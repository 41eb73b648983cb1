package org.symmetricp2p.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import org.symmetricp2p.app.Simulation;

/**
 * A few peers in one virtual time, and FIFO links between them that carry messages. Nothing happens by
 * itself: a test says when clocks are read and when messages arrive.
 */
final class Net {

    final List<TestPeer<Diary.Page>> peers = new ArrayList<>();
    final List<Cable> cables = new ArrayList<>();
    long nanos;
    private int linksSoFar;

    /** A connection: each end has its own name for it, and a queue of what is under way to it. */
    final class Cable {
        final int[] peer;
        final LinkId[] link;
        final List<Queue<Message>> arriving = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private boolean up = true;

        Cable(int a, int b) {
            this.peer = new int[] {a, b};
            this.link = new LinkId[] {new LinkId(++linksSoFar), new LinkId(++linksSoFar)};
        }

        boolean isUp() {
            return up;
        }

        /** One message arrives at an end, if one is under way. */
        void deliver(int end) {
            Message message = arriving.get(end).poll();
            if (up && message instanceof Message.Bye) {
                step(peer[end], new Input.Received(link[end], message));
                cut();
            } else if (up && message != null) {
                step(peer[end], new Input.Received(link[end], message));
            }
        }

        /** Breaks; what is under way is lost. */
        void cut() {
            up = false;
            for (int end = 0; end < 2; end++) {
                arriving.get(end).clear();
                step(peer[end], new Input.LinkDown(link[end]));
            }
        }
    }

    int add(Config config) {
        return add(config, new Diary());
    }

    int add(Config config, Simulation<Diary.Page> simulation) {
        peers.add(new TestPeer<>(Peer.start(config, simulation, nanos)));
        return peers.size() - 1;
    }

    /** Another life of a peer, without its memory; its connections break. */
    void restart(int peer, Config config) {
        for (Cable cable : cables) {
            if (cable.isUp() && (cable.peer[0] == peer || cable.peer[1] == peer)) {
                cable.cut();
            }
        }
        peers.set(peer, new TestPeer<>(Peer.start(config, new Diary(), nanos)));
    }

    Cable connect(int a, int b) {
        Cable cable = new Cable(a, b);
        cables.add(cable);
        for (int end = 0; end < 2; end++) {
            step(cable.peer[end], new Input.LinkUp(cable.link[end], OptionalInt.empty()));
        }
        return cable;
    }

    void press(int peer, String text) {
        step(peer, new Input.LocalEvent(Diary.note(text)));
    }

    void read(int peer) {
        step(peer, new Input.ClockRead(nanos));
    }

    /** Steps a peer and puts what it sends on the cables. */
    void step(int peer, Input input) {
        for (Output output : peers.get(peer).step(input)) {
            if (output instanceof Output.Send send) {
                carry(send.link(), send.message());
            } else if (output instanceof Output.Close close) {
                carry(close.link(), close.bye());
            }
        }
    }

    private void carry(LinkId from, Message message) {
        for (Cable cable : cables) {
            for (int end = 0; end < 2; end++) {
                if (cable.up && cable.link[end].equals(from)) {
                    cable.arriving.get(1 - end).add(message);
                }
            }
        }
    }

    /** Everything arrives, also what is sent because of it. */
    void deliverAll() {
        boolean delivered = true;
        while (delivered) {
            delivered = false;
            for (Cable cable : List.copyOf(cables)) {
                for (int end = 0; end < 2; end++) {
                    while (!cable.arriving.get(end).isEmpty()) {
                        cable.deliver(end);
                        delivered = true;
                    }
                }
            }
        }
    }

    /** Time passes tick by tick at all peers, and messages arrive at once. */
    void run(long forNanos) {
        for (long end = nanos + forNanos; nanos < end; ) {
            nanos = Math.min(end, nanos + TestPeer.NANOS_PER_TICK);
            for (int peer = 0; peer < peers.size(); peer++) {
                read(peer);
            }
            deliverAll();
        }
    }
}
