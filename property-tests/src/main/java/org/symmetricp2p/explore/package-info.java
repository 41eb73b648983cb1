/** The explorer: all interleavings of the real core in worlds so small that all can be tried. */
package org.symmetricp2p.explore;
