package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;

import java.util.List;
import org.symmetricp2p.core.Message;
import org.symmetricp2p.wire.Wire;

/** What becomes of a text that no BYE can have as it is. */
final class ByeTexts {

    private static final int MOST = Message.Bye.MAX_TEXT;

    static final Topic TOPIC = Topic.single(
            "wire/bye-texts",
            "The frame of a BYE with any text: each character that isn't printable ASCII becomes a question mark, and what "
                    + "is beyond 255 characters is left out. A character is a code point of Unicode. (spec 7.12)",
            fields("given.reason", "as a name", "given.text", "any text", "expect.frame", "the bytes"),
            () -> List.of(
                    bye("bye-text-as-it-is", "", "see you ~"),
                    bye("bye-text-with-umlauts", "a question mark each", "sch\u00f6ne Gr\u00fc\u00dfe"),
                    bye("bye-text-with-a-character-beyond-16-bits", "one question mark", "bye \ud83d\udc4b!"),
                    bye("bye-text-of-two-lines", "", "a\nb\tc"),
                    bye("bye-text-with-delete", "just above printable ASCII", "a\u007fb"),
                    bye("bye-text-of-256-characters", "the last is left out", "a".repeat(MOST) + "b"),
                    bye(
                            "bye-text-of-255-umlauts",
                            "which have 510 bytes in UTF-8; all are counted as they are sent",
                            "\u00e4".repeat(MOST)),
                    bye(
                            "bye-text-cut-behind-a-character-beyond-16-bits",
                            "it is the 255th",
                            "a".repeat(MOST - 1) + "\ud83d\udc4b" + "b")),
            ByeTexts::run);

    private ByeTexts() {}

    private static Case bye(String name, String about, String text) {
        return Case.of(name, about, "reason", Message.Reason.LEAVING.name(), "text", text);
    }

    private static Found run(Given given) {
        return Found.of("frame", Wire.frame(CoreValues.bye(given)));
    }
}
