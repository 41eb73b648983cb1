/**
 * The half of the kit that judges whole peers ({@code spec/conform.md}): scenarios on the raw wire, each about a rule or a few, and
 * sessions with peers of this implementation.
 */
package org.symmetricp2p.conform.peer;
