package org.symmetricp2p.link;

import java.nio.ByteBuffer;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Output;

/** What the driver of an {@link Endpoint} has to do, in the order given. */
public sealed interface Action {

    // ---- the network ----

    /** Try to connect; answer with {@link Signal.Connected} or {@link Signal.Unreachable}. */
    record Connect(Dial dial, Address address) implements Action {}

    /** Stop trying to connect; nothing needs to be answered any more. */
    record GiveUp(Dial dial) implements Action {}

    /** Send a frame, after all that was sent before; answer with {@link Signal.Written} when the network has taken it. */
    record Write(LinkId link, ByteBuffer frame) implements Action {}

    /** Read nothing more until {@link Resume} or {@link Finish}; what has been read already may still be told. */
    record Pause(LinkId link) implements Action {}

    /** Go on reading, all that has come since {@link Pause}. */
    record Resume(LinkId link) implements Action {}

    /**
     * Nothing more will be written: when all is sent, tell the other end so, and go on reading. Closing altogether while
     * bytes are unread would be a reset, which can overtake what was sent last.
     */
    record Finish(LinkId link) implements Action {}

    /** Close a connection altogether, at once. {@link Signal.Closed} follows. */
    record Close(LinkId link) implements Action {}

    // ---- the user ----

    /** The first link to a peer is live. */
    record Linked(int peer) implements Action {}

    /** The last live link to a peer is over, and why. */
    record Unlinked(int peer, String why) implements Action {}

    /** Late events made ticks be simulated again. */
    record RolledBack(Output.RolledBack report) implements Action {}

    /** An event of this peer has become void. */
    record Voided(Output.Voided report) implements Action {}

    /** A neighbour was in another state than this peer. */
    record Diverged(Output.Diverged report) implements Action {}

    /** Something that a person should know of, in one line. */
    record Notice(String text) implements Action {}
}
