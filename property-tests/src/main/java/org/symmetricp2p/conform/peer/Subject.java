package org.symmetricp2p.conform.peer;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Versions;

/** Which peer is judged: one that is started for each scenario, or one that runs already and is only connected to. */
final class Subject {

    /** In the middle, so that there are neighbours on both sides of it. */
    static final Source STARTED = new Source(500, 7);

    private final Candidate.Launcher launcher; // null if it runs already
    private final Optional<InetSocketAddress> address;
    private final Source peer;
    private final Versions known;
    private final long patienceMillis;
    private final AtomicLong lives = new AtomicLong(1);

    private Subject(
            Candidate.Launcher launcher,
            Optional<InetSocketAddress> address,
            Source peer,
            Versions known,
            long patienceMillis) {
        this.launcher = launcher;
        this.address = address;
        this.peer = peer;
        this.known = known;
        this.patienceMillis = patienceMillis;
    }

    static Subject started(Candidate.Launcher launcher, long patienceMillis) {
        return new Subject(launcher, Optional.empty(), STARTED, Versions.NONE, patienceMillis);
    }

    static Subject running(InetSocketAddress address, Source peer, Versions known, long life, long patienceMillis) {
        Subject subject = new Subject(null, Optional.of(address), peer, known, patienceMillis);
        subject.lives.set(life);
        return subject;
    }

    Candidate.Launcher launcher() {
        return launcher;
    }

    Optional<InetSocketAddress> address() {
        return address;
    }

    String host() {
        return address.map(InetSocketAddress::getHostString).orElse("127.0.0.1");
    }

    Source peer() {
        return peer;
    }

    Versions known() {
        return known;
    }

    long patienceMillis() {
        return patienceMillis;
    }

    /** The incarnation of its neighbours: of one that runs on after a scenario, other ones each time. */
    long life() {
        return lives.get();
    }
}
