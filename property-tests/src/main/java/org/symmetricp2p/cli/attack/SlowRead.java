package org.symmetricp2p.cli.attack;

import java.io.IOException;
import org.symmetricp2p.core.Versions;

/** Makes a peer keep what it has to say. */
final class SlowRead implements Attack {

    @Override
    public String name() {
        return "slow-read";
    }

    @Override
    public String what() {
        return "makes a link, asks for all events, and never reads";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Foe foe = field.connect();
        foe.send(field.application().hello(field.self(0), 0, Versions.NONE));
        foe.stay();
    }
}
