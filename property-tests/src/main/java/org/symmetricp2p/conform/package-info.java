/**
 * The kit that judges ports: another implementation of a peer's core, driven line by line ({@code spec/conform.md}), gets the inputs of
 * all golden vectors and those of the peers of generated worlds, and must answer as the core here does.
 */
package org.symmetricp2p.conform;
