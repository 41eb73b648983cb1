package org.symmetricp2p.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Frames put together by hand, field by field, never by the encoder: one good frame of each type, in which some fields
 * are replaced. The length follows, unless it is replaced itself; the field {@code end} is empty in a good frame.
 */
final class FrameParts {

    private static final String[] HELLO = {
        "type",
        "01",
        "magic",
        "53594d50",
        "version",
        "0001",
        "idLength",
        "0b",
        "id",
        "72656374616e676c652f31",
        "fps",
        "0032",
        "stateSize",
        "00000020",
        "peer",
        "0003",
        "incarnation",
        "0000000000000001",
        "clock",
        "00000000000003e8",
        "sources",
        "00000002",
        "peer1",
        "0003",
        "incarnation1",
        "0000000000000001",
        "seq1",
        "0000000000000007",
        "digest1",
        "000102030405060708090a0b0c0d0e0f",
        "peer2",
        "0005",
        "incarnation2",
        "0000000000000000",
        "seq2",
        "0000000000000002",
        "digest2",
        "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "extensions",
        "00",
        "nameLength1",
        "",
        "name1",
        "",
        "required1",
        "",
        "contentSize1",
        "",
        "content1",
        "",
        "extension2",
        "",
        "end",
        ""
    };

    private static final String[] EXTENSION = {
        "extensions",
        "01",
        "nameLength1",
        "05",
        "name1",
        "6c61746572",
        "required1",
        "00",
        "contentSize1",
        "0002",
        "content1",
        "cafe"
    };

    private static final String[] EVENTS = {
        "type",
        "02",
        "clock",
        "00000000000003e8",
        "events",
        "0002",
        "tick1",
        "00000000000003ed",
        "peer1",
        "0003",
        "incarnation1",
        "0000000000000001",
        "seq1",
        "0000000000000007",
        "type1",
        "00000002",
        "size1",
        "0004",
        "payload1",
        "fffffffe",
        "tick2",
        "00000000000003ed",
        "peer2",
        "0005",
        "incarnation2",
        "0000000000000000",
        "seq2",
        "0000000000000002",
        "type2",
        "00000102",
        "size2",
        "0000",
        "payload2",
        "",
        "end",
        ""
    };

    private static final String[] SYNC = {"type", "03", "clock", "0000010000000000", "end", ""};

    /** What SYNC tells with a rooted clock, after the clock. */
    private static final String[] TIMING = {
        "sent",
        "00000000002625a1",
        "heard",
        "0000000000249f01",
        "held",
        "0000000000009c40",
        "time",
        "0000000001314088",
        "root",
        "0003",
        "rootIncarnation",
        "0000000000000001",
        "since",
        "0000000000000000",
        "pulse",
        "0000000001312d00",
        "hops",
        "0002",
        "error",
        "000000000000c738"
    };

    /** Two arrivals that SYNC tells after all else. */
    private static final String[] ARRIVALS = {
        "peer1",
        "0003",
        "incarnation1",
        "0000000000000001",
        "seq1",
        "0000000000000007",
        "tick1",
        "00000000000003ed",
        "peer2",
        "0005",
        "incarnation2",
        "0000000000000000",
        "seq2",
        "0000000000000002",
        "tick2",
        "0000010000000000"
    };

    private static final String[] BYE = {
        "type", "04", "reason", "02", "textLength", "09", "text", "6261636b20736f6f6e", "end", ""
    };

    private static final String[] PROMISES = {
        "type",
        "05",
        "peer1",
        "0003",
        "incarnation1",
        "0000000000000001",
        "tick1",
        "00000000000003ed",
        "seq1",
        "0000000000000007",
        "peer2",
        "0005",
        "incarnation2",
        "0000000000000000",
        "tick2",
        "0000010000000000",
        "seq2",
        "0000000000000002",
        "end",
        ""
    };

    private static final String[] DECLARATION = {
        "type",
        "06",
        "since",
        "00000000000003b6",
        "tick",
        "00000000000003e8",
        "keeper",
        "",
        "peer1",
        "0003",
        "incarnation1",
        "0000000000000001",
        "seq1",
        "0000000000000007",
        "end",
        ""
    };

    private static final String[] CHECKPOINT = {
        "type", "07", "tick", "00000000000000fa", "hash", "fedcba9876543210", "end", ""
    };

    private static final String[] SNAPSHOT = {
        "type",
        "08",
        "tick",
        "00000000000003e8",
        "keeper",
        "0005 0000000000000000",
        "size",
        "00000003",
        "hash",
        "fedcba9876543210",
        "peer1",
        "0003",
        "incarnation1",
        "0000000000000001",
        "seq1",
        "0000000000000007",
        "digest1",
        "000102030405060708090a0b0c0d0e0f",
        "end",
        ""
    };

    private static final String[] STATE = {"type", "09", "bytes", "a0b1c2"};

    private FrameParts() {}

    static byte[] hello(String... replaced) {
        return frame(HELLO, replaced);
    }

    /** A HELLO that says how many sources its version vector has, and has none. */
    static byte[] helloWithoutEntries(int count, String... replaced) {
        List<String> all = new ArrayList<>(List.of(replaced));
        all.addAll(List.of("sources", "%08x".formatted(count)));
        for (String field :
                List.of("peer1", "incarnation1", "seq1", "digest1", "peer2", "incarnation2", "seq2", "digest2")) {
            all.addAll(List.of(field, ""));
        }
        return hello(all.toArray(String[]::new));
    }

    /** A HELLO that has the extension "later", of two bytes, which isn't required. */
    static byte[] helloWithExtension(String... replaced) {
        List<String> all = new ArrayList<>(List.of(EXTENSION));
        all.addAll(List.of(replaced));
        return hello(all.toArray(String[]::new));
    }

    static byte[] events(String... replaced) {
        return frame(EVENTS, replaced);
    }

    /** A frame of this many events, which is good up to 32. */
    static byte[] manyEvents(int count) {
        StringBuilder more = new StringBuilder();
        for (int seq = 3; seq <= count; seq++) {
            more.append("00000000000003ee 0005 0000000000000000")
                    .append("%016x".formatted(seq))
                    .append("00000002 0001")
                    .append("%02x".formatted(seq));
        }
        return events("events", "%04x".formatted(count), "end", more.toString());
    }

    /** A HELLO with this many extensions, which is good up to 16. */
    static byte[] manyExtensions(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("01").append("%02x".formatted('a' + i)).append("00 0000");
        }
        return hello("extensions", "%02x".formatted(count), "end", all.toString());
    }

    static byte[] sync(String... replaced) {
        return frame(SYNC, replaced);
    }

    /** A SYNC of a rooted clock. */
    static byte[] rooted(String... replaced) {
        return frame(syncWith(TIMING), replaced);
    }

    /** A SYNC that tells two arrivals. */
    static byte[] arrivals(String... replaced) {
        return frame(syncWith(ARRIVALS), replaced);
    }

    /** A SYNC of a rooted clock that tells two arrivals. */
    static byte[] rootedArrivals(String... replaced) {
        return frame(syncWith(TIMING, ARRIVALS), replaced);
    }

    /** A SYNC with this many arrivals, which is good up to 256. */
    static byte[] manyArrivals(int count) {
        StringBuilder all = new StringBuilder();
        for (int seq = 1; seq <= count; seq++) {
            all.append("0003 0000000000000001").append("%016x".formatted(seq)).append("00000000000003ed");
        }
        return sync("end", all.toString());
    }

    private static String[] syncWith(String[]... fields) {
        List<String> parts = new ArrayList<>(Arrays.asList(SYNC).subList(0, SYNC.length - 2));
        Arrays.stream(fields).forEach(some -> parts.addAll(List.of(some)));
        parts.addAll(List.of("end", ""));
        return parts.toArray(String[]::new);
    }

    static byte[] bye(String... replaced) {
        return frame(BYE, replaced);
    }

    static byte[] promises(String... replaced) {
        return frame(PROMISES, replaced);
    }

    static byte[] declaration(String... replaced) {
        return frame(DECLARATION, replaced);
    }

    static byte[] checkpoint(String... replaced) {
        return frame(CHECKPOINT, replaced);
    }

    static byte[] snapshot(String... replaced) {
        return frame(SNAPSHOT, replaced);
    }

    static byte[] state(String... replaced) {
        return frame(STATE, replaced);
    }

    /** A frame that ends after the first bytes of a good one's field. */
    static byte[] cut(byte[] good, int bytes) {
        byte[] body = new byte[bytes - Integer.BYTES];
        System.arraycopy(good, Integer.BYTES, body, 0, body.length);
        return bytes("%08x".formatted(body.length) + HexFormat.of().formatHex(body));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** @throws IllegalArgumentException if a field to replace isn't there */
    private static byte[] frame(String[] good, String... replaced) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < good.length; i += 2) {
            parts.put(good[i], good[i + 1]);
        }
        String length = null;
        for (int i = 0; i < replaced.length; i += 2) {
            if (replaced[i].equals("length")) {
                length = replaced[i + 1];
            } else if (parts.replace(replaced[i], replaced[i + 1]) == null) {
                throw new IllegalArgumentException("there is no field " + replaced[i] + " in " + parts.keySet());
            }
        }
        String body = String.join("", parts.values()).replace(" ", "");
        return bytes((length == null ? "%08x".formatted(body.length() / 2) : length) + body);
    }
}
