/**
 * A test kit for authors of applications: {@link org.symmetricp2p.kit.Kit#check} finds out, in one line of a unit
 * test, whether a {@link org.symmetricp2p.app.Simulation} is deterministic, and if not says where and why.
 *
 * <p>Two ways. A rehearsal calls the simulation without any network, rolls back and replays at every tick, and looks
 * at every state: what it finds, it can name to the call and the byte. Then peers run the simulation in worlds of the
 * laboratory, with all their faults: that finds what only shows there.
 */
package org.symmetricp2p.kit;
