/**
 * What an application author implements or calls: a {@link org.symmetricp2p.app.Simulation}, its
 * {@linkplain org.symmetricp2p.app.Event events}, and two ways to hold state: the author's own
 * immutable records, or {@link org.symmetricp2p.app.Memory}, the paper's pre-allocated block.
 *
 * <p>Everything here is pure: no I/O, threads, clocks or randomness (paper section 3.1).
 */
package org.symmetricp2p.app;
