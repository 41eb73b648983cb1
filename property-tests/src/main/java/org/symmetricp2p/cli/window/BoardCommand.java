package org.symmetricp2p.cli.window;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.symmetricp2p.sdl.demo.SandApp;
import org.symmetricp2p.sdl.demo.Scenes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code board}: a board of sand in windows. */
@Command(
        name = "board",
        sortOptions = false,
        description = {
            "Opens windows that share a board of falling sand, each a peer of its own.",
            "",
            "The left mouse button pours sand in the peer's colour, the right one draws walls, the middle one wipes. x "
                    + "takes the window's links down, z puts them up again; F1 shows how the peer is doing. A window in "
                    + "colour travels in time.",
            ""
        })
public final class BoardCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WindowOptions options;

    @Override
    public Integer call() throws IOException {
        options.check(spec);
        new WindowRun<>(options, SandApp::new, Scenes.sand(), System.out).run();
        return 0;
    }
}
