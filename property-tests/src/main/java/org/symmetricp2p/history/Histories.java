package org.symmetricp2p.history;

import org.symmetricp2p.sim.Application;
import org.symmetricp2p.sim.Fate;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.World;

/** Makes histories: of simulated worlds, in which each key that is pressed appends a number of its own to one of a few lists. */
public final class Histories {

    private Histories() {}

    /** What users of a scenario's peers append, and what they see now and then, which late events may change. */
    public static String optimistic(Scenario scenario) {
        return of(scenario, Recorder.Reads.OPTIMISTIC);
    }

    /** What users append, and what they see when the world has come to rest. */
    public static String afterRest(Scenario scenario) {
        return of(scenario, Recorder.Reads.FINAL);
    }

    /** What users append, and what their peers are told to be settled; the scenario's session must settle. */
    public static String settled(Scenario scenario) {
        return of(scenario, Recorder.Reads.SETTLED);
    }

    private static String of(Scenario scenario, Recorder.Reads reads) {
        long presses =
                scenario.fates().stream().filter(Fate.Press.class::isInstance).count();
        int[] next = {0}; // a world asks for each key once, so what is appended is never the same
        Application<Lists.State> lists = new Application<>(
                "lists", new Lists((int) presses), key -> Lists.append(Math.floorMod(key, Lists.KEYS), next[0]++));
        Recorder recorder = new Recorder(reads);
        new World<>(scenario, lists, recorder).run();
        return recorder.log().text();
    }
}
