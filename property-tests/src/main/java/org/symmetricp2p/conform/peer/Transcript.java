package org.symmetricp2p.conform.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.StampedEvent;

/** What was said, heard and done in a scenario, with the milliseconds since its beginning. Any thread may add to it. */
final class Transcript {

    private static final int MAX_LINES = 10_000;
    private static final int MAX_SHOWN = 60;
    private static final int MAX_EVENTS = 4;

    private final long start = System.nanoTime();
    private final List<String> lines = new ArrayList<>();

    synchronized void add(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(String.format(Locale.ROOT, "%7d ms  %s", (System.nanoTime() - start) / 1_000_000, line));
        }
    }

    /** The last lines. */
    synchronized List<String> lines() {
        int left = Math.max(0, lines.size() - MAX_SHOWN);
        List<String> shown = new ArrayList<>(lines.subList(left, lines.size()));
        if (left > 0) {
            shown.add(0, "            (" + left + " lines before)");
        }
        return shown;
    }

    static String of(Message message) {
        if (message instanceof Message.Hello hello) {
            return "HELLO of " + hello.self() + " at tick " + hello.clock() + ", knows "
                    + hello.versions().seqs();
        }
        if (message instanceof Message.Events events) {
            return "EVENTS at tick " + events.clock() + ": " + of(events.events());
        }
        if (message instanceof Message.Sync sync) {
            return "SYNC at tick " + sync.clock();
        }
        if (message instanceof Message.Bye bye) {
            return "BYE " + bye.reason() + ": " + bye.text();
        }
        return message.toString();
    }

    static String of(List<StampedEvent> events) {
        List<String> shown = events.stream()
                .limit(MAX_EVENTS)
                .map(event -> event.stamp().toString())
                .toList();
        return String.join(", ", shown)
                + (events.size() > MAX_EVENTS ? " and " + (events.size() - MAX_EVENTS) + " more" : "");
    }
}
