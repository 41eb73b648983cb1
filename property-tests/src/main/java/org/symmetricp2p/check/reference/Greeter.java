package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message.Bye;
import org.symmetricp2p.core.Message.Hello;
import org.symmetricp2p.core.Message.Reason;
import org.symmetricp2p.core.Source;

/** What a peer says when it is greeted, and which HELLO it refuses (spec 6.3, 6.5). Rows 1 and 2 are no matter of the core. */
final class Greeter {

    private static final String ROOTED = "rooted-clock";
    private static final String ADAPTIVE = "adaptive-delta";

    private final Config config;
    private final String application;
    private final int stateSize;

    Greeter(Config config, String application, int stateSize) {
        this.config = config;
        this.application = application;
        this.stateSize = stateSize;
    }

    Hello hello(Source self, long tick, Known known) {
        return new Hello(application, config.fps(), stateSize, self, tick, known.versions(), extensions());
    }

    /** Spec 7.21, 7.34. */
    private List<Extension> extensions() {
        List<Extension> extensions = new ArrayList<>();
        if (isAdaptive()) {
            extensions.add(new Extension(ADAPTIVE, false, Payload.EMPTY));
        }
        if (isRooted()) {
            extensions.add(new Extension(ROOTED, true, Payload.EMPTY));
        }
        return extensions;
    }

    /** Whether a neighbour that says this HELLO may tell arrivals, and be told. */
    boolean tellsArrivals(Hello hello) {
        return isAdaptive()
                && hello.extensions().stream().anyMatch(e -> e.name().equals(ADAPTIVE));
    }

    private boolean isAdaptive() {
        return config.adaptive().isPresent();
    }

    private boolean isRooted() {
        return config.clock() == ClockKind.ROOTED;
    }

    /** The first row that applies. The words are those that the real one's text must have, too (spec 6.6). */
    Optional<Bye> refusal(Hello hello, ReferenceLink link, Belief belief) {
        if (link.isLive()) {
            return bye(Reason.VIOLATION, "");
        } else if (!hello.application().equals(application)) {
            return bye(Reason.INCOMPATIBLE, hello.application() + " " + application);
        } else if (hello.fps() != config.fps()) {
            return bye(Reason.INCOMPATIBLE, hello.fps() + " " + config.fps());
        } else if (hello.stateSize() != stateSize) {
            return bye(Reason.INCOMPATIBLE, hello.stateSize() + " " + stateSize);
        }
        for (Extension extension : hello.extensions()) {
            boolean isKnown = isRooted() && extension.name().equals(ROOTED)
                    || isAdaptive() && extension.name().equals(ADAPTIVE);
            if (extension.isRequired() && !isKnown) {
                return bye(Reason.INCOMPATIBLE, extension.name());
            }
        }
        if (isRooted() && hello.extensions().stream().noneMatch(e -> e.name().equals(ROOTED))) {
            return bye(Reason.INCOMPATIBLE, ROOTED);
        }
        if (hello.self().peer() == config.self().peer()) {
            return bye(Reason.IDENTITY, ""); // both of rows 8 and 9
        } else if (link.expected().isPresent()
                && link.expected().getAsInt() != hello.self().peer()) {
            return bye(Reason.IDENTITY, "");
        } else if (!belief.holds(link, hello.clock())) {
            return bye(Reason.LIMIT, "");
        }
        return Optional.empty();
    }

    /** The last row. */
    Optional<Bye> contradiction(Hello hello, Known known) {
        return known.contradicts(hello.versions()) ? bye(Reason.CONFLICT, "") : Optional.empty();
    }

    private static Optional<Bye> bye(Reason reason, String words) {
        return Optional.of(new Bye(reason, words));
    }
}
