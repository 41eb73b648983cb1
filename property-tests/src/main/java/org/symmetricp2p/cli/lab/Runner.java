package org.symmetricp2p.cli.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What runs the tool many times at once, and tells each of them by environment variables which one it is.
 *
 * @param name for a person
 * @param index the variable that says the number of this process
 * @param first the variable that says the number of the first one; or that number
 * @param last the variable that says the number of the last one; empty if there is none
 * @param total the variable that says how many there are
 * @param setter who sets the last one
 */
record Runner(String name, String index, String first, String last, String total, String setter) {

    private static final List<Runner> ALL = List.of(
            new Runner(
                    "a Kubernetes Indexed Job",
                    "JOB_COMPLETION_INDEX",
                    "0",
                    "",
                    "JOB_COMPLETIONS",
                    "the manifest has to, as Kubernetes doesn't"),
            new Runner(
                    "a Slurm array",
                    "SLURM_ARRAY_TASK_ID",
                    "SLURM_ARRAY_TASK_MIN",
                    "SLURM_ARRAY_TASK_MAX",
                    "SLURM_ARRAY_TASK_COUNT",
                    "Slurm does"),
            new Runner(
                    "a CI system",
                    "CI_NODE_INDEX",
                    "1",
                    "",
                    "CI_NODE_TOTAL",
                    "GitLab does, and elsewhere the workflow has to"));

    /**
     * The shard that this process is.
     *
     * @throws IllegalArgumentException if the environment doesn't say, or contradicts itself: says how
     */
    static Shard shard(Map<String, String> environment) {
        List<Runner> running = ALL.stream()
                .filter(runner -> environment.containsKey(runner.index))
                .toList();
        if (running.isEmpty()) {
            String names = ALL.stream()
                    .map(runner -> runner.index + " of " + runner.name)
                    .collect(Collectors.joining(", nor "));
            throw new IllegalArgumentException("--shard auto: nothing says which shard this is, neither " + names);
        }
        if (running.size() > 1) {
            String names = running.stream().map(Runner::index).collect(Collectors.joining(" and "));
            throw new IllegalArgumentException(
                    "--shard auto: " + names + " are set; --shard i/n says which one counts");
        }
        return running.get(0).shardIn(environment);
    }

    private Shard shardIn(Map<String, String> environment) {
        long n = number(total, environment);
        long begin = number(first, environment);
        if (!last.isEmpty() && number(last, environment) != begin + n - 1) {
            throw new IllegalArgumentException("--shard auto: the tasks " + begin + " to " + number(last, environment)
                    + " of " + name + " have gaps, as there are " + n);
        }
        String what = "--shard auto, by " + index + "=" + environment.get(index) + " and " + total + "=" + n;
        return Shard.checked(what, number(index, environment) - begin + 1, n);
    }

    private long number(String variable, Map<String, String> environment) {
        String text = variable.matches("\\d+") ? variable : environment.get(variable);
        if (text == null) {
            throw new IllegalArgumentException(
                    "--shard auto: " + index + " is set, but not " + variable + "; " + setter);
        }
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("--shard auto: " + variable + " is '" + text + "', must be a number");
        }
        return Long.parseLong(text);
    }
}
