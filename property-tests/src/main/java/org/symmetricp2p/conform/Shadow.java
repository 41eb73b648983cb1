package org.symmetricp2p.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;
import org.symmetricp2p.sim.Watch;
import org.symmetricp2p.vectors.PeerJson;

/**
 * Has a port do, for some peers of a world, what the core does for them: it gets the same inputs, and must answer with the
 * same outputs, byte for byte. As a core is a function of its inputs, the world is the one in which the port itself were these peers, up
 * to the first difference.
 */
final class Shadow<S> implements Watch<S> {

    /** The port's answer is wrong, or it gives none: ends the world. */
    static final class Differs extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient PortFailure failure; // null if it answered

        private Differs(String message, PortFailure failure) {
            super(message, failure, false, false);
            this.failure = failure;
        }

        Optional<PortFailure> failure() {
            return Optional.ofNullable(failure);
        }
    }

    /** Every so many steps all that the peer has is compared; as it is after each replay. */
    private static final int LOOK_INTERVAL = 64;

    /** A life of a peer that the port does as well. */
    private static final class Life<S> {
        private final String subject;
        private Peer<S> last;
        private Input.ClockRead idle; // the reading of the latest time, if nothing came of it and it wasn't told
        private long synced; // when the clock was told last, be it to nobody
        private int steps;

        private Life(String subject, Peer<S> last) {
            this.subject = subject;
            this.last = last;
            this.synced = last.clock().nanos();
        }

        private boolean isSyncDue(Peer<S> before, Input.ClockRead read) {
            Clock now = before.clock().read(read.nanos());
            boolean isDue = now.isDue(synced);
            synced = isDue ? now.nanos() : synced;
            return isDue;
        }
    }

    private final Dialogue dialogue;
    private final IntPredicate isShadowed;
    private final Map<Integer, Life<S>> lives = new TreeMap<>(); // by peer
    private long asked;

    /** @param isShadowed of which places in the scenario's list of peers the port does the peers */
    Shadow(Dialogue dialogue, IntPredicate isShadowed) {
        this.dialogue = dialogue;
        this.isShadowed = isShadowed;
    }

    /** How many steps the port has made. */
    long asked() {
        return asked;
    }

    @Override
    public void started(Host<S> host, Peer<S> peer) {
        Life<S> before = lives.get(host.id());
        if (!isShadowed.test(host.place()) || before != null && before.last == peer) { // it goes on with its memory
            return;
        }
        Life<S> life = new Life<>("peer " + host.id(), peer);
        lives.put(host.id(), life);
        ObjectNode begin = Dialogue.object("begin", "peer/world");
        String application = peer.machine().simulation().id();
        begin.put("subject", life.subject)
                .set(
                        "given",
                        PeerJson.given(application, peer.config(), peer.clock().nanos()));
        ask(begin, JsonNodeFactory.instance.objectNode());
    }

    @Override
    public void stepped(Host<S> host, Peer<S> before, Input input, Step<S> step) {
        Life<S> life = lives.get(host.id());
        if (life == null) {
            return;
        }
        life.last = step.peer();
        if (input instanceof Input.ClockRead read && !life.isSyncDue(before, read) && isIdle(before, step)) {
            life.idle = life.idle == null || read.nanos() > life.idle.nanos() ? read : life.idle;
            return;
        }
        tellIdle(life);
        tell(life, input, step.outputs());
        boolean isReplay = step.outputs().stream().anyMatch(Output.RolledBack.class::isInstance);
        if (isReplay || ++life.steps % LOOK_INTERVAL == 0) {
            look(life);
        }
    }

    /**
     * A reading that changes nothing but the present: any of a later time does the same, so it needn't be told. Where the session settles, it can
     * also be when a peer without links promises or declares.
     */
    private static <S> boolean isIdle(Peer<S> before, Step<S> step) {
        return step.outputs().isEmpty()
                && before.config().settling().isEmpty()
                && before.queued().isEmpty()
                && !before.clock().isCatchingUp()
                && !step.peer().clock().isCatchingUp()
                && before.isHoldingInput() == step.peer().isHoldingInput();
    }

    @Override
    public void ended() {
        for (Life<S> life : lives.values()) {
            tellIdle(life);
            look(life);
        }
        try {
            end(dialogue.finish());
        } catch (PortFailure e) {
            throw new Differs(e.getMessage(), e);
        }
    }

    private void tellIdle(Life<S> life) {
        if (life.idle != null) {
            tell(life, life.idle, List.of());
            life.idle = null;
        }
    }

    private void tell(Life<S> life, Input input, List<Output> outputs) {
        asked++;
        step(life, PeerJson.input(input), PeerJson.outputs(outputs));
    }

    private void look(Life<S> life) {
        step(life, PeerJson.look(), PeerJson.seen(life.last));
    }

    private void step(Life<S> life, ObjectNode given, ObjectNode expected) {
        ObjectNode question = Dialogue.object("step", given);
        question.put("subject", life.subject);
        ask(question, Dialogue.object("expect", expected));
    }

    private void ask(ObjectNode question, JsonNode expected) {
        try {
            end(dialogue.ask(question, expected));
        } catch (PortFailure e) {
            throw new Differs(e.getMessage(), e);
        }
    }

    private static void end(Optional<Dialogue.Wrong> wrong) {
        wrong.ifPresent(w -> {
            throw new Differs(w.what() + "\n  after " + Dialogue.shown(w.line()), null);
        });
    }
}
