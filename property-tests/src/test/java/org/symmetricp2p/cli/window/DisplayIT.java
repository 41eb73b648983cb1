package org.symmetricp2p.cli.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symmetricp2p.cli.ToolProcess;
import org.symmetricp2p.sdl.demo.MoveApp;

/** Real windows on a real X server, a real mouse and keyboard: where Xvfb and xdotool are installed. */
final class DisplayIT {

    private static final int WINDOWS = 6;
    private static final int BLUE_SAND = 0x58a8e0; // what peer 1 pours, in its lightest shade

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsAnXServer() {
        assumeTrue(VirtualDisplay.isPossible(), "Xvfb and xdotool are not installed");
    }

    @Test
    void aKeyInOneWindowMovesTheRectangleInAll() throws Exception {
        try (VirtualDisplay display = VirtualDisplay.start(directory);
                ToolProcess tool = ToolProcess.startWith(directory, display::putInto, "move")) {
            List<String> windows = open(display, tool, "move - peer");
            List<VirtualDisplay.Area> areas =
                    windows.stream().map(display::area).toList();
            tool.await(
                    "the rectangle in the middle of all windows",
                    () -> areas.stream().allMatch(area -> isAtMiddle(area, display.find(area, MoveApp.COLOUR))));
            display.user("windowfocus", "--sync", windows.get(3), "key", "Right");
            tool.await(
                    "the rectangle on its way to the right in all windows",
                    () -> areas.stream().allMatch(area -> isRightOfMiddle(area, display.find(area, MoveApp.COLOUR))));
            assertEquals("", tool.err());
        }
    }

    @Test
    void theMousePoursSandIntoAllWindows() throws Exception {
        try (VirtualDisplay display = VirtualDisplay.start(directory);
                ToolProcess tool = ToolProcess.startWith(directory, display::putInto, "board")) {
            List<String> windows = open(display, tool, "board - peer");
            VirtualDisplay.Area area = display.area(windows.get(1));
            String x = String.valueOf(area.x() + area.width() / 2);
            String y = String.valueOf(area.y() + area.height() / 4);
            display.user("mousemove", x, y, "mousedown", "1", "mousemove_relative", "60", "0", "mouseup", "1");
            tool.await(
                    "blue sand in all windows",
                    () -> windows.stream()
                            .noneMatch(window -> display.find(display.area(window), BLUE_SAND)
                                    .isEmpty()));
            assertEquals("", tool.err());
        }
    }

    private static List<String> open(VirtualDisplay display, ToolProcess tool, String title) throws Exception {
        tool.await(
                "linked windows",
                () -> display.windows(title).size() == WINDOWS
                        && display.windows(" 0 links").isEmpty());
        return display.windows(title);
    }

    private static boolean isAtMiddle(VirtualDisplay.Area area, List<Integer> place) {
        return !place.isEmpty() && Math.abs(place.get(0) - area.width() / 2) <= 1;
    }

    private static boolean isRightOfMiddle(VirtualDisplay.Area area, List<Integer> place) {
        return !place.isEmpty() && place.get(0) > area.width() / 2 + 1;
    }
}
