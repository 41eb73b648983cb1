package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The inputs of one vector; what must come of them is not known yet.
 *
 * @param name unique among all vectors
 * @param about what it shows, or which flaw it attacks; empty if the name says it all
 * @param given what is there at the beginning
 * @param steps what happens then; empty if the topic has no steps
 */
record Case(String name, String about, ObjectNode given, List<ObjectNode> steps) {

    static Case of(String name, String about, Object... given) {
        return new Case(name, about, Json.object(given), List.of());
    }
}
