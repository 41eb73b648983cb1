package org.symmetricp2p.link;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Step;
import org.symmetricp2p.core.Versions;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.wire.Decoded;
import org.symmetricp2p.wire.Wire;

/** Drives one endpoint by hand, that of peer 5, in its own time; holds its present value. */
final class TestEndpoint {

    static final Address THERE = new Address("there", 1);

    static final long MILLI = 1_000_000;

    final List<Input> inputs = new ArrayList<>(); // all that its peer was given
    Endpoint<Rectangle.State> endpoint;
    long nanos;
    private final Map<LinkId, Integer> untaken = new TreeMap<>(); // bytes written
    private long links;

    TestEndpoint() {
        this(Limits.STANDARD);
    }

    TestEndpoint(Limits limits) {
        Config config =
                Config.of(new Source(5, 1)).withJoinNanos(0).withTravelNanos(0).withLimits(limits);
        this.endpoint = Endpoint.of(Peer.start(config, new Rectangle(), 0), 1);
    }

    List<Action> on(Signal signal) {
        Reaction<Rectangle.State> reaction = endpoint.on(signal, nanos, new StepObserver<>() {
            @Override
            public void ticked(long tick, Rectangle.State state) {}

            @Override
            public void stepped(Peer<Rectangle.State> before, Input input, Step<Rectangle.State> step) {
                inputs.add(input);
            }
        });
        endpoint = reaction.endpoint();
        for (Action.Write write : only(Action.Write.class, reaction.actions())) {
            untaken.merge(write.link(), write.frame().remaining(), Integer::sum);
        }
        return reaction.actions();
    }

    /** The network takes all that was written. */
    List<Action> taken(LinkId link) {
        return on(new Signal.Written(link, untaken.remove(link)));
    }

    /** Time passes, and it is woken then. */
    List<Action> wakeAfter(long millis) {
        nanos += millis * MILLI;
        return on(new Signal.Wake());
    }

    LinkId accepted() {
        LinkId link = new LinkId(++links);
        on(new Signal.Accepted(link, "somewhere"));
        return link;
    }

    /** A link that the neighbour dialled, live. */
    LinkId linkedBy(int peer) {
        LinkId link = accepted();
        on(received(link, hello(peer)));
        return link;
    }

    /** What follows from an attempt that leads to a connection. */
    List<Action> connected(Dial dial) {
        return on(new Signal.Connected(new LinkId(++links), dial, "there"));
    }

    /** A link that it dialled, live. */
    LinkId linkTo(int peer) {
        connected(dialOf(on(new Signal.Link(peer, THERE))));
        on(received(last(), hello(peer)));
        return last();
    }

    LinkId last() {
        return new LinkId(links);
    }

    List<Action> closed(LinkId link) {
        return on(new Signal.Closed(link, Optional.empty()));
    }

    static Signal.Received received(LinkId link, Message message) {
        return new Signal.Received(link, ByteBuffer.wrap(Wire.frame(message)));
    }

    static Message.Hello hello(int peer) {
        return hello(peer, 0);
    }

    static Message.Hello hello(int peer, long clock) {
        Rectangle rectangle = new Rectangle();
        return new Message.Hello(rectangle.id(), 50, rectangle.stateSize(), new Source(peer, 1), clock, Versions.NONE);
    }

    static Message.Bye bye(Message.Reason reason) {
        return new Message.Bye(reason, "see you");
    }

    // ---- what it does ----

    /** The one attempt that begins. */
    static Dial dialOf(List<Action> actions) {
        List<Action.Connect> connects = only(Action.Connect.class, actions);
        if (connects.size() != 1) {
            throw new AssertionError("one attempt should begin: " + actions);
        }
        return connects.get(0).dial();
    }

    static <A extends Action> List<A> only(Class<A> kind, List<Action> actions) {
        return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** In words: messages and reasons of BYE that are written, and kinds of other actions. */
    static List<String> words(List<Action> actions) {
        return actions.stream().map(TestEndpoint::word).toList();
    }

    private static String word(Action action) {
        if (!(action instanceof Action.Write write)) {
            return action.getClass().getSimpleName();
        }
        Message message = message(write);
        return message instanceof Message.Bye bye
                ? bye.reason().toString()
                : message.getClass().getSimpleName();
    }

    static Message message(Action.Write write) {
        return assertInstanceOf(Decoded.Ok.class, Wire.decode(write.frame())).message();
    }
}
