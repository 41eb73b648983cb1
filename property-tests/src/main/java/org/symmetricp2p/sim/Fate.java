package org.symmetricp2p.sim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

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
}
