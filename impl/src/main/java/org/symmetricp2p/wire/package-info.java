/**
 * Bytes for {@linkplain org.symmetricp2p.core.Message messages}, and back: {@link
 * org.symmetricp2p.wire.Wire} shows the whole format. Start reading there.
 *
 * <p>Pure, as the core is: no sockets here, so that the simulator passes the same bytes as the network.
 */
package org.symmetricp2p.wire;
