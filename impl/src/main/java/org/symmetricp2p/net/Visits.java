package org.symmetricp2p.net;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.symmetricp2p.core.Limit;

/**
 * Connections at a port for browsers that are no links, or not yet: how many there can be and for how long, by the rule for connections that greet
 * (spec 6.21, 7.33). On the node's thread.
 */
final class Visits {

    /** A browser makes up to 6 at once to load a page. */
    static final int MAX = 64;

    private final Set<Channel> visits = new LinkedHashSet<>(); // the oldest first

    /** A connection is new; of too many, the oldest of the machine that has the most of them has to go. */
    void begin(Channel channel) {
        visits.add(channel);
        channel.closeFuture().addListener(over -> end(channel));
        channel.eventLoop().schedule(() -> closeIfHere(channel), Limit.HELLO_MILLIS.standard(), TimeUnit.MILLISECONDS);
        if (visits.size() > MAX) {
            firstToGo().close();
        }
    }

    /** It is over, or has become a link. */
    void end(Channel channel) {
        visits.remove(channel);
    }

    private void closeIfHere(Channel channel) {
        if (visits.contains(channel)) {
            channel.close();
        }
    }

    private Channel firstToGo() {
        Map<InetAddress, Integer> byMachine = new HashMap<>(); // looked up only
        visits.forEach(visit -> byMachine.merge(machine(visit), 1, Integer::sum));
        // The first of several that are as good, so the oldest.
        return visits.stream()
                .min(Comparator.comparingInt(visit -> -byMachine.get(machine(visit))))
                .orElseThrow();
    }

    private static InetAddress machine(Channel visit) {
        return ((InetSocketAddress) visit.remoteAddress()).getAddress();
    }
}
