package org.symmetricp2p.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which shard this is, by what runs it. */
final class RunnerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=50 | 1/50",
                "JOB_COMPLETION_INDEX=49 JOB_COMPLETIONS=50 | 50/50",
                "CI_NODE_INDEX=1 CI_NODE_TOTAL=4 | 1/4",
                "CI_NODE_INDEX=4 CI_NODE_TOTAL=4 | 4/4",
                "CI_NODE_TOTAL=1 JOB_COMPLETION_INDEX=2 JOB_COMPLETIONS=3 | 3/3",
                "SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=100 " + "SLURM_ARRAY_TASK_COUNT=100"
                        + " | 1/100",
                "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=9 " + "SLURM_ARRAY_TASK_COUNT=10"
                        + " | 8/10",
                "SLURM_ARRAY_TASK_ID=12 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=12 " + "SLURM_ARRAY_TASK_COUNT=10"
                        + " | 10/10",
            })
    void aShardIsFound(String environment, String shard) {
        assertEquals(shard, Runner.shard(map(environment)).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOME=/ | nothing says which shard this is, neither JOB_COMPLETION_INDEX of a Kubernetes Indexed Job, "
                        + "nor SLURM_ARRAY_TASK_ID of a Slurm array, nor CI_NODE_INDEX of a CI system",
                "CI_NODE_TOTAL=1 | nothing says which shard this is, neither JOB_COMPLETION_INDEX of a Kubernetes "
                        + "Indexed Job, nor SLURM_ARRAY_TASK_ID of a Slurm array, nor CI_NODE_INDEX of a CI system",
                "JOB_COMPLETION_INDEX=3 | JOB_COMPLETION_INDEX is set, but not JOB_COMPLETIONS; "
                        + "the manifest has to, as Kubernetes doesn't",
                "CI_NODE_INDEX=3 | CI_NODE_INDEX is set, but not CI_NODE_TOTAL; "
                        + "GitLab does, and elsewhere the workflow has to",
                "SLURM_ARRAY_TASK_ID=3 | SLURM_ARRAY_TASK_ID is set, but not SLURM_ARRAY_TASK_COUNT; Slurm does",
                "JOB_COMPLETION_INDEX=1 JOB_COMPLETIONS=2 CI_NODE_INDEX=2 CI_NODE_TOTAL=2 | JOB_COMPLETION_INDEX and "
                        + "CI_NODE_INDEX are set; --shard i/n says which one counts",
                "JOB_COMPLETION_INDEX=x JOB_COMPLETIONS=2 | JOB_COMPLETION_INDEX is 'x', must be a number",
                "CI_NODE_INDEX=1 CI_NODE_TOTAL=-4 | CI_NODE_TOTAL is '-4', must be a number",
                "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=9 " + "SLURM_ARRAY_TASK_COUNT=5"
                        + " | the tasks 1 to 9 of a Slurm array have gaps, as there are 5",
            })
    void aMistakeIsTold(String environment, String message) {
        assertEquals("--shard auto: " + message, mistake(environment));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CI_NODE_INDEX=0 CI_NODE_TOTAL=4 | CI_NODE_INDEX=0 and CI_NODE_TOTAL=4: i is 0, must be from 1 to 4",
                "CI_NODE_INDEX=5 CI_NODE_TOTAL=4 | CI_NODE_INDEX=5 and CI_NODE_TOTAL=4: i is 5, must be from 1 to 4",
                "JOB_COMPLETION_INDEX=4 JOB_COMPLETIONS=4 | JOB_COMPLETION_INDEX=4 and JOB_COMPLETIONS=4: "
                        + "i is 5, must be from 1 to 4",
                "CI_NODE_INDEX=1 CI_NODE_TOTAL=10001 | CI_NODE_INDEX=1 and CI_NODE_TOTAL=10001: "
                        + "n is 10001, must be from 1 to 10000",
            })
    void aShardThatThereIsNotIsTold(String environment, String message) {
        assertEquals("--shard auto, by " + message, mistake(environment));
    }

    private static String mistake(String environment) {
        return assertThrows(IllegalArgumentException.class, () -> Runner.shard(map(environment)))
                .getMessage();
    }

    private static Map<String, String> map(String environment) {
        Map<String, String> map = new TreeMap<>();
        for (String setting : environment.split(" ")) {
            map.put(setting.split("=")[0], setting.split("=")[1]);
        }
        return map;
    }
}
