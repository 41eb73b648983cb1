package org.symmetricp2p.sdl;

import java.util.function.LongSupplier;

/**
 * Tells the user at once that something was understood: a picture, drawn over everything else, that fades. It
 * belongs to this window alone, and to the present: a travel doesn't touch it.
 */
public final class Feedback {

    /** How long a picture is seen. */
    public static final long NANOS = 600_000_000;

    private static final int OPAQUE = 0xff;

    private final LongSupplier nanos;
    private Picture picture;
    private long shownNanos;

    /** Something to draw. */
    @FunctionalInterface
    public interface Picture {
        /** @param alpha what colours have to begin with, {@code 0xAA000000}: it fades from nearly opaque to nothing */
        void draw(Canvas canvas, int alpha);
    }

    /** @param nanos the time */
    Feedback(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Shows a picture from now on, instead of the one before. */
    public void show(Picture next) {
        picture = next;
        shownNanos = nanos.getAsLong();
    }

    void draw(Canvas canvas) {
        long age = nanos.getAsLong() - shownNanos;
        if (picture != null && age < NANOS) {
            picture.draw(canvas, (int) (OPAQUE - OPAQUE * age / NANOS) << 24);
        }
    }
}
