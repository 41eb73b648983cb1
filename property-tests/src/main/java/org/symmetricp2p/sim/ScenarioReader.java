package org.symmetricp2p.sim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Scenario.Edge;
import org.symmetricp2p.sim.Scenario.PeerSpec;

/**
 * Reads one scenario, and remembers where in the text each part of it was: what is wrong may show only when the parts
 * come together, such as an edge to a peer that isn't there.
 */
final class ScenarioReader {

    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "application",
            "fps",
            "delta",
            "travelMillis",
            "peers",
            "edges",
            "fates",
            "healMicros",
            "endMicros",
            "clock",
            "silenceMillis",
            "windowMillis",
            "latePercent"));

    private final JsonParser parser;
    private final Map<String, Object> values = new HashMap<>(); // looked up only
    private final Map<String, JsonLocation> places = new HashMap<>(); // looked up only: of "fps", "edges[3]"

    ScenarioReader(String text) throws IOException {
        this.parser = StrictJson.MAPPER.createParser(text);
    }

    Scenario read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw mistake("a scenario is an object in braces");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (!NAMES.contains(name)) {
                throw mistake("there is no field \"" + name + "\", only " + NAMES);
            }
            readField(name);
        }
        values.putIfAbsent("clock", ClockKind.PAPER); // files of before there was another
        values.putIfAbsent("silenceMillis", 0); // or one that settles
        values.putIfAbsent("windowMillis", 0);
        values.putIfAbsent("latePercent", 0); // or in which Δ is chosen
        for (String name : NAMES) {
            if (!values.containsKey(name)) {
                throw mistake("the field \"" + name + "\" is missing");
            }
        }
        if (parser.nextToken() != null) {
            throw mistake("there is more after the end of the scenario");
        }
        return whole();
    }

    private void readField(String name) throws IOException {
        parser.nextToken();
        places.put(name, parser.currentTokenLocation());
        switch (name) {
            case "application" -> values.put(name, value(name, String.class));
            case "clock" -> values.put(name, value(name, ClockKind.class));
            case "peers" -> values.put(name, values(name, PeerSpec.class, Scenario.MAX_PEERS));
            case "edges" -> values.put(name, values(name, Edge.class, Scenario.MAX_EDGES));
            case "fates" -> values.put(name, values(name, Fate.class, Scenario.MAX_FATES));
            case "healMicros", "endMicros" -> values.put(name, value(name, Long.class));
            default -> values.put(name, value(name, Integer.class));
        }
    }

    private <T> T value(String name, Class<T> type) throws IOException {
        try {
            T value = parser.readValueAs(type);
            if (value == null) {
                throw mistake("is null");
            }
            return value;
        } catch (JsonMappingException e) {
            e.prependPath(new JsonMappingException.Reference(null, name));
            throw e;
        }
    }

    private <T> List<T> values(String name, Class<T> type, int most) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw mistake("\"" + name + "\" must be a list in brackets");
        }
        List<T> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (list.size() == most) {
                throw mistake("there are more than " + most + " " + name);
            }
            String element = name + "[" + list.size() + "]";
            places.put(element, parser.currentTokenLocation());
            list.add(value(element, type));
        }
        return list;
    }

    private JsonParseException mistake(String what) {
        return new JsonParseException(parser, what, parser.currentTokenLocation());
    }

    // ---- the parts together ----

    private Scenario whole() {
        List<PeerSpec> peers = list("peers");
        List<Edge> edges = list("edges");
        List<Fate> fates = list("fates");
        try {
            return scenario(peers, edges, fates);
        } catch (IllegalArgumentException mistake) {
            throw new IllegalArgumentException(
                    StrictJson.where(placeOf(mistake, peers, edges, fates)) + mistake.getMessage(), mistake);
        }
    }

    @SuppressWarnings("unchecked") // readField put it there
    private <T> List<T> list(String name) {
        return (List<T>) values.get(name);
    }

    private Scenario scenario(List<PeerSpec> peers, List<Edge> edges, List<Fate> fates) {
        return new Scenario(
                (String) values.get("application"),
                (int) values.get("fps"),
                (int) values.get("delta"),
                (int) values.get("travelMillis"),
                peers,
                edges,
                fates,
                (long) values.get("healMicros"),
                (long) values.get("endMicros"),
                (ClockKind) values.get("clock"),
                (int) values.get("silenceMillis"),
                (int) values.get("windowMillis"),
                (int) values.get("latePercent"));
    }

    /** The first part without which all would be well; else the field that the mistake is about. */
    private JsonLocation placeOf(
            IllegalArgumentException mistake, List<PeerSpec> peers, List<Edge> edges, List<Fate> fates) {
        int peer = firstBad(1, peers.size(), n -> scenario(peers.subList(0, n), List.of(), List.of()));
        if (peer >= 0) {
            return places.get("peers[" + peer + "]");
        }
        int edge = firstBad(0, edges.size(), n -> scenario(peers, edges.subList(0, n), List.of()));
        if (edge >= 0) {
            return places.get("edges[" + edge + "]");
        }
        int fate = firstBad(0, fates.size(), n -> scenario(peers, edges, fates.subList(0, n)));
        if (fate >= 0) {
            return places.get("fates[" + fate + "]");
        }
        return NAMES.stream()
                .filter(name -> mistake.getMessage().contains(name))
                .findFirst()
                .map(places::get)
                .orElse(places.get("application"));
    }

    /** The n for which the first n parts are well and the first n + 1 aren't; -1 if there is none from n on. */
    private static int firstBad(int from, int size, IntConsumer make) {
        if (size <= from || isBad(from, make) || !isBad(size, make)) {
            return -1;
        }
        int good = from;
        int bad = size;
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (isBad(middle, make)) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return good;
    }

    private static boolean isBad(int n, IntConsumer make) {
        try {
            make.accept(n);
            return false;
        } catch (IllegalArgumentException mistake) {
            return true;
        }
    }
}
