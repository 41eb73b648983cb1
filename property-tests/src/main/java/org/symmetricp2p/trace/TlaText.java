package org.symmetricp2p.trace;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.trace.Trace.Entry;
import org.symmetricp2p.trace.Trace.Held;
import org.symmetricp2p.trace.Trace.View;

/** Traces as TLA+ literals: sequences of records, as {@code spec/tla/FloodTrace.tla} describes them. */
public final class TlaText {

    private final SortedMap<Source, Integer> lives;

    private TlaText(SortedMap<Source, Integer> lives) {
        this.lives = lives;
    }

    /** A trace, one record in a line. */
    public static String of(Trace trace) {
        TlaText text = new TlaText(trace.lives());
        return trace.entries().stream().map(text::entry).collect(Collectors.joining(",\n", "<<\n", "\n>>"));
    }

    private String entry(Entry entry) {
        String seen = entry.seen().map(this::view).orElse("");
        return "[" + action(entry.action()) + seen + "]";
    }

    private String action(Action action) {
        String act = "act |-> \"" + action.getClass().getSimpleName() + "\"";
        if (action instanceof Action.Issue issue) {
            return act + peer(issue.peer()) + field("events", joined(issue.events(), this::stamp, "<<", ">>"));
        } else if (action instanceof Action.Dial dial) {
            return act + peer(dial.peer()) + connection(dial.connection()) + field("to", dial.to());
        } else if (action instanceof Action.Accept accept) {
            return act + peer(accept.peer()) + connection(accept.connection());
        } else if (action instanceof Action.Receive receive) {
            String message = "[" + message(receive.message()) + "]";
            return act + peer(receive.peer()) + connection(receive.connection()) + field("message", message);
        } else if (action instanceof Action.Cut cut) {
            return act + connection(cut.connection());
        } else if (action instanceof Action.Notice notice) {
            return act + peer(notice.peer()) + connection(notice.connection());
        } else if (action instanceof Action.Crash crash) {
            return act + peer(crash.peer());
        }
        Action.End end = (Action.End) action;
        return act + peer(end.peer()) + field("events", set(end.events(), this::stamp));
    }

    private String message(Message message) {
        if (message instanceof Message.Hello hello) {
            return "kind |-> \"hello\"" + field("inc", life(hello.self())) + field("knows", versions(hello.versions()));
        } else if (message instanceof Message.Events events) {
            return "kind |-> \"events\"" + field("events", joined(events.events(), e -> stamp(e.stamp()), "<<", ">>"));
        } else if (message instanceof Message.Bye) {
            return "kind |-> \"bye\"";
        }
        throw new IllegalArgumentException("the model has no such message: " + message);
    }

    private String view(View view) {
        return field("knows", versions(view.knows())) + field("links", set(view.links(), TlaText::held));
    }

    private String versions(Versions versions) {
        return set(versions.seqs().entrySet(), this::version);
    }

    private String version(Map.Entry<Source, Long> known) {
        return tuple(known.getKey().peer(), life(known.getKey()), known.getValue());
    }

    private String stamp(Stamp stamp) {
        return tuple(stamp.tick(), stamp.source().peer(), life(stamp.source()), stamp.seq());
    }

    private static String held(Held held) {
        return tuple(held.connection(), held.isLive() ? "\"live\"" : "\"greeting\"");
    }

    private int life(Source source) {
        Integer life = lives.get(source);
        if (life == null) {
            throw new IllegalArgumentException("no peer of the run ever was " + source);
        }
        return life;
    }

    private static String peer(int peer) {
        return field("peer", peer);
    }

    private static String connection(int number) {
        return field("conn", number);
    }

    private static String field(String name, Object value) {
        return ", " + name + " |-> " + value;
    }

    private static String tuple(Object... parts) {
        return joined(Arrays.asList(parts), String::valueOf, "<<", ">>");
    }

    private static <T> String set(Collection<T> elements, Function<T, String> words) {
        return joined(elements, words, "{", "}");
    }

    private static <T> String joined(Collection<T> parts, Function<T, String> words, String open, String close) {
        return parts.stream().map(words).collect(Collectors.joining(", ", open, close));
    }
}
