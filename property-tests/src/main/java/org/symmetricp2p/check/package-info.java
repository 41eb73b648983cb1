/** What must hold in every simulated world, and how it is seen when it doesn't. */
package org.symmetricp2p.check;
