package org.symmetricp2p.kit;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;
import org.symmetricp2p.app.SplitMix64;
import org.symmetricp2p.check.Verdict;

/**
 * Checks that a simulation is deterministic. In a unit test, one line:
 *
 * <pre>
 *   Kit.check(MyRules::new, random -> Event.of(MyRules.ADD, random.below(100)));
 * </pre>
 *
 * <p>The second argument makes an event of a generator; it must take chance from nowhere else. A {@link SplitMix64} is
 * a value: for a second number, ask {@code random.next()}. Or let it be {@link #anyOf} some events.
 *
 * <p>A value: each option gives another kit. Checks are deterministic, as far as the simulation is.
 *
 * @param <S> the simulation's state
 */
public final class Kit<S> {

    public static final int DEFAULT_WORLDS = 50;
    public static final int DEFAULT_TICKS = 200;

    /** Half of all events, if they are odd ones. */
    private static final int ODD_INTERVAL = 2;

    private final Supplier<? extends Simulation<S>> simulations;
    private final String expression; // how the author may have written that
    private final Function<SplitMix64, Event> events;
    private final boolean odd;
    private final int ticks;
    private final long firstSeed;
    private final int worlds;
    private final boolean otherJvm;

    private Kit(
            Supplier<? extends Simulation<S>> simulations,
            String expression,
            Function<SplitMix64, Event> events,
            boolean odd,
            int ticks,
            long firstSeed,
            int worlds,
            boolean otherJvm) {
        this.simulations = simulations;
        this.expression = expression;
        this.events = events;
        this.odd = odd;
        this.ticks = ticks;
        this.firstSeed = firstSeed;
        this.worlds = worlds;
        this.otherJvm = otherJvm;
    }

    /** {@link #check()} with all defaults. */
    public static <S> Report check(Supplier<? extends Simulation<S>> simulations, Function<SplitMix64, Event> events) {
        return of(simulations, events).check();
    }

    /** {@link #check()} with all defaults, of one instance. */
    public static <S> Report check(Simulation<S> simulation, Function<SplitMix64, Event> events) {
        return of(simulation, events).check();
    }

    /**
     * A kit with the default options.
     *
     * @param simulations gives a new instance each time
     */
    public static <S> Kit<S> of(Supplier<? extends Simulation<S>> simulations, Function<SplitMix64, Event> events) {
        String expression = expression("%s::new", simulations.get());
        return new Kit<>(simulations, expression, events, false, DEFAULT_TICKS, 1, DEFAULT_WORLDS, true);
    }

    /** A kit for one instance: it can't notice what differs between two in the same JVM. */
    public static <S> Kit<S> of(Simulation<S> simulation, Function<SplitMix64, Event> events) {
        String expression = expression("new %s()", simulation);
        return new Kit<>(() -> simulation, expression, events, false, DEFAULT_TICKS, 1, DEFAULT_WORLDS, true);
    }

    /** Events from a list, at random. */
    public static Function<SplitMix64, Event> anyOf(Event... events) {
        List<Event> all = List.of(events);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no events to choose from");
        }
        return random -> all.get(random.below(all.size()));
    }

    /** The number of seeds, each for a rehearsal and a simulated world; {@value #DEFAULT_WORLDS} by default. */
    public Kit<S> worlds(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("number of worlds is " + number + ", must be at least 1");
        }
        return new Kit<>(simulations, expression, events, odd, ticks, firstSeed, number, otherJvm);
    }

    /** The first seed; 1 by default. */
    public Kit<S> from(long seed) {
        return new Kit<>(simulations, expression, events, odd, ticks, seed, worlds, otherJvm);
    }

    /** One seed: what a failure says. */
    public Kit<S> only(long seed) {
        return from(seed).worlds(1);
    }

    /** The length of a rehearsal; {@value #DEFAULT_TICKS} by default. Worlds have lengths of their own. */
    public Kit<S> ticks(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("number of ticks is " + number + ", must be at least 1");
        }
        return new Kit<>(simulations, expression, events, odd, number, firstSeed, worlds, otherJvm);
    }

    /**
     * Makes every second event one that the application doesn't expect: another payload or another type. None may
     * throw; a peer with a fault, or an enemy, could send it.
     */
    public Kit<S> withOddEvents() {
        return new Kit<>(simulations, expression, events, true, ticks, firstSeed, worlds, otherJvm);
    }

    /** Leaves out the comparison with a second JVM, and so the start of one. */
    public Kit<S> withoutOtherJvm() {
        return new Kit<>(simulations, expression, events, odd, ticks, firstSeed, worlds, false);
    }

    /**
     * Checks the simulation.
     *
     * @throws KitFailure with all that is known about the first fault
     */
    public Report check() {
        Report report = Report.NOTHING;
        for (long seed = firstSeed; seed < firstSeed + worlds; seed++) {
            try {
                report = check(seed, report);
            } catch (Found found) {
                throw new KitFailure(name(simulations.get()), found, seed, again(seed));
            }
        }
        return report;
    }

    private Report check(long seed, Report before) {
        Subject<S> subject = new Subject<>(simulations.get());
        subject.checkDeclarations();
        EventSource source = new EventSource(odd ? OddEvents.among(events, ODD_INTERVAL) : events);
        Script script = Script.random(seed, ticks, source);
        long rollbacks = new Rehearsal<>(subject, new Subject<>(simulations.get()), script, seed).run();
        Report rehearsed = before.rehearsed(ticks, rollbacks);
        Report compared = seed == firstSeed ? rehearsed.otherJvm(compareOtherJvm(script)) : rehearsed;
        Verdict verdict = new SimulatedWorld<>(simulations.get(), source, seed).run();
        return compared.world(verdict.ticks(), verdict.rollbacks());
    }

    private String compareOtherJvm(Script script) {
        Simulation<S> simulation = simulations.get();
        String obstacle = otherJvm ? OtherJvm.obstacle(simulation.getClass()) : "not wanted";
        if (!obstacle.isEmpty()) {
            return obstacle;
        }
        try {
            new OtherJvm<>(simulation.getClass(), new Subject<>(simulation), script).run();
            return "compared";
        } catch (IOException e) {
            return "it didn't run: " + e;
        }
    }

    /** Of an anonymous class, the one that it is in and a number. */
    private static String name(Simulation<?> simulation) {
        Class<?> type = simulation.getClass();
        return type.isAnonymousClass()
                ? type.getName().substring(type.getPackageName().length() + 1)
                : type.getSimpleName();
    }

    /** Nobody can name an anonymous class. */
    private static String expression(String format, Simulation<?> simulation) {
        return simulation.getClass().isAnonymousClass() ? "..." : String.format(format, name(simulation));
    }

    /** In the author's words, more or less. */
    private String again(long seed) {
        return "Kit.of(" + expression + ", ...)" + (ticks == DEFAULT_TICKS ? "" : ".ticks(" + ticks + ")")
                + (odd ? ".withOddEvents()" : "") + ".only(" + seed + ").check();";
    }
}
