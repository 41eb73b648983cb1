package org.symmetricp2p.check.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.symmetricp2p.core.Clock;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.sim.Host;

/**
 * What one life of a peer may do with its clock, judged apart from the core: go on at its own pace from tick 0 or from
 * what it was told, and no further; follow what is more than Δ ahead; and tell nothing but the truth, in time.
 */
final class ClockRules {

    private static final long SECOND = 1_000_000_000;

    /** A clock that a neighbour told. */
    private record Told(long clock, int by, long micros) {
        String words() {
            return clock + ", by peer " + by + " at " + Words.seconds(micros);
        }
    }

    private final Faults faults;
    private final int peer;
    private final int fps;
    private final int delta;
    private final long startNanos;
    private Optional<Told> highest = Optional.empty(); // ever
    private Optional<Told> fresh = Optional.empty(); // the highest since the last reading
    private long lead; // ticks in nanoseconds: the furthest that it may be, less its local time
    private long toldNanos; // when it last told its clock
    private long nanos;

    ClockRules(Faults faults, int peer, int fps, int delta, long startNanos) {
        this.faults = faults;
        this.peer = peer;
        this.fps = fps;
        this.delta = delta;
        this.startNanos = startNanos;
        this.nanos = startNanos;
        this.toldNanos = startNanos;
        this.lead = -startNanos * fps;
    }

    /** The tick that it would be at alone. */
    long ownPace() {
        return Math.floorDiv((nanos - startNanos) * fps, SECOND);
    }

    Optional<String> highestTold() {
        return highest.map(Told::words);
    }

    /** Where it is at most, after what it was told. */
    long furthest() {
        return Math.floorDiv(lead + nanos * fps, SECOND);
    }

    void stepped(
            Host<Object> host,
            Ideal ideal,
            Optional<Tie> from,
            Peer<Object> before,
            Input input,
            Step<Object> step,
            long now) {
        Peer<Object> after = step.peer();
        if (after.tick() < before.tick()) {
            fault(
                    "back",
                    "sets its clock back from tick " + before.tick() + " to " + after.tick()
                            + (after.clock().gap() > 0 ? ", when it begins to catch up" + toldWords() : ""));
        }
        if (input instanceof Input.Received received && from.isPresent() && !isRefused(received, step)) {
            clockOf(received.message())
                    .ifPresent(told -> hear(new Told(told, from.get().other(peer), now), received, before, after));
        } else if (input instanceof Input.ClockRead read) {
            nanos = Math.max(nanos, read.nanos());
            if (after.config().clock() == ClockKind.PAPER) { // a rooted one has its reference alone
                onReading(after);
                checkTells(ideal, host, step);
            }
        }
        checkTruth(after, step);
    }

    /** A HELLO that is refused tells nothing (spec 6.5), nor does a clock that isn't believed (spec 3.5). */
    private static boolean isRefused(Input.Received received, Step<Object> step) {
        Optional<Message.Bye> closing = Ideal.closing(step, received.link());
        return closing.isPresent() && received.message() instanceof Message.Hello
                || closing.filter(Ideal::isAboutClock).isPresent();
    }

    private String toldWords() {
        return highest.map(told -> ": it was told " + told.words()).orElse("");
    }

    // ---- what it hears ----

    private void hear(Told told, Input.Received received, Peer<Object> before, Peer<Object> after) {
        highest = highest.filter(other -> other.clock >= told.clock).or(() -> Optional.of(told));
        fresh = fresh.filter(other -> other.clock >= told.clock).or(() -> Optional.of(told));
        long noted = after.clock().heard();
        if (noted > Math.max(before.clock().heard(), told.clock)) {
            fault(
                    "noted",
                    "takes " + noted + " for the clock of peer " + told.by + ", which told it " + told.clock
                            + source(received.message(), noted));
        }
    }

    private static String source(Message message, long noted) {
        return message instanceof Message.Events events
                ? events.events().stream()
                        .filter(event -> event.tick() == noted)
                        .map(StampedEvent::stamp)
                        .findFirst()
                        .map(stamp -> ": " + noted + " is the stamp of event " + stamp + " in the same message")
                        .orElse("")
                : "";
    }

    private static OptionalLong clockOf(Message message) {
        if (message instanceof Message.Hello hello) {
            return OptionalLong.of(hello.clock());
        } else if (message instanceof Message.Events events) {
            return OptionalLong.of(events.clock());
        }
        return message instanceof Message.Sync sync ? OptionalLong.of(sync.clock()) : OptionalLong.empty();
    }

    // ---- where it is ----

    private void onReading(Peer<Object> after) {
        Optional<Told> heard = fresh;
        fresh = Optional.empty();
        heard.ifPresent(told -> lead = Math.max(lead, told.clock * SECOND - nanos * fps));
        Clock clock = after.clock();
        if (after.tick() > furthest()) {
            fault(
                    "beyond",
                    "has its clock at tick " + after.tick() + ", beyond tick " + furthest() + ": by its own pace "
                            + "it is at " + ownPace()
                            + highest.map(told -> ", and the highest clock it was told is " + told.words())
                                    .orElse(", and nobody told it more"));
        }
        if (heard.isPresent() && clock.gap() == 0 && heard.get().clock > after.tick() + delta) {
            fault(
                    "idle",
                    "doesn't catch up: its clock is at tick " + after.tick() + ", but it was told "
                            + heard.get().words() + ", which is more than \u0394 = " + delta + " ahead");
        }
        if (clock.gap() > 0 && clock.nanos() - clock.anchorNanos() >= Clock.CATCH_UP_NANOS) {
            fault(
                    "endless",
                    "still runs fast " + (clock.nanos() - clock.anchorNanos()) / 1_000_000
                            + " ms after it began to close a gap of " + clock.gap()
                            + " ticks, which must be closed after 1000 ms");
        }
        if (after.machine().present().tick() != after.tick()) {
            fault(
                    "machine",
                    "has simulated up to tick " + after.machine().present().tick() + ", with its clock at tick "
                            + after.tick());
        }
    }

    // ---- what it tells ----

    private void checkTells(Ideal ideal, Host<Object> host, Step<Object> step) {
        if (nanos - toldNanos < Peer.SYNC_NANOS) {
            return;
        }
        toldNanos = nanos;
        for (Tie tie : ideal.ties()) {
            boolean isTold = step.outputs().stream()
                    .anyMatch(output -> output instanceof Output.Send send
                            && send.link().equals(tie.id)
                            && send.message() instanceof Message.Sync);
            if (tie.isLive() && !tie.isForgotten && tie.isUp() && host.line(tie.id) != null && !isTold) {
                fault("silent", "doesn't tell peer " + tie.other(peer) + " its clock, though a second has passed");
            }
        }
    }

    private void checkTruth(Peer<Object> after, Step<Object> step) {
        for (Output output : step.outputs()) {
            OptionalLong told = output instanceof Output.Send send ? clockOf(send.message()) : OptionalLong.empty();
            if (told.isPresent() && told.getAsLong() != after.tick()) {
                fault("untrue", "tells tick " + told.getAsLong() + " as its clock, which is at tick " + after.tick());
            }
        }
    }

    private void fault(String kind, String what) {
        faults.addSome(peer, Fault.Topic.CLOCKS, kind, List.of(), what);
    }
}
