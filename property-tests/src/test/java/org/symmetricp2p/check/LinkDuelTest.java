package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.link.Action;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** Whatever happens to an endpoint, it does what the model demands; and all that can be done to it happens. */
final class LinkDuelTest {

    private static final int DUELS = 1_000;

    private final Map<Message.Reason, Integer> saidBye = new EnumMap<>(Message.Reason.class);
    private final Map<String, Integer> full = new TreeMap<>();
    private int closed;
    private int overfull;
    private int paused;
    private int resumed;

    /** Spec 3.1, 6.1, 6.2, 6.4, 6.5, 6.10, 6.17, 6.19, 6.24, 6.27, 6.28, 6.29, 7.3, 7.13, 7.14. */
    @Test
    void anEndpointDoesWhatTheModelDemands() {
        for (int seed = 1; seed <= DUELS; seed++) {
            assertEquals(Optional.empty(), LinkDuel.of(seed, this::see), "duel --duels 1 --from " + seed);
        }
        Set<Message.Reason> byCoreAlone = Set.of(Message.Reason.CONFLICT); // whose own duels have it
        assertEquals(Set.of(Message.Reason.values()), union(saidBye.keySet(), byCoreAlone));
        List<String> limits = List.of(
                "16 connections that greet",
                "48 links of peers that nobody wanted here",
                "64 links",
                "2 connections that greet", // chosen
                "2 links of peers that nobody wanted here",
                "3 links",
                "the session is full",
                "too many events of long ago have come from this machine",
                "too many new sources have come from this machine",
                "the clock is further ahead than is believed of who dialled");
        assertTrue(full.keySet().containsAll(limits), full.toString());
        assertTrue(closed > DUELS / 10 && overfull > 0, closed + " closed, " + overfull + " of them overfull");
        assertTrue(paused > DUELS / 10 && resumed > DUELS / 100, paused + " paused, " + resumed + " resumed");
    }

    /** A neighbour that stops reading in the middle of a quiet time: the model waited for it from its next look on only. */
    @Test
    void theModelKnowsWhenANeighbourHasStoppedReading() {
        assertEquals(Optional.empty(), LinkDuel.of(3_691));
    }

    private static Set<Message.Reason> union(Set<Message.Reason> some, Set<Message.Reason> others) {
        Set<Message.Reason> all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }

    private void see(Action action) {
        if (action instanceof Action.Write write
                && Wire.decode(write.frame()) instanceof Decoded.Ok ok
                && ok.message() instanceof Message.Bye bye) {
            saidBye.merge(bye.reason(), 1, Integer::sum);
            full.merge(bye.text().replaceFirst("there are (.*) already|: its events.*", "$1"), 1, Integer::sum);
        } else if (action instanceof Action.Pause) {
            paused++;
        } else if (action instanceof Action.Resume) {
            resumed++;
        } else if (action instanceof Action.Close) {
            closed++;
        } else if (action instanceof Action.Unlinked unlinked && unlinked.why().endsWith("messages wait for it")) {
            overfull++;
        }
    }
}
