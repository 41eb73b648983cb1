package org.symmetricp2p.cli.lab;

/**
 * The seeds of a campaign, and which of them are this shard's: every {@code shards}-th one, from
 * {@code from + shard - 1} on.
 *
 * @param from the first seed of all
 * @param scenarios how many seeds there are in all shards
 * @param shard which part of them, from 1 on
 * @param shards how many parts there are
 */
record Seeds(long from, long scenarios, int shard, int shards) {

    static final long MAX_SCENARIOS = 1_000_000_000;

    /** How many seeds this shard has. */
    long size() {
        return (scenarios - shard + shards) / shards;
    }

    long seed(long n) {
        return from + shard - 1 + n * shards;
    }

    /** All seeds, of which this is a part. */
    Seeds whole() {
        return new Seeds(from, scenarios, 1, 1);
    }

    boolean isPartOfTheSameAs(Seeds other) {
        return whole().equals(other.whole()) && shards == other.shards;
    }
}
