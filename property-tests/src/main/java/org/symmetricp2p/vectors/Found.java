package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What came of a case, or of one of its steps.
 *
 * @param expect what every implementation must find
 * @param advice what this one says of it, in words that another is free to choose
 */
record Found(ObjectNode expect, List<String> advice) {

    static Found of(Object... expect) {
        return new Found(Json.object(expect), List.of());
    }
}
