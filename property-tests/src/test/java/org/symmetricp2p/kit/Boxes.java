package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** States that can be changed: an array of one number. Right as it is, for tests to make wrong. */
class Boxes implements Simulation<int[]> {

    @Override
    public String id() {
        return "boxes/1";
    }

    @Override
    public int stateSize() {
        return Integer.BYTES;
    }

    @Override
    public int[] start() {
        return new int[1];
    }

    @Override
    public int[] tick(int[] s) {
        return new int[] {s[0] + 1};
    }

    @Override
    public int[] event(int[] s, Event event) {
        return new int[] {s[0] * 31 + event.payload().intAt(0)};
    }

    @Override
    public void encode(int[] s, ByteBuffer out) {
        out.putInt(s[0]);
    }

    @Override
    public int[] decode(ByteBuffer in) {
        return new int[] {in.getInt()};
    }
}
