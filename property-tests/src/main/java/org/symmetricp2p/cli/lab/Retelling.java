package org.symmetricp2p.cli.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.symmetricp2p.check.Laboratory;
import org.symmetricp2p.check.Property;
import org.symmetricp2p.check.Violation;
import org.symmetricp2p.check.explain.Explanation;
import org.symmetricp2p.check.explain.Recording;
import org.symmetricp2p.picture.SpaceTime;
import org.symmetricp2p.sim.Scenario;
import org.symmetricp2p.sim.ScenarioFile;
import org.symmetricp2p.sim.Watch;

/**
 * Runs a scenario and tells what happened in it. It is a way into a variant too, so it speaks only of Java's own types:
 * from the text of a scenario and what is asked, by name, to what is answered, by name.
 */
public final class Retelling implements BiFunction<String, Map<String, String>, Map<String, String>> {

    /** Asked: the tick to stop at. */
    static final String UNTIL = "until";
    /** Asked: the peer to look at. */
    static final String PEER = "peer";
    /** Asked: the only property to check. */
    static final String PROPERTY = "property";
    /** Asked: anything, for a diagram. Answered: the diagram. */
    static final String DIAGRAM = "diagram";
    /** Asked: where the diagram begins and ends, in microseconds. */
    static final String FROM = "from";

    static final String TO = "to";
    /** Answered: the page. */
    static final String PAGE = "page";
    /** Answered: what is wrong, in a line; absent if nothing is. */
    static final String FAILURE = "failure";

    private record Ending(Optional<Violation> violation, Optional<RuntimeException> broken) {
        Optional<String> failure() {
            return violation.map(Throwable::getMessage).or(() -> broken.map(String::valueOf));
        }
    }

    @Override
    public Map<String, String> apply(String text, Map<String, String> asked) {
        Scenario scenario = ScenarioFile.parse(text);
        OptionalLong until = number(asked, UNTIL).map(OptionalLong::of).orElse(OptionalLong.empty());
        Optional<Integer> peer = number(asked, PEER).map(Long::intValue);
        Recording recording = new Recording(until, peer.map(OptionalInt::of).orElse(OptionalInt.empty()));
        SpaceTime drawing = new SpaceTime();
        List<Watch<Object>> watches = new ArrayList<>(List.of(recording));
        if (asked.containsKey(DIAGRAM)) {
            watches.add(drawing);
        }
        Ending ending = run(scenario, asked, watches);
        Map<String, String> answer = new TreeMap<>();
        answer.put(PAGE, String.join("\n", explain(scenario, recording, ending, peer, until)));
        ending.failure().ifPresent(failure -> answer.put(FAILURE, failure));
        if (asked.containsKey(DIAGRAM)) {
            answer.put(DIAGRAM, drawing.svg(ending.violation, number(asked, FROM), number(asked, TO)));
        }
        return answer;
    }

    private static Optional<Long> number(Map<String, String> asked, String name) {
        return Optional.ofNullable(asked.get(name)).map(Long::valueOf);
    }

    private static Ending run(Scenario scenario, Map<String, String> asked, List<Watch<Object>> watches) {
        Set<Property> enabled =
                asked.containsKey(PROPERTY) ? Set.of(Property.valueOf(asked.get(PROPERTY))) : Laboratory.ALL;
        try {
            return new Ending(Laboratory.run(scenario, enabled, watches).violation(), Optional.empty());
        } catch (Recording.Reached asAsked) {
            return new Ending(Optional.empty(), Optional.empty());
        } catch (RuntimeException broken) { // the simulator, or an application, threw: a failure like any other
            return new Ending(Optional.empty(), Optional.of(broken));
        }
    }

    private static List<String> explain(
            Scenario scenario, Recording recording, Ending ending, Optional<Integer> peer, OptionalLong until) {
        if (ending.violation.isPresent()) {
            return Explanation.of(recording, ending.violation.get(), peer);
        }
        if (ending.broken.isPresent()) {
            return Explanation.of(recording, ending.broken.get(), peer);
        }
        List<String> lines = new ArrayList<>();
        lines.add("NO PROPERTY IS VIOLATED" + (until.isEmpty() ? "." : " up to tick " + until.getAsLong() + "."));
        lines.addAll(
                Explanation.of(recording, peer.orElse(scenario.peers().get(0).id()), until));
        return lines;
    }
}
