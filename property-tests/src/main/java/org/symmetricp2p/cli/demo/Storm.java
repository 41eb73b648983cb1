package org.symmetricp2p.cli.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.symmetricp2p.demo.Rectangle.Key;

/**
 * What a storm does, and when: a function of its length and its seed. Peers are killed and start again, links go down and up, keys are
 * pressed. At least half of the peers are there at any time.
 *
 * @param links each between a peer and one with a higher identifier; all peers hang together by them
 * @param moments what happens, in order; at the end all is there again
 */
record Storm(List<Link> links, List<Moment> moments) {

    static final int PEERS = 6;

    private static final int MORE_LINKS = 2; // than a tree has
    private static final long FIRST_MILLIS = 3_000; // all have started by then, mostly
    private static final int MAX_MILLIS_BETWEEN_KEYS = 400;
    private static final int MIN_MILLIS_BETWEEN_BLOWS = 500;
    private static final int MAX_MILLIS_BETWEEN_BLOWS = 4_000;

    /** Two peers, each of which is told to keep up a link to the other. */
    record Link(int one, int other) implements Comparable<Link> {
        boolean touches(int peer) {
            return one == peer || other == peer;
        }

        int from(int peer) {
            return one == peer ? other : one;
        }

        @Override
        public int compareTo(Link link) {
            return one == link.one ? Integer.compare(other, link.other) : Integer.compare(one, link.one);
        }

        @Override
        public String toString() {
            return one + "-" + other;
        }
    }

    /** Something that happens, so long after the beginning. */
    sealed interface Moment {
        long millis();
    }

    record Killing(long millis, int peer) implements Moment {
        @Override
        public String toString() {
            return "peer " + peer + " is killed (SIGKILL)";
        }
    }

    record Start(long millis, int peer) implements Moment {
        @Override
        public String toString() {
            return "peer " + peer + " starts again, without memory";
        }
    }

    record Down(long millis, Link link) implements Moment {
        @Override
        public String toString() {
            return "link " + link + " goes down";
        }
    }

    record Up(long millis, Link link) implements Moment {
        @Override
        public String toString() {
            return "link " + link + " comes back";
        }
    }

    record Press(long millis, int peer, Key key) implements Moment {}

    Storm {
        links = List.copyOf(links);
        moments = List.copyOf(moments);
    }

    static Storm of(long seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Link> links = links(random);
        return new Storm(links, new Weather(links, random).moments(seconds * 1_000));
    }

    private static List<Link> links(SplittableRandom random) {
        SortedSet<Link> links = new TreeSet<>();
        for (int peer = 1; peer < PEERS; peer++) {
            links.add(new Link(random.nextInt(peer), peer));
        }
        while (links.size() < PEERS - 1 + MORE_LINKS) {
            int other = 1 + random.nextInt(PEERS - 1);
            links.add(new Link(random.nextInt(other), other));
        }
        return List.copyOf(links);
    }

    /** Who is there and which links are up, while the moments are drawn. */
    private static final class Weather {
        private final SplittableRandom random;
        private final List<Moment> moments = new ArrayList<>();
        private final List<Integer> there = new ArrayList<>();
        private final List<Integer> gone = new ArrayList<>();
        private final List<Link> up;
        private final List<Link> down = new ArrayList<>();

        Weather(List<Link> links, SplittableRandom random) {
            this.random = random;
            this.up = new ArrayList<>(links);
            for (int peer = 0; peer < PEERS; peer++) {
                there.add(peer);
            }
        }

        List<Moment> moments(long length) {
            long key = FIRST_MILLIS;
            long blow = FIRST_MILLIS;
            while (Math.min(key, blow) < length) {
                if (key < blow) {
                    press(key);
                    key += 1 + random.nextInt(MAX_MILLIS_BETWEEN_KEYS);
                } else {
                    blow(blow);
                    blow += random.nextInt(MIN_MILLIS_BETWEEN_BLOWS, MAX_MILLIS_BETWEEN_BLOWS);
                }
            }
            gone.forEach(peer -> moments.add(new Start(length, peer)));
            down.forEach(link -> moments.add(new Up(length, link)));
            return moments;
        }

        private void press(long at) {
            Key[] keys = Key.values();
            moments.add(new Press(at, there.get(random.nextInt(there.size())), keys[random.nextInt(keys.length)]));
        }

        private void blow(long at) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (!down.isEmpty()) {
                        moments.add(new Up(at, moved(down, up)));
                    } else {
                        moments.add(new Down(at, moved(up, down)));
                    }
                }
                case 1 -> {
                    if (!gone.isEmpty()) {
                        moments.add(new Start(at, moved(gone, there)));
                    }
                }
                default -> {
                    if (there.size() > PEERS / 2) {
                        moments.add(new Killing(at, moved(there, gone)));
                    } else {
                        moments.add(new Start(at, moved(gone, there)));
                    }
                }
            }
        }

        private <T extends Comparable<T>> T moved(List<T> from, List<T> to) {
            T one = from.remove(random.nextInt(from.size()));
            to.add(one);
            Collections.sort(to);
            return one;
        }
    }
}
