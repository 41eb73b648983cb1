#!/usr/bin/env python3
"""Recomputes a run of the rectangle from its events, without any code of Symmetric.

    recompute.py EVENTS TRACE

reads what `peer --events EVENTS --trace TRACE` wrote, plays the events once from tick 0 on, and compares
the state hash of every tick. Exit code 0 if all are the same; 1 if not, with the first tick that differs;
2 if the files make no sense. Only from what is documented: Rectangle (the state and its rules), StateHash,
and MurmurHash3_x64_128 by Austin Appleby.
"""

import struct
import sys

MASK = (1 << 64) - 1
WIDTH, HEIGHT, SPEED = 640, 480, 2
KEY_EVENT = 2
DIRECTIONS = [(0, -1), (0, 1), (1, 0), (-1, 0), (0, 0)]  # up, down, right, left, space
FNV_PRIME = 0x100000001B3
PAGE_SIZE = 1024


def rotl(x, bits):
    return ((x << bits) | (x >> (64 - bits))) & MASK


def fmix(k):
    k = ((k ^ (k >> 33)) * 0xFF51AFD7ED558CCD) & MASK
    k = ((k ^ (k >> 33)) * 0xC4CEB9FE1A85EC53) & MASK
    return k ^ (k >> 33)


def murmur3_x64_128(data, seed):
    """The first 64 of the 128 bits."""
    c1, c2 = 0x87C37B91114253D5, 0x4CF5AD432745937F
    h1 = h2 = seed
    whole = len(data) // 16 * 16
    for k1, k2 in struct.iter_unpack("<QQ", data[:whole]):
        h1 ^= rotl(k1 * c1 & MASK, 31) * c2 & MASK
        h1 = (rotl(h1, 27) + h2) * 5 + 0x52DCE729 & MASK
        h2 ^= rotl(k2 * c2 & MASK, 33) * c1 & MASK
        h2 = (rotl(h2, 31) + h1) * 5 + 0x38495AB5 & MASK
    k1, k2 = struct.unpack("<QQ", data[whole:].ljust(16, b"\0"))
    h2 ^= rotl(k2 * c2 & MASK, 33) * c1 & MASK
    h1 ^= rotl(k1 * c1 & MASK, 31) * c2 & MASK
    h1 ^= len(data)
    h2 ^= len(data)
    h1 = h1 + h2 & MASK
    h2 = h2 + h1 & MASK
    h1, h2 = fmix(h1), fmix(h2)
    return h1 + h2 & MASK


def state_hash(data):
    pages = range(0, len(data), PAGE_SIZE)
    return sum(murmur3_x64_128(data[at : at + PAGE_SIZE], PAGE_SIZE + i) for i, at in enumerate(pages)) & MASK


def hashes(events, ticks):
    """The state hash after each tick from 0 on; events are (tick, ..., type, payload) in stamp order."""
    chain, x, y, dx, dy = 0, WIDTH // 2, HEIGHT // 2, 0, 0
    todo = list(reversed(events))
    for tick in range(ticks):
        if tick > 0:
            x, y = (x + dx * SPEED) % WIDTH, (y + dy * SPEED) % HEIGHT
        while todo and todo[-1][0] == tick:
            *_, kind, payload = todo.pop()
            key = struct.unpack(">i", payload)[0] if kind == KEY_EVENT and len(payload) == 4 else -1
            chain = (chain ^ (tick * 8 + key & MASK)) * FNV_PRIME & MASK
            if 0 <= key < len(DIRECTIONS):
                dx, dy = DIRECTIONS[key]
        yield state_hash(struct.pack(">QQiiii", tick, chain, x, y, dx, dy))


def read_events(path):
    events = []
    for line in open(path, encoding="ascii"):
        tick, peer, incarnation, seq, kind, payload = line.split()
        payload = b"" if payload == "-" else bytes.fromhex(payload)
        events.append((int(tick), int(peer), int(incarnation), int(seq), int(kind), payload))
    stamps = [event[:4] for event in events]
    if stamps != sorted(set(stamps)):
        raise ValueError(f"{path}: the events are not in the order of stamps")
    return events


def read_trace(path):
    trace = []
    for line in open(path, encoding="ascii"):
        tick, digits = line.split()
        if int(tick) != len(trace) or len(digits) != 16:
            raise ValueError(f"{path}: line {len(trace) + 1} must be tick {len(trace)} and 16 digits")
        trace.append(int(digits, 16))
    if not trace:
        raise ValueError(f"{path}: is empty")
    return trace


def main():
    try:
        _, events_path, trace_path = sys.argv
        events, trace = read_events(events_path), read_trace(trace_path)
    except (OSError, ValueError) as mistake:
        print(mistake, file=sys.stderr)
        return 2
    for tick, (mine, theirs) in enumerate(zip(hashes(events, len(trace)), trace)):
        if mine != theirs:
            print(f"tick {tick}: the trace has {theirs:016x}, recomputed is {mine:016x}")
            return 1
    print(f"{len(trace)} hashes recomputed from {len(events)} events: all are as in the trace")
    return 0


if __name__ == "__main__":
    sys.exit(main())
