package org.symmetricp2p.core.wrong.net;

import org.symmetricp2p.core.wrong.demo.NeedsStore;

/** net must not know demo. */
public record NeedsDemo(NeedsStore demo) {}
