package org.symmetricp2p.core;

import java.util.Objects;
import org.symmetricp2p.app.Payload;

/**
 * What a peer offers to do on a link beyond its version of the protocol; it is done if both ends offer it (spec 7.20). Version 1
 * itself knows none.
 *
 * @param name 1 to {@value #MAX_NAME} characters of printable ASCII
 * @param isRequired whether the peer wants no link without it
 * @param content whatever the extension says, up to {@link Payload#MAX_SIZE} bytes
 */
public record Extension(String name, boolean isRequired, Payload content) {

    /** The most extensions that a HELLO lists. */
    public static final int MAX_COUNT = 16;

    /** The most characters of a name. */
    public static final int MAX_NAME = 32;

    public Extension {
        if (!name.matches("[\\x20-\\x7e]{1," + MAX_NAME + "}")) {
            throw new IllegalArgumentException(
                    "name of extension \"" + name + "\" must be 1 to " + MAX_NAME + " characters of printable ASCII");
        }
        Objects.requireNonNull(content, "content");
    }
}
