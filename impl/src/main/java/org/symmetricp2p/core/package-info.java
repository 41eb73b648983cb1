/**
 * The protocol, pure: {@link org.symmetricp2p.core.Peer} takes inputs one at a time and gives effects as
 * values. Start reading there. The same core runs under the TCP node and under every simulated world.
 *
 * <p>No I/O, threads, locks, clocks, randomness or unordered collections here: a test keeps it so.
 */
package org.symmetricp2p.core;
