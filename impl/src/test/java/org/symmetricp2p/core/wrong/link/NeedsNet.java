package org.symmetricp2p.core.wrong.link;

import org.symmetricp2p.core.wrong.net.NeedsDemo;

/** link must not know net. */
public record NeedsNet(NeedsDemo net) {}
