package org.symmetricp2p.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.symmetricp2p.check.DialModel.State;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Address;
import org.symmetricp2p.link.Dial;

/** Whom a {@link LinkModel} dials, and when (spec 6.18, 6.20, 6.23). */
final class DialRules {

    private final LinkModel<?> model;
    private final Map<Integer, DialModel> dials =
            new TreeMap<>(); // by peer; also those that have stopped, for the address
    private final List<Dial> toGiveUp = new ArrayList<>(); // in this reaction
    private final Set<Integer> failed = new TreeSet<>(); // in this reaction
    private final Set<Integer> lost = new TreeSet<>(); // to whom a live link is over, in this reaction
    private final Set<Integer> lastingLost = new TreeSet<>(); // those whose link was a good one
    private final Set<Integer> othersLost = new TreeSet<>(); // those whose good link wasn't that of the last attempt
    private Set<Integer> linked = Set.of(); // to whom there is a link, once all else is settled
    private boolean isWake;

    DialRules(LinkModel<?> model) {
        this.model = model;
    }

    // ---- the user ----

    void wanted(int peer, Address address) {
        giveUp(peer);
        dials.put(peer, new DialModel(address));
    }

    void unwanted(int peer) {
        giveUp(peer);
        Optional.ofNullable(dials.get(peer)).ifPresent(DialModel::stops);
    }

    void wantedAgain(int peer) {
        if (dials.containsKey(peer)) {
            wanted(peer, dials.get(peer).address);
        }
    }

    void leave() {
        dials.keySet().forEach(this::giveUp);
        dials.clear();
    }

    boolean wants(int peer) {
        return dials.containsKey(peer) && dials.get(peer).state != State.STOPPED;
    }

    boolean wantsAny() {
        return dials.keySet().stream().anyMatch(this::wants);
    }

    private void giveUp(int peer) {
        Optional.ofNullable(dials.get(peer)).flatMap(dial -> dial.attempt).ifPresent(toGiveUp::add);
    }

    // ---- the network ----

    private Optional<DialModel> trying(Dial attempt) {
        return Optional.ofNullable(dials.get(attempt.peer())).filter(dial -> dial.attempt.equals(Optional.of(attempt)));
    }

    void failed(Dial attempt) {
        if (trying(attempt).isPresent()) {
            failed.add(attempt.peer());
        }
    }

    /** Whether that attempt was still of interest. */
    boolean connected(Dial attempt, LinkId link) {
        Optional<DialModel> dial = trying(attempt);
        dial.ifPresent(d -> d.connected(link));
        return dial.isPresent();
    }

    /** A connection is over, for the rules; its bytes may not be yet. */
    void ended(LinkId link, ConnectionModel connection) {
        connection.neighbour.ifPresent(source -> {
            lost.add(source.peer());
            if (connection.hasLasted(model.now())) {
                boolean isOwn = dials.containsKey(source.peer())
                        && dials.get(source.peer()).link.equals(Optional.of(link));
                (isOwn ? lastingLost : othersLost).add(source.peer());
            }
        });
        for (Map.Entry<Integer, DialModel> entry : dials.entrySet()) {
            DialModel dial = entry.getValue();
            if (dial.link.equals(Optional.of(link))) {
                if (connection.reason.filter(reason -> reason.isFinal()).isPresent()) {
                    dial.stops();
                } else {
                    failed.add(entry.getKey());
                }
            }
        }
    }

    void wake() {
        isWake = true;
        for (Map.Entry<Integer, DialModel> entry : dials.entrySet()) {
            DialModel dial = entry.getValue();
            if (dial.state == State.TRYING && model.now() >= dial.giveUpNanos(model.limits())) {
                giveUp(entry.getKey());
                failed.add(entry.getKey());
            }
        }
    }

    // ---- what is done ----

    /** All that happened has been told: what is dialled and given up must be what is due. */
    void settle(List<Action> actions) {
        linked = model.linked();
        dials.forEach(this::settle);
        List<Dial> given = new ArrayList<>();
        for (Action action : actions) {
            if (action instanceof Action.GiveUp giveUp) {
                given.add(giveUp.dial());
            } else if (action instanceof Action.Connect connect) {
                onConnect(connect);
            }
        }
        if (!given.equals(toGiveUp)) {
            throw model.violation("gives up " + attempts(given) + ", where due is: " + attempts(toGiveUp));
        }
        dials.forEach(this::checkNotMissed);
        toGiveUp.clear();
        failed.clear();
        lost.clear();
        lastingLost.clear();
        othersLost.clear();
        isWake = false;
    }

    private static String attempts(List<Dial> dials) {
        return dials.isEmpty()
                ? "no attempt"
                : dials.stream()
                        .map(dial -> "attempt " + dial.number() + " to reach peer " + dial.peer())
                        .collect(Collectors.joining(", "));
    }

    private void settle(int peer, DialModel dial) {
        boolean isLinked = linked.contains(peer);
        boolean hasFailed = failed.contains(peer);
        if (lastingLost.contains(peer) || othersLost.contains(peer) && !hasFailed) {
            dial.lasted();
        }
        if (dial.state == State.DUE && isLinked) {
            dial.rests();
        } else if (hasFailed && othersLost.contains(peer)) {
            dial.waitsOrHasLasted(model.now());
        } else if (hasFailed || dial.state == State.RESTING && !isLinked) {
            dial.waits(model.now());
        } else if (dial.state == State.WAITING && lost.contains(peer) && !isLinked) {
            dial.lost(model.now(), model.wokenAt());
        }
    }

    private void onConnect(Action.Connect connect) {
        int peer = connect.dial().peer();
        DialModel dial = dials.get(peer);
        boolean isDue = dial != null
                && (dial.state == State.DUE || dial.state == State.WAITING && model.now() >= dial.earliest);
        if (!isDue || linked.contains(peer) || !connect.address().equals(dial.address)) {
            String due = dial == null
                    ? "never, as nobody wants it"
                    : linked.contains(peer) ? "not while there is a link" : dial + ", at " + dial.address;
            throw model.violation("dials peer " + peer + " at " + connect.address() + " at " + model.now() / 1_000_000
                    + " ms of local time; due is: " + due);
        }
        dial.tries(connect.dial(), model.now());
    }

    private void checkNotMissed(int peer, DialModel dial) {
        boolean isOverdue =
                dial.state == State.DUE || isWake && dial.state == State.WAITING && model.now() >= dial.latest;
        if (isOverdue && linked.contains(peer)) {
            dial.rests();
        } else if (isOverdue) {
            throw model.violation("doesn't dial peer " + peer + " at " + model.now() / 1_000_000
                    + " ms of local time; due is: " + dial);
        }
    }

    long earliest() {
        return dials.values().stream()
                .mapToLong(dial -> dial.state == State.WAITING ? dial.earliest : giveUp(dial))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Who waits and is linked may find that out now or later. */
    long latest() {
        linked = model.linked();
        long latest = Long.MAX_VALUE;
        for (Map.Entry<Integer, DialModel> entry : dials.entrySet()) {
            DialModel dial = entry.getValue();
            boolean isWaiting = dial.state == State.WAITING && !linked.contains(entry.getKey());
            latest = Math.min(latest, isWaiting ? dial.latest : giveUp(dial));
        }
        return latest;
    }

    private long giveUp(DialModel dial) {
        return dial.state == State.TRYING ? dial.giveUpNanos(model.limits()) : Long.MAX_VALUE;
    }
}
