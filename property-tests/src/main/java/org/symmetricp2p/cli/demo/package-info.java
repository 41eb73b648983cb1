/**
 * The demo: six peers in six processes play a {@link org.symmetricp2p.cli.demo.Scenario}, and at the end
 * {@link org.symmetricp2p.cli.demo.Verdict} says whether they were identical at every tick.
 */
package org.symmetricp2p.cli.demo;
