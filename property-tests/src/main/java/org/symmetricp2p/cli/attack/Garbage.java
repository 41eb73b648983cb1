package org.symmetricp2p.cli.attack;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Wire;

/** Says what makes no sense. */
final class Garbage implements Attack {

    private static final int ROUND = 50; // connections

    @Override
    public String name() {
        return "garbage";
    }

    @Override
    public String what() {
        return "sends random bytes, and right frames with some bytes changed, before and after HELLO";
    }

    @Override
    public void wage(Battlefield field) throws IOException, InterruptedException {
        for (int i = 0; i < ROUND && !field.isOver(); i++) {
            Foe foe = field.connect();
            if (i % 2 == 0) {
                foe.greet(field.self(0), 0, Versions.NONE);
            }
            foe.send(i % 3 == 0 ? noise(field.random()) : mutated(field));
            field.pause(20);
            foe.close();
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(4_096)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(Battlefield field) {
        Random random = field.random();
        Source never = new Source(
                field.self(1).peer(), random.nextLong() >>> 1); // no two versions of one event: that is another attack
        Stamp stamp = new Stamp(1 + random.nextInt(1_000_000), never, 1);
        List<Message> right = List.of(
                new Message.Sync(random.nextInt(1_000_000)),
                new Message.Events(0, List.of(new StampedEvent(stamp, Event.of(Event.NEXT, 0)))),
                field.application().hello(field.self(1), 0, Versions.NONE));
        byte[] frame = Wire.frame(right.get(random.nextInt(right.size())));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt();
        }
        return frame;
    }
}
