/**
 * Peers over TCP: {@link org.symmetricp2p.net.Loop} runs an application by the paper's four callbacks;
 * {@link org.symmetricp2p.net.Node} is the one thread that owns a {@link org.symmetricp2p.core.Peer} and
 * performs what it says.
 */
package org.symmetricp2p.net;
