package org.symmetricp2p.cli.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.symmetricp2p.cli.Status;
import org.symmetricp2p.core.Frame;

/** The table of the demo: how the peers are doing, side by side. */
final class Table {

    static final int WIDTH = 80;

    private static final String ROW = "%4s %6s %4s %4s  %-16s %-6s %6s %9s %8s %7s";
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long NANOS_PER_TICK = 1_000_000_000L / Scenario.FPS;

    private Table() {}

    static List<String> of(SortedMap<Integer, Child> children) {
        Collection<Child> there =
                children.values().stream().filter(child -> !child.isKilled()).toList();
        OptionalLong comparable = comparableTick(there);
        long earliest = there.stream()
                .flatMap(child -> child.status().stream())
                .mapToLong(Table::startNanos)
                .min()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        String hash = comparable.isPresent() ? "hash at " + comparable.getAsLong() : "hash";
        boolean settles =
                there.stream().flatMap(child -> child.status().stream()).anyMatch(status -> status.settled() != null);
        String last = settles ? "lag ms" : "skew ms";
        lines.add(row("peer", "tick", "x", "y", hash, "links", "events", "rollbacks", "replayed", last));
        for (int peer = 0; peer < Scenario.PEERS; peer++) {
            lines.add(row(peer, Optional.ofNullable(children.get(peer)), comparable, earliest));
        }
        return lines;
    }

    private static String row(int peer, Optional<Child> child, OptionalLong comparable, long earliest) {
        if (child.isEmpty()) {
            return row(peer, "-", "-", "-", "not there yet", "", "", "", "", "");
        }
        if (child.get().isKilled()) {
            return row(peer, "-", "-", "-", "killed", "", "", "", "", "");
        }
        Optional<Status> told = child.get().status();
        if (told.isEmpty()) {
            return row(peer, "-", "-", "-", "starting", "", "", "", "", "");
        }
        Status status = told.get();
        return row(
                peer,
                status.tick(),
                status.x(),
                status.y(),
                hash(child.get(), comparable),
                status.links().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                status.events(),
                status.rollbacks(),
                status.replayed(),
                status.settled() == null
                        ? Math.round((earliest - startNanos(status)) / NANOS_PER_MILLI)
                        : (status.tick() - status.settled()) * 1_000 / Scenario.FPS);
    }

    private static String row(Object... cells) {
        return String.format(ROW, cells).stripTrailing();
    }

    /** When a clock that is where this one is, and never was corrected, would have been at tick 0. */
    private static long startNanos(Status status) {
        return status.nanos() - status.tick() * NANOS_PER_TICK;
    }

    /** The newest tick whose hash all of them told lately, so that equal states look equal. */
    private static OptionalLong comparableTick(Collection<Child> children) {
        return children.stream()
                .flatMap(child -> child.statuses().stream())
                .map(Status::comparableTick)
                .sorted(Comparator.reverseOrder())
                .filter(tick -> children.stream()
                        .filter(child -> !isCatchingUp(child))
                        .allMatch(child -> hashAt(child, tick).isPresent()))
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static String hash(Child child, OptionalLong comparable) {
        if (isCatchingUp(child)) {
            return "catching up";
        }
        return comparable.isPresent()
                ? hashAt(child, comparable.getAsLong()).orElse("-")
                : child.status().map(Status::comparableHash).orElse("-");
    }

    private static Optional<String> hashAt(Child child, long tick) {
        return child.statuses().stream()
                .filter(status -> status.comparableTick() == tick)
                .map(Status::comparableHash)
                .findFirst();
    }

    private static boolean isCatchingUp(Child child) {
        return child.status()
                .map(status -> status.view() == Frame.View.CATCHING_UP)
                .orElse(true);
    }
}
