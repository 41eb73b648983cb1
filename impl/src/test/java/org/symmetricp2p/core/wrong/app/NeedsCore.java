package org.symmetricp2p.core.wrong.app;

import org.symmetricp2p.core.wrong.core.NeedsWire;

/** app must not know core; and so there is a cycle. */
public record NeedsCore(NeedsWire core) {}
