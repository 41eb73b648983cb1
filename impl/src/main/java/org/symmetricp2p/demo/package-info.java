/** The paper's moving rectangle as a {@link org.symmetricp2p.app.Simulation}, without a screen. */
package org.symmetricp2p.demo;
