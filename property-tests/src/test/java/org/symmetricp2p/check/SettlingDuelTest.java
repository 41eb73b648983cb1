package org.symmetricp2p.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;

/** Whatever neighbours say of what is settled, a peer does what the model demands; and all that they can say is said. */
final class SettlingDuelTest {

    private static final int DUELS = 400;

    private final Map<Message.Reason, Integer> closed = new EnumMap<>(Message.Reason.class);
    private final Map<Class<?>, Integer> sent = new HashMap<>();
    private int undone;
    private int different;

    /** Spec 8.3, 8.4, 8.5, 8.6, 8.8, 8.9, 8.10, 8.12, 8.17, 8.18, 8.19, 8.22. */
    @Test
    void aPeerDoesWhatTheModelDemands() {
        for (int seed = 1; seed <= DUELS; seed++) {
            assertEquals(Optional.empty(), SettlingDuel.of(seed, this::see), "duel --duels 1 --from " + seed);
        }
        assertEquals(
                Set.of(Message.Reason.INCOMPATIBLE, Message.Reason.VIOLATION, Message.Reason.CONFLICT),
                closed.keySet());
        assertTrue(closed.values().stream().allMatch(times -> times > DUELS / 10), closed.toString());
        assertTrue(undone > DUELS / 10, undone + " rollbacks of void events");
        assertTrue(different > DUELS / 10, different + " differences");
        for (Class<?> kind : Set.of(Message.Events.class, Message.Promises.class, Message.Declaration.class)) {
            assertTrue(sent.getOrDefault(kind, 0) > DUELS, sent.toString());
        }
    }

    private void see(Output output) {
        if (output instanceof Output.Close close) {
            closed.merge(close.bye().reason(), 1, Integer::sum);
        } else if (output instanceof Output.Send send) {
            sent.merge(send.message().getClass(), 1, Integer::sum);
        } else if (output instanceof Output.RolledBack report
                && !report.voided().isEmpty()) {
            undone++;
        } else if (output instanceof Output.Diverged) {
            different++;
        }
    }
}
