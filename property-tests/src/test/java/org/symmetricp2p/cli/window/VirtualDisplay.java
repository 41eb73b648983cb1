package org.symmetricp2p.cli.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An X server without a screen (Xvfb), and a user at it (xdotool): for tests with real windows. The server keeps its
 * screen in a file, in the format of xwd, where one can look at it.
 */
final class VirtualDisplay implements AutoCloseable {

    /** The words of an xwd header that matter, all big-endian. */
    private static final int HEADER_SIZE = 0;

    private static final int BYTE_ORDER = 7;
    private static final int BYTES_PER_LINE = 12;
    private static final int COLOURS = 19;
    private static final int COLOUR_SIZE = 12;

    private final Process server;
    private final String name;
    private final Path screen;

    /** A window's content, in pixels of the screen. */
    record Area(int x, int y, int width, int height) {}

    private VirtualDisplay(Process server, String name, Path screen) {
        this.server = server;
        this.name = name;
        this.screen = screen;
    }

    /** Whether this machine has what it takes. */
    static boolean isPossible() {
        List<Path> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(Path::of)
                .toList();
        return List.of("Xvfb", "xdotool").stream()
                .allMatch(tool -> path.stream().anyMatch(place -> Files.isExecutable(place.resolve(tool))));
    }

    /** @param directory for the file that is the screen */
    static VirtualDisplay start(Path directory) throws IOException {
        Process server = new ProcessBuilder(
                        "Xvfb",
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "1920x1080x24",
                        "-nolisten",
                        "tcp",
                        "-noreset", // else whoever connects while the last one leaves is refused
                        "-fbdir",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader told = server.inputReader(UTF_8);
        String number = told.readLine(); // once it is ready
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        return new VirtualDisplay(server, ":" + number, directory.resolve("Xvfb_screen0"));
    }

    /** Makes an environment one in which windows open here. */
    void putInto(Map<String, String> environment) {
        environment.put("DISPLAY", name);
        environment.keySet().removeAll(List.of("WAYLAND_DISPLAY", "SDL_VIDEO_DRIVER"));
    }

    /** Does what a user does; gives what xdotool tells, or nothing if it fails. */
    String user(String... arguments) {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        putInto(builder.environment());
        try {
            Process tool = builder.start();
            String told = tool.inputReader(UTF_8).lines().collect(Collectors.joining("\n"));
            return tool.waitFor() == 0 ? told : "";
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The tool's windows whose titles contain this, in the order of their titles. */
    List<String> windows(String title) {
        Map<String, String> byName = new TreeMap<>();
        for (String id : user("search", "--onlyvisible", "--class", "symmetric").split("\n")) {
            String name = user("getwindowname", id);
            if (name.contains(title)) {
                byName.put(name, id);
            }
        }
        return List.copyOf(byName.values());
    }

    Area area(String window) {
        Map<String, Integer> values = new TreeMap<>();
        for (String line : user("getwindowgeometry", "--shell", window).split("\n")) {
            String[] parts = line.split("=");
            values.put(parts[0], Integer.parseInt(parts[1]));
        }
        return new Area(values.get("X"), values.get("Y"), values.get("WIDTH"), values.get("HEIGHT"));
    }

    /** The leftmost and topmost pixel of a colour in an area, as x and y from its corner; empty if there is none. */
    List<Integer> find(Area area, int rgb) {
        ByteBuffer file;
        try {
            file = ByteBuffer.wrap(Files.readAllBytes(screen));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        int line = word(file, BYTES_PER_LINE);
        int start = word(file, HEADER_SIZE) + word(file, COLOURS) * COLOUR_SIZE;
        ByteBuffer pixels = file.slice(start, file.capacity() - start)
                .order(word(file, BYTE_ORDER) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int x = 0; x < area.width(); x++) {
            for (int y = 0; y < area.height(); y++) {
                int pixel = pixels.getInt((area.y() + y) * line + (area.x() + x) * Integer.BYTES);
                if ((pixel & 0xffffff) == (rgb & 0xffffff)) {
                    return List.of(x, y);
                }
            }
        }
        return List.of();
    }

    private static int word(ByteBuffer file, int index) {
        return file.getInt(index * Integer.BYTES);
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join(); // it removes its socket, whose name the next one may take
    }
}
