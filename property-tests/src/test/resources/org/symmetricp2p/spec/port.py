"""Symmetric in one file of Python: the part of a peer that a tool needs which reads recorded events.

It decodes and encodes frames, orders events, says what a peer knows and what its neighbour lacks, folds events into
states, and hashes these. Written from the specification and its vectors alone, whose rules comments cite as `spec 7.3`.

    python3 port.py DIR     runs the golden vectors in DIR against this file, and exits with 0 if all of them pass
"""
import json
import struct
import sys
from collections import namedtuple
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path

Stamp = namedtuple("Stamp", "tick peer incarnation seq")                # tuples compare as stamps do (spec 2.1)
Event = namedtuple("Event", "tick peer incarnation seq type payload")
Version = namedtuple("Version", "peer incarnation seq digest")
Extension = namedtuple("Extension", "name required content")
Hello = namedtuple("HELLO", "application fps stateSize peer incarnation clock versions extensions")
Events = namedtuple("EVENTS", "clock events")
Sync = namedtuple("SYNC", "clock")
Bye = namedtuple("BYE", "reason text")
MASK = 2**64 - 1                                                        # x & MASK is x modulo 2^64

# Wire. The bounds of a number are its size in bytes, its lowest and its highest value (spec 7.1, 7.3, 7.5 to 7.8).
MESSAGES = (Hello, Events, Sync, Bye)                                   # types 1 to 4
REASONS = ("LEAVING", "UNLINKED", "DUPLICATE_LINK", "INCOMPATIBLE", "IDENTITY", "VIOLATION", "LIMIT", "CONFLICT")    # spec 6.16
MAGIC, PROTOCOL, EVENTS_IN_FRAME = 0x53594d50, 1, 32
LENGTH, CLOCK, TICK, PEER = (4, 1, 2_245_285), (8, 0, 2**40), (8, 1, 2**40), (2, 0, 65_535)
INCARNATION, SEQ, EVENT_TYPE = (8, 0, 2**63 - 1), (8, 1, 2**63 - 1), (4, 2, 2**31 - 1)

class Bad(Exception):
    """A frame that must be neither taken nor sent: the reason that BYE gives, and its flaw (spec 7.2, 7.11, 7.13)."""

def require(holds, flaw):
    if not holds:
        raise Bad("VIOLATION", flaw)

class Reader:
    """Takes fields from bytes, one after the other, and allocates nothing for bytes that aren't there (spec 7.4)."""
    def __init__(self, data):
        self.data, self.at = data, 0

    def octets(self, count):
        require(self.at + count <= len(self.data), f"ends within {count} bytes from byte {self.at} on")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, size, low, high):
        value = int.from_bytes(self.octets(size), "big")
        require(low <= value <= high, f"{value} before byte {self.at} isn't from {low} to {high}")
        return value

    def numbers(self, *bounds):
        return [self.number(*b) for b in bounds]

    def text(self, low, high):
        text = self.octets(self.number(1, low, high)).decode("latin-1")
        require(all(" " <= c <= "~" for c in text), f"{text!r} isn't printable ASCII")
        return text

    def event(self):
        return Event(*self.numbers(TICK, PEER, INCARNATION, SEQ, EVENT_TYPE), self.octets(self.number(2, 0, 1024)))

    def version(self):
        return Version(*self.numbers(PEER, INCARNATION, SEQ), self.octets(16))

    def extension(self):
        return Extension(self.text(1, 32), self.number(1, 0, 1), self.octets(self.number(2, 0, 1024)))

    def ascending(self, count, width, record):                          # by so many of their first fields
        records = [record() for _ in range(count)]
        require(all(a[:width] < b[:width] for a, b in zip(records, records[1:])), "a list doesn't ascend")
        return records

    def message(self):
        kind = MESSAGES[self.number(1, 1, 4) - 1]
        if kind is Hello:
            self.number(4, MAGIC, MAGIC)
            if self.number(2, 0, 65_535) != PROTOCOL:                   # whatever follows (spec 7.14)
                raise Bad("INCOMPATIBLE", "another version of the protocol")
            return Hello(self.text(1, 64), *self.numbers((2, 1, 1000), (4, 0, 2**26), PEER, INCARNATION, CLOCK),
                self.ascending(self.number(4, 0, 65_536), 2, self.version),
                self.ascending(self.number(1, 0, 16), 1, self.extension))
        if kind is Events:
            return Events(self.number(*CLOCK), self.ascending(self.number(2, 1, EVENTS_IN_FRAME), 4, self.event))
        return Sync(self.number(*CLOCK)) if kind is Sync else Bye(REASONS[self.number(1, 1, len(REASONS)) - 1], self.text(0, 255))

def decode(frame):
    """The message in a whole frame, its length included; raises Bad."""
    reader = Reader(frame)
    require(reader.number(*LENGTH) == len(frame) - 4, f"{len(frame) - 4} bytes aren't the length it announces")
    message = reader.message()
    require(reader.at == len(frame), f"more than its fields, from byte {reader.at} on")
    return message

def stream(pieces):
    """After each piece that a connection brings: the messages that are complete, and the reason if it is closed."""
    left, is_open = b"", True
    for piece in pieces:
        left, messages, reason = left + piece, [], None
        try:
            while is_open and len(left) >= 4 and len(left) >= (end := 4 + Reader(left).number(*LENGTH)):   # spec 7.3
                messages.append(decode(left[:end]))
                left, is_open = left[end:], not isinstance(messages[-1], Bye)                               # spec 6.19
        except Bad as bad:
            is_open, reason = False, bad.args[0]                                                            # spec 7.13
        yield messages, reason

def encode(message):
    """The frame of a message; raises an error if no peer may send it (spec 7.11)."""
    body = bytes([MESSAGES.index(type(message)) + 1]) + fields(message)
    frame = struct.pack(">I", len(body)) + body
    decode(frame)
    return frame

def fields(message):
    if isinstance(message, Hello):
        name = message.application.encode()
        return (struct.pack(">IHB", MAGIC, PROTOCOL, len(name)) + name
                + struct.pack(">HIHQQI", *message[1:6], len(message.versions))
                + b"".join(struct.pack(">HQQ16s", *version) for version in message.versions)
                + bytes([len(message.extensions)]) + b"".join(
                    struct.pack(">B", len(name)) + name.encode() + struct.pack(">BH", required, len(content)) + content
                    for name, required, content in message.extensions))
    if isinstance(message, Events):
        return struct.pack(">QH", message.clock, len(message.events)) + b"".join(
            struct.pack(">QHQQIH", *event[:5], len(event.payload)) + event.payload for event in message.events)
    if isinstance(message, Sync):
        return struct.pack(">Q", message.clock)
    text = "".join(c if " " <= c <= "~" else "?" for c in message.text[:255])                            # spec 7.12
    return struct.pack(">BB", REASONS.index(message.reason) + 1, len(text)) + text.encode()

def encode_all(clock, events):                                          # spec 7.9
    return [encode(Events(clock, events[i:i + EVENTS_IN_FRAME])) for i in range(0, len(events), EVENTS_IN_FRAME)]

# Order
def stamp(event):
    return Stamp(*event[:4])

def version_vector(known):
    by_source = {}                                                      # the seqs 1 to n, without a gap (spec 2.13)
    for event in sorted(known):
        by_source.setdefault(event[1:3], []).append(event)
    return [Version(*source, len(events), digest(events)) for source, events in sorted(by_source.items())]  # spec 2.12

def digest(events):                                                     # spec 2.15
    so_far = bytes(16)
    for event in events:
        so_far = sha256(so_far + struct.pack(">QI", event.tick, event.type) + event.payload).digest()[:16]
    return so_far

def conflict(known, theirs):
    """The first source of which somebody knows other events, or None (spec 2.16)."""
    for peer, incarnation, seq, other in theirs:
        mine = [event for event in sorted(known) if event[1:3] == (peer, incarnation)][:seq]
        if len(mine) == seq and digest(mine) != other:
            return {"peer": peer, "incarnation": incarnation}
    return None

def lacking(known, theirs):
    """The events that a version vector doesn't cover, in stamp order (spec 2.12, 6.8)."""
    covered = {version[:2]: version.seq for version in theirs}
    return sorted(event for event in known if event.seq > covered.get(event[1:3], 0))

def next_stamp(last, clock, delta):                                     # spec 2.3, 2.4, 2.5
    return last._replace(tick=max(clock + delta, last.tick), seq=last.seq + 1)

# Time machine
P = 0x100000001b3
TURNS = {0: (0, -1), 1: (0, 1), 2: (1, 0), 3: (-1, 0), 4: (0, 0)}       # up, down, right, left and space

class Chain(namedtuple("Chain", "tick chain", defaults=(0, 0))):        # spec 4.19
    FORM = ">QQ"
    def after_tick(self):
        return self._replace(tick=self.tick + 1)

    def after_event(self, event):
        number, = struct.unpack(">i", event.payload)
        return self._replace(chain=((self.chain ^ self.tick) * P ^ number) * P & MASK)

class Rectangle(namedtuple("Rectangle", "tick chain x y dx dy", defaults=(0, 0, 320, 240, 0, 0))):       # spec 4.20
    FORM = ">QQiiii"
    def after_tick(self):
        return self._replace(tick=self.tick + 1, x=(self.x + 2 * self.dx) % 640, y=(self.y + 2 * self.dy) % 480)

    def after_event(self, event):
        key, = struct.unpack(">i", event.payload) if event.type == 2 and len(event.payload) == 4 else [-1]
        dx, dy = TURNS.get(key, (self.dx, self.dy))
        return self._replace(chain=(self.chain ^ (self.tick * 8 + key)) * P & MASK, dx=dx, dy=dy)

def states(application, known, until):
    """F(E, 0) to F(E, until), as vectors have them (spec 4.2, 4.3)."""
    of_tick = {tick: list(events) for tick, events in groupby(sorted(known), key=lambda event: event.tick)}
    state = {"chain/1": Chain, "rectangle/1": Rectangle}[application]()
    for tick in range(until + 1):
        state = state.after_tick() if tick > 0 else state
        for event in of_tick.get(tick, []):
            state = state.after_event(event)
        canonical = struct.pack(state.FORM, *state)
        yield {"tick": tick, "state": canonical, "hash": state_hash(canonical)}

def rollback(application, known, now, arriving):                        # spec 4.4, 4.5
    late = sorted(stamp(event) for event in arriving if event.tick <= now)
    first = late[0].tick if late else now + 1
    redone = {"from": first, "to": now, "late": late, "reordered": sorted(
        stamp(event) for event in known if late[0] < stamp(event) and event.tick <= now)} if late else None
    before, after = [list(states(application, events, now))[first - 1:] for events in (known, known + arriving)]
    return {"rollback": redone, "before": before, "after": after}

def rotl(x, r):
    return (x << r | x >> 64 - r) & MASK

def murmur(data, seed):                                                 # h1 of MurmurHash3_x64_128 (spec 4.17)
    def mix(at, factor, r, other):
        return rotl(int.from_bytes(data[at:at + 8], "little") * factor & MASK, r) * other & MASK

    def fmix(k):
        k = (k ^ k >> 33) * 0xff51afd7ed558ccd & MASK
        k = (k ^ k >> 33) * 0xc4ceb9fe1a85ec53 & MASK
        return k ^ k >> 33

    h1 = h2 = seed
    c1, c2, rest = 0x87c37b91114253d5, 0x4cf5ad432745937f, len(data) // 16 * 16
    for at in range(0, rest, 16):
        h1 = (rotl(h1 ^ mix(at, c1, 31, c2), 27) + h2) * 5 + 0x52dce729 & MASK
        h2 = (rotl(h2 ^ mix(at + 8, c2, 33, c1), 31) + h1) * 5 + 0x38495ab5 & MASK
    h1 ^= mix(rest, c1, 31, c2) ^ len(data)
    h2 ^= mix(rest + 8, c2, 33, c1) ^ len(data)
    h1 = h1 + h2 & MASK
    return fmix(h1) + fmix(h2 + h1 & MASK) & MASK

def state_hash(data):                                                   # spec 4.16
    return "%016x" % (sum(murmur(data[at:at + 1024], 1024 + at // 1024) for at in range(0, len(data), 1024)) & MASK)

def split_mix(s):                                                       # spec 4.18
    while True:
        s = s + 0x9e3779b97f4a7c15 & MASK
        z = (s ^ s >> 30) * 0xbf58476d1ce4e5b9 & MASK
        z = (z ^ z >> 27) * 0x94d049bb133111eb & MASK
        yield z ^ z >> 31

# Golden vectors. A function for each topic gets what is given, and gives back what is found, both as Python values.
def taken(value, name=""):
    """A value of a vector file as Python has it: a number, bytes or a record."""
    if isinstance(value, list):
        return [taken(element, name) for element in value]
    if isinstance(value, dict):
        values = {name: taken(element, name) for name, element in value.items()}
        return next((r for r in (Stamp, Event, Version, Extension) if set(r._fields) == set(values)), dict)(**values)
    if name in ("payload", "frame", "bytes", "digest", "content"):
        return bytes.fromhex(value)
    return value if name in ("application", "name", "reason", "text") or value in (None, "EVENTS") else int(value)

def shown(value):
    """The other way round: a value as vector files have it."""
    if isinstance(value, list):
        return [shown(element) for element in value]
    value = value._asdict() if isinstance(value, tuple) else value
    if isinstance(value, dict):
        return {name: shown(element) for name, element in value.items()}
    return value.hex() if isinstance(value, bytes) else str(value) if isinstance(value, int) else value

def valid_frame(frame):
    message = decode(frame)
    require(encode(message) == frame, "the message is encoded in other bytes")
    return {"message": {"type": type(message).__name__, **message._asdict()}}

def streams(steps):
    entries = [b"".join(struct.pack(">HQQ16s", i // 2, i % 2, 1, b"") for i in range(step["entries"])) for step in steps]
    for messages, reason in stream(step["bytes"] + more for step, more in zip(steps, entries)):
        yield {"messages": [type(message).__name__ for message in messages], "reason": reason}

def issue_stamps(steps, peer, incarnation, delta, known, last):
    last = last or Stamp(0, peer, incarnation, 0)
    for step in steps:
        last = next_stamp(last, step["clock"], delta)
        yield {"stamp": last}

TOPICS = {
    "wire/valid-frames": valid_frame,
    "wire/invalid-frames": lambda frame: {"reason": next(stream([frame]))[1]},
    "wire/streams": streams,
    "wire/bye-texts": lambda reason, text: {"frame": encode(Bye(reason, text))},
    "wire/long-messages": lambda message: {"frames": encode_all(message["clock"], message["events"])},
    "order/compare-stamps": lambda a, b: {"order": "before" if a < b else "after" if a > b else "same"},
    "order/sort-stamps": lambda stamps: {"sorted": sorted(stamps)},
    "order/version-vectors": lambda known, theirs: {
        "versions": version_vector(known), "lacking": list(map(stamp, lacking(known, theirs))),
        "conflict": conflict(known, theirs)},
    "order/issue-stamps": issue_stamps,
    "time-machine/states": lambda application, events, until: {"states": list(states(application, events, until))},
    "time-machine/rollback": rollback,
    "hash/state-hash": lambda bytes: {"hash": state_hash(bytes)},
    "hash/split-mix": lambda seed, bound: {"bits": ["%016x" % n for n in islice(split_mix(seed), 8)],
                                           "below": [(n >> 32) * bound >> 32 for n in islice(split_mix(seed), 8)]},
}
NEEDED = {topic for topic in TOPICS if topic.startswith(("wire/", "order/"))} | {"time-machine/states"}

def outcome(topic, case):
    """What a case, or each of its steps, expects, and what is found."""
    results = case.get("steps", [case])
    try:
        steps = [[taken(step["given"]) for step in results]] if "steps" in case else []
        found = TOPICS[topic](*steps, **taken(case["given"]))
        found = shown(list(found) if steps else [found])
    except Exception as error:                                          # of whatever kind: the case isn't passed
        found = repr(error)
    return [result["expect"] for result in results], found

def main(directory):
    there, failed = set(), 0
    for path in sorted(Path(directory).glob("*/*.json")):
        file = json.loads(path.read_text(encoding="utf-8"))
        topic, cases = file["topic"], file["cases"]
        print(f"{topic}: {len(cases)} cases" + ("" if topic in TOPICS else ", not implemented: skipped"))
        there.update([topic] if cases else [])
        for case in cases if topic in TOPICS else []:
            expected, found = outcome(topic, case)
            if found != expected:
                failed += 1
                print(f"  {case['name']}\n    expected {expected}\n    found    {found}")
    for topic in sorted(NEEDED - there):
        print(f"{topic}: missing")
    return 1 if failed or NEEDED - there else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
