package org.symmetricp2p.explore;

/**
 * What can happen next in a {@link LinkWorld}.
 *
 * @param peer at whom
 * @param number of the connection; 0 if it is about none
 */
public record LinkMove(Kind kind, int peer, int number) {

    enum Kind {
        CONNECT("the attempt reaches its goal"),
        ANSWER("the answer arrives"),
        ARRIVE("the next frame, or the end, arrives"),
        CUT("the connection is cut"),
        WAKE("is woken");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        return "peer " + peer + (number > 0 ? ", connection " + number : "") + ": " + kind.words;
    }
}
