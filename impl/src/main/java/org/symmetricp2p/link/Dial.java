package org.symmetricp2p.link;

/**
 * One attempt to connect to a peer.
 *
 * @param peer who should answer
 * @param number which attempt of this endpoint it is: what an earlier one leads to is of no interest any more
 */
public record Dial(int peer, long number) {}
