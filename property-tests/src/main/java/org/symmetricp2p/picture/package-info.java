/** Pictures of simulated worlds. */
package org.symmetricp2p.picture;
