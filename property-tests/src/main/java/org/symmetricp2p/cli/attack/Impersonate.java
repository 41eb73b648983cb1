package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.Optional;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Versions;

/** Claims to be an honest neighbour, to get its link. */
final class Impersonate implements Attack {

    @Override
    public String name() {
        return "impersonate";
    }

    @Override
    public String what() {
        return "says HELLO as another peer that has issued an event, again and again";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        Foe spy = field.connect();
        Message.Hello target = spy.greet(field.self(0), 0, Versions.NONE);
        Optional<Source> victim = target.versions().known().keySet().stream()
                .filter(source -> source.peer() != target.self().peer())
                .findFirst();
        spy.close();
        if (victim.isEmpty()) {
            throw new IOException("the target knows no event of another peer yet");
        }
        while (!field.isOver()) {
            Foe foe = field.connect();
            foe.greet(victim.get(), spy.clock(), target.versions());
            field.pause(100);
        }
    }
}
