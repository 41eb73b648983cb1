package org.symmetricp2p.cli.attack;

import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Versions;

/** What a HELLO must say of the application for a peer to listen at all. */
public record Application(String id, int fps, int stateSize) {

    Message.Hello hello(Source self, long clock, Versions versions) {
        return new Message.Hello(id, fps, stateSize, self, clock, versions);
    }
}
