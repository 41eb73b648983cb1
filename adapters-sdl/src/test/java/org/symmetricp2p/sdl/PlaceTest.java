package org.symmetricp2p.sdl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows side by side. */
class PlaceTest {

    private static final Place SCREEN = new Place(100, 50, 1_920, 1_080);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9, 50})
    void fitOnTheScreenWithoutOverlapping(int number) {
        List<Place> places = Place.grid(number, SCREEN, 640, 480);
        assertEquals(number, places.size());
        for (Place one : places) {
            assertTrue(one.x() >= 100 && one.x() + one.width() <= 2_020, one.toString());
            assertTrue(one.y() >= 50 && one.y() + one.height() <= 1_130, one.toString());
            assertEquals(640 / 480.0, one.width() / (double) one.height(), 0.03);
            for (Place other : places) {
                boolean apart = one.x() + one.width() <= other.x()
                        || other.x() + other.width() <= one.x()
                        || one.y() + one.height() <= other.y()
                        || other.y() + other.height() <= one.y();
                assertTrue(apart || one.equals(other), one + " and " + other);
            }
        }
        assertEquals(number, places.stream().distinct().count());
    }

    @Test
    void sixAreTwoRowsOfThree() {
        List<Place> places = Place.grid(6, SCREEN, 640, 480);
        assertEquals(3, places.stream().filter(p -> p.y() == places.get(0).y()).count());
        assertEquals(places.get(0).x(), places.get(3).x());
        assertTrue(places.get(0).x() < places.get(1).x());
    }

    @Test
    void areAsLargeAsTheyAskForIfThereIsRoom() {
        assertEquals(640, Place.grid(2, SCREEN, 640, 480).get(0).width());
        assertEquals(480, Place.grid(2, SCREEN, 640, 480).get(0).height());
    }
}
