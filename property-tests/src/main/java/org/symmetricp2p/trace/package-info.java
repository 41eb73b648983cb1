/** Runs of simulated worlds, written as actions of {@code spec/tla/Flood.tla}: TLC says whether the model can do the same. */
package org.symmetricp2p.trace;
