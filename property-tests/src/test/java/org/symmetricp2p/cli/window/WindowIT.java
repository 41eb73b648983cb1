package org.symmetricp2p.cli.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symmetricp2p.cli.ToolProcess;

/** The commands {@code move} and {@code board} as their users run them where there is no display. */
final class WindowIT {

    private static final int WINDOWS = 6;
    private static final int TITLE_HEIGHT = 32;
    private static final Set<String> DISPLAYS = Set.of("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEO_DRIVER");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"move", "board"})
    void sixWindowsShowTheSamePicture(String command) throws Exception {
        try (ToolProcess tool =
                ToolProcess.start(directory, command, "--offscreen", "--screenshot=p", "--seconds=3", "--stats")) {
            assertEquals(0, tool.exitCode(), tool::toString);
            assertTrue(tool.out().contains("identical pictures of 6 peers at tick "), tool::toString);
            assertTrue(tool.out().matches("(?s)(peer \\d: \\d+\\.\\d frames/s, .*\n){6}identical.*"), tool::toString);
            assertEquals("", tool.err());
        }
        int[] first = content("windows-0.png");
        for (int i = 1; i < WINDOWS; i++) {
            assertArrayEquals(first, content("windows-" + i + ".png"));
        }
        assertTrue(Files.size(directory.resolve("p/windows.png")) > 0);
    }

    @Test
    void aTravelIsSeen() throws Exception {
        try (ToolProcess tool =
                ToolProcess.start(directory, "move", "--offscreen", "--screenshot=p", "--travel", "--seconds=3")) {
            assertEquals(0, tool.exitCode(), tool::toString);
            assertEquals("6 peers during a travel; written to p\n", tool.out());
        }
        int background = content("travel-0.png")[0];
        assertNotEquals(0xff203040, background, "the edge of a window that travels is in colour");
    }

    @Test
    void onePeerLinksToAnother() throws Exception {
        try (ToolProcess first =
                ToolProcess.start(directory, "peer", "--id=0", "--listen=0", "--status", "--seconds=60")) {
            first.await("port", () -> first.out().contains("\"port\":"));
            String port = first.out().replaceAll("(?s).*?\"port\":(\\d+).*", "$1");
            try (ToolProcess window = ToolProcess.start(
                    directory, "move", "--offscreen", "--id=1", "--link=0=127.0.0.1:" + port, "--seconds=3")) {
                first.awaitErr("linked with peer 1");
                assertEquals(0, window.exitCode(), window::toString);
                first.await(
                        "a key that was pressed in the window",
                        () -> first.out().matches("(?s).*\"events\":[1-9].*"));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutADisplayOneLineSaysWhatToDo() throws Exception {
        try (ToolProcess tool =
                ToolProcess.startWith(directory, env -> env.keySet().removeAll(DISPLAYS), "move")) {
            assertEquals(1, tool.exitCode());
            assertEquals(1, tool.err().lines().count(), tool::toString);
            assertTrue(tool.err().startsWith("symmetric move: "), tool::toString);
            assertTrue(tool.err().contains("--offscreen --screenshot DIR"), tool::toString);
        }
    }

    @Test
    void aDirectoryThatIsNoneIsNamedBeforeTheRun() throws Exception {
        Files.writeString(directory.resolve("p"), "a file");
        try (ToolProcess tool = ToolProcess.start(directory, "move", "--offscreen", "--screenshot=p", "--seconds=1")) {
            assertEquals(2, tool.exitCode());
            assertEquals("symmetric move: --screenshot p is not a directory (--help tells more)\n", tool.err());
        }
    }

    /** Without the bar that names the peer. */
    private int[] content(String file) throws Exception {
        BufferedImage image = ImageIO.read(directory.resolve("p").resolve(file).toFile());
        int height = image.getHeight() - TITLE_HEIGHT;
        return image.getRGB(0, TITLE_HEIGHT, image.getWidth(), height, null, 0, image.getWidth());
    }
}
