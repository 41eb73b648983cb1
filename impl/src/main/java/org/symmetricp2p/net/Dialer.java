package org.symmetricp2p.net;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one link up towards an address: dials, and after a failure or a loss dials again, waiting twice as
 * long each time. The waiting has jitter, so that peers who lost each other don't meet in step for ever. It
 * rests while there is a link to that peer, also one that the peer dialled (spec 6.20). All on the node's thread.
 */
final class Dialer {

    private final Links links;
    private final EventLoop loop;
    private final int peer;
    private final InetSocketAddress address;
    private int failures;
    private String lastTrouble = ""; // what the user was told last
    private boolean linked;
    private long linkedNanos; // when its link became live
    private boolean busy; // an attempt is scheduled or under way, or its connection is there
    private boolean stopped;

    Dialer(Links links, EventLoop loop, int peer, InetSocketAddress address) {
        this.links = links;
        this.loop = loop;
        this.peer = peer;
        this.address = address;
    }

    int peer() {
        return peer;
    }

    InetSocketAddress address() {
        return address;
    }

    /** Dials now, unless it is busy with that or there is no need. */
    void dial() {
        if (!busy && !stopped && !links.isLinkedTo(peer)) {
            busy = true;
            links.connect(this);
        }
    }

    /** Its link became live. */
    void succeeded() {
        linkedNanos = System.nanoTime();
        linked = true;
        lastTrouble = "";
    }

    /** Whether the user wasn't told just this the last time. */
    boolean isNews(String trouble) {
        boolean isNews = !trouble.equals(lastTrouble);
        lastTrouble = trouble;
        return isNews;
    }

    /** The address couldn't be reached; says so once, not at each attempt. */
    void failed(Throwable cause) {
        String trouble = "can't reach " + this + " (" + cause.getMessage() + "); trying again";
        if (!stopped && isNews(trouble)) {
            links.notice(trouble);
        }
        ended();
    }

    /** Its attempt or its connection ended. If the link lasted, what failed before is forgotten. */
    void ended() {
        if (linked && System.nanoTime() - linkedNanos > Limits.LASTING_NANOS) {
            failures = 0;
        }
        linked = false;
        busy = false;
        dialLater();
    }

    /** Dials after a while, unless an attempt is scheduled already. */
    void dialLater() {
        if (busy || stopped) {
            return;
        }
        long longest = Math.min((long) Limits.FIRST_RETRY_MILLIS << failures, Limits.LAST_RETRY_MILLIS);
        long millis = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        failures = Math.min(failures + 1, Integer.SIZE - 1);
        busy = true;
        loop.schedule(
                () -> {
                    busy = false;
                    dial();
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Never dials again. */
    void stop() {
        stopped = true;
    }

    @Override
    public String toString() {
        return "peer " + peer + " at " + address.getHostString() + ":" + address.getPort();
    }
}
