package org.symmetricp2p.core;

import java.util.List;
import org.symmetricp2p.app.Event;

/** What the driver of a peer has to do after a step, in the order given. */
public sealed interface Output {

    /** Send a message over a link, after all that was sent over it before. */
    record Send(LinkId link, Message message) implements Output {}

    /** Send a last message over a link, then close it. The peer has forgotten the link already. */
    record Close(LinkId link, Message.Bye bye) implements Output {}

    /** Tell the user: a link is ready, and who is at the other end. */
    record Linked(LinkId link, Source neighbour) implements Output {}

    /** Tell the user: the neighbour closed a link, and why. */
    record Unlinked(LinkId link, Message.Bye bye) implements Output {}

    /**
     * Tell the user: late events, or such as turned out to be void, have made ticks be simulated again. A burst of them is one
     * rollback.
     *
     * @param from the first tick that was simulated again: that of the earliest of them
     * @param to the last one: where the clock was when the late events came
     * @param late the late events, in stamp order
     * @param reordered the events that had been applied already and now come after a late one, in stamp order
     * @param voided the events that had been applied already and have become void, in stamp order (spec 8.10)
     */
    record RolledBack(
            long from, long to, List<StampedEvent> late, List<StampedEvent> reordered, List<StampedEvent> voided)
            implements Output {

        /** Where nothing has become void. */
        public RolledBack(long from, long to, List<StampedEvent> late, List<StampedEvent> reordered) {
            this(from, to, late, reordered, List.of());
        }

        /** How many ticks were simulated again. */
        public long depth() {
            return to - from + 1;
        }
    }

    /**
     * Tell the user: somebody else issues events as this peer, which goes on under a new incarnation (spec 6.25).
     *
     * @param former who the peer was
     * @param self who it is from now on
     */
    record Renewed(Source former, Source self) implements Output {}

    /**
     * Tell the user: the application has thrown at an event, which therefore has no effect, here and wherever the same
     * application runs (spec 4.6). Told once for each event, when it is simulated for the first time.
     */
    record WithoutEffect(Stamp stamp, String why) implements Output {}

    /**
     * Tell the application: an event of this peer has become void, as its keeper didn't hear of it in time (spec 8.11).
     *
     * @param isIssuedAgain whether it waits to be issued again; otherwise that is the application's affair
     */
    record Voided(StampedEvent event, boolean isIssuedAgain) implements Output {}

    /**
     * Tell the user: this peer goes on from a settled state that a neighbour had, as the events before aren't to be had any more (spec 8.22).
     *
     * @param tick of the state
     */
    record TookOver(Source neighbour, long tick) implements Output {}

    /**
     * Tell the user, once for each link: the two ends of it were in different states at a tick that is settled. So the application isn't
     * deterministic, or a machine is broken, at either end. The link stays (spec 8.19).
     *
     * @param hash {@link org.symmetricp2p.app.Simulation#hash} of this peer's state
     * @param theirs the neighbour's
     */
    record Diverged(LinkId link, Source neighbour, long tick, long hash, long theirs) implements Output {

        /** In one line, for a person. */
        public String text() {
            return "this peer and " + neighbour + " are not in the same state: at tick " + tick
                    + ", which is settled, the hash is "
                    + "%016x here and %016x there. The application isn't deterministic, or differs, or a machine is broken"
                            .formatted(hash, theirs);
        }
    }

    /** Tell the application: an event was not taken, and why. */
    record Refused(Event event, String why) implements Output {}
}
