package org.symmetricp2p.core.wrong.util;

/** Neither this name nor this package. */
public interface AbstractThing {}
