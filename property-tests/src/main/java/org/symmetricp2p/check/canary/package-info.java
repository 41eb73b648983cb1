/** Deliberate bugs, and the proof that the laboratory sees each of them. */
package org.symmetricp2p.check.canary;
