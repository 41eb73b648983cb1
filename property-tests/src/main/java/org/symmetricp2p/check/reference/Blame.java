package org.symmetricp2p.check.reference;

import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
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
    static Property of(Input input, Output expected, Output found) {
        if (expected instanceof Output.RolledBack || found instanceof Output.RolledBack) {
            return Property.REPORTED;
        } else if (expected instanceof Output.Renewed || found instanceof Output.Renewed) {
            return Property.INTEGRITY;
        } else if (expected instanceof Output.Refused || found instanceof Output.Refused) {
            return Property.ISSUED;
        } else if (expected instanceof Output.Close close) {
            return of(close.bye().reason());
        } else if (found instanceof Output.Close close) {
            return of(close.bye().reason());
        }
        Message right = expected instanceof Output.Send send ? send.message() : null;
        Message wrong = found instanceof Output.Send send ? send.message() : null;
        return of(input, right, wrong);
    }

    private static Property of(Input input, Message right, Message wrong) {
        Message either = right != null ? right : wrong;
        boolean sameKind = right != null && wrong != null && right.getClass() == wrong.getClass();
        if (either instanceof Message.Sync || sameKind && clockOf(right) != clockOf(wrong)) {
            return Property.TOLD;
        } else if (!(either instanceof Message.Events) || isGreeting(input)) {
            return Property.JOIN_COMPLETE;
        }
        List<StampedEvent> lacking = eventsOf(right);
        List<StampedEvent> events = eventsOf(wrong);
        if (!(input instanceof Input.Received)) {
            return payloads(lacking).equals(payloads(events)) ? Property.STAMPS : Property.ISSUED;
        }
        return events.containsAll(lacking) ? Property.FLOOD_COST : Property.CONVERGE;
    }

    private static List<StampedEvent> eventsOf(Message message) {
        return message instanceof Message.Events events ? events.events() : List.of();
    }

    private static List<Event> payloads(List<StampedEvent> events) {
        return events.stream().map(StampedEvent::event).toList();
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
