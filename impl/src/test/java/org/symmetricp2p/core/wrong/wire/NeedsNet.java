package org.symmetricp2p.core.wrong.wire;

import org.symmetricp2p.core.wrong.net.NeedsDemo;

/** wire must not know net. */
public record NeedsNet(NeedsDemo net) {}
