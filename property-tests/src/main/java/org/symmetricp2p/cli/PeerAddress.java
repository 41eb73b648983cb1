package org.symmetricp2p.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symmetricp2p.core.Source;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a neighbour listens, as written on the command line: {@code N=HOST:PORT}. */
public record PeerAddress(int peer, String host, int port) {

    private static final Pattern SYNTAX =
            Pattern.compile("(\\d{1,9})=(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]]+)):(\\d{1,9})");

    static final int MAX_PORT = 65_535;

    /** Reads one. */
    static final class Converter implements ITypeConverter<PeerAddress> {
        @Override
        public PeerAddress convert(String text) {
            Matcher parts = SYNTAX.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' must be N=HOST:PORT, such as 0=127.0.0.1:5000 or 0=[::1]:5000");
            }
            int peer = inRange("peer id", parts.group(1), 0, Source.MAX_PEER);
            String host = parts.group(2) != null ? parts.group(2) : parts.group(3);
            return new PeerAddress(peer, host, inRange("port", parts.group(4), 1, MAX_PORT));
        }

        private static int inRange(String what, String digits, int min, int max) {
            int value = Integer.parseInt(digits);
            if (value < min || value > max) {
                throw new TypeConversionException(what + " " + value + " must be from " + min + " to " + max);
            }
            return value;
        }
    }
}
