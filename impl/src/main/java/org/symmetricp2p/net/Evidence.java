package org.symmetricp2p.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;

/**
 * What a peer keeps when it finds that a neighbour was in another state (spec 8.19): its settled states, and the events that led from the first
 * of them to the last. As a file it is text, a line for each thing:
 *
 * <pre>
 *   evidence APPLICATION
 *   told WHAT                     once
 *   state TICK BYTES              ascending; the bytes in hexadecimal
 *   event TICK PEER INCARNATION SEQ TYPE PAYLOAD
 *   end
 * </pre>
 *
 * @param application {@link org.symmetricp2p.app.Simulation#id}
 * @param told what the user was told
 * @param states the bytes of settled states by tick, at least one, in hexadecimal
 * @param events those stamped after the first state's tick and up to the last one's, in order
 */
public record Evidence(String application, String told, SortedMap<Long, String> states, List<StampedEvent> events) {

    private static final String APPLICATION = "evidence";
    private static final String TOLD = "told";
    private static final String STATE = "state";
    private static final String EVENT = "event";
    private static final String END = "end";

    public Evidence {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("no state");
        }
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
        events = List.copyOf(events);
    }

    /** The bytes of a state. */
    public byte[] bytesAt(long tick) {
        return HexFormat.of().parseHex(states.get(tick));
    }

    public void writeTo(Writer out) throws IOException {
        line(out, APPLICATION, application);
        line(out, TOLD, told);
        for (var state : states.entrySet()) {
            line(out, STATE, state.getKey() + " " + state.getValue());
        }
        for (StampedEvent event : events) {
            line(out, EVENT, EventLine.of(event));
        }
        out.write(END + "\n");
    }

    private static void line(Writer out, String word, String rest) throws IOException {
        out.write(word + " " + rest + "\n");
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IllegalArgumentException if it is something else: says in which line
     */
    public static Evidence readFrom(BufferedReader in) throws IOException {
        String application = rest(APPLICATION, in.readLine(), 1);
        String told = rest(TOLD, in.readLine(), 2);
        SortedMap<Long, String> states = new TreeMap<>();
        List<StampedEvent> events = new ArrayList<>();
        int number = 3;
        String line = in.readLine();
        for (; line != null && !line.equals(END); line = in.readLine(), number++) {
            try {
                if (line.startsWith(STATE + " ")) {
                    putState(line, states);
                } else {
                    events.add(EventLine.parse(rest(EVENT, line, number)));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        if (line == null) {
            throw new IllegalArgumentException("it ends in line " + number + ", without '" + END + "'");
        }
        return new Evidence(application, told, states, events);
    }

    private static String rest(String word, String line, int number) {
        if (line == null || !line.startsWith(word + " ")) {
            throw new IllegalArgumentException("line " + number + " must begin with '" + word + "'");
        }
        return line.substring(word.length() + 1);
    }

    private static void putState(String line, SortedMap<Long, String> states) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("a state has " + words.length + " words, must have 3");
        }
        long tick = Long.parseLong(words[1]);
        if (tick < 0 || tick > Stamp.MAX_TICK || !states.isEmpty() && tick <= states.lastKey()) {
            throw new IllegalArgumentException("tick " + tick + " must ascend, up to " + Stamp.MAX_TICK);
        }
        HexFormat.of().parseHex(words[2]); // throws, if it isn't hexadecimal
        states.put(tick, words[2]);
    }
}
