package org.symmetricp2p.core.wrong.core;

import org.symmetricp2p.core.wrong.app.NeedsCore;
import org.symmetricp2p.core.wrong.wire.NeedsNet;

/** core may know app, but not wire. */
public record NeedsWire(NeedsCore app, NeedsNet wire) {}
