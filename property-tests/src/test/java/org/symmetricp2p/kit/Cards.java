package org.symmetricp2p.kit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symmetricp2p.app.Event;
import org.symmetricp2p.app.Simulation;

/** Wrong: shuffles by the order of a HashSet whose elements have no hashCode of their own. */
final class Cards implements Simulation<Cards.State> {

    static final int DEAL = Event.NEXT;

    record State(List<Integer> hand) {}

    static final class Card {
        final int number;

        Card(int number) {
            this.number = number;
        }
    }

    @Override
    public String id() {
        return "cards/1";
    }

    @Override
    public int stateSize() {
        return 5 * Integer.BYTES;
    }

    @Override
    public State start() {
        return new State(List.of(0, 0, 0, 0, 0));
    }

    @Override
    public State tick(State s) {
        return s;
    }

    @Override
    public State event(State s, Event event) {
        Set<Card> deck = new HashSet<>();
        for (int number = 1; number <= 32; number++) {
            deck.add(new Card(number));
        }
        return new State(deck.stream().limit(5).map(card -> card.number).toList());
    }

    @Override
    public void encode(State s, ByteBuffer out) {
        s.hand().forEach(out::putInt);
    }

    @Override
    public State decode(ByteBuffer in) {
        List<Integer> hand = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            hand.add(in.getInt());
        }
        return new State(hand);
    }
}
