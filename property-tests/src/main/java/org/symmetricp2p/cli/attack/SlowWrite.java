package org.symmetricp2p.cli.attack;

import java.io.IOException;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Wire;

/** Makes a peer wait for the rest of a message. */
final class SlowWrite implements Attack {

    @Override
    public String name() {
        return "slow-write";
    }

    @Override
    public String what() {
        return "says HELLO a byte at a time, one in 200 ms";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Foe foe = field.connect();
        foe.listen();
        for (byte b : Wire.frame(field.application().hello(field.self(0), 0, Versions.NONE))) {
            foe.send(new byte[] {b});
            field.pause(200);
        }
        foe.stay();
    }
}
