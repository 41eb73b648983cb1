package org.symmetricp2p.check.reference;

import java.util.Optional;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;

/** What a received event is (spec 3.2), row by row. */
final class Judge {

    /**
     * What was found.
     *
     * @param isNew whether it is to be inserted
     * @param bad why the link is to be closed, if it is
     */
    record Judgement(boolean isNew, Optional<Reason> bad) {}

    private static final Judgement DUPLICATE = new Judgement(false, Optional.empty());
    private static final Judgement NEW = new Judgement(true, Optional.empty());

    private final Config config;
    private final Known known;

    Judge(Config config, Known known) {
        this.config = config;
        this.known = known;
    }

    /** @param present the greater of the peer's own clock and the one in the message (spec 3.6) */
    Judgement of(StampedEvent event, long present) {
        Source source = event.source();
        long n = known.of(source);
        if (event.seq() <= n && known.get(source, event.seq()).equals(event)) {
            return DUPLICATE;
        } else if (event.seq() <= n) {
            return bad(Reason.CONFLICT);
        } else if (event.seq() > n + 1) {
            return bad(Reason.VIOLATION);
        } else if (n >= 1 && event.tick() < known.latest(source).tick()) {
            return bad(Reason.VIOLATION);
        } else if (n == 0 && known.sources() >= Versions.MAX_SOURCES) {
            return bad(Reason.LIMIT);
        } else if (event.tick() - present > 10_000 + config.maxLead()) {
            return bad(Reason.LIMIT);
        }
        return NEW;
    }

    private static Judgement bad(Reason reason) {
        return new Judgement(false, Optional.of(reason));
    }
}
