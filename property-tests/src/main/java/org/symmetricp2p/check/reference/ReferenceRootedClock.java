package org.symmetricp2p.check.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.symmetricp2p.core.Claim;
import org.symmetricp2p.core.Config;
import org.symmetricp2p.core.LinkId;
import org.symmetricp2p.core.Source;
import org.symmetricp2p.core.Timing;

/** The clock of spec 5.11 to 5.19, with the names of its variables. */
final class ReferenceRootedClock extends ReferenceClock {

    private static final long SECOND = 1_000_000;
    private static final long LEAST_M = SECOND;
    private static final long TOO_LONG = 60 * SECOND;

    /** What is kept of a live link (spec 5.13). */
    private static final class Kept {
        private Timing told;
        private long came;
        private int count;
        private final List<long[]> samples = new ArrayList<>(); // ahead and trip
        private long ahead;
        private long trip;

        void take(Timing timing, long h) {
            told = timing;
            came = h;
            count++;
            long forth = timing.sent() - timing.held() - timing.heard();
            long back = h - timing.sent();
            long sample = (forth - back) / 2;
            if (timing.heard() == 0
                    || forth + back < 0
                    || forth + back > TOO_LONG
                    || Math.abs(sample) > Timing.MAX_LOCAL) {
                return;
            }
            if (!samples.isEmpty() && Math.abs(sample - ahead) > (forth + back + trip) / 2 + 100_000) {
                samples.clear();
                count = 1;
            }
            samples.add(new long[] {sample, forth + back});
            if (samples.size() > 32) {
                samples.remove(0);
            }
            List<long[]> sorted = new ArrayList<>(samples);
            sorted.sort(Comparator.comparingLong(s -> s[1]));
            List<long[]> better = sorted.subList(0, (samples.size() + 1) / 2);
            ahead = mean(better, 0);
            trip = mean(better, 1);
        }

        private static long mean(List<long[]> samples, int which) {
            long sum = 0;
            for (long[] sample : samples) {
                sum += sample[which];
            }
            return sum / samples.size();
        }

        boolean isPrompt() {
            return !samples.isEmpty() && came - told.sent() + ahead <= trip + 100_000;
        }

        long p() {
            return told.time() - told.sent() + ahead;
        }

        int hops() {
            return Math.min(65_535, told.claim().hops() + 1);
        }

        long error() {
            return Math.min(Timing.MAX_TIME, told.claim().error() + trip / 2 + 1);
        }
    }

    private final Source self;
    private final long start;
    private final Map<LinkId, Kept> links = new TreeMap<>();
    private long o = -1;
    private Source root;
    private long since;
    private long pulse;
    private int hops;
    private long error;
    private LinkId parent; // null if there is none
    private long k = 1;
    private boolean news;
    private long s;
    private long g;
    private long a;
    private long n;

    ReferenceRootedClock(Config config, long start) {
        super(config, start);
        this.self = config.self();
        this.root = self;
        this.start = start;
        this.a = start;
        this.n = start;
    }

    private long h(long nanos) {
        return 1 + Math.floorDiv(nanos - start, 1_000);
    }

    private long session() {
        return h(n) + o;
    }

    // ---- whom it follows ----

    @Override
    void hear(long clock) {}

    @Override
    void meet(LinkId link, long tick, long nanos) {
        links.put(link, new Kept());
        news = true;
        long h = h(Math.max(nanos, n));
        long offset = -Math.floorDiv(-tick * SECOND, fps) - h;
        if (offset - o > m(error)) {
            root(offset, h, error);
        }
    }

    @Override
    void part(LinkId link) {
        links.remove(link);
        if (link.equals(parent)) {
            parent = null;
        }
    }

    @Override
    void hear(LinkId link, Timing timing, long nanos) {
        long h = h(Math.max(nanos, n));
        Kept from = links.get(link);
        from.take(timing, h);
        news |= from.count <= 4;
        if (from.isPrompt() && from.p() - o > m(from.error())) {
            root(from.p(), h, from.error());
        }
        links.forEach((id, kept) -> {
            if (kept.samples.size() >= 4 && kept.isPrompt() && isBetter(id, kept, h) && isPossible(kept, h)) {
                follow(id, kept, h);
            }
        });
    }

    private long m(long theirError) {
        return Math.max(LEAST_M, error + theirError);
    }

    private void root(long offset, long h, long newError) {
        o = offset;
        root = self;
        since = h + offset;
        pulse = since;
        hops = 0;
        error = newError;
        k = h;
        parent = null;
        news = true;
    }

    private void follow(LinkId id, Kept kept, long h) {
        boolean isNew = !isSame(kept)
                || kept.told.claim().pulse() > pulse
                || kept.told.claim().pulse() == pulse && kept.hops() < hops;
        o = kept.p();
        root = kept.told.claim().root();
        since = kept.told.claim().since();
        pulse = kept.told.claim().pulse();
        hops = kept.hops();
        error = kept.error();
        parent = id;
        if (isNew) {
            k = h;
            news = true;
        }
    }

    private boolean isSame(Kept kept) {
        Claim theirs = kept.told.claim();
        return theirs.since() == since && theirs.root().equals(root);
    }

    private boolean isBetter(LinkId id, Kept kept, long h) {
        Claim theirs = kept.told.claim();
        if (!isSame(kept)) {
            return theirs.since() < since
                    || theirs.since() == since && theirs.root().compareTo(root) < 0;
        }
        if (id.equals(parent)) {
            return theirs.pulse() > pulse || theirs.pulse() == pulse && kept.hops() <= hops;
        }
        boolean isFresher = theirs.pulse() > pulse || theirs.pulse() == pulse && kept.hops() < hops;
        return isFresher && (parent == null || h - k > 3 * SECOND || kept.hops() < hops);
    }

    private boolean isPossible(Kept kept, long h) {
        long m = m(kept.error());
        long age = h + kept.p() - kept.told.claim().pulse();
        boolean isAlive = isSame(kept) || age < 15 * SECOND && age > -m;
        return kept.hops() < 65_535 && o - kept.p() <= m && h + kept.p() >= 0 && isAlive;
    }

    // ---- readings ----

    @Override
    void read(long localTime) {
        long before = n;
        n = Math.max(localTime, before);
        if (hops > 0 && session() - pulse > 20 * SECOND) {
            root(o, h(n), error);
        }
        long open = open(n);
        long r = s + Math.floorDiv(n - a, 1_000) - Math.floorDiv(before - a, 1_000) + open(before) - open;
        if (session() - open > r + 100_000) {
            s = r;
            g = session() - r;
            a = n;
        } else {
            s = Math.max(s, session() - open);
            g = open == 0 ? 0 : g;
        }
    }

    private long open(long nanos) {
        long left = Math.max(0, 500_000_000 - (nanos - a)) / 1_000;
        return g / 500_000 * left + g % 500_000 * left / 500_000;
    }

    @Override
    boolean isDue(long told) {
        return news || isToPulse() || hops > 0 && n - told >= 1_500_000_000;
    }

    private boolean isToPulse() {
        return hops == 0 && session() - pulse >= SECOND;
    }

    @Override
    void telling() {
        if (isToPulse()) {
            pulse = session();
        }
        news = false;
    }

    @Override
    Optional<Timing> timing(LinkId link) {
        Kept kept = links.get(link);
        long heard = kept.told == null ? 0 : kept.told.sent();
        long held = kept.told == null ? 0 : Math.max(0, h(n) - kept.came);
        return Optional.of(new Timing(h(n), heard, held, session(), new Claim(root, since, pulse, hops, error)));
    }

    // ---- what it is ----

    @Override
    long tick() {
        return ticks(s);
    }

    private long ticks(long micros) {
        return micros / SECOND * fps + micros % SECOND * fps / SECOND;
    }

    @Override
    long told(long clock, Optional<Timing> timing) {
        return Math.max(clock, timing.map(t -> ticks(t.time())).orElse(0L));
    }

    @Override
    long nanos() {
        return n;
    }

    /** In ticks; how many is for its user only, but for whether there is one. */
    @Override
    long gap() {
        return g == 0 ? 0 : Math.max(1, aim() - tick());
    }

    @Override
    boolean hasHeardAhead() {
        return session() - open(n) > s + 100_000;
    }

    @Override
    long aim() {
        return ticks(Math.max(s, session()));
    }

    @Override
    boolean isMovedBy(long clock) {
        return clock > aim();
    }

    @Override
    long due() {
        long frame = n + 1_000_000_000 / fps;
        long micros = -Math.floorDiv(-(tick() + 1) * SECOND, fps);
        return g > 0 ? frame : Math.min(frame, start + (micros - o - 1) * 1_000);
    }

    @Override
    long closing() {
        return a + 1_000_000_000;
    }
}
