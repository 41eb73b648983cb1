package org.symmetricp2p.check.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;

/** What a peer must know and whom it must be linked to, by the inputs that it had: the measure for what it does. */
final class Ideal {

    final Known known;
    final Map<Stamp, String> learned = new HashMap<>(); // when and from whom; looked up only
    private final SortedMap<LinkId, Tie> ties = new TreeMap<>();
    private Optional<Tie> ended = Optional.empty();

    Ideal(Config config) {
        this.known = new Known(config.maxEventBytes());
    }

    Iterable<Tie> ties() {
        return ties.values();
    }

    /** The end of a link that was told to be down last. */
    Optional<Tie> ended() {
        return ended;
    }

    boolean isTied(LinkId link) {
        return ties.containsKey(link);
    }

    /** The end of a link over which an input came. */
    Optional<Tie> from(Input input) {
        return input instanceof Input.Received received
                ? Optional.ofNullable(ties.get(received.link()))
                : Optional.empty();
    }

    /** What an input, and what the peer itself says about it, makes of the links. */
    void follow(Host<Object> host, Input input, Step<Object> step) {
        if (input instanceof Input.LinkUp up) {
            ties.put(up.link(), new Tie(up.link(), Optional.ofNullable(host.line(up.link()))));
        } else if (input instanceof Input.LinkDown down) {
            ended = Optional.ofNullable(ties.remove(down.link()));
        } else if (input instanceof Input.Received received && received.message() instanceof Message.Bye) {
            ties.remove(received.link());
        }
        for (Output output : step.outputs()) {
            if (output instanceof Output.Close close) {
                ties.remove(close.link());
            }
        }
        greeting(input).ifPresent(hello -> from(input).ifPresent(tie -> tie.neighbour = hello.self()));
    }

    /** The HELLO that came, if any did. */
    static Optional<Message.Hello> greeting(Input input) {
        return input instanceof Input.Received received && received.message() instanceof Message.Hello hello
                ? Optional.of(hello)
                : Optional.empty();
    }

    /** The events that a step sends over a link. */
    static List<StampedEvent> sent(Step<Object> step, LinkId link) {
        return step.outputs().stream()
                .filter(output ->
                        output instanceof Output.Send send && send.link().equals(link))
                .map(output -> ((Output.Send) output).message())
                .filter(message -> message instanceof Message.Events)
                .flatMap(message -> ((Message.Events) message).events().stream())
                .toList();
    }

    /** Whether a link is closed because the neighbour's clock isn't believed. */
    static boolean isAboutClock(Message.Bye bye) {
        return bye.reason() == Message.Reason.LIMIT && bye.text().startsWith("clock ");
    }

    /** Why a step closes a link, if it does. */
    static Optional<Message.Bye> closing(Step<Object> step, LinkId link) {
        return step.outputs().stream()
                .filter(output ->
                        output instanceof Output.Close close && close.link().equals(link))
                .map(output -> ((Output.Close) output).bye())
                .findFirst();
    }
}
