package org.symmetricp2p.conform;

/** Another implementation, which answers lines with lines, one for one and in order. */
public interface Port extends AutoCloseable {

    /** Says a line, which may wait until the next answer is asked for. */
    void say(String line) throws PortFailure;

    /** The answer to the first line that has none yet. */
    String answer() throws PortFailure;

    @Override
    void close();
}
