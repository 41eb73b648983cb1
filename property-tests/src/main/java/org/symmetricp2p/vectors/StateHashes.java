package org.symmetricp2p.vectors;

import static org.symmetricp2p.vectors.Samples.fields;

import java.util.ArrayList;
import java.util.List;
import org.symmetricp2p.app.Memory;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.app.StateHash;

/** The hash of states, page by page. */
final class StateHashes {

    private static final int MAX_SIZE = 1 << 20;
    private static final int PAGE = StateHash.PAGE_SIZE;

    static final Topic TOPIC = Topic.single(
            "hash/state-hash",
            "The hash of a state: its canonical bytes are cut into pages of 128 bytes, the last one shorter; page i "
                    + "gives the first 64 bits (h1) of MurmurHash3_x64_128 with the seed 1024 + i; the hash is the sum, "
                    + "modulo 2^64. The first cases fit in one page: what is wrong there is wrong in MurmurHash3. (spec 4.16, spec 4.17)",
            fields("given.bytes", "the canonical bytes of a state", "expect.hash", "64 bits, as 16 hexadecimal digits"),
            StateHashes::cases,
            StateHashes::run);

    private StateHashes() {}

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int size :
                new int[] {0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 3_000}) {
            cases.add(Case.of("hash-of-" + size + "-bytes", "", "bytes", drawn(size)));
        }
        for (int size : new int[] {1, 15, 16, PAGE, 2 * PAGE}) {
            cases.add(Case.of("hash-of-" + size + "-zeros", "", "bytes", new byte[size]));
        }
        byte[] ff = new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        cases.add(Case.of("hash-of-17-bytes-ff", "bytes are unsigned", "bytes", ff));
        cases.add(Case.of(
                "hash-of-two-pages-in-order",
                "the seed ties a page to its place",
                "bytes",
                pages(drawn(PAGE), new byte[PAGE])));
        cases.add(Case.of(
                "hash-of-two-pages-swapped", "not the same as in order", "bytes", pages(new byte[PAGE], drawn(PAGE))));
        return cases;
    }

    private static byte[] drawn(int size) {
        byte[] bytes = new byte[size];
        SplitMix64 random = new SplitMix64(size);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) random.bits();
            random = random.next();
        }
        return bytes;
    }

    private static byte[] pages(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Found run(Given given) {
        byte[] bytes = given.bytes("bytes", MAX_SIZE);
        long hash = StateHash.of(bytes);
        long memory = Memory.ofBytes(bytes).hash();
        if (memory != hash) {
            throw new IllegalArgumentException(String.format(
                    "a memory of these bytes has the hash %016x, as a state they have %016x", memory, hash));
        }
        return Found.of("hash", String.format("%016x", hash));
    }
}
