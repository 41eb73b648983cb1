package org.symmetricp2p.check.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;

/** Which links a peer must have and what it must say of itself on them, judged apart from the core. */
final class LinkRules {

    private final Faults faults;
    private final LinkLives lives;

    LinkRules(Faults faults, LinkLives lives) {
        this.faults = faults;
        this.lives = lives;
    }

    void stepped(Host<Object> host, Ideal ideal, Input input, Step<Object> step) {
        List<LinkId> has = step.peer().links().stream().map(link -> link.id()).toList();
        for (Tie tie : ideal.ties()) {
            if (!has.contains(tie.id) && !tie.isForgotten) {
                tie.isForgotten = true;
                tellForgotten(host, ideal, tie, input);
            }
        }
        has.stream().filter(link -> !ideal.isTied(link)).forEach(link -> {
            String what = "still has " + link + ", which it was told is down";
            faults.addSome(host.id(), Fault.Topic.LINKS, "keeps" + link, what);
        });
        if (input instanceof Input.LinkUp up) {
            checkGreets(host, ideal, up.link(), step);
        }
    }

    private void tellForgotten(Host<Object> host, Ideal ideal, Tie tie, Input input) {
        String up = tie.isUp() ? ", which is up" : "";
        Optional<Tie> ended = ideal.ended().filter(other -> input instanceof Input.LinkDown);
        String when = ended.map(other -> ", when it is told that " + name(host, other) + " is down")
                .orElse("");
        String what = "forgets " + name(host, tie) + up + when;
        faults.add(host.id(), Fault.Topic.LINKS, List.of(), what);
    }

    private String name(Host<Object> host, Tie tie) {
        return tie.line.map(lives::name).orElse("a link") + " to peer " + tie.other(host.id());
    }

    private void checkGreets(Host<Object> host, Ideal ideal, LinkId link, Step<Object> step) {
        Optional<Message.Hello> hello = step.outputs().stream()
                .filter(output -> output instanceof Output.Send send
                        && send.link().equals(link)
                        && send.message() instanceof Message.Hello)
                .map(output -> (Message.Hello) ((Output.Send) output).message())
                .findFirst();
        SortedMap<Source, Long> knows = ideal.known.seqs();
        if (hello.isEmpty()) {
            faults.addSome(host.id(), Fault.Topic.LINKS, "no HELLO", "doesn't say HELLO on a link that came up");
        } else if (!hello.get().versions().seqs().equals(knows)) {
            String what = "says in its HELLO that it knows " + Words.versions(hello.get()) + ", but it knows " + knows;
            faults.addSome(host.id(), Fault.Topic.LINKS, "wrong HELLO", what);
        }
    }

    /** A name belongs to one life, unless the memory is kept. */
    void started(Host<Object> host, Peer<Object> peer, Map<Source, List<Stamp>> issued) {
        Source self = peer.config().self();
        if (issued.containsKey(self)) {
            String what =
                    "starts without its memory under the name " + self + " again, under which an earlier life has "
                            + "issued " + issued.get(self).size() + " events";
            faults.add(host.id(), Fault.Topic.LINKS, issued.get(self), what);
        }
    }
}
