package org.symmetricp2p.cli.window;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.symmetricp2p.sdl.demo.MoveApp;
import org.symmetricp2p.sdl.demo.Scenes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code move}: the paper's moving rectangle in windows. */
@Command(
        name = "move",
        sortOptions = false,
        description = {
            "Opens windows that share a moving rectangle, each a peer of its own.",
            "",
            "Arrow keys in any window steer the rectangle in all of them, space stops it. x takes the window's links "
                    + "down, z puts them up again; F1 shows how the peer is doing. A window in colour travels in time.",
            ""
        })
public final class MoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WindowOptions options;

    @Override
    public Integer call() throws IOException {
        options.check(spec);
        new WindowRun<>(options, MoveApp::new, Scenes.move(), System.out).run();
        return 0;
    }
}
