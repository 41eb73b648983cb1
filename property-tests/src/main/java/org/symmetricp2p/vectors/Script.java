package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.wire.Wire;

/** Short ways to write the cases of {@link PeerScript}: a peer of the chain, and what happens to it. */
final class Script {

    static final String APPLICATION = "chain/1";
    static final int STATE_SIZE = 16;
    static final int FPS = Config.DEFAULT_FPS;

    /** The peer of which most cases are: it works alone from the start, and shows no travels. */
    static final Config PEER = Config.of(new Source(1, 1)).withTravelNanos(0).withJoinNanos(0);

    private static final long TICK_NANOS = 20_000_000;

    private Script() {}

    static Case script(String name, String about, Config config, ObjectNode... steps) {
        return new Case(name, about, given(config), Arrays.asList(steps));
    }

    /** Several parts as one list of steps. */
    static ObjectNode[] steps(ObjectNode[] first, ObjectNode... then) {
        List<ObjectNode> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(then));
        return all.toArray(ObjectNode[]::new);
    }

    private static ObjectNode given(Config config) {
        ObjectNode given = Json.object("application", APPLICATION)
                .<ObjectNode>setAll((ObjectNode) Json.of(config.self()))
                .setAll(Json.object(
                        "fps", config.fps(),
                        "delta", config.delta(),
                        "travelNanos", config.travelNanos(),
                        "joinNanos", config.joinNanos(),
                        "maxLead", config.maxLead(),
                        "startNanos", 0));
        if (config.maxEventBytes() != Config.DEFAULT_MAX_EVENT_BYTES) {
            given.setAll(Json.object("maxEventBytes", config.maxEventBytes()));
        }
        return given;
    }

    // ---- steps ----

    /** The time is read when it is this tick, unless the peer catches up. */
    static ObjectNode readAtTick(long tick) {
        return read(tick * TICK_NANOS);
    }

    static ObjectNode read(long nanos) {
        return json(new Input.ClockRead(nanos));
    }

    static ObjectNode local(int key) {
        return json(new Input.LocalEvent(Samples.key(key)));
    }

    static ObjectNode local(Event event) {
        return json(new Input.LocalEvent(event));
    }

    static ObjectNode linkUp(long link) {
        return json(new Input.LinkUp(new LinkId(link), OptionalInt.empty()));
    }

    static ObjectNode linkUp(long link, int expected) {
        return json(new Input.LinkUp(new LinkId(link), OptionalInt.of(expected)));
    }

    static ObjectNode linkDown(long link) {
        return json(new Input.LinkDown(new LinkId(link)));
    }

    static ObjectNode received(long link, Message message) {
        return json(new Input.Received(new LinkId(link), message));
    }

    static ObjectNode events(long link, long clock, StampedEvent... events) {
        return received(link, new Message.Events(clock, List.of(events)));
    }

    static ObjectNode look() {
        return Json.object("input", PeerScript.LOOK);
    }

    /** A HELLO of the first life of a peer that knows nothing. */
    static Message.Hello hello(int peer, long clock) {
        return hello(new Source(peer, 1), clock, Versions.NONE);
    }

    static Message.Hello hello(Source self, long clock, Versions versions) {
        return new Message.Hello(APPLICATION, FPS, STATE_SIZE, self, clock, versions);
    }

    /** A link that becomes live, to the first life of a peer at this tick. */
    static ObjectNode[] live(long link, int peer, long clock) {
        return new ObjectNode[] {linkUp(link), received(link, hello(peer, clock))};
    }

    // ---- as JSON ----

    private static ObjectNode json(Input input) {
        if (input instanceof Input.ClockRead read) {
            return Json.object("input", "read", "nanos", read.nanos());
        } else if (input instanceof Input.LocalEvent local) {
            return Json.object("input", "local", "event", local.event());
        } else if (input instanceof Input.LinkUp up) {
            Object expected = up.expected().isPresent() ? up.expected().getAsInt() : null;
            return Json.object("input", "linkUp", "link", up.link().number(), "expected", expected);
        } else if (input instanceof Input.LinkDown down) {
            return Json.object("input", "linkDown", "link", down.link().number());
        }
        Input.Received received = (Input.Received) input;
        return Json.object("input", "received", "link", received.link().number())
                .<ObjectNode>set("message", Json.of(received.message()))
                .set("frame", Json.of(Wire.frame(received.message())));
    }
}
