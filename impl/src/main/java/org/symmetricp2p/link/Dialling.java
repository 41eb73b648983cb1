package org.symmetricp2p.link;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.core.Limit;

/** The rules about dialling, within one {@link Turn}: who is dialled, when, and when no more (spec 6.20, 6.23). */
final class Dialling {

    /**
     * The dialers of an endpoint.
     *
     * @param byPeer one for each peer that the user ever named with an address
     * @param attempts how many attempts there were: the number of the last
     * @param chance what the next wait is drawn from
     */
    record Dialers(SortedMap<Integer, Dialer> byPeer, long attempts, SplitMix64 chance) {}

    private final Moment moment;
    private final Connections connections;
    private Dialers dialers;

    Dialling(Dialers dialers, Moment moment, Connections connections) {
        this.dialers = dialers;
        this.moment = moment;
        this.connections = connections;
    }

    Dialers outcome() {
        return dialers;
    }

    /** When something is due: an attempt, or the end of one. */
    long dueNanos() {
        long due = Long.MAX_VALUE;
        for (Dialer dialer : dialers.byPeer().values()) {
            due = Math.min(due, dialer.nextNanos());
        }
        return due;
    }

    // ---- the user ----

    /** Keeps a link up from now on, in place of what was wanted for that peer before. */
    void link(int peer, Address address) {
        stop(peer);
        dial(Dialer.to(peer, address, moment.now));
    }

    /** Whether a link is to be kept up to a peer. */
    boolean wants(int peer) {
        Dialer dialer = dialers.byPeer().get(peer);
        return dialer != null && !dialer.is(Dialer.State.STOPPED);
    }

    /** Whether a link is to be kept up to anybody. */
    boolean wantsAny() {
        for (Dialer dialer : dialers.byPeer().values()) {
            if (!dialer.is(Dialer.State.STOPPED)) {
                return true;
            }
        }
        return false;
    }

    /** The address that the user gave for a peer last. */
    Optional<Address> addressOf(int peer) {
        return Optional.ofNullable(dialers.byPeer().get(peer)).map(Dialer::address);
    }

    void stop(int peer) {
        Dialer dialer = dialers.byPeer().get(peer);
        if (dialer != null) {
            if (dialer.is(Dialer.State.DIALLING)) {
                moment.act(new Action.GiveUp(dialer.dial()));
            }
            put(dialer.in(Dialer.State.STOPPED));
        }
    }

    void stopAll() {
        List.copyOf(dialers.byPeer().keySet()).forEach(this::stop);
    }

    // ---- time ----

    void wake() {
        for (Dialer dialer : List.copyOf(dialers.byPeer().values())) {
            if (dialer.nextNanos() > moment.now) {
                continue;
            }
            if (dialer.is(Dialer.State.WAITING)) {
                dial(dialer);
            } else {
                moment.act(new Action.GiveUp(dialer.dial()));
                moment.hasReached(Limit.HELLO_MILLIS);
                unreachable(dialer.dial(), "no answer within " + moment.limits.of(Limit.HELLO_MILLIS) + " ms");
            }
        }
    }

    /** Dials now, unless there is no need. */
    private void dial(Dialer dialer) {
        if (connections.isLinkedTo(dialer.peer())) {
            put(dialer.in(Dialer.State.RESTING));
            return;
        }
        long number = dialers.attempts() + 1;
        Dialer dialling = dialer.dialling(number, moment.now + moment.limits.nanosOf(Limit.HELLO_MILLIS));
        put(dialling);
        dialers = new Dialers(dialers.byPeer(), number, dialers.chance());
        moment.act(new Action.Connect(dialling.dial(), dialling.address()));
    }

    private void dialLater(Dialer dialer) {
        int longest = dialer.longestWaitMillis(moment.limits);
        int millis = longest / 2 + dialers.chance().below(longest / 2 + 1);
        dialers = new Dialers(
                dialers.byPeer(), dialers.attempts(), dialers.chance().next());
        put(dialer.waiting(moment.now + millis * 1_000_000L));
    }

    // ---- what attempts lead to ----

    /** An attempt has failed; the user is told once, not at each attempt. */
    void unreachable(Dial dial, String why) {
        present(dial, Dialer.State.DIALLING).ifPresent(dialer -> {
            String trouble = "can't reach " + dialer + " (" + why + "); trying again";
            if (!trouble.equals(dialer.lastTrouble())) {
                moment.act(new Action.Notice(trouble));
            }
            dialLater(dialer.told(trouble));
        });
    }

    /** An attempt has led to a connection; whether that is wanted: not if the attempt was given up. */
    boolean connected(Dial dial) {
        Optional<Dialer> dialer = present(dial, Dialer.State.DIALLING);
        dialer.ifPresent(d -> put(d.in(Dialer.State.CONNECTED)));
        return dialer.isPresent();
    }

    /** The last live link to a peer is over: whoever rested because of it begins to wait. */
    void lost(int peer) {
        Optional.ofNullable(dialers.byPeer().get(peer))
                .filter(dialer -> dialer.is(Dialer.State.RESTING))
                .ifPresent(this::dialLater);
    }

    /** Whether the user wasn't told just this the last time that this attempt's dialler had trouble. */
    boolean isNews(Optional<Dial> dial, String trouble) {
        return !trouble.equals(connectedBy(dial).map(Dialer::lastTrouble).orElse(""));
    }

    /**
     * A connection is over, for a reason that may be final. If its link lasted, what failed before is forgotten, whoever had
     * dialled.
     */
    void ended(Connection connection, String why, boolean isFinal) {
        if (connection.hasLasted(moment.limits, moment.now)) {
            Optional.ofNullable(dialers.byPeer().get(connection.neighbour().getAsInt()))
                    .ifPresent(dialer -> put(dialer.afresh()));
        }
        connectedBy(connection.dial()).ifPresent(dialer -> {
            if (isFinal) {
                put(dialer.in(Dialer.State.STOPPED));
                moment.act(new Action.Notice("gave up linking to " + dialer + ": " + why));
            } else {
                dialLater(dialer.told(connection.isLive() ? "" : why));
            }
        });
    }

    private Optional<Dialer> connectedBy(Optional<Dial> dial) {
        return dial.flatMap(d -> present(d, Dialer.State.CONNECTED));
    }

    /** The dialler of an attempt, if it is in this state with that attempt. */
    private Optional<Dialer> present(Dial dial, Dialer.State state) {
        return Optional.ofNullable(dialers.byPeer().get(dial.peer()))
                .filter(dialer -> dialer.is(state) && dialer.dial().equals(dial));
    }

    private void put(Dialer dialer) {
        SortedMap<Integer, Dialer> changed = new TreeMap<>(dialers.byPeer());
        changed.put(dialer.peer(), dialer);
        dialers = new Dialers(Collections.unmodifiableSortedMap(changed), dialers.attempts(), dialers.chance());
    }
}
