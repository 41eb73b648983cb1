package org.symmetricp2p.conform;

/** A port doesn't answer, or not as the format says: so nothing more can be asked of it. */
public final class PortFailure extends Exception {

    private static final long serialVersionUID = 1;

    public PortFailure(String message) {
        super(message);
    }

    PortFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
