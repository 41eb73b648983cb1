package org.symmetricp2p.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What became of each mutant in one run of PIT: its file {@code mutations.xml}.
 *
 * @param statuses PIT's words, as {@code KILLED}
 */
record PitReport(SortedMap<Mutant, String> statuses) {

    private static final String KILLED = "KILLED";

    /** By a failing test, or because it no longer ended, ran out of memory or was no valid class. All else counts as not found. */
    private static final Set<String> DETECTED = Set.of(KILLED, "TIMED_OUT", "MEMORY_ERROR", "NON_VIABLE");

    private static final String PROJECT = "org.symmetricp2p.";

    PitReport {
        statuses = Collections.unmodifiableSortedMap(statuses);
    }

    /** @throws IllegalArgumentException if the file isn't a report of PIT */
    static PitReport read(Path file) {
        try {
            DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler()); // it throws, and doesn't print as well
            NodeList mutations = parser.parse(file.toFile()).getElementsByTagName("mutation");
            SortedMap<Mutant, String> statuses = new TreeMap<>();
            for (int i = 0; i < mutations.getLength(); i++) {
                Element mutation = (Element) mutations.item(i);
                Mutant mutant = mutant(mutation);
                if (statuses.put(mutant, mutation.getAttribute("status")) != null) {
                    throw new IllegalArgumentException(file + " has twice: " + mutant);
                }
            }
            return new PitReport(statuses);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Mutant mutant(Element mutation) {
        String type = text(mutation, "mutatedClass");
        String mutator = text(mutation, "mutator");
        return new Mutant(
                type.startsWith(PROJECT) ? type.substring(PROJECT.length()) : type,
                text(mutation, "mutatedMethod"),
                text(mutation, "methodDescription"),
                Integer.parseInt(text(mutation, "lineNumber")),
                String.join(",", texts(mutation, "index")),
                mutator.substring(mutator.lastIndexOf('.') + 1),
                text(mutation, "description"));
    }

    private static String text(Element mutation, String name) {
        List<String> texts = texts(mutation, name);
        if (texts.size() != 1) {
            throw new IllegalArgumentException("a mutation with " + texts.size() + " elements <" + name + ">, not one");
        }
        return texts.get(0);
    }

    private static List<String> texts(Element mutation, String name) {
        NodeList found = mutation.getElementsByTagName(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    Set<Mutant> mutants() {
        return statuses.keySet();
    }

    boolean isDetected(Mutant mutant) {
        return DETECTED.contains(statuses.get(mutant));
    }

    /** Whether a test failed: then it can't be equivalent to the original. */
    boolean isKilled(Mutant mutant) {
        return statuses.get(mutant).equals(KILLED);
    }

    /** How many mutants there are of each status. */
    Map<String, Long> counts() {
        return statuses.values().stream()
                .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
    }
}
