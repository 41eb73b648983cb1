/** A tree that breaks every rule of {@link org.symmetricp2p.ArchitectureTest}, to prove that they can fail. */
package org.symmetricp2p.core.wrong;
