package org.symmetricp2p.kit;

/** A fault that a check has found, on its way to the {@link KitFailure} that tells it. */
final class Found extends RuntimeException {

    private static final long serialVersionUID = 1;

    final Fault fault;
    final long tick;
    final String headline;
    final String detail; // lines, without a line break at the end

    Found(Fault fault, long tick, String headline, String detail) {
        this(fault, tick, headline, detail, null);
    }

    Found(Fault fault, long tick, String headline, String detail, Throwable cause) {
        super(headline, cause);
        this.fault = fault;
        this.tick = tick;
        this.headline = headline;
        this.detail = detail;
    }
}
