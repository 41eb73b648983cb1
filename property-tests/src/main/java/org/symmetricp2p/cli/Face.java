package org.symmetricp2p.cli;

import java.util.function.Supplier;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;

/** What a peer shows its user and hears from them: a {@link Screen} for people, {@link Pipes} for programs. */
interface Face extends AutoCloseable {

    /** The next command of the user, or null; doesn't wait. */
    Command next();

    /**
     * Shows how things are; called once a frame.
     *
     * @param frame the present or, during a travel, the past
     * @param status costs a little, so it is asked for only when it is shown
     */
    void show(Frame<Rectangle.State> frame, Supplier<Status> status);

    /** Tells something that happened, in one line. */
    void tell(String notice);

    @Override
    void close();
}
