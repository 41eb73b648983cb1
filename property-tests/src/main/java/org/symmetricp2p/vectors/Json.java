package org.symmetricp2p.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Extension;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Stamp;
import org.symmetricp2p.core.StampedEvent;
import org.symmetricp2p.core.Timing;
import org.symmetricp2p.core.Versions;

/**
 * Values as vectors have them. There are no JSON numbers: an integer is a text in decimal, because many readers of
 * JSON take numbers for floating point, and 2^63 - 1 isn't one. Bytes are hexadecimal. {@link Given} reads all this.
 */
final class Json {

    private Json() {}

    /** An object of names and values, by turns. */
    static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], of(namesAndValues[i + 1]));
        }
        return object;
    }

    /** A value of Java or of the core. */
    static JsonNode of(Object value) {
        if (value == null) {
            return NullNode.getInstance();
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        } else if (value instanceof Integer || value instanceof Long || value instanceof String) {
            return TextNode.valueOf(value.toString());
        } else if (value instanceof byte[] bytes) {
            return TextNode.valueOf(HexFormat.of().formatHex(bytes));
        } else if (value instanceof Iterable<?> elements) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> array.add(of(element)));
            return array;
        }
        return ofCore(value);
    }

    private static JsonNode ofCore(Object value) {
        if (value instanceof Source source) {
            return object("peer", source.peer(), "incarnation", source.incarnation());
        } else if (value instanceof Stamp stamp) {
            return object("tick", stamp.tick()).setAll(identity(stamp.source(), stamp.seq()));
        } else if (value instanceof Event event) {
            return object("type", event.type(), "payload", event.payload().toBytes());
        } else if (value instanceof StampedEvent event) {
            return ((ObjectNode) of(event.stamp())).setAll((ObjectNode) of(event.event()));
        } else if (value instanceof Versions versions) {
            return versions(versions);
        } else if (value instanceof Extension extension) {
            return object(
                    "name",
                    extension.name(),
                    "required",
                    extension.isRequired() ? 1 : 0,
                    "content",
                    extension.content().toBytes());
        } else if (value instanceof Message message) {
            return message(message);
        }
        throw new IllegalArgumentException("no vector has a value such as " + value);
    }

    private static ObjectNode identity(Source source, long seq) {
        return ((ObjectNode) of(source)).set("seq", of(seq));
    }

    private static JsonNode versions(Versions versions) {
        List<ObjectNode> list = new ArrayList<>();
        versions.known()
                .forEach((source, version) -> list.add(identity(source, version.seq())
                        .set("digest", of(version.digest().toString()))));
        return of(list);
    }

    private static ObjectNode timing(Timing timing) {
        Claim claim = timing.claim();
        return object("sent", timing.sent(), "heard", timing.heard(), "held", timing.held(), "time", timing.time())
                .<ObjectNode>set("root", of(claim.root()))
                .setAll(object(
                        "since", claim.since(),
                        "pulse", claim.pulse(),
                        "hops", claim.hops(),
                        "error", claim.error()));
    }

    private static List<JsonNode> arrivals(Message.Sync sync) {
        return sync.arrivals().stream()
                .map(arrival -> identity(
                                arrival.event().source(), arrival.event().seq())
                        .<JsonNode>set("tick", of(arrival.tick())))
                .toList();
    }

    private static ObjectNode message(Message message) {
        if (message instanceof Message.Hello hello) {
            return object("type", "HELLO", "application", hello.application(), "fps", hello.fps())
                    .<ObjectNode>set("stateSize", of(hello.stateSize()))
                    .<ObjectNode>setAll((ObjectNode) of(hello.self()))
                    .<ObjectNode>set("clock", of(hello.clock()))
                    .<ObjectNode>set("versions", of(hello.versions()))
                    .set("extensions", of(hello.extensions()));
        } else if (message instanceof Message.Events events) {
            return object("type", "EVENTS", "clock", events.clock(), "events", events.events());
        } else if (message instanceof Message.Sync sync) {
            ObjectNode json = object("type", "SYNC", "clock", sync.clock());
            sync.timing().ifPresent(timing -> json.set("timing", timing(timing)));
            return sync.arrivals().isEmpty() ? json : json.set("arrivals", of(arrivals(sync)));
        } else if (message instanceof Message.Promises promises) {
            return object(
                    "type",
                    "PROMISES",
                    "promises",
                    promises.bySource().entrySet().stream()
                            .map(made -> ((ObjectNode) of(made.getKey()))
                                    .<ObjectNode>set("tick", of(made.getValue().tick()))
                                    .set("seq", of(made.getValue().seq())))
                            .toList());
        } else if (message instanceof Message.Declaration declaration) {
            return object("type", "DECLARATION", "since", declaration.since(), "tick", declaration.tick())
                    .<ObjectNode>set(
                            "keeper", declaration.keeper().map(Json::of).orElse(of(null)))
                    .set(
                            "counts",
                            of(declaration.counts().entrySet().stream()
                                    .map(counted -> identity(counted.getKey(), counted.getValue()))
                                    .toList()));
        }
        if (message instanceof Message.Checkpoint checkpoint) {
            String hash = "%016x".formatted(checkpoint.hash());
            return object("type", "CHECKPOINT", "tick", checkpoint.tick(), "hash", hash);
        }
        if (message instanceof Message.Snapshot snapshot) {
            return object(
                    "type",
                    "SNAPSHOT",
                    "tick",
                    snapshot.tick(),
                    "keeper",
                    snapshot.keeper(),
                    "size",
                    snapshot.size(),
                    "hash",
                    "%016x".formatted(snapshot.hash()),
                    "versions",
                    snapshot.versions());
        } else if (message instanceof Message.State state) {
            byte[] bytes = new byte[state.bytes().remaining()];
            state.bytes().get(bytes);
            return object("type", "STATE", "bytes", HexFormat.of().formatHex(bytes));
        }
        Message.Bye bye = (Message.Bye) message;
        return object("type", "BYE", "reason", bye.reason().name(), "text", bye.text());
    }
}
