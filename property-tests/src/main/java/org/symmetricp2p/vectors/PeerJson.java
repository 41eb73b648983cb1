package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Input;
import org.symmetricp2p.core.Limit;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Output;
import org.symmetricp2p.core.Peer;
import org.symmetricp2p.core.Settling;
import org.symmetricp2p.core.Snapshot;
import org.symmetricp2p.wire.Wire;

/** One peer, what happens to it and what it does, as vectors have them; {@link CoreValues} reads that. */
public final class PeerJson {

    private PeerJson() {}

    /** A peer that begins. */
    public static ObjectNode given(String application, Config config, long startNanos) {
        ObjectNode given = Json.object("application", application)
                .<ObjectNode>setAll((ObjectNode) Json.of(config.self()))
                .setAll(Json.object(
                        "fps", config.fps(),
                        "delta", config.delta(),
                        "travelLimitNanos", config.travelNanos(),
                        "patienceNanos", config.joinNanos(),
                        "maxLead", config.maxLead(),
                        "startNanos", startNanos));
        if (config.maxEventBytes() != Limit.EVENT_BYTES.standard()) {
            given.set("maxEventBytes", Json.of(config.maxEventBytes()));
        }
        if (config.clock() != ClockKind.PAPER) {
            given.put("clock", clock(config.clock()));
        }
        config.settling().ifPresent(settling -> given.set("settling", settling(settling)));
        config.adaptive()
                .ifPresent(adaptive -> given.set(
                        "adaptive",
                        Json.object(
                                "least", adaptive.least(),
                                "most", adaptive.most(),
                                "share", adaptive.latePercent())));
        return given;
    }

    /** The name of a kind of clocks. */
    static String clock(ClockKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode settling(Settling settling) {
        return Json.object(
                "keeper",
                settling.keeper().orElse(null),
                "silenceNanos",
                settling.silenceNanos(),
                "again",
                String.valueOf(settling.issuesAgain()));
    }

    /** The input that isn't one: asks what the peer has. */
    public static ObjectNode look() {
        return Json.object("input", PeerScript.LOOK);
    }

    /** Something that happens to a peer. */
    public static ObjectNode input(Input input) {
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
        if (input instanceof Input.Leaving) {
            return Json.object("input", "leaving");
        }
        Input.Received received = (Input.Received) input;
        ObjectNode json =
                Json.object("input", "received", "link", received.link().number());
        if (received.nanos() != Long.MIN_VALUE) {
            json.set("nanos", Json.of(received.nanos()));
        }
        return json.<ObjectNode>set("message", Json.of(received.message()))
                .set("frame", Json.of(Wire.frame(received.message())));
    }

    /** What a peer does after an input. */
    public static ObjectNode outputs(List<Output> outputs) {
        return Json.object(
                "outputs", ordered(outputs).stream().map(PeerJson::json).toList());
    }

    static List<Output> ordered(List<Output> outputs) {
        return outputs.stream()
                .sorted(Comparator.comparingLong(PeerJson::place))
                .toList();
    }

    /** By link, as the order of what goes over different links has no meaning; what the user is told comes last. */
    private static long place(Output output) {
        if (output instanceof Output.Send send) {
            return send.link().number();
        }
        return output instanceof Output.Close close ? close.link().number() : Long.MAX_VALUE;
    }

    private static ObjectNode json(Output output) {
        if (output instanceof Output.Send send) {
            Message message = send.message();
            return Json.object("output", "send", "link", send.link().number(), "message", message)
                    .set("frames", Json.of(LongMessages.frames(message)));
        } else if (output instanceof Output.Close close) {
            return Json.object("output", "close", "link", close.link().number()).set("reason", reason(close.bye()));
        } else if (output instanceof Output.Linked linked) {
            return Json.object("output", "linked", "link", linked.link().number())
                    .setAll((ObjectNode) Json.of(linked.neighbour()));
        } else if (output instanceof Output.Unlinked unlinked) {
            return Json.object("output", "unlinked", "link", unlinked.link().number())
                    .set("reason", reason(unlinked.bye()));
        } else if (output instanceof Output.RolledBack rolledBack) {
            return Json.object("output", "rolledBack").setAll(Rollbacks.json(rolledBack));
        }
        if (output instanceof Output.WithoutEffect failed) {
            throw new IllegalStateException("no application of the vectors throws: " + failed);
        }
        if (output instanceof Output.Renewed renewed) {
            return Json.object("output", "renewed").setAll((ObjectNode) Json.of(renewed.self()));
        }
        if (output instanceof Output.Voided voided) {
            return Json.object(
                    "output", "voided", "event", voided.event(), "again", String.valueOf(voided.isIssuedAgain()));
        }
        if (output instanceof Output.TookOver taken) {
            return Json.object("output", "tookOver", "tick", taken.tick())
                    .setAll((ObjectNode) Json.of(taken.neighbour()));
        }
        if (output instanceof Output.Diverged diverged) {
            return Json.object("output", "diverged", "link", diverged.link().number(), "tick", diverged.tick());
        }
        return Json.object("output", "refused", "event", ((Output.Refused) output).event());
    }

    private static JsonNode reason(Message.Bye bye) {
        return Json.of(bye.reason().name());
    }

    /** All that a peer has, as a look at it shows. Where it is while a replay is due is its own affair (spec 4.9, 4.10). */
    public static <S> ObjectNode seen(Peer<S> peer) {
        Snapshot<S> present = peer.machine().present();
        ObjectNode seen = Json.object(
                        "tick", peer.tick(), "versions", peer.timeline().versions())
                .<ObjectNode>set(
                        "events",
                        Json.of(peer.timeline().events().stream()
                                .map(event -> event.stamp())
                                .toList()))
                .<ObjectNode>set(
                        "links",
                        Json.of(peer.links().stream().map(PeerJson::json).toList()))
                .set("waiting", Json.of(peer.queued().size()));
        if (peer.config().settling().isPresent()) {
            Snapshot<S> settled = peer.settled();
            seen.set("keeper", Json.of(peer.keeper().orElse(null)));
            seen.set("settled", Fold.json(peer.machine().simulation(), settled.tick(), settled.state()));
        }
        return present.tick() == peer.tick()
                ? seen.set("present", Fold.json(peer.machine().simulation(), present.tick(), present.state()))
                : seen;
    }

    private static ObjectNode json(Link link) {
        Optional<Object> neighbour = link.neighbour().map(source -> source);
        return Json.object("link", link.id().number(), "neighbour", neighbour.orElse(null));
    }
}
