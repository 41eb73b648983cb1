package org.symmetricp2p.core;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A clock that follows one peer, the root, hop by hop, and is corrected by how long messages take (spec 5.11). The root
 * corrects itself by nobody, so nothing can run away.
 *
 * <ul>
 *   <li>Each peer begins as its own root. It follows the neighbour that tells of the oldest root, with the newest pulse after
 *       the fewest hops. A root of which no pulse comes any more is given up, and everybody is a root again.
 *   <li>What is far apart isn't corrected down: who hears of a time that is further ahead than {@link #tolerance} goes there, as its
 *       own root.
 *   <li>The tick that it shows follows the session time ({@link Hand}).
 * </ul>
 *
 * <p>Session time and local time, which is 1 at the start, are in microseconds.
 *
 * @param fps ticks per second
 * @param self who the peer is
 * @param startNanos the local time at which it started, in nanoseconds
 * @param nanos the last reading of the local time, in nanoseconds
 * @param lead what makes session time of local time
 * @param exchanges what is known of each neighbour that has a live link
 * @param hand what it shows
 * @param hasNews whether neighbours should hear from it at the next reading
 */
public record RootedClock(
        int fps,
        Source self,
        long startNanos,
        long nanos,
        Lead lead,
        SortedMap<LinkId, Exchange> exchanges,
        Hand hand,
        boolean hasNews)
        implements Clock {

    /** How often a root pulses. */
    static final long PULSE = 1_000_000;

    /** Who follows a root tells its neighbours its time after this long, if no pulse comes. */
    static final long QUIET = 1_500_000;

    /** Without a newer pulse for this long, it may come over another link. */
    static final long LATE = 3_000_000;

    /** A pulse that is older makes nobody follow; it has to cross the whole session in this time. */
    static final long OLD = 15_000_000;

    /** A root of which no pulse is known that is newer is given up. */
    static final long LOST = 20_000_000;

    /** What is apart by no more is corrected by the root's time; beyond that the time that is ahead counts. */
    static final long TOLERANCE = 1_000_000;

    private static final long SECOND = 1_000_000;
    private static final long NANOS = 1_000;

    /**
     * Whom a peer follows, and with what result.
     *
     * @param offset what session time is ahead of local time
     * @param claim whose time this is
     * @param parent the link over which that is known; empty at a root, and if the link is over
     * @param taken the local time at which the newest pulse was
     */
    public record Lead(long offset, Claim claim, Optional<LinkId> parent, long taken) {}

    /** A clock that is at tick 0 now. */
    static RootedClock startingAt(long nanos, int fps, Source self) {
        Lead lead = new Lead(-1, Claim.by(self, 0, 0), Optional.empty(), 1);
        return new RootedClock(
                fps, self, nanos, nanos, lead, Collections.emptySortedMap(), Hand.startingAt(nanos), false);
    }

    // ---- readings ----

    @Override
    public RootedClock read(long time) {
        long now = Math.max(time, nanos);
        RootedClock current = givingUpAt(local(now));
        Hand moved = hand.moved(nanos, now, local(now) + current.lead.offset);
        return new RootedClock(fps, self, startNanos, now, current.lead, exchanges, moved, current.hasNews);
    }

    /** Spec 5.16. */
    private RootedClock givingUpAt(long now) {
        Claim claim = lead.claim;
        long time = now + lead.offset;
        return !claim.isOwn() && time - claim.pulse() > LOST ? rooted(time, now, claim.error()) : this;
    }

    /** As its own root from a session time on, which is that of a local time. */
    private RootedClock rooted(long time, long now, long error) {
        return with(new Lead(time - now, Claim.by(self, time, error), Optional.empty(), now))
                .with(true);
    }

    // ---- links ----

    /** Ticks that others tell say less than their SYNCs do; but for the first, in HELLO, which is for {@link #meet}. */
    @Override
    public RootedClock hear(long neighbour) {
        return this;
    }

    @Override
    public RootedClock meet(LinkId link, long neighbour, long time) {
        long now = local(Math.max(time, nanos));
        return with(link, Exchange.NONE).with(true).leapingTo(timeOf(neighbour) - now, now, lead.claim.error());
    }

    @Override
    public RootedClock part(LinkId link) {
        SortedMap<LinkId, Exchange> fewer = new TreeMap<>(exchanges);
        fewer.remove(link);
        Optional<LinkId> parent = lead.parent.filter(p -> !p.equals(link));
        return with(Collections.unmodifiableSortedMap(fewer))
                .with(new Lead(lead.offset, lead.claim, parent, lead.taken));
    }

    @Override
    public RootedClock hear(LinkId link, Timing timing, long time) {
        long now = local(Math.max(time, nanos));
        Exchange exchange = exchanges.get(link).heard(timing, now);
        RootedClock heard = with(link, exchange).with(exchange.count() <= Exchange.ENOUGH);
        if (exchange.isPrompt()) {
            heard = heard.leapingTo(exchange.offset(), now, exchange.claim().error());
        }
        for (LinkId neighbour : exchanges.keySet()) {
            heard = heard.choosing(neighbour, now);
        }
        return heard;
    }

    /** Whoever is too far behind a neighbour goes there, and takes nobody's word for what was before (spec 5.14). */
    private RootedClock leapingTo(long offset, long now, long error) {
        return offset - lead.offset > tolerance(lead.claim.error(), error) ? rooted(now + offset, now, error) : this;
    }

    /** Who follow the same root may differ by what the ways to it may be wrong: such a difference must make nobody leap. */
    private static long tolerance(long oneError, long otherError) {
        return Math.max(TOLERANCE, oneError + otherError);
    }

    /** Follows a neighbour, if that is as it should be (spec 5.15). */
    private RootedClock choosing(LinkId link, long now) {
        Exchange exchange = exchanges.get(link);
        if (!exchange.isEnough() || !exchange.isPrompt()) {
            return this;
        }
        Claim theirs = exchange.claim();
        if (!isWanted(theirs, link, now) || !isPossible(theirs, exchange, now)) {
            return this;
        }
        boolean isNews = theirs.isFresherThan(lead.claim) || !theirs.isOfSameRootAs(lead.claim);
        long taken = isNews ? now : lead.taken;
        return with(new Lead(exchange.offset(), theirs, Optional.of(link), taken))
                .with(isNews);
    }

    private boolean isWanted(Claim theirs, LinkId link, long now) {
        Claim mine = lead.claim;
        if (!theirs.isOfSameRootAs(mine)) {
            return theirs.isBefore(mine);
        }
        if (lead.parent.equals(Optional.of(link))) {
            return !mine.isFresherThan(theirs);
        }
        boolean isLate = lead.parent.isEmpty() || now - lead.taken > LATE;
        return theirs.isFresherThan(mine) && (isLate || theirs.hops() < mine.hops());
    }

    /** Not a root that is gone; nor a time so far behind that the neighbour is to come here. */
    private boolean isPossible(Claim theirs, Exchange exchange, long now) {
        long margin = tolerance(lead.claim.error(), theirs.error());
        long age = now + exchange.offset() - theirs.pulse();
        boolean isNear = theirs.hops() < Claim.MAX_HOPS && lead.offset - exchange.offset() <= margin;
        boolean isTime =
                now + exchange.offset() >= 0; // who lies about errors could otherwise take it to before the beginning
        boolean isAlive = theirs.isOfSameRootAs(lead.claim) || age < OLD && age > -margin;
        return isAlive && isNear && isTime;
    }

    // ---- telling ----

    @Override
    public boolean isDue(long toldNanos) {
        return hasNews || isToPulse() || !lead.claim.isOwn() && nanos - toldNanos >= QUIET * NANOS;
    }

    private boolean isToPulse() {
        return lead.claim.isOwn() && time() - lead.claim.pulse() >= PULSE;
    }

    @Override
    public RootedClock telling() {
        Claim claim = isToPulse() ? lead.claim.at(time()) : lead.claim;
        Lead told = new Lead(lead.offset, claim, lead.parent, lead.taken);
        return new RootedClock(fps, self, startNanos, nanos, told, exchanges, hand, false);
    }

    /** If local time was set back, what came last may have come after what is now. */
    @Override
    public Optional<Timing> timing(LinkId link) {
        Exchange exchange = exchanges.get(link);
        long now = local(nanos);
        long heard = exchange.hasHeard() ? exchange.told().sent() : 0;
        long held = exchange.hasHeard() ? Math.max(0, now - exchange.received()) : 0;
        return Optional.of(new Timing(now, heard, held, time(), lead.claim));
    }

    // ---- what it is ----

    @Override
    public long tick() {
        return ticks(hand.shown());
    }

    @Override
    public long gap() {
        return hand.gap() == 0 ? 0 : Math.max(1, aim() - tick());
    }

    @Override
    public long anchorNanos() {
        return hand.anchorNanos();
    }

    @Override
    public boolean hasHeardAhead() {
        return hand.isLeftBehind(nanos, time());
    }

    @Override
    public boolean isMovedBy(long neighbour) {
        return neighbour > aim();
    }

    @Override
    public long aim() {
        return ticks(Math.max(hand.shown(), time()));
    }

    /** Never later than a tick takes: neighbours may have to hear news while it waits for a time that fell. */
    @Override
    public long nextTickNanos() {
        long frame = nanos + SECOND * NANOS / fps;
        long next = startNanos + (timeOf(tick() + 1) - lead.offset - 1) * NANOS;
        return hand.gap() > 0 ? frame : Math.min(frame, next);
    }

    /** The session time at the last reading. */
    long time() {
        return local(nanos) + lead.offset;
    }

    private long local(long localNanos) {
        return 1 + Math.floorDiv(localNanos - startNanos, NANOS);
    }

    private long ticks(long micros) {
        return micros / SECOND * fps + micros % SECOND * fps / SECOND;
    }

    private long timeOf(long tick) {
        return tick / fps * SECOND - Math.floorDiv(-(tick % fps) * SECOND, fps);
    }

    // ---- the same with one thing changed ----

    private RootedClock with(Lead newLead) {
        return new RootedClock(fps, self, startNanos, nanos, newLead, exchanges, hand, hasNews);
    }

    private RootedClock with(boolean isNews) {
        return new RootedClock(fps, self, startNanos, nanos, lead, exchanges, hand, hasNews || isNews);
    }

    private RootedClock with(SortedMap<LinkId, Exchange> newExchanges) {
        return new RootedClock(fps, self, startNanos, nanos, lead, newExchanges, hand, hasNews);
    }

    private RootedClock with(LinkId link, Exchange exchange) {
        SortedMap<LinkId, Exchange> more = new TreeMap<>(exchanges);
        more.put(link, exchange);
        return with(Collections.unmodifiableSortedMap(more));
    }
}
