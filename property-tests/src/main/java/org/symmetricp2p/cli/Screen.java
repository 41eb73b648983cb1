package org.symmetricp2p.cli;

import java.io.IOError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.symmetricp2p.core.Frame;
import org.symmetricp2p.demo.Rectangle;

/**
 * The face towards a person at a terminal: the board, scaled to the terminal, with lines that say how the peer
 * is doing, and keys that steer.
 */
public final class Screen implements Face {

    private static final long NANOS_PER_DRAWING = 40_000_000;
    private static final int NOTICES = 3;
    private static final int LINES_AROUND_BOARD = 6 + NOTICES;
    private static final int MIN_COLUMNS = 20;
    private static final int MIN_ROWS = 3;

    private final String name;
    private final Terminal terminal;
    private final Display display;
    private final Deque<String> notices = new ArrayDeque<>();
    private final Inbox inbox;
    private final boolean unicode;
    private final String restore;
    private Size size = new Size();
    private long drawnNanos = System.nanoTime() - NANOS_PER_DRAWING;
    private boolean closed;

    private Screen(String name, Terminal terminal) {
        this.name = name;
        this.terminal = terminal;
        this.display = new Display(terminal, true);
        this.unicode = terminal.encoding().name().startsWith("UTF");
        this.restore = tputs(Capability.cursor_normal) + tputs(Capability.exit_ca_mode);
        terminal.enterRawMode();
        System.out.print(tputs(Capability.enter_ca_mode) + tputs(Capability.cursor_invisible));
        System.out.flush();
        this.inbox = Inbox.filledBy(this::readKeys);
    }

    /** The terminal's screen, if standard input and output are a terminal that can draw. */
    static Optional<Face> open(String name) throws IOException {
        return terminal().map(terminal -> new Screen(name, terminal));
    }

    /** The terminal that standard input and output are, if they are one that can draw. */
    public static Optional<Terminal> terminal() throws IOException {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                    .nativeSignals(false) // the JVM's own handling of Ctrl-C ends the run in order
                    .dumb(false)
                    .build();
            if (terminal.getStringCapability(Capability.cursor_address) != null) {
                return Optional.of(terminal);
            }
            terminal.close();
            return Optional.empty();
        } catch (IllegalStateException none) {
            return Optional.empty();
        }
    }

    @Override
    public Command next() {
        return inbox.poll();
    }

    @Override
    public void show(Frame<Rectangle.State> frame, Supplier<Status> status) {
        if (closed || System.nanoTime() - drawnNanos < NANOS_PER_DRAWING) {
            return;
        }
        drawnNanos = System.nanoTime();
        try {
            draw(frame, status.get());
        } catch (IllegalStateException | IOError gone) {
            closed = true; // After a signal, JLine's own exit hook closes the terminal too, maybe first.
        }
    }

    @Override
    public void tell(String notice) {
        notices.addLast(Main.oneLine(notice));
        if (notices.size() > NOTICES) {
            notices.removeFirst();
        }
    }

    /** Gives the terminal back as it was; not by means of JLine's writer, which may be closed already. */
    @Override
    public void close() {
        closed = true;
        System.out.print(restore);
        System.out.flush();
        try {
            terminal.close();
        } catch (IOException e) {
            System.err.println(name + ": the terminal can't be restored: " + e.getMessage());
        }
    }

    // ---- the picture ----

    private void draw(Frame<Rectangle.State> frame, Status status) {
        Size now = terminal.getSize();
        if (!now.equals(size)) {
            size = now;
            display.resize(now.getRows(), now.getColumns());
            display.reset();
        }
        if (size.getColumns() > 0 && size.getRows() > 0) {
            display.update(fitted(picture(frame, status)), 0);
        }
    }

    private List<AttributedString> picture(Frame<Rectangle.State> frame, Status status) {
        int columns = Math.max(MIN_COLUMNS, size.getColumns()) - 2;
        int rows = Math.max(MIN_ROWS, size.getRows() - LINES_AROUND_BOARD);
        AttributedStyle style = styleOf(frame.view());
        List<AttributedString> lines = new ArrayList<>();
        lines.add(new AttributedString(
                name + "   tick " + frame.tick() + "   " + describe(frame, status), style.inverse()));
        lines.add(border(columns, unicode ? "╔═╗" : "+-+"));
        String side = unicode ? "║" : "|";
        for (String row : Board.draw(frame.state(), columns, rows, unicode ? '█' : '#')) {
            lines.add(AttributedString.join(
                    new AttributedString(""),
                    new AttributedString(side),
                    new AttributedString(row, style),
                    new AttributedString(side)));
        }
        lines.add(border(columns, unicode ? "╚═╝" : "+-+"));
        lines.add(new AttributedString("state " + Trace.hex(new Rectangle().hash(frame.state())) + "   links "
                + (status.links().isEmpty() ? "none" : status.links())
                + (status.port() == 0 ? "" : "   listening at port " + status.port())));
        lines.add(new AttributedString("events " + status.events() + "   rollbacks " + status.rollbacks() + " ("
                + status.replayed() + " ticks again)   keys waiting " + status.queued()
                + (status.limits().isEmpty() ? "" : "   limits reached " + status.limits())));
        notices.forEach(notice -> lines.add(new AttributedString("* " + notice)));
        lines.add(new AttributedString("arrows steer, space stops; u unlinks, l links again; q quits"));
        return lines;
    }

    private static AttributedString border(int columns, String corners) {
        return new AttributedString(
                corners.charAt(0) + String.valueOf(corners.charAt(1)).repeat(columns) + corners.charAt(2));
    }

    private static AttributedStyle styleOf(Frame.View view) {
        return switch (view) {
            case PRESENT -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case CATCHING_UP -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case TRAVEL_BACK -> AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
            case TRAVEL_FORTH -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
        };
    }

    private static String describe(Frame<Rectangle.State> frame, Status status) {
        return switch (frame.view()) {
            case PRESENT -> status.queued() > 0 ? "waiting to reach anyone" : "";
            case CATCHING_UP -> ">>> catching up";
            case TRAVEL_BACK -> "<<< travelling back from tick " + status.tick();
            case TRAVEL_FORTH -> ">>> travelling forth to tick " + status.tick();
        };
    }

    /** No line longer than the terminal is wide, and no more of them than it is high; JLine changes the list. */
    private List<AttributedString> fitted(List<AttributedString> lines) {
        return lines.stream()
                .limit(size.getRows())
                .map(line -> line.columnSubSequence(0, size.getColumns()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private String tputs(Capability capability) {
        String sequence = terminal.getStringCapability(capability);
        return sequence == null ? "" : Curses.tputs(sequence);
    }

    // ---- the keys ----

    private void readKeys(Inbox inbox) throws IOException, InterruptedException {
        NonBlockingReader reader = terminal.reader();
        KeyReader keys = new KeyReader();
        for (int c = reader.read(); c != NonBlockingReader.EOF; c = reader.read()) {
            Optional<Command> command = keys.read(c);
            if (command.isPresent()) {
                inbox.put(command.get());
            }
        }
        inbox.put(new Command.Quit());
    }
}
