package org.symmetricp2p.check.explain;

import java.util.Optional;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.link.Dial;
import org.symmetricp2p.link.Signal;

/** Says how connections come to be and end, as an endpoint is told and as it tells. */
final class DialText {

    private DialText() {}

    static Optional<String> of(Signal signal) {
        if (signal instanceof Signal.Accepted accepted) {
            return Optional.of("is dialled by " + accepted.from() + ": " + accepted.link());
        } else if (signal instanceof Signal.Connected connected) {
            return Optional.of("gets through with " + attempt(connected.dial()) + ": " + connected.link());
        } else if (signal instanceof Signal.Unreachable unreachable) {
            return Optional.of("doesn't get through with " + attempt(unreachable.dial()) + ": " + unreachable.why());
        } else if (signal instanceof Signal.Closed closed) {
            return Optional.of("learns that " + closed.link() + " is gone"
                    + closed.why().map(why -> ": " + why).orElse(""));
        }
        return Optional.empty();
    }

    static Optional<String> of(Action action) {
        if (action instanceof Action.Connect connect) {
            return Optional.of("dials " + connect.address() + ", " + attempt(connect.dial()));
        } else if (action instanceof Action.GiveUp giveUp) {
            return Optional.of("gives up " + attempt(giveUp.dial()));
        } else if (action instanceof Action.Close close) {
            return Optional.of("closes " + close.link() + " altogether");
        } else if (action instanceof Action.Linked linked) {
            return Optional.of("tells its user that peer " + linked.peer() + " is linked");
        } else if (action instanceof Action.Unlinked unlinked) {
            return Optional.of(
                    "tells its user that peer " + unlinked.peer() + " isn't linked any more: " + unlinked.why());
        } else if (action instanceof Action.Notice notice) {
            return Optional.of("tells its user: " + notice.text());
        }
        return Optional.empty();
    }

    private static String attempt(Dial dial) {
        return "attempt " + dial.number() + " to reach peer " + dial.peer();
    }
}
