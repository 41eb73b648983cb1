package org.symmetricp2p.core.wrong.store;

import org.symmetricp2p.core.wrong.util.AbstractThing;

/** store must not know anything else; and something static changes. */
public final class NeedsUtil {

    static AbstractThing latest;

    private NeedsUtil() {}
}
