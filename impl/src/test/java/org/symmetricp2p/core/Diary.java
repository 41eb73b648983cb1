package org.symmetricp2p.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Payload;
import org.symmetricp2p.app.Simulation;

/**
 * The application of these tests: writes down every event and the tick at which it was applied, so its
 * state forgives nothing, neither order nor loss nor duplicates, and reads well in a failure. Also counts
 * the ticks that it simulates, which a real application must not do.
 */
class Diary implements Simulation<Diary.Page> {

    /** The note at which this application fails. */
    static final String POISON = "poison";

    private static final int MAX_CHARS = 4_000;

    private long simulated;

    /** The state: such as {@code "5:a 5:b 7:c "} at tick 9. */
    record Page(long tick, String text) {}

    static Event note(String text) {
        return new Event(Event.NEXT, Payload.ofBytes(text.getBytes(StandardCharsets.US_ASCII)));
    }

    static StampedEvent at(long tick, Source source, long seq, String text) {
        return new StampedEvent(new Stamp(tick, source, seq), note(text));
    }

    /** The first life of a peer. */
    static Source peer(int id) {
        return new Source(id, 0);
    }

    static String textOf(Event event) {
        return new String(event.payload().toBytes(), StandardCharsets.US_ASCII);
    }

    /** How many ticks were simulated since the last call. */
    long countTicks() {
        long count = simulated;
        simulated = 0;
        return count;
    }

    @Override
    public String id() {
        return "diary/1";
    }

    @Override
    public int stateSize() {
        return Long.BYTES + MAX_CHARS;
    }

    @Override
    public Page start() {
        return new Page(0, "");
    }

    @Override
    public Page tick(Page page) {
        simulated++;
        return new Page(page.tick + 1, page.text);
    }

    @Override
    public Page event(Page page, Event event) {
        if (textOf(event).equals(POISON)) {
            throw new IllegalStateException("poisoned");
        }
        return new Page(page.tick, page.text + page.tick + ":" + textOf(event) + " ");
    }

    @Override
    public void encode(Page page, ByteBuffer out) {
        out.putLong(page.tick).put(page.text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Page decode(ByteBuffer in) {
        long tick = in.getLong();
        byte[] text = new byte[in.remaining()];
        in.get(text);
        return new Page(tick, new String(text, StandardCharsets.US_ASCII));
    }
}
