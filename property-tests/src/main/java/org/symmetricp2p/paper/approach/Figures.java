package org.symmetricp2p.paper.approach;

import java.util.LinkedHashMap;
import java.util.Map;
import org.symmetricp2p.paper.Run;
import org.symmetricp2p.paper.Spread;
import org.symmetricp2p.paper.Trial;

/**
 * What an approach is worth: the paper's figure 1 in numbers. Times are in microseconds.
 *
 * @param own from a key press to its effect on the same screen
 * @param everywhere to its effect on the last screen
 * @param frozenPercent of the time in which a screen should have shown another tick and didn't
 * @param rollbackPercent as the paper counts it
 * @param messages by peer and second, over one hop each
 * @param offlineOwn like {@code own}, at a peer that is offline
 * @param offlineFrozenPercent of the time for which it is, at this peer
 * @param othersFrozenPercent of the same time, at the others
 * @param returnMicros from its return until all that its user did meanwhile is everywhere
 * @param serverlessOwn like {@code own}, while the server is gone, if there is one
 * @param serverlessFrozenPercent of the time for which it is
 * @param unfinished how often something never came to be everywhere
 */
public record Figures(
        Approach approach,
        Run run,
        Spread own,
        Spread everywhere,
        double frozenPercent,
        double rollbackPercent,
        double messages,
        Spread offlineOwn,
        double offlineFrozenPercent,
        double othersFrozenPercent,
        long returnMicros,
        Spread serverlessOwn,
        double serverlessFrozenPercent,
        long unfinished) {

    private static final double MILLI = 1e3;
    private static final double SECOND = 1e6;

    /** What comes out of three runs: one in which all is well, one with a peer offline, one without the server. */
    public static Figures of(Approach approach, Run run) {
        Trouble offline = Trouble.of(Trouble.Kind.OFFLINE, run);
        Tape well = approach.tape(run, Trouble.of(Trouble.Kind.NONE, run));
        Tape apart = approach.tape(run, offline);
        Tape serverless = approach.hasServer() ? approach.tape(run, Trouble.of(Trouble.Kind.NO_SERVER, run)) : well;
        int peer = offline.peer();
        return new Figures(
                approach,
                approach.run(run),
                Spread.of(well.own(any -> true)),
                Spread.of(well.everywhere(any -> true)),
                well.frozenPercent(any -> true),
                approach.rollsBack() ? Trial.outcome(approach.run(run)).rollbackPercent() : 0,
                well.messagesByPeerAndSecond(),
                Spread.of(apart.own(who -> who == peer)),
                apart.frozenPercent(who -> who == peer),
                apart.frozenPercent(who -> who != peer),
                Math.max(0, apart.settledMicros(who -> who == peer) - offline.untilMicros()),
                Spread.of(serverless.own(any -> true)),
                serverless.frozenPercent(any -> true),
                well.unfinished() + apart.unfinished() + serverless.unfinished());
    }

    /** All of it, by name. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("approach", approach.toString().replace(",", ""));
        row.put("topology", run.topology().toString());
        row.put("seed", run.seed());
        row.put("latency_ms", run.cell().latencyMillis());
        row.put("multiplier", run.cell().multiplier());
        row.put("events_per_minute", run.cell().perMinute());
        row.put("own_mean_ms", own.mean() / MILLI);
        row.put("own_p95_ms", own.p95() / MILLI);
        row.put("everywhere_mean_ms", everywhere.mean() / MILLI);
        row.put("everywhere_p95_ms", everywhere.p95() / MILLI);
        row.put("frozen_percent", frozenPercent);
        row.put("rollback_percent", rollbackPercent);
        row.put("messages_by_peer_and_s", messages);
        row.put("offline_own_mean_ms", offlineOwn.mean() / MILLI);
        row.put("offline_frozen_percent", offlineFrozenPercent);
        row.put("others_frozen_percent", othersFrozenPercent);
        row.put("return_s", returnMicros / SECOND);
        row.put("has_server", approach.hasServer());
        row.put("serverless_own_mean_ms", serverlessOwn.mean() / MILLI);
        row.put("serverless_frozen_percent", serverlessFrozenPercent);
        row.put("unfinished", unfinished);
        return row;
    }
}
