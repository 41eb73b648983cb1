package org.symmetricp2p.cli.lab;

/** A part of a campaign, the i-th of n, from 1 on. */
record Shard(int i, int n) {

    private static final int MAX_SHARDS = 10_000;

    /** @throws IllegalArgumentException if the text isn't i/n, or there is no such shard: says why */
    static Shard parse(String text) {
        if (!text.matches("\\d{1,9}/\\d{1,9}")) {
            throw new IllegalArgumentException("--shard '" + text + "' must be i/n, such as 1/4, or auto");
        }
        int slash = text.indexOf('/');
        long i = Long.parseLong(text.substring(0, slash));
        return checked("--shard " + text, i, Long.parseLong(text.substring(slash + 1)));
    }

    /** @throws IllegalArgumentException if there is no such shard: says so of what was given */
    static Shard checked(String what, long i, long n) {
        if (n < 1 || n > MAX_SHARDS) {
            throw new IllegalArgumentException(what + ": n is " + n + ", must be from 1 to " + MAX_SHARDS);
        }
        if (i < 1 || i > n) {
            throw new IllegalArgumentException(what + ": i is " + i + ", must be from 1 to " + n);
        }
        return new Shard((int) i, (int) n);
    }

    @Override
    public String toString() {
        return i + "/" + n;
    }
}
