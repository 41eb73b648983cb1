/** Neighbours that do their worst, over real TCP on this machine, so that one can see what a peer does about it. */
package org.symmetricp2p.cli.attack;
