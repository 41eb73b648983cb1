package org.symmetricp2p.cli.attack;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symmetricp2p.cli.Ranges;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.demo.Rectangle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code attack}: what its options mean. The {@link Battlefield} does the rest. */
@Command(
        name = "attack",
        sortOptions = false,
        description = {
            "Attacks peers on this machine as a hostile neighbour would, to see what they do about it.",
            "",
            "Only loopback addresses are attacked. The last line says how many connections there were, and how they"
                    + " ended.",
            ""
        })
public final class AttackCommand implements Callable<Integer> {

    private static final Pattern SYNTAX = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]]+)):(\\d{1,5})");
    private static final Pattern APPLICATION = Pattern.compile("[ -~]{1,64}"); // spec 1.7
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SECONDS = 3_600;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which attack; --list shows them.")
    private String name;

    @Option(names = "--list", description = "List the attacks.")
    private boolean list;

    @Option(names = "--target", paramLabel = "HOST:PORT", description = "Whom to attack; may be repeated.")
    private List<String> targets = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long, 1 to " + MAX_SECONDS + " s. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of what is random in it. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--application",
            paramLabel = "ID",
            description = "The application that the targets run. Default: that of the command peer.")
    private String application = new Rectangle().id();

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "" + Config.DEFAULT_FPS,
            description = "Its ticks per second. Default: ${DEFAULT-VALUE}.")
    private int fps;

    @Option(names = "--state-size", paramLabel = "N", description = "The size of its state, in bytes.")
    private int stateSize = new Rectangle().stateSize();

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Attack.ALL.forEach(attack -> System.out.printf("%-12s %s%n", attack.name(), attack.what()));
            return 0;
        }
        Ranges.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
        Ranges.check(spec, "--fps", fps, 1, Config.MAX_FPS);
        Ranges.check(spec, "--state-size", stateSize, 0, Rectangle.MAX_STATE_SIZE);
        if (!APPLICATION.matcher(application).matches()) {
            throw mistake("--application '" + application + "' must be 1 to 64 characters of printable ASCII");
        }
        Attack attack = attack();
        List<InetSocketAddress> addresses = addresses(attack);
        Application peers = new Application(application, fps, stateSize);
        try (Battlefield field = new Battlefield(addresses, peers, seconds, seed)) {
            System.out.println(attack.name() + ": " + field.wage(attack));
        }
        return 0;
    }

    private Attack attack() {
        return Attack.named(name)
                .orElseThrow(() -> mistake(
                        name == null
                                ? "an attack must be named; --list shows them"
                                : "there is no attack '" + name + "'"));
    }

    private List<InetSocketAddress> addresses(Attack attack) {
        if (targets.size() < attack.targets()) {
            throw mistake(attack.name() + " needs " + attack.targets() + " --target, there are " + targets.size());
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String target : targets) {
            addresses.add(address(target));
        }
        return addresses;
    }

    private InetSocketAddress address(String target) {
        Matcher parts = SYNTAX.matcher(target);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > MAX_PORT || Integer.parseInt(parts.group(3)) == 0) {
            throw mistake("--target '" + target + "' must be HOST:PORT, with a port from 1 to " + MAX_PORT);
        }
        try {
            InetAddress host = InetAddress.getByName(parts.group(1) != null ? parts.group(1) : parts.group(2));
            if (!host.isLoopbackAddress()) {
                throw mistake("--target " + target + " is not on this machine; only loopback addresses are attacked");
            }
            return new InetSocketAddress(host, Integer.parseInt(parts.group(3)));
        } catch (UnknownHostException unknown) {
            throw mistake("--target " + target + ": unknown host");
        }
    }

    private ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
