package org.symmetricp2p.core.wrong.common;

/** Neither this name nor this package. */
public final class ThingImpl {}
