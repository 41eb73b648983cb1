package org.symmetricp2p.core.wrong.demo;

import org.symmetricp2p.core.wrong.store.NeedsUtil;

/** demo may know app only. */
public record NeedsStore(NeedsUtil store) {}
