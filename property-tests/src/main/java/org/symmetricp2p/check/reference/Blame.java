package org.symmetricp2p.check.reference;

import org.symmetricp2p.check.Property;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;

/** Which property is broken if something else comes out of a peer than should: the table of docs/properties.md. */
final class Blame {

    private Blame() {}

    /**
     * For an output to a link or to the user.
     *
     * @param expected what should have come, or null
     * @param found what came instead, or null
     */
    static Property of(Input input, Output expected, Output found, Source self) {
        Output either = expected != null ? expected : found;
        if (either instanceof Output.RolledBack || found instanceof Output.RolledBack) {
            return Property.REPORTED;
        } else if (either instanceof Output.Refused || found instanceof Output.Refused) {
            return Property.ISSUED;
        } else if (either instanceof Output.Close close) {
            return of(close.bye().reason());
        } else if (found instanceof Output.Close close) {
            return of(close.bye().reason());
        } else if (either instanceof Output.Send send && send.message() instanceof Message.Sync) {
            return Property.TOLD;
        } else if (expected instanceof Output.Send right && found instanceof Output.Send wrong) {
            return of(input, right.message(), wrong.message(), self);
        } else if (either instanceof Output.Send send && send.message() instanceof Message.Events) {
            return isGreeting(input)
                    ? Property.JOIN_COMPLETE
                    : input instanceof Input.Received
                            ? expected == null ? Property.FLOOD_COST : Property.CONVERGE
                            : Property.ISSUED;
        }
        return Property.JOIN_COMPLETE;
    }

    /** For one message in the place of another. */
    private static Property of(Input input, Message right, Message wrong, Source self) {
        if (right.getClass() != wrong.getClass()) {
            return right instanceof Message.Events && !isGreeting(input) ? Property.CONVERGE : Property.JOIN_COMPLETE;
        } else if (clockOf(right) != clockOf(wrong)) {
            return Property.TOLD;
        } else if (isGreeting(input) || right instanceof Message.Hello) {
            return Property.JOIN_COMPLETE;
        } else if (right instanceof Message.Events lacking && wrong instanceof Message.Events events) {
            StampedEvent first = lacking.events().get(0);
            if (first.source().equals(self)) {
                return first.event().equals(events.events().get(0).event()) ? Property.STAMPS : Property.ISSUED;
            }
            return events.events().containsAll(lacking.events()) ? Property.FLOOD_COST : Property.CONVERGE;
        }
        return Property.JOIN_COMPLETE;
    }

    /** For an event that is known and shouldn't be, or the other way round. */
    static Property of(boolean isOwn, boolean isKnown) {
        return isOwn ? Property.ISSUED : isKnown ? Property.INTEGRITY : Property.NO_GAP;
    }

    private static Property of(Message.Reason reason) {
        return Property.complainedOf(reason)
                .orElse(reason == Message.Reason.DUPLICATE_LINK ? Property.FLOOD_COST : Property.JOIN_COMPLETE);
    }

    private static boolean isGreeting(Input input) {
        return input instanceof Input.LinkUp
                || input instanceof Input.Received received && received.message() instanceof Message.Hello;
    }

    private static long clockOf(Message message) {
        return message instanceof Message.Hello hello
                ? hello.clock()
                : message instanceof Message.Events events
                        ? events.clock()
                        : message instanceof Message.Sync sync ? sync.clock() : 0;
    }
}
