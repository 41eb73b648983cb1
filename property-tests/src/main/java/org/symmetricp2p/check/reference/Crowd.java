package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** How a peer learns of events of very many sources: a neighbour's history. */
final class Crowd {

    private static final LinkId LINK = new LinkId(0); // not one of those that are drawn

    private Crowd() {}

    /** A link, and a history of one event of each of so many sources. */
    static List<Input> gathering(int sources, Config config) {
        List<StampedEvent> history = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            history.add(new StampedEvent(new Stamp(5, new Source(9, i), 1), Event.of(Event.NEXT, i)));
        }
        return List.of(
                new Input.LinkUp(LINK, OptionalInt.empty()),
                new Input.Received(
                        LINK, new Message.Hello("chain/1", config.fps(), 16, new Source(9, 0), 0, Versions.NONE)),
                new Input.Received(LINK, new Message.Events(0, history)));
    }
}
