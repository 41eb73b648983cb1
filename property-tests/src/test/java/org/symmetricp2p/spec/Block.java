package org.symmetricp2p.spec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A fenced example of a chapter, from its opening to its closing {@code ```}.
 *
 * @param kind the word after the opening fence: {@code hex} or {@code clock}
 * @param lines what stands between the fences
 * @param where file and line, for a person
 */
record Block(String kind, List<String> lines, String where) {

    private static final String FENCE = "```";

    /** The blocks of a chapter that have a kind. */
    static List<Block> of(String file, String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int start = i;
                do {
                    i++;
                } while (!lines.get(i).equals(FENCE));
                String kind = lines.get(start).substring(FENCE.length());
                blocks.add(new Block(kind, lines.subList(start + 1, i), file + ":" + (start + 1)));
            }
        }
        return blocks;
    }

    /** What a hex block says of its bytes: the lines at its beginning that are nothing but comments. */
    List<String> statement() {
        return lines.stream()
                .takeWhile(line -> line.startsWith("; "))
                .map(line -> line.substring(2))
                .toList();
    }

    /** The lines without what is for people. */
    List<String> code() {
        return lines.stream()
                .map(line -> line.replaceAll(";.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The bytes of a hex block: {@code 5a*1500} is the byte 5a, 1,500 times. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String word : String.join(" ", code()).split("\\s+")) {
            String[] parts = word.split("\\*");
            int times = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
            for (int i = 0; i < times; i++) {
                bytes.writeBytes(HexFormat.of().parseHex(parts[0]));
            }
        }
        return bytes.toByteArray();
    }
}
