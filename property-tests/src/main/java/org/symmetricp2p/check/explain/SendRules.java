package org.symmetricp2p.check.explain;

import java.util.List;
import java.util.Optional;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;

/**
 * What a peer must send, judged apart from the core: what is new to it to all live links but the one over which it came,
 * to a neighbour that greets all that it lacks, and nothing else.
 */
final class SendRules {

    private static final int MAX_NAMED = 3;

    private final Faults faults;
    private final LinkLives lives;

    SendRules(Faults faults, LinkLives lives) {
        this.faults = faults;
        this.lives = lives;
    }

    /** @param fresh what the step made known to the peer */
    void stepped(
            Host<Object> host,
            Ideal ideal,
            Optional<Tie> from,
            Input input,
            List<StampedEvent> fresh,
            Step<Object> step) {
        for (Tie tie : ideal.ties()) {
            boolean isFrom = from.isPresent() && from.get() == tie;
            Optional<Message.Hello> hello = isFrom ? Ideal.greeting(input) : Optional.empty();
            List<StampedEvent> due = hello.isPresent()
                    ? ideal.known.beyond(hello.get().versions().seqs())
                    : tie.isLive() && !isFrom ? fresh : List.of();
            List<StampedEvent> sent = Ideal.sent(step, tie.id);
            List<StampedEvent> left = Known.without(due, sent);
            if (!left.isEmpty() && tie.isUp() && host.line(tie.id) != null) {
                tellLeft(host.id(), tie, hello, left);
            }
            Known.without(sent, due).stream()
                    .findFirst()
                    .ifPresent(event -> tellExtra(host.id(), ideal, tie, isFrom, hello, event));
        }
    }

    private void tellLeft(int peer, Tie tie, Optional<Message.Hello> hello, List<StampedEvent> left) {
        String names = Words.names(left, MAX_NAMED)
                + (left.size() > MAX_NAMED ? " and " + (left.size() - MAX_NAMED) + " more" : "");
        String to = "peer " + tie.other(peer);
        String what = hello.isPresent()
                ? "leaves " + names + ", which it knows, out of the history for " + to
                        + ", whose HELLO says that it knows " + Words.versions(hello.get())
                : "doesn't send " + names + (left.get(0).source().peer() == peer ? "" : " on") + " to " + to + " over "
                        + lives.name(tie.line.get()) + ", which is live" + (tie.isForgotten ? " but forgotten" : "");
        faults.add(peer, Fault.Topic.EVENTS, Words.stamps(left), what);
    }

    private void tellExtra(
            int peer, Ideal ideal, Tie tie, boolean isFrom, Optional<Message.Hello> hello, StampedEvent event) {
        String to = "peer " + tie.other(peer);
        String known = ideal.learned.getOrDefault(event.stamp(), "which it doesn't know");
        String what;
        if (!tie.isLive()) {
            what = "sends " + event.stamp() + " to " + to + " before the HELLO of " + to
                    + " has come, so ahead of the history";
        } else if (hello.isPresent()) {
            what = "sends " + event.stamp() + " as history to " + to + ", whose HELLO says that it knows it";
        } else if (isFrom) {
            what = "sends " + event.stamp() + " back to " + to + ", from which it came";
        } else {
            what = "sends " + event.stamp() + " on to " + to + " though it isn't new: " + known;
        }
        faults.add(peer, Fault.Topic.EVENTS, List.of(event.stamp()), what);
    }
}
