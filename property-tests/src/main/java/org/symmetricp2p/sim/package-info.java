/**
 * Simulated worlds: the real core and the real wire bytes under virtual time, over a network and a fate that
 * a {@link org.symmetricp2p.sim.Scenario} lays down to the last detail. A run uses no random numbers, so a
 * scenario always gives the same run.
 */
package org.symmetricp2p.sim;
