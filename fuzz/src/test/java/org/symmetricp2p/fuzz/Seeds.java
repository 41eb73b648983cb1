package org.symmetricp2p.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.symmetricp2p.explore.SmallWorld;
import org.symmetricp2p.explore.Walk;
import org.symmetricp2p.explore.WalkFile;
import org.symmetricp2p.explore.Worlds;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Scenarios;

/** Inputs from which fuzzing starts, made of what is there already. More, and what was found, is in the resources. */
final class Seeds {

    private static final Path VECTORS = Path.of("..", "spec", "vectors");
    private static final int MAX_SEED = 32 << 10; // larger ones slow the fuzzer down

    private Seeds() {}

    /** The frames of the golden vectors, good and bad. */
    static Stream<byte[]> frames() {
        return Stream.of("valid-frames", "invalid-frames")
                .map(topic -> json(VECTORS.resolve("wire/" + topic + ".json")))
                .flatMap(file -> file.findValuesAsText("frame").stream())
                .map(HexFormat.of()::parseHex)
                .filter(frame -> frame.length <= MAX_SEED);
    }

    /** Some of these frames in a row, in pieces of 3 and of 200 bytes. */
    static Stream<byte[]> streams() {
        List<byte[]> frames = frames().toList();
        return Stream.of(2, 199)
                .flatMap(pieceSize -> Stream.iterate(0, i -> i + 4 <= frames.size(), i -> i + 4)
                        .map(i -> joined(pieceSize, frames.subList(i, i + 4))));
    }

    private static byte[] joined(int first, List<byte[]> parts) {
        byte[] all = {(byte) first};
        for (byte[] part : parts) {
            int size = all.length;
            all = Arrays.copyOf(all, size + part.length);
            System.arraycopy(part, 0, all, size, part.length);
        }
        return all;
    }

    /** Any bytes, always the same. */
    static Stream<byte[]> random(int count, int size) {
        return LongStream.range(0, count).mapToObj(seed -> {
            byte[] bytes = new byte[size];
            new Random(seed).nextBytes(bytes);
            return bytes;
        });
    }

    /** Scenarios of the laboratory. */
    static Stream<byte[]> scenarios() {
        return LongStream.rangeClosed(1, 8)
                .mapToObj(seed -> ScenarioFile.text(Scenarios.of(seed)).getBytes(StandardCharsets.UTF_8))
                .filter(text -> text.length <= MAX_SEED);
    }

    /** A dozen moves through each small world. */
    static Stream<byte[]> walks() {
        return Worlds.names().stream()
                .map(name -> WalkFile.text(new Walk(name, Optional.empty(), firstMoves(Worlds.named(name)))))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static <M> List<String> firstMoves(SmallWorld<M> start) {
        List<String> lines = new ArrayList<>();
        SmallWorld<M> world = start;
        while (lines.size() < 12 && !world.moves().isEmpty()) {
            List<M> moves = world.moves();
            M move = moves.get(lines.size() % moves.size());
            lines.add(move.toString());
            world = world.after(move);
        }
        return lines;
    }

    /** The files of golden vectors. */
    static Stream<byte[]> vectorFiles() {
        try (Stream<Path> files = Files.walk(VECTORS)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Seeds::bytes)
                    .filter(text -> text.length <= MAX_SEED)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
