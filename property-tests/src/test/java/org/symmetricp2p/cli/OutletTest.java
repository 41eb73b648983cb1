package org.symmetricp2p.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told to streams that nobody reads, and heard from inputs that aren't any. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutletTest {

    /** A pipe that is full until somebody reads it. */
    private static final class Unread extends OutputStream {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CountDownLatch stuck = new CountDownLatch(1);
        private final CountDownLatch reader = new CountDownLatch(1);

        @Override
        public void write(int b) throws IOException {
            stuck.countDown();
            try {
                reader.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            read.write(b);
        }

        PrintStream stream() {
            return new PrintStream(this, true, StandardCharsets.UTF_8);
        }

        List<String> lines() {
            return read.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void whatThereIsNoRoomForIsCountedAndTold() throws Exception {
        Unread pipe = new Unread();
        BlockingQueue<Long> dropped = new LinkedBlockingQueue<>();
        Outlet outlet = new Outlet(pipe.stream(), dropped::add);
        outlet.tell("stuck");
        pipe.stuck.await();
        for (int i = 0; i < Outlet.CAPACITY + 7; i++) {
            outlet.tell("line " + i);
        }
        pipe.reader.countDown();
        assertEquals(7, dropped.poll(20, TimeUnit.SECONDS));
        outlet.close();
        assertEquals(1 + Outlet.CAPACITY, pipe.lines().size());
        assertEquals("line " + (Outlet.CAPACITY - 1), pipe.lines().get(Outlet.CAPACITY));
    }

    @Test
    void aPeerHearsItsUserThoughNobodyReadsWhatItSays() throws Exception {
        String nonsense = "nonsense\n".repeat(3 * Outlet.CAPACITY);
        InputStream in = new ByteArrayInputStream((nonsense + "quit\n").getBytes(StandardCharsets.UTF_8));
        Pipes pipes = new Pipes("peer 1", true, false, in, new Unread().stream(), new Unread().stream());
        assertEquals(new Command.Quit(), awaitCommand(pipes));
        pipes.close();
    }

    @Test
    void lastWordsThatNobodyReadsAreGivenUp() {
        PrintStream unread = new Unread().stream();
        assertFalse(WayOut.succeeds(() -> {
            unread.println("farewell");
            return true;
        }));
        assertTrue(WayOut.succeeds(() -> true));
    }

    @Test
    void anEndlessLineIsToldAndEndsTheInput() throws Exception {
        Unread err = new Unread();
        err.reader.countDown();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        Pipes pipes = new Pipes("peer 1", false, true, endless, new Unread().stream(), err.stream());
        assertEquals(new Command.Quit(), awaitCommand(pipes));
        pipes.close();
        assertEquals(
                List.of("peer 1: a line of standard input is longer than 4096 characters; it is read no further"),
                err.lines());
    }

    @Test
    void noticesThatNobodyTakesAreCounted() {
        Notices notices = new Notices();
        for (int i = 0; i < Notices.CAPACITY + 3; i++) {
            notices.add("notice " + i);
        }
        List<String> taken = notices.takeAll();
        assertEquals(Notices.CAPACITY + 1, taken.size());
        assertEquals("and 3 other notices, for which there was no room", taken.get(Notices.CAPACITY));
        assertEquals(List.of(), notices.takeAll());
    }

    private static Command awaitCommand(Pipes pipes) {
        Command command = pipes.next();
        while (command == null) {
            Thread.onSpinWait();
            command = pipes.next();
        }
        return command;
    }
}
