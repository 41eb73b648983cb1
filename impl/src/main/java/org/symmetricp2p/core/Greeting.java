package org.symmetricp2p.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.core.Message.Reason;

/** The greeting: what a peer says of itself, and when two peers don't go together (spec 6.3, 6.5). */
final class Greeting {

    private static final int MAX_ID = 64;

    /** Clocks are rooted (spec 7.21). */
    private static final Extension ROOTED_CLOCK = new Extension("rooted-clock", true, Payload.EMPTY);

    private Greeting() {}

    /** @throws IllegalArgumentException if the id or the state size can't be said in a HELLO */
    static void checkSimulation(Simulation<?> simulation) {
        if (!isId(simulation.id())) {
            throw new IllegalArgumentException("simulation id \"" + simulation.id() + "\" must be 1 to " + MAX_ID
                    + " characters of printable ASCII");
        }
        Bounds.check("state size of " + simulation.id(), simulation.stateSize(), 0, Simulation.MAX_STATE_SIZE);
    }

    static boolean isId(String id) {
        return id.matches("[\\x20-\\x7e]{1," + MAX_ID + "}");
    }

    /** What a peer says first on every link. */
    static Message.Hello of(Peer<?> peer) {
        Simulation<?> simulation = peer.machine().simulation();
        return new Message.Hello(
                simulation.id(),
                peer.config().fps(),
                simulation.stateSize(),
                peer.config().self(),
                peer.tick(),
                peer.timeline().versions(),
                extensions(peer));
    }

    private static List<Extension> extensions(Peer<?> peer) {
        List<Extension> extensions = new ArrayList<>();
        if (peer.config().adaptive().isPresent()) {
            extensions.add(Lateness.EXTENSION);
        }
        if (peer.config().clock() == ClockKind.ROOTED) {
            extensions.add(ROOTED_CLOCK);
        }
        if (peer.config().settling().isPresent()) {
            extensions.add(new Extension(Kept.NAME, true, peer.settlement.told().content()));
        }
        return extensions;
    }

    /** Whether SYNC may tell arrivals over a link: both ends want it (spec 7.20, 7.34). */
    static boolean tellsArrivals(Config config, Message.Hello theirs) {
        return config.adaptive().isPresent()
                && theirs.extensions().stream()
                        .anyMatch(extension -> extension.name().equals(Lateness.EXTENSION.name()));
    }

    /** Why a peer doesn't want a link on which it heard this, if it doesn't. */
    static Optional<Message.Bye> objection(Peer<?> peer, Link link, Message.Hello theirs) {
        if (link.isLive()) {
            return bye(Reason.VIOLATION, "a second HELLO");
        }
        Simulation<?> mine = peer.machine().simulation();
        return differing("application", mine.id(), theirs.application())
                .or(() -> differing("FPS", peer.config().fps(), theirs.fps()))
                .or(() -> differing("state size", mine.stateSize(), theirs.stateSize()))
                .or(() -> lacking(extensions(peer), theirs.extensions()))
                .or(() -> wrongIdentity(peer.config().self(), link, theirs.self()))
                .or(() -> peer.trust.objection(link, theirs.clock(), peer.clock(), peer.config()))
                .or(() -> anotherLink(peer, theirs.self()))
                .or(() -> conflict(peer.timeline(), theirs.versions()))
                .or(() -> peer.config().settling().flatMap(settling -> otherKeeper(peer.settlement, theirs)));
    }

    /** The keeper is the session (spec 8.4). */
    private static Optional<Message.Bye> otherKeeper(Settlement mine, Message.Hello theirs) {
        Optional<Kept> kept = theirs.extensions().stream()
                .filter(extension -> extension.name().equals(Kept.NAME))
                .findFirst()
                .flatMap(extension -> Kept.of(extension.content()));
        if (kept.isEmpty()) {
            return bye(Reason.VIOLATION, "the extension " + Kept.NAME + " can't be read");
        }
        return kept.get()
                .keeper()
                .filter(keeper -> mine.keeper().isPresent() && !mine.isBy(keeper))
                .flatMap(mine::otherKeeper);
    }

    private static Optional<Message.Bye> differing(String what, Object mine, Object theirs) {
        return mine.equals(theirs)
                ? Optional.empty()
                : bye(Reason.INCOMPATIBLE, what + " differs: " + mine + " at one end, " + theirs + " at the other");
    }

    /** Whichever extension one end requires, the other must have (spec 7.20). */
    private static Optional<Message.Bye> lacking(List<Extension> mine, List<Extension> theirs) {
        return Stream.concat(missing(theirs, mine), missing(mine, theirs))
                .findFirst()
                .flatMap(extension -> bye(
                        Reason.INCOMPATIBLE,
                        "the extension " + extension.name() + " is required at one end, and unknown at the other"));
    }

    private static Stream<Extension> missing(List<Extension> wanted, List<Extension> had) {
        return wanted.stream()
                .filter(Extension::isRequired)
                .filter(extension -> had.stream().noneMatch(e -> e.name().equals(extension.name())));
    }

    /** Somebody has told each end another version of an event: joined, the two would never be in the same state again (spec 2.16). */
    static Optional<Message.Bye> conflict(Timeline mine, Versions theirs) {
        return mine.conflictWith(theirs)
                .flatMap(source -> bye(
                        Reason.CONFLICT,
                        "each end knows other events of source " + source + ", at or before seq " + theirs.of(source)));
    }

    private static Optional<Message.Bye> wrongIdentity(Source mine, Link link, Source theirs) {
        int me = mine.peer();
        int them = theirs.peer();
        if (mine.equals(theirs)) {
            return bye(Reason.IDENTITY, "peer " + me + " is linked to itself");
        }
        if (me == them) {
            return bye(Reason.IDENTITY, "both ends of the link claim to be peer " + me);
        }
        if (link.expected().isPresent() && link.expected().getAsInt() != them) {
            return bye(Reason.IDENTITY, "peer " + link.expected().getAsInt() + " was expected, found peer " + them);
        }
        return Optional.empty();
    }

    /**
     * Of several links between the same two lives of two peers, the one with the lower identifier decides, so that they
     * never close one each. It keeps the one that it has: whoever greets in a neighbour's name can't take its place. A link
     * that is dead ends by itself, by its socket or by silence (spec 6.10, 6.11).
     */
    private static Optional<Message.Bye> anotherLink(Peer<?> peer, Source theirs) {
        Source mine = peer.config().self();
        return mine.peer() < theirs.peer() && !peer.links.liveTo(theirs).isEmpty()
                ? bye(Reason.DUPLICATE_LINK, "there is another link between " + mine + " and " + theirs)
                : Optional.empty();
    }

    /** The objection to a clock or stamp that is so far ahead that it can't be right. */
    static Message.Bye tooFarAhead(String what, long tick, long most, long reference) {
        return new Message.Bye(
                Reason.LIMIT, what + " at tick " + tick + " is more than " + most + " ticks ahead of " + reference);
    }

    private static Optional<Message.Bye> bye(Reason reason, String text) {
        return Optional.of(new Message.Bye(reason, text));
    }
}
