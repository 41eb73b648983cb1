package org.symmetricp2p.check.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/** How times, events and messages are said on a page. */
final class Words {

    private static final int MAX_NAMED = 6;

    private Words() {}

    static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.6f s", micros / 1e6);
    }

    /** Beginning and end: of what differs, the end tells what. */
    static String abridged(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most / 2) + " ... " + text.substring(text.length() - most / 2);
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    static List<Stamp> stamps(List<StampedEvent> events) {
        return events.stream().map(StampedEvent::stamp).toList();
    }

    /** Some events by name, and how many more. */
    static String events(List<StampedEvent> events) {
        String more = events.size() > MAX_NAMED ? " and " + (events.size() - MAX_NAMED) + " more" : "";
        return (events.size() == 1 ? "event " : events.size() + " events ") + names(events, MAX_NAMED) + more;
    }

    static String names(List<StampedEvent> events, int most) {
        return events.stream()
                .limit(most)
                .map(event -> event.stamp().toString())
                .collect(Collectors.joining(" "));
    }

    static String peers(List<Integer> peers) {
        return (peers.size() == 1 ? "peer " : "peers ")
                + peers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static String message(Message message) {
        if (message instanceof Message.Hello hello) {
            return "HELLO of " + hello.self() + ", clock " + hello.clock() + ", knows " + versions(hello);
        } else if (message instanceof Message.Events events) {
            return "clock " + events.clock() + ", " + events(events.events());
        } else if (message instanceof Message.Sync sync) {
            return "clock " + sync.clock();
        }
        if (message instanceof Message.Promises promises) {
            return "promises " + promises.bySource();
        } else if (message instanceof Message.Declaration declaration) {
            return "declared since " + declaration.since() + " up to " + declaration.tick() + ": "
                    + declaration.counts();
        }
        if (message instanceof Message.Checkpoint checkpoint) {
            return "state %016x at tick %d".formatted(checkpoint.hash(), checkpoint.tick());
        }
        if (message instanceof Message.Snapshot snapshot) {
            return "snapshot of tick " + snapshot.tick() + ": "
                    + snapshot.versions().seqs();
        } else if (message instanceof Message.State state) {
            return state.bytes().remaining() + " bytes of a state";
        }
        return "BYE: " + ((Message.Bye) message).text();
    }

    static String versions(Message.Hello hello) {
        return hello.versions().seqs().isEmpty()
                ? "nothing"
                : hello.versions().seqs().toString();
    }
}
