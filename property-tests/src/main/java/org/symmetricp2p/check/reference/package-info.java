/** What one peer must do after each input, written from the specification alone, and how a real one is compared with it. */
package org.symmetricp2p.check.reference;
