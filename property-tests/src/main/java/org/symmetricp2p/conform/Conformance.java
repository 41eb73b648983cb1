package org.symmetricp2p.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.symmetricp2p.check.Shrinker;
import org.symmetricp2p.core.ClockKind;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.Scenarios;
import org.symmetricp2p.vectors.Generation;

/** Judges one port: by all golden vectors, then in generated worlds. */
public final class Conformance {

    /** How many lines of its answers are wrong, and where: what is told and written. */
    public static final class Report {
        private final String port;
        private final List<VectorRun.Result> topics = new ArrayList<>();
        private int worlds;
        private long steps;
        private Optional<FailedWorld> failed = Optional.empty();

        private Report(String port) {
            this.port = port;
        }

        /** What the port calls itself. */
        public String port() {
            return port;
        }

        List<VectorRun.Result> topics() {
            return topics;
        }

        /**
         * Tells how the topics of the vectors fared.
         *
         * @param row for the topic, the number of its cases, and how it fared
         * @param most how many failures of a topic are told at most
         */
        public void tellTopics(String row, int most, Consumer<String> out) {
            for (VectorRun.Result topic : topics) {
                String verdict = !topic.skipped().isEmpty()
                        ? "skipped: " + topic.skipped()
                        : topic.failures().isEmpty() ? "good" : topic.failures().size() + " FAILED";
                out.accept(String.format(Locale.ROOT, row, topic.topic(), topic.cases(), verdict));
                topic.failures().stream().limit(most).forEach(failure -> out.accept("  " + failure));
            }
        }

        /** The verdict in a line. */
        public String summary() {
            long skipped =
                    topics.stream().filter(topic -> !topic.skipped().isEmpty()).count();
            long wrong =
                    topics.stream().mapToLong(topic -> topic.failures().size()).sum();
            String asked = skipped == 0 ? "" : "; " + skipped + " topics of the vectors were skipped";
            return isGood()
                    ? "conforms, as far as was asked" + asked
                    : "does not conform: " + wrong + " vectors failed"
                            + failed.map(world -> ", and the world of " + world.name())
                                    .orElse("") + asked;
        }

        /** How many worlds were run. */
        public int worlds() {
            return worlds;
        }

        /** How many steps the port made in them. */
        public long steps() {
            return steps;
        }

        /** The first world in which it did otherwise. */
        public Optional<FailedWorld> failed() {
            return failed;
        }

        /** Enters it, rule by rule, for a report about both halves of the kit. */
        public void enterInto(Ledger ledger) {
            Map<String, List<String>> rules = Generation.rulesByTopic();
            for (VectorRun.Result topic : topics) {
                List<String> cited = rules.get(topic.topic());
                if (!topic.skipped().isEmpty()) {
                    ledger.skipped(topic.topic(), topic.skipped());
                } else if (topic.failures().isEmpty()) {
                    cited.forEach(rule -> ledger.kept(rule, topic.cases()));
                }
                topic.failures()
                        .forEach(what -> ledger.broken(new Ledger.Failure(topic.topic(), cited, what, List.of())));
            }
        }

        public boolean isGood() {
            return failed.isEmpty()
                    && topics.stream().allMatch(topic -> topic.failures().isEmpty());
        }
    }

    /**
     * A world in which the port did otherwise than the core here.
     *
     * @param name the seed, or a file
     * @param scenario the smallest one found in which it still does
     * @param failure how, in that one
     */
    public record FailedWorld(String name, Scenario scenario, String failure) {}

    private static final String DIFFERS = "differs";

    private final Dialogue dialogue;
    private final Report report;

    private Conformance(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.report = new Report(dialogue.name());
    }

    /** Begins with a port. */
    public static Conformance of(Port port) throws PortFailure {
        return new Conformance(Dialogue.with(port));
    }

    public Report report() {
        return report;
    }

    /** Asks the golden vectors of some topics. */
    public void vectors(Predicate<String> topics) throws PortFailure {
        report.topics.addAll(VectorRun.of(dialogue, topics));
    }

    /** Runs generated worlds with clocks of one kind until the port fails in one, which is then made small. */
    public void worlds(long from, int count, ClockKind clock, WorldRun.Share share, Shrinker.Budget shrinking)
            throws PortFailure {
        for (long seed = from; seed < from + count && report.failed.isEmpty(); seed++) {
            Scenario scenario = WorldRun.known(Scenarios.of(seed)).withClock(clock);
            world("seed " + seed, scenario, seed, share, shrinking);
        }
    }

    /** Runs one world, in which the port does all peers. */
    public void world(String name, Scenario scenario, Shrinker.Budget shrinking) throws PortFailure {
        world(name, WorldRun.known(scenario), 0, WorldRun.Share.ALL, shrinking);
    }

    private void world(String name, Scenario scenario, long seed, WorldRun.Share share, Shrinker.Budget shrinking)
            throws PortFailure {
        WorldRun.Result result = WorldRun.of(dialogue, scenario, seed, share);
        report.worlds++;
        report.steps += result.steps();
        if (result.failure().isPresent()) {
            report.failed =
                    Optional.of(smallest(name, scenario, result.failure().get(), shrinking));
        }
    }

    /** A smaller world, in which it does all peers, so that it needs nothing but the file to be seen again. */
    private FailedWorld smallest(String name, Scenario scenario, String failure, Shrinker.Budget shrinking)
            throws PortFailure {
        if (failureIn(scenario).isEmpty()) {
            return new FailedWorld(name, scenario, failure);
        }
        Scenario smallest =
                Shrinker.shrink(scenario, DIFFERS, this::difference, shrinking).scenario();
        return new FailedWorld(name, smallest, failureIn(smallest).orElse(failure));
    }

    private Optional<String> difference(Scenario scenario) {
        try {
            return failureIn(scenario).map(failure -> DIFFERS);
        } catch (PortFailure gone) {
            return Optional.empty(); // the next question says so
        }
    }

    /** One at a time: the shrinker goes on in a thread of its own for a moment when its time is up, and the port is one. */
    private synchronized Optional<String> failureIn(Scenario scenario) throws PortFailure {
        return WorldRun.of(dialogue, scenario, 0, WorldRun.Share.ALL).failure();
    }
}
