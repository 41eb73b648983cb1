package org.symmetricp2p.wire;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.StampedEvent;

/** The frames of many events (spec 7.9): the next one is encoded when it is asked for, not before. */
final class EventFrames implements Iterator<byte[]> {

    private final Message.Events message;
    private int next; // the first event that isn't in a frame yet

    EventFrames(Message.Events message) {
        this.message = message;
    }

    @Override
    public boolean hasNext() {
        return next < message.events().size();
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + next + " events are in frames already");
        }
        int end = Math.min(next + Wire.MAX_EVENTS_PER_FRAME, message.events().size());
        List<StampedEvent> events = message.events().subList(next, end);
        byte[] frame = Wire.frame(new Message.Events(message.clock(), events));
        next = end;
        return frame;
    }
}
