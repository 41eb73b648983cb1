package org.symmetricp2p.cli.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symmetricp2p.cli.attack.Application;
import org.symmetricp2p.cli.attack.Attack;
import org.symmetricp2p.cli.attack.Battlefield;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.Limits;
import org.symmetricp2p.core.Link;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.demo.Rectangle;
import org.symmetricp2p.demo.Rectangle.Key;

/** What hostile neighbours do to a session: nothing that lasts. */
class AttackTest {

    private static final int MAX_TICKS = 60 * Config.DEFAULT_FPS;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final String CONFLICT = "each end knows other events of source 60000.";

    /** Keys are pressed before and after it; a peer starts again when the attacker has gone. */
    @ParameterizedTest
    @ValueSource(strings = {"squat", "slow-read", "clock-bomb", "forge", "impersonate"})
    void theSessionIsWholeAfterAnAttack(String name) throws Exception {
        Session session = new Session(3, MAX_TICKS, Limits.STANDARD);
        try (session) {
            pressEverywhere(session);
            assertTrue(session.awaitAgreement(3, PATIENCE_MILLIS), "before the attack");
            List<LinkId> links = linksOf(session.peer(0));
            wage(Attack.named(name).orElseThrow(), session);
            assertTrue(linksOf(session.peer(0)).containsAll(links), "honest links");
            pressEverywhere(session);
            assertTrue(session.awaitAgreement(6, PATIENCE_MILLIS), "after the attack");
            session.restart(1);
            pressEverywhere(session);
            assertTrue(session.awaitAgreement(9, PATIENCE_MILLIS), "after a restart");
        }
        assertEquals(OptionalInt.empty(), session.firstDifference());
    }

    /** Attacks that take nothing but effort, one after the other in one session. */
    @Test
    void nothingIsLeftOfManyAttacks() throws Exception {
        Session session = new Session(3, MAX_TICKS, Limits.STANDARD);
        try (session) {
            pressEverywhere(session);
            assertTrue(session.awaitAgreement(3, PATIENCE_MILLIS), "before the attacks");
            List<LinkId> links = linksOf(session.peer(0));
            for (String name : List.of("idle", "slow-write", "garbage", "payloads", "deep", "sources")) {
                wage(Attack.named(name).orElseThrow(), session);
                int events = session.events();
                pressEverywhere(session);
                assertTrue(session.awaitAgreement(events + 3, PATIENCE_MILLIS), "after " + name);
                assertTrue(linksOf(session.peer(0)).containsAll(links), "honest links after " + name);
            }
        }
        assertEquals(OptionalInt.empty(), session.firstDifference());
    }

    /** Two whose link is down hear two versions of one event: linked again, both are told of whom, and neither takes the other's side. */
    @Test
    void thoseWhoWereToldDifferentThingsAreToldSo() throws Exception {
        try (Session session = new Session(2, MAX_TICKS, Limits.STANDARD)) {
            pressEverywhere(session);
            assertTrue(session.awaitAgreement(2, PATIENCE_MILLIS), "before the attack");
            session.unlink(0, 1);
            wage(Attack.named("equivocate").orElseThrow(), session);
            session.link(0, 1);
            for (int peer = 0; peer < 2; peer++) {
                assertTrue(session.awaitTold(peer, CONFLICT, PATIENCE_MILLIS), session.peer(peer)::told);
                assertEquals(3, session.peer(peer).peer().timeline().size());
            }
        }
    }

    private static List<LinkId> linksOf(Resident resident) {
        return resident.peer().links().stream()
                .filter(Link::isLive)
                .map(Link::id)
                .toList();
    }

    private static void pressEverywhere(Session session) {
        for (int peer = 0; peer < session.size(); peer++) {
            session.press(peer, Key.values()[peer]);
        }
    }

    private static void wage(Attack attack, Session session) throws InterruptedException {
        Rectangle rectangle = new Rectangle();
        Application application = new Application(rectangle.id(), Config.DEFAULT_FPS, rectangle.stateSize());
        List<InetSocketAddress> targets = List.of(target(session, 0), target(session, 1));
        try (Battlefield field = new Battlefield(targets, application, 1, 42)) {
            field.wage(attack);
        }
    }

    private static InetSocketAddress target(Session session, int peer) {
        return new InetSocketAddress("127.0.0.1", session.peer(peer).port());
    }
}
