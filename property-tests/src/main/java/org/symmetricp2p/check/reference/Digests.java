package org.symmetricp2p.check.reference;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symmetricp2p.core.Digest;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.StampedEvent;

/** The digests of the events of each source, by the text of spec 2.15; each is made when it is asked for first. */
final class Digests {

    private final Map<Source, List<byte[]>> bySource = new HashMap<>();

    /** The digest of a source's first events, of which there are at least as many as were asked for before. */
    Digest of(Source source, List<StampedEvent> first) {
        List<byte[]> its = bySource.computeIfAbsent(source, any -> new ArrayList<>(List.of(new byte[16])));
        while (its.size() <= first.size()) {
            its.add(next(its.get(its.size() - 1), first.get(its.size() - 1)));
        }
        byte[] digest = its.get(first.size());
        return new Digest(number(Arrays.copyOf(digest, 8)), number(Arrays.copyOfRange(digest, 8, 16)));
    }

    private static long number(byte... bytes) {
        return new BigInteger(bytes).longValue();
    }

    private static byte[] next(byte[] before, StampedEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before);
            out.writeLong(event.tick());
            out.writeInt(event.event().type());
            out.write(event.event().payload().toBytes());
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
