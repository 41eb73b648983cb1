/**
 * The four approaches of the paper's figures 1 and 2, side by side: small models of three, and the real core as the fourth. All get the same
 * {@link org.symmetricp2p.paper.approach.Trouble scenario}: peers, lines, latencies and key presses.
 */
package org.symmetricp2p.paper.approach;
