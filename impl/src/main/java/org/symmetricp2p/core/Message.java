package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.app.Simulation;

/**
 * What neighbours say to each other over a FIFO link: HELLO first, from both sides; then events and
 * clocks, and in a session that settles promises, declarations and hashes of states; BYE last, if the link is closed on purpose. The package {@code wire} gives them bytes.
 */
public sealed interface Message {

    /**
     * Introduces a peer: what must agree for a link to be, who it is, where it is and what it knows.
     *
     * @param application {@link Simulation#id}
     * @param fps ticks per second, 1 to {@link Config#MAX_FPS}
     * @param stateSize the declared size of the state, in bytes, 0 to {@link Simulation#MAX_STATE_SIZE}
     * @param self the sender
     * @param clock the sender's tick, 0 to {@link Stamp#MAX_TICK}
     * @param versions what the sender knows
     * @param extensions what the sender offers beyond this version of the protocol, at most {@value Extension#MAX_COUNT}, ascending by
     *     name
     */
    record Hello(
            String application,
            int fps,
            int stateSize,
            Source self,
            long clock,
            Versions versions,
            List<Extension> extensions)
            implements Message {

        /** Of a peer that offers no extension. */
        public Hello(String application, int fps, int stateSize, Source self, long clock, Versions versions) {
            this(application, fps, stateSize, self, clock, versions, List.of());
        }

        public Hello {
            Objects.requireNonNull(application, "application");
            Bounds.check("fps", fps, 1, Config.MAX_FPS);
            Bounds.check("state size", stateSize, 0, Simulation.MAX_STATE_SIZE);
            Objects.requireNonNull(self, "self");
            Objects.requireNonNull(versions, "versions");
            checkClock(clock);
            extensions = List.copyOf(extensions);
            Bounds.check("number of extensions", extensions.size(), 0, Extension.MAX_COUNT);
            for (int i = 1; i < extensions.size(); i++) {
                checkAscending(extensions.get(i - 1).name(), extensions.get(i).name());
            }
        }

        private static void checkAscending(String previous, String next) {
            if (next.compareTo(previous) <= 0) {
                throw new IllegalArgumentException("extension " + next + " comes after " + previous + ", must ascend");
            }
        }
    }

    /**
     * Events that the sender believes the receiver lacks, in stamp order; and the sender's clock.
     *
     * @param clock the sender's tick, 0 to {@link Stamp#MAX_TICK}
     * @param events at least one; any number, for the wire sends them in frames of bounded size
     */
    record Events(long clock, List<StampedEvent> events) implements Message {
        public Events {
            checkClock(clock);
            Bounds.check("number of events", events.size(), 1, Integer.MAX_VALUE);
            events = List.copyOf(events);
        }
    }

    /**
     * The sender's clock, once a second.
     *
     * @param clock the sender's tick, 0 to {@link Stamp#MAX_TICK}
     * @param timing more of its time, if clocks are rooted
     * @param arrivals when events came whose way to the sender led over the receiver, ascending, each event once; only where that is asked for
     *     (spec 7.34)
     */
    record Sync(long clock, Optional<Timing> timing, List<Arrival> arrivals) implements Message {
        /** The most arrivals. */
        public static final int MAX_ARRIVALS = 256;

        public Sync {
            checkClock(clock);
            Objects.requireNonNull(timing, "timing");
            arrivals = List.copyOf(arrivals);
            Bounds.check("number of arrivals", arrivals.size(), 0, MAX_ARRIVALS);
            for (int i = 1; i < arrivals.size(); i++) {
                checkAscending(arrivals.get(i - 1).event(), arrivals.get(i).event());
            }
        }

        private static void checkAscending(Identity previous, Identity next) {
            if (next.compareTo(previous) <= 0) {
                throw new IllegalArgumentException("arrival of " + next + " comes after " + previous + ", must ascend");
            }
        }

        /** Without arrivals. */
        public Sync(long clock, Optional<Timing> timing) {
            this(clock, timing, List.of());
        }

        /** With the paper's clock. */
        public Sync(long clock) {
            this(clock, Optional.empty(), List.of());
        }

        Sync with(Optional<Timing> newTiming, List<Arrival> newArrivals) {
            return new Sync(clock, newTiming, newArrivals);
        }
    }

    /**
     * What sources have promised, as far as the receiver may not know it; only in a session that settles (spec 8.6).
     *
     * @param bySource at least one, in the order of sources
     */
    record Promises(SortedMap<Source, Promise> bySource) implements Message {
        public Promises {
            Bounds.check("number of promises", bySource.size(), 1, Versions.MAX_SOURCES);
            bySource = Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
        }
    }

    /**
     * The keeper has declared: of the events after one tick and up to another, exactly those exist that are counted here; only in a
     * session that settles (spec 8.8).
     *
     * @param since where the declarations end that this one continues; 0 if it begins
     * @param tick up to where it goes: more than {@code since}, or 0 as well, where it tells the keeper alone; less than {@link
     *     Stamp#MAX_TICK}
     * @param keeper who the keeper is: told where it begins, and only there
     * @param counts of each source that has such events the seq of the last, in the order of sources
     */
    record Declaration(long since, long tick, Optional<Source> keeper, SortedMap<Source, Long> counts)
            implements Message {
        public Declaration {
            Bounds.check("tick of a declaration", tick, 0, Stamp.MAX_TICK - 1);
            Bounds.check("since", since, 0, Math.max(0, tick - 1));
            Bounds.check("keepers told", keeper.isPresent() ? 1 : 0, since == 0 ? 1 : 0, since == 0 ? 1 : 0);
            Bounds.check("number of counts", counts.size(), 0, tick == 0 ? 0 : Versions.MAX_SOURCES);
            counts.values().forEach(count -> Bounds.check("count", count, 1, Long.MAX_VALUE));
            counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }
    }

    /**
     * In which settled state the sender is; only in a session that settles (spec 8.18).
     *
     * @param tick 1 or more, less than {@link Stamp#MAX_TICK}
     * @param hash {@link Simulation#hash} of its state at that tick
     */
    record Checkpoint(long tick, long hash) implements Message {
        public Checkpoint {
            Bounds.check("tick of a checkpoint", tick, 1, Stamp.MAX_TICK - 1);
        }
    }

    /**
     * What the sender no longer has the events of: the settled state to which they led, whose bytes follow as {@link State}, and what stands for
     * them; only in a session that settles (spec 8.21).
     *
     * @param tick of the state, 1 or more, less than {@link Stamp#MAX_TICK}
     * @param keeper whose declarations say that it is settled
     * @param size of the state, in bytes
     * @param hash {@link Simulation#hash} of the state
     * @param versions the events up to the tick
     */
    record Snapshot(long tick, Source keeper, int size, long hash, Versions versions) implements Message {
        public Snapshot {
            Bounds.check("tick of a snapshot", tick, 1, Stamp.MAX_TICK - 1);
            Objects.requireNonNull(keeper, "keeper");
            Bounds.check("size of a snapshot", size, 0, Simulation.MAX_STATE_SIZE);
            Objects.requireNonNull(versions, "versions");
        }
    }

    /**
     * Bytes of the state of the last {@link Snapshot}, after those that came before (spec 8.21).
     *
     * @param bytes at least one; any number, for the wire sends them in frames of bounded size
     */
    record State(ByteBuffer bytes) implements Message {
        public State {
            Bounds.check("number of bytes", bytes.remaining(), 1, Simulation.MAX_STATE_SIZE);
            bytes = bytes.slice().asReadOnlyBuffer();
        }

        /** A view of them, of its own. */
        @Override
        public ByteBuffer bytes() {
            return bytes.duplicate();
        }
    }

    /**
     * Why the sender closes the link.
     *
     * @param text for a person, up to {@link #MAX_TEXT} characters of printable ASCII; others are replaced (spec 7.12)
     */
    record Bye(Reason reason, String text) implements Message {

        /** The most characters of the text. */
        public static final int MAX_TEXT = 255;

        public Bye {
            Objects.requireNonNull(reason, "reason");
            text = text.replaceAll("[^\\x20-\\x7e]", "?");
            text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        }
    }

    /** The kinds of reason for closing a link, in the order of their numbers on the wire (spec 6.16). */
    enum Reason {
        /** The peer leaves the session. */
        LEAVING,
        /** The user took the link down. */
        UNLINKED,
        /** There is another link between the same two peers. */
        DUPLICATE_LINK,
        /** Protocol, application, FPS or state size differ; it makes no sense to try again. */
        INCOMPATIBLE,
        /** Two peers claim one identity, or the peer isn't the expected one; no sense in trying again. */
        IDENTITY,
        /** The neighbour sent what the protocol forbids. */
        VIOLATION,
        /** A stated limit was exceeded. */
        LIMIT,
        /** Of some source, which needn't be either end's fault, each end knows another event under one seq. */
        CONFLICT;

        /** Whether dialling again could help. */
        public boolean isFinal() {
            return this == INCOMPATIBLE || this == IDENTITY;
        }
    }

    private static void checkClock(long clock) {
        Bounds.check("clock", clock, 0, Stamp.MAX_TICK);
    }
}
