package org.symmetricp2p.cli.attack;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --attacks} of commands that wage several. */
public final class Attacks {

    private Attacks() {}

    /**
     * Those of these names; none for the one name {@code none}.
     *
     * @throws ParameterException if there is no attack of a name: says which
     */
    public static List<Attack> named(CommandSpec spec, List<String> names) {
        return names.equals(List.of("none"))
                ? List.of()
                : names.stream().map(name -> named(spec, name)).toList();
    }

    private static Attack named(CommandSpec spec, String name) {
        return Attack.named(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--attacks: there is no attack '" + name + "'; attack --list shows them"));
    }
}
