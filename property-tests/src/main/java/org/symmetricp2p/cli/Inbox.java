package org.symmetricp2p.cli;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Commands on their way from a thread that waits for the user to the loop that must not wait. */
final class Inbox {

    private static final int CAPACITY = 1_000;

    private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(CAPACITY);

    /** Reads what a user says, command by command, until there is no more. */
    @FunctionalInterface
    interface Reading {
        void into(Inbox inbox) throws IOException, InterruptedException;
    }

    /** An inbox that another thread fills. That thread ends with the process, whatever it waits for. */
    static Inbox filledBy(Reading reading) {
        Inbox inbox = new Inbox();
        Thread reader = new Thread(() -> inbox.fill(reading), "user");
        reader.setDaemon(true);
        reader.start();
        return inbox;
    }

    /** Adds a command; waits while {@value #CAPACITY} of them wait. */
    void put(Command command) throws InterruptedException {
        commands.put(command);
    }

    /** The next command, or null. */
    Command poll() {
        return commands.poll();
    }

    /** Input that can't be read any more is input that has ended. */
    private void fill(Reading reading) {
        try {
            reading.into(this);
        } catch (IOException gone) {
            commands.add(new Command.Quit());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
