package org.symmetricp2p.sim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.symmetricp2p.core.Stamp;

/** Something that happens in a scenario at a time, in microseconds of the world. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fate.Press.class, name = "press"),
    @JsonSubTypes.Type(value = Fate.Cut.class, name = "cut"),
    @JsonSubTypes.Type(value = Fate.Mend.class, name = "mend"),
    @JsonSubTypes.Type(value = Fate.Stall.class, name = "stall"),
    @JsonSubTypes.Type(value = Fate.Deafen.class, name = "deafen"),
    @JsonSubTypes.Type(value = Fate.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Fate.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Fate.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = Fate.Leave.class, name = "leave"),
    @JsonSubTypes.Type(value = Fate.Unlink.class, name = "unlink"),
    @JsonSubTypes.Type(value = Fate.Relink.class, name = "relink"),
    @JsonSubTypes.Type(value = Fate.Link.class, name = "link"),
    @JsonSubTypes.Type(value = Fate.Shift.class, name = "shift"),
    @JsonSubTypes.Type(value = Fate.Attack.class, name = "attack"),
})
public sealed interface Fate {

    long atMicros();

    /** The peers that it names. */
    List<Integer> peers();

    /** The two peers between which there has to be an edge for it, if there has to be one. */
    default List<Integer> ends() {
        return List.of();
    }

    /** A user at a peer does something: injects an event. */
    record Press(long atMicros, int peer, int key) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(peer);
        }
    }

    /** An edge is cut: the link drops at both ends, what is in flight is lost, no new one comes up. */
    record Cut(long atMicros, int a, int b) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(a, b);
        }

        @Override
        public List<Integer> ends() {
            return List.of(a, b);
        }
    }

    /** An edge is mended: a link comes up. */
    record Mend(long atMicros, int a, int b) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(a, b);
        }

        @Override
        public List<Integer> ends() {
            return List.of(a, b);
        }
    }

    /** Nothing that one peer sends to another arrives for a while; then all of it does, in order. */
    record Stall(long atMicros, int from, int to, long forMicros) implements Fate {
        public Stall {
            Scenario.within("forMicros", forMicros, 0, Scenario.MAX_MICROS);
        }

        @Override
        public List<Integer> peers() {
            return List.of(from, to);
        }

        @Override
        public List<Integer> ends() {
            return List.of(from, to);
        }
    }

    /** Half-open: what one peer sends to another is lost from now on, until silence closes the link. */
    record Deafen(long atMicros, int from, int to) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(from, to);
        }

        @Override
        public List<Integer> ends() {
            return List.of(from, to);
        }
    }

    /** A peer stops, leaving or crashing: its links drop. */
    record Stop(long atMicros, int peer) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(peer);
        }
    }

    /** A peer that stopped comes back: with its memory, as it was; or without, as a new incarnation. */
    record Start(long atMicros, int peer, boolean withMemory) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(peer);
        }
    }

    /** A peer does nothing for a while, as if the lid were closed; its links stay. */
    record Pause(long atMicros, int peer, long forMicros) implements Fate {
        public Pause {
            Scenario.within("forMicros", forMicros, 0, Scenario.MAX_MICROS);
        }

        @Override
        public List<Integer> peers() {
            return List.of(peer);
        }
    }

    /** A peer leaves the session: it tells its neighbours, and then stops. */
    record Leave(long atMicros, int peer) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(peer);
        }
    }

    /** A user takes the links to a neighbour down. */
    record Unlink(long atMicros, int peer, int neighbour) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(peer, neighbour);
        }

        @Override
        public List<Integer> ends() {
            return List.of(peer, neighbour);
        }
    }

    /** A user takes that back. */
    record Relink(long atMicros, int peer, int neighbour) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(peer, neighbour);
        }

        @Override
        public List<Integer> ends() {
            return List.of(peer, neighbour);
        }
    }

    /** A user wants a link to a neighbour, and gives an address: the neighbour's, or by mistake another one's. */
    record Link(long atMicros, int peer, int neighbour, int addressOf) implements Fate {
        @Override
        public List<Integer> peers() {
            return List.of(peer, neighbour, addressOf);
        }

        @Override
        public List<Integer> ends() {
            return List.of(peer, addressOf);
        }
    }

    /** The local time of a machine leaps, or is set back. */
    record Shift(long atMicros, int peer, int byMicros) implements Fate {

        /** The most that it is shifted at once, in either direction. */
        public static final int MAX_MICROS = 3_000_000;

        public Shift {
            Scenario.within("byMicros", byMicros, -MAX_MICROS, MAX_MICROS);
        }

        @Override
        public List<Integer> peers() {
            return List.of(peer);
        }
    }

    /**
     * A machine turns hostile for a while: its peer does as always, but others get to read something else, or more, than it
     * says ({@link Forgery}). All that it did is over when the world heals, at the latest.
     *
     * @param number what it is, depends on how
     */
    record Attack(long atMicros, int peer, How how, long number, long forMicros) implements Fate {
        public Attack {
            Scenario.within("number of " + how, number, how.least, how.most);
            Scenario.within("forMicros", forMicros, 0, Scenario.MAX_MICROS);
            if (how.isAboutPeer() && number == peer) {
                throw new IllegalArgumentException("peer " + peer + " attacks itself by " + how);
            }
        }

        boolean isOnAt(long micros) {
            return atMicros <= micros && micros < atMicros + forMicros;
        }

        @Override
        public List<Integer> peers() {
            return how.isAboutPeer() ? List.of(peer, (int) number) : List.of(peer);
        }
    }

    /** What a hostile machine does: the rows of docs/security.md that have to do with what is said. */
    enum How {
        /** Tells a clock that is {@code number} ticks ahead. */
        @JsonProperty("clock-bomb")
        CLOCK_BOMB(1, Stamp.MAX_TICK / 2),
        /** Tells the neighbour {@code number} another version of each of its own events. */
        @JsonProperty("equivocate")
        EQUIVOCATE(0, 65_535),
        /** Tells an event of peer {@code number}, under the seq that this one would use next. */
        @JsonProperty("forge")
        FORGE(0, 65_535),
        /** Tells events of {@code number} sources that nobody knows. */
        @JsonProperty("sources")
        SOURCES(1, 100),
        /** Tells {@code number} events with the greatest payload. */
        @JsonProperty("payloads")
        PAYLOADS(1, 100),
        /** Tells an event of {@code number} ticks ago. */
        @JsonProperty("deep")
        DEEP(1, 1_000_000),
        /** Sends bytes that are no message, or only the beginning of one; {@code number} says which. */
        @JsonProperty("garbage")
        GARBAGE(0, 1_000_000),
        /** Says HELLO in the name of peer {@code number}. */
        @JsonProperty("impersonate")
        IMPERSONATE(0, 65_535);

        private final long least;
        private final long most;

        How(long least, long most) {
            this.least = least;
            this.most = most;
        }

        /** Whether its number is that of a peer. */
        public boolean isAboutPeer() {
            return this == EQUIVOCATE || this == FORGE || this == IMPERSONATE;
        }
    }
}
