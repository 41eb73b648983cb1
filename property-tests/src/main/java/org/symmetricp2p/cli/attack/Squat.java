package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Versions;

/** Takes links that are of no use. */
final class Squat implements Attack {

    private static final int LINKS = 63;

    @Override
    public String name() {
        return "squat";
    }

    @Override
    public String what() {
        return "makes 63 links, each as another peer, that only SYNC";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        List<Foe> foes = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            Foe foe = field.connect();
            foe.send(field.application().hello(field.self(i), 0, Versions.NONE));
            foe.listen();
            foes.add(foe);
        }
        while (!field.isOver()) {
            foes.removeIf(Foe::isOver);
            for (Foe foe : foes) {
                foe.send(new Message.Sync(foe.clock()));
            }
            field.pause(1_000);
        }
    }
}
