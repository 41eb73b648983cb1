package org.symmetricp2p.core;

import java.util.Objects;

/**
 * Which events of a source somebody knows: how many, and their digest.
 *
 * @param seq those from 1 to it, at least 1
 * @param digest what stands for them, so that others who know as many can tell whether they are the same (spec 2.15)
 */
public record Version(long seq, Digest digest) {

    public Version {
        Bounds.check("seq", seq, 1, Long.MAX_VALUE);
        Objects.requireNonNull(digest, "digest");
    }
}
