/**
 * The paper's evaluation: how much is rolled back, how clocks keep pace and how churn is survived, on the real core in simulated
 * worlds. {@link org.symmetricp2p.paper.Cell} says what is varied, {@link org.symmetricp2p.paper.Bound} what physics allows.
 */
package org.symmetricp2p.paper;
