/**
 * All that is decided about connections: whom to dial and when, who says HELLO first, what waits for a slow neighbour, when
 * silence has lasted too long, what is said last. Pure: {@link org.symmetricp2p.link.Endpoint} is a value, which takes what
 * happened and gives what to do; {@code net} does it on sockets, the laboratory in simulated worlds (spec 6, 3.12, 3.13).
 */
package org.symmetricp2p.link;
