package org.symmetricp2p.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as text for other programs: CSV with a line for each run, JSON with an object for each experiment. */
public final class ResultFiles {

    private static final double MICROS_PER_SECOND = 1e6;

    private ResultFiles() {}

    /** Every run as a line, with the paper's number and the bound of its cell beside it. */
    public static String csv(List<Result> results) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Result result : results) {
            for (int i = 0; i < result.outcomes().size(); i++) {
                lines.add(line(result, i + 1, result.outcomes().get(i)));
            }
        }
        return Records.csv(lines);
    }

    private static Map<String, Object> line(Result result, int number, Outcome o) {
        Map<String, Object> line = new LinkedHashMap<>(subject(result.experiment()));
        line.put("run", number);
        line.put("rollback_percent", o.rollbackPercent());
        line.putAll(beside(result.experiment()));
        line.put("events", o.events());
        line.put("arrivals", o.arrivals());
        line.put("late", o.late());
        line.put("late_ticks", o.lateTicks());
        line.put("ticks", o.ticks());
        line.put("replayed_ticks", o.replayed());
        line.put("readings", o.readings());
        line.put("behind", o.behind());
        line.put("behind_tick_and_latency", o.behindDelay());
        line.put("behind_second", o.behindSecond());
        line.put("catching_up", o.catchingUp());
        line.putAll(recoveries(o.recoveries().stream().sorted().toList(), o.unrecovered()));
        line.put("converged", o.converged());
        line.putAll(delays(o.delays()));
        return line;
    }

    /** Every experiment as an object. */
    public static String json(List<Result> results) throws IOException {
        List<Map<String, Object>> objects =
                results.stream().map(ResultFiles::object).toList();
        return Records.json(objects);
    }

    private static Map<String, Object> object(Result result) {
        Map<String, Object> object = new LinkedHashMap<>(subject(result.experiment()));
        object.put("runs", result.outcomes().size());
        object.put("rollback_percent", result.rollbackPercent());
        object.putAll(beside(result.experiment()));
        object.put("late_percent", Outcome.percent(result.sum(Outcome::late), result.sum(Outcome::arrivals)));
        object.put("replayed_percent", Outcome.percent(result.sum(Outcome::replayed), result.sum(Outcome::ticks)));
        object.put("behind_percent", result.percentOfReadings(Outcome::behind));
        object.put("behind_tick_and_latency_percent", result.percentOfReadings(Outcome::behindDelay));
        object.put("behind_second_percent", result.percentOfReadings(Outcome::behindSecond));
        object.put("catching_up_percent", result.percentOfReadings(Outcome::catchingUp));
        object.putAll(recoveries(result.recoveries(), result.sum(Outcome::unrecovered)));
        object.put("converged", result.converged());
        object.putAll(delays(result.delays()));
        return object;
    }

    private static Map<String, Object> subject(Experiment experiment) {
        Run run = experiment.first();
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("topology", run.topology().toString());
        subject.put("clock", run.clock().toString());
        subject.put("churn", run.churn().toString());
        subject.put("adaptive_percent", run.latePercent());
        subject.put("seed", run.seed());
        subject.put("latency_ms", run.cell().latencyMillis());
        subject.put("multiplier", run.cell().multiplier());
        subject.put("delta_ticks", run.cell().delta());
        subject.put("events_per_minute", run.cell().perMinute());
        return subject;
    }

    private static Map<String, Object> beside(Experiment experiment) {
        Run run = experiment.first();
        Map<String, Object> beside = new LinkedHashMap<>();
        beside.put("paper_percent", Published.percent(run.cell()));
        beside.put("paper_logs_percent", Published.percentInLogs(run.cell()));
        beside.put("bound_percent", run.cell().bound(run.topology().graph()));
        return beside;
    }

    private static Map<String, Object> recoveries(List<Long> sorted, long unrecovered) {
        Spread spread = Spread.of(sorted);
        Map<String, Object> recoveries = new LinkedHashMap<>();
        recoveries.put("recoveries", spread.count());
        recoveries.put("recovery_mean_s", spread.mean() / MICROS_PER_SECOND);
        recoveries.put("recovery_p95_s", spread.p95() / MICROS_PER_SECOND);
        recoveries.put("recovery_worst_s", spread.worst() / MICROS_PER_SECOND);
        recoveries.put("unrecovered", unrecovered);
        return recoveries;
    }

    private static Map<String, Object> delays(Delays of) {
        Map<String, Object> delays = new LinkedHashMap<>();
        delays.put("late_events_percent", of.latePercent());
        delays.put("mean_delta_ms", of.meanMillis());
        return delays;
    }
}
