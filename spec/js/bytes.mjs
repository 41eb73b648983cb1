/*
 * The bytes of Symmetric, written from the specification and its vectors alone: messages as frames (spec 7), digests of
 * events (spec 2.15) and the state hash (spec 4.16).
 *
 * Bytes are Uint8Arrays. Ticks, peers and sizes are Numbers, which hold every integer up to 2^53; incarnations, seqs and
 * hashes are BigInts, since they have 63 or 64 bits; so are the times of a rooted clock. A message is an object such as
 *
 *   {type: "HELLO", application, fps, stateSize, peer, incarnation, clock, versions, extensions}
 *       versions: [{peer, incarnation, seq, digest}], extensions: [{name, required, content}]
 *   {type: "EVENTS", clock, events: [{tick, peer, incarnation, seq, type, payload}]}
 *   {type: "SYNC", clock}, and with a rooted clock also
 *       timing: {sent, heard, held, time, root: {peer, incarnation}, since, pulse, hops, error};
 *       where Δ is chosen there may be arrivals: [{peer, incarnation, seq, tick}]
 *   {type: "BYE", reason, text}
 *   {type: "PROMISES", promises: [{peer, incarnation, tick, seq}]}
 *   {type: "DECLARATION", since, tick, keeper, counts: [{peer, incarnation, seq}]}, keeper: {peer, incarnation} or null
 *   {type: "CHECKPOINT", tick, hash}, the hash as 8 bytes
 */

// ---- Bounds (spec 1)

export const MAX_TICK = 2 ** 40; // spec 1.1
export const MAX_LONG = 2n ** 63n - 1n; // spec 1.3, 1.4
export const MAX_LOCAL = 2n ** 56n; // spec 7.21
export const MAX_TIME = 2n ** 60n; // spec 7.21
export const MAX_HOPS = 65535; // spec 7.21
export const MAX_ARRIVALS = 256; // spec 7.34
const ARRIVAL_BYTES = 26; // spec 7.34
export const MAX_TYPE = 2 ** 31 - 1; // spec 1.5
export const MAX_PAYLOAD = 1024; // spec 1.6
export const MAX_SOURCES = 65536; // spec 2.14
const MAX_LENGTH = 2245285; // spec 7.3
const EVENTS_IN_A_FRAME = 32; // spec 7.9

// ---- Order (spec 2.1): negative, 0 or positive, as for Array.sort

export function compareSources(a, b) {
  return a.peer - b.peer || compare(a.incarnation, b.incarnation);
}

export function compareStamps(a, b) {
  return a.tick - b.tick || compareSources(a, b) || compare(a.seq, b.seq);
}

/** spec 2.2: of two events under one identity. */
export function sameEvent(a, b) {
  return a.tick === b.tick && a.type === b.type && sameBytes(a.payload, b.payload);
}

/** By source, then seq: which events they are, whatever their ticks. */
export function compareEvents(a, b) {
  return compareSources(a, b) || compare(a.seq, b.seq);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// ---- Frames: one layout for each type, which reads or writes its fields in their order

const TYPES = ["HELLO", "EVENTS", "SYNC", "BYE", "PROMISES", "DECLARATION", "CHECKPOINT", "SNAPSHOT", "STATE"]; // from 1 (spec 7.1)
/** From 1 (spec 6.16). */
const REASONS = ["LEAVING", "UNLINKED", "DUPLICATE_LINK", "INCOMPATIBLE", "IDENTITY", "VIOLATION", "LIMIT", "CONFLICT"];
const LAYOUTS = {
  HELLO: hello,
  EVENTS: events,
  SYNC: sync,
  BYE: bye,
  PROMISES: promises,
  DECLARATION: declaration,
  CHECKPOINT: checkpoint,
  SNAPSHOT: snapshot,
  STATE: stateBytes,
};
const BYTES_IN_A_FRAME = 32_768; // spec 7.27
const MAGIC = 0x53594d50;
const VERSION = 1;

/** spec 7.5. `f` is a Reader, which finds the fields, or a Writer, which gets them from the message `m`. */
function hello(f, m) {
  f.u32("magic", MAGIC, MAGIC, MAGIC);
  const version = f.u16("version", VERSION, 0, 65535);
  if (version !== VERSION) throw new BadFrame("INCOMPATIBLE", `protocol version ${version}, not ${VERSION}`); // spec 7.14
  return {
    type: "HELLO",
    application: f.text("application id", m.application, 1, 64),
    fps: f.u16("FPS", m.fps, 1, 1000),
    stateSize: f.u32("state size", m.stateSize, 0, 2 ** 26),
    peer: f.u16("peer", m.peer, 0, 65535),
    incarnation: f.u64("incarnation", m.incarnation, 0n, MAX_LONG),
    clock: f.tick("clock", m.clock, 0),
    versions: f.list("sources", m.versions, "u32", 0, MAX_SOURCES, entry, compareSources),
    extensions: f.list("extensions", m.extensions, "u8", 0, 16, extension, (a, b) => compare(a.name, b.name)),
  };
}

function entry(f, m) {
  return {
    peer: f.u16("peer", m.peer, 0, 65535),
    incarnation: f.u64("incarnation", m.incarnation, 0n, MAX_LONG),
    seq: f.u64("seq", m.seq, 1n, MAX_LONG),
    digest: f.raw(m.digest, 16),
  };
}

/** spec 7.19. */
function extension(f, m) {
  return {
    name: f.text("name of an extension", m.name, 1, 32),
    required: f.u8("required", m.required, 0, 1),
    content: f.bytes("content of an extension", m.content, 0, 1024),
  };
}

/** spec 7.6. */
function events(f, m) {
  return {
    type: "EVENTS",
    clock: f.tick("clock", m.clock, 0),
    events: f.list("events", m.events, "u16", 1, EVENTS_IN_A_FRAME, event, compareStamps),
  };
}

function event(f, m) {
  return {
    tick: f.tick("tick", m.tick, 1),
    peer: f.u16("peer", m.peer, 0, 65535),
    incarnation: f.u64("incarnation", m.incarnation, 0n, MAX_LONG),
    seq: f.u64("seq", m.seq, 1n, MAX_LONG),
    type: f.u32("type", m.type, 2, MAX_TYPE),
    payload: f.bytes("payload", m.payload, 0, MAX_PAYLOAD),
  };
}

/** spec 7.7. */
function sync(f, m) {
  const clock = f.tick("clock", m.clock, 0);
  const told = f.maybe(m.timing, timing, ARRIVAL_BYTES);
  const arrivals = f.rest("arrivals", m.arrivals ?? [], 0, MAX_ARRIVALS, arrival, compareEvents);
  return {type: "SYNC", clock, ...(told ? {timing: told} : {}), ...(arrivals?.length > 0 ? {arrivals} : {})};
}

/** spec 7.34. */
function arrival(f, m) {
  return {...count(f, m), tick: f.tick("tick", m.tick, 0)};
}

/** spec 7.21. */
function timing(f, m) {
  return {
    sent: f.u64("sent", m.sent, 1n, MAX_LOCAL),
    heard: f.u64("heard", m.heard, 0n, MAX_LOCAL),
    held: f.u64("held", m.held, 0n, MAX_LOCAL),
    time: f.u64("time", m.time, 0n, MAX_TIME),
    root: source(f, m.root ?? {}),
    since: f.u64("since", m.since, 0n, MAX_TIME),
    pulse: f.u64("pulse", m.pulse, 0n, MAX_TIME),
    hops: f.u16("hops", m.hops, 0, MAX_HOPS),
    error: f.u64("error", m.error, 0n, MAX_TIME),
  };
}

/** spec 7.8. */
function bye(f, m) {
  return {
    type: "BYE",
    reason: REASONS[f.u8("reason", REASONS.indexOf(m.reason) + 1, 1, REASONS.length) - 1],
    text: f.text("text", m.text, 0, 255),
  };
}

/** spec 7.23. */
function promises(f, m) {
  return {type: "PROMISES", promises: f.rest("promises", m.promises, 1, MAX_SOURCES, promise, compareSources)};
}

function promise(f, m) {
  return {...source(f, m), tick: f.tick("tick", m.tick, 1), seq: f.u64("seq", m.seq, 0n, MAX_LONG)};
}

/** spec 7.24. */
function declaration(f, m) {
  const since = f.tick("since", m.since, 0, MAX_TICK - 1);
  const tick = f.tick("tick", m.tick, 0, MAX_TICK - 1);
  const keeper = since === 0 ? source(f, m.keeper ?? {}) : null;
  const counts = f.rest("counts", m.counts, 0, tick === 0 ? 0 : MAX_SOURCES, count, compareSources);
  if (tick <= since && tick + since > 0) throw new BadFrame("VIOLATION", `a declaration since ${since} up to ${tick}`);
  return {type: "DECLARATION", since, tick, keeper, counts};
}

/** spec 7.25. */
function checkpoint(f, m) {
  return {type: "CHECKPOINT", tick: f.tick("tick", m.tick, 1, MAX_TICK - 1), hash: f.raw(m.hash, 8)};
}

/** spec 7.26. */
function snapshot(f, m) {
  return {
    type: "SNAPSHOT",
    tick: f.tick("tick", m.tick, 1, MAX_TICK - 1),
    keeper: source(f, m.keeper ?? {}),
    size: f.u32("size", m.size, 0, 2 ** 26),
    hash: f.raw(m.hash, 8),
    versions: f.rest("versions", m.versions, 0, MAX_SOURCES, entry, compareSources),
  };
}

/** spec 7.27. */
function stateBytes(f, m) {
  return {type: "STATE", bytes: f.remainder("bytes", m.bytes, 1, BYTES_IN_A_FRAME)};
}

function count(f, m) {
  return {...source(f, m), seq: f.u64("seq", m.seq, 1n, MAX_LONG)};
}

function source(f, m) {
  return {peer: f.u16("peer", m.peer, 0, 65535), incarnation: f.u64("incarnation", m.incarnation, 0n, MAX_LONG)};
}

/** What the extension of a session that settles says in a HELLO (spec 7.22); throws BadFrame. */
export function readSettled(content) {
  if (content.length === 0) return {keeper: null, tick: 0};
  const reader = new Reader(content);
  const said = {keeper: source(reader, {}), tick: reader.tick("settled", 0, 0)};
  reader.end();
  return said;
}

export function writeSettled({keeper, tick}) {
  if (keeper === null) return new Uint8Array(0);
  const writer = new Writer();
  source(writer, keeper);
  writer.tick("settled", tick, 0);
  return writer.all.slice(0, writer.size);
}

/** The frames of a message: several if it has more events, or bytes, than fit in one (spec 7.9, 7.27). */
export function encode(message) {
  if (message.type === "BYE") return [frame({...message, text: printable(message.text)})];
  if (message.type === "STATE") return pieces(message.bytes, BYTES_IN_A_FRAME).map(bytes => frame({...message, bytes})); // spec 7.27
  if (message.type !== "EVENTS") return [frame(message)];
  return pieces(message.events, EVENTS_IN_A_FRAME).map(events => frame({...message, events}));
}

function pieces(all, most) {
  const cut = [];
  for (let i = 0; i < all.length; i += most) cut.push(all.slice(i, i + most));
  return cut;
}

function frame(message) {
  const writer = new Writer();
  writer.number(0, 4);
  writer.number(TYPES.indexOf(message.type) + 1, 1);
  LAYOUTS[message.type](writer, message);
  return writer.whole();
}

/** spec 7.12: a text as BYE can carry it; a character is a code point. */
function printable(text) {
  return [...text].slice(0, 255).map(c => (c >= " " && c <= "~" ? c : "?")).join("");
}

/** The message of a whole frame, its length included; throws BadFrame. */
export function decode(bytes) {
  const reader = new Reader(bytes.subarray(4));
  const type = reader.u8("type of message", 0, 1, TYPES.length);
  const message = LAYOUTS[TYPES[type - 1]](reader, {});
  reader.end();
  return message;
}

/** What BYE says of a frame that is bad (spec 7.13). */
export class BadFrame extends Error {
  constructor(reason, text) {
    super(text);
    this.reason = reason;
  }
}

/** Takes fields from the bytes of a frame. What a field should be, which a Writer needs, is of no use here. */
class Reader {
  constructor(bytes) {
    this.all = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  u8(name, _, from, to) {
    return within(name, this.view.getUint8(this.skip(1)), from, to);
  }

  u16(name, _, from, to) {
    return within(name, this.view.getUint16(this.skip(2)), from, to);
  }

  u32(name, _, from, to) {
    return within(name, this.view.getUint32(this.skip(4)), from, to);
  }

  u64(name, _, from, to) {
    return within(name, this.view.getBigUint64(this.skip(8)), from, to);
  }

  tick(name, _, from, to = MAX_TICK) {
    return Number(this.u64(name, _, from, to));
  }

  raw(_, size) {
    return this.all.slice(this.skip(size), this.at);
  }

  bytes(name, _, from, to) {
    return this.raw(_, this.u16(name, _, from, to));
  }

  text(name, _, from, to) {
    const codes = this.raw(_, this.u8(name, _, from, to));
    for (const code of codes) within(`character of the ${name}`, code, 0x20, 0x7e);
    return String.fromCharCode(...codes);
  }

  /** Grows with the items that are there, not with the number that is claimed (spec 7.4). */
  list(name, _, width, from, to, item, order) {
    const items = [];
    for (let missing = this[width](name, _, from, to); missing > 0; missing--) items.push(item(this, {}));
    return ascending(name, items, order);
  }

  /** A list that ends with its frame. */
  rest(name, _, from, to, item, order) {
    const items = [];
    while (this.at < this.all.length) items.push(item(this, {}));
    within(`number of ${name}`, items.length, from, to);
    return ascending(name, items, order);
  }

  /** Bytes that end with the frame. */
  remainder(name, _, from, to) {
    return this.raw(_, within(`number of ${name}`, this.all.length - this.at, from, to));
  }

  /** What may be missing before items of so many bytes that go on to the end. */
  maybe(_, layout, size) {
    return (this.all.length - this.at) % size > 0 ? layout(this, {}) : null;
  }

  skip(size) {
    if (this.all.length - this.at < size) throw new BadFrame("VIOLATION", "the frame ends too early");
    this.at += size;
    return this.at - size;
  }

  end() {
    if (this.at < this.all.length) throw new BadFrame("VIOLATION", `${this.all.length - this.at} bytes too many`);
  }
}

/** Puts fields into a frame, within the same bounds: a peer sends no bad frame (spec 7.11). */
class Writer {
  constructor() {
    this.all = new Uint8Array(64);
    this.size = 0;
  }

  u8(name, value, from, to) {
    return this.number(within(name, value, from, to), 1);
  }

  u16(name, value, from, to) {
    return this.number(within(name, value, from, to), 2);
  }

  u32(name, value, from, to) {
    return this.number(within(name, value, from, to), 4);
  }

  u64(name, value, from, to) {
    within(name, value, from, to);
    this.number(Number(value >> 32n), 4);
    this.number(Number(value & 0xffffffffn), 4);
    return value;
  }

  tick(name, value, from, to = MAX_TICK) {
    this.u64(name, BigInt(value), from, to);
    return value;
  }

  raw(bytes, size) {
    within("size", bytes.length, size, size);
    this.all = room(this.all, this.size + size);
    this.all.set(bytes, this.size);
    this.size += size;
  }

  bytes(name, value, from, to) {
    this.raw(value, this.u16(name, value.length, from, to));
  }

  text(name, value, from, to) {
    const codes = Array.from(value, c => within(`character of the ${name}`, c.codePointAt(0), 0x20, 0x7e));
    this.raw(codes, this.u8(name, codes.length, from, to));
  }

  list(name, items, width, from, to, item, order) {
    this[width](name, ascending(name, items, order).length, from, to);
    for (const one of items) item(this, one);
  }

  rest(name, items, from, to, item, order) {
    within(`number of ${name}`, ascending(name, items, order).length, from, to);
    for (const one of items) item(this, one);
  }

  remainder(name, bytes, from, to) {
    this.raw(bytes, within(`number of ${name}`, bytes.length, from, to));
  }

  maybe(value, layout) {
    return value ? layout(this, value) : null;
  }

  number(value, size) {
    this.all = room(this.all, this.size + size);
    for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) this.all[this.size + i] = rest % 256;
    this.size += size;
    return value;
  }

  whole() {
    new DataView(this.all.buffer).setUint32(0, this.size - 4);
    return this.all.slice(0, this.size);
  }
}

function within(name, value, from, to) {
  if (!(value >= from && value <= to)) throw new BadFrame("VIOLATION", `${name} is ${value}, not from ${from} to ${to}`);
  return value;
}

function ascending(name, items, order) {
  for (let i = 1; i < items.length; i++)
    if (order(items[i - 1], items[i]) >= 0) throw new BadFrame("VIOLATION", `the ${name} don't ascend`);
  return items;
}

/** The same bytes, with room for `size`: twice as many as before, so that a byte at a time is no trouble. */
function room(bytes, size) {
  if (size <= bytes.length) return bytes;
  const larger = new Uint8Array(Math.max(size, 2 * bytes.length));
  larger.set(bytes);
  return larger;
}

/** Cuts what a connection brings into messages (spec 7.1). */
export class Stream {
  constructor() {
    this.bytes = new Uint8Array(64);
    this.size = 0;
    this.ended = false; // after BYE or a bad frame: the rest is ignored (spec 6.17, 7.13)
  }

  /** Takes a piece; gives the messages that are whole by now, and the BadFrame that ends it, or null. */
  take(piece) {
    if (this.ended) return {messages: [], bad: null};
    this.bytes = room(this.bytes, this.size + piece.length);
    this.bytes.set(piece, this.size);
    this.size += piece.length;
    const messages = [];
    try {
      this.cut(messages);
      return {messages, bad: null};
    } catch (bad) {
      if (!(bad instanceof BadFrame)) throw bad;
      this.ended = true;
      return {messages, bad};
    }
  }

  cut(messages) {
    let at = 0;
    for (let end; !this.ended && (end = this.endOfFrame(at)) <= this.size; at = end) {
      const message = decode(this.bytes.subarray(at, end));
      messages.push(message);
      this.ended = message.type === "BYE";
    }
    this.bytes.copyWithin(0, at, this.size);
    this.size -= at;
  }

  /** Where a frame ends; beyond everything if its length isn't there yet. A wrong one isn't waited for (spec 7.3). */
  endOfFrame(at) {
    if (this.size - at < 4) return Infinity;
    const length = new DataView(this.bytes.buffer).getUint32(at);
    return at + 4 + within("length of a frame", length, 1, MAX_LENGTH);
  }
}

// ---- Digests

export const NO_DIGEST = new Uint8Array(16);

/** spec 2.15: the digest of a source's events up to this one, from that of the events before it. */
export function digest(before, event) {
  const bytes = new Uint8Array(28 + event.payload.length);
  const view = new DataView(bytes.buffer);
  bytes.set(before);
  view.setBigUint64(16, BigInt(event.tick));
  view.setUint32(24, event.type);
  bytes.set(event.payload, 28);
  return sha256(bytes).slice(0, 16);
}

const K = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

/** FIPS 180-4, since crypto.subtle of browsers answers later only. */
function sha256(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  const view = new DataView(padded.buffer);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const sum = new Int32Array([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]);
  for (let at = 0; at < padded.length; at += 64) compress(sum, view, at);
  const hash = new DataView(new ArrayBuffer(32));
  sum.forEach((word, i) => hash.setInt32(4 * i, word));
  return new Uint8Array(hash.buffer);
}

function compress(sum, view, at) {
  const w = new Int32Array(64);
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const s0 = rotr(w[i - 15], 7) ^ rotr(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = rotr(w[i - 2], 17) ^ rotr(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = sum;
  for (let i = 0; i < 64; i++) {
    const t1 = (h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (sum[i] += word));
}

function rotr(word, by) {
  return (word >>> by) | (word << (32 - by));
}

// ---- State hash

const PAGE = 128;
const FIRST_SEED = 1024;

/** spec 4.16: the hash of a state's canonical bytes, a BigInt. */
export function stateHash(bytes) {
  let sum = 0n;
  for (let i = 0; i * PAGE < bytes.length; i++) sum += murmur3(bytes.subarray(i * PAGE, (i + 1) * PAGE), BigInt(FIRST_SEED + i));
  return u64(sum);
}

/** spec 4.17: h1 of MurmurHash3_x64_128. */
function murmur3(bytes, seed) {
  const whole = bytes.length - (bytes.length % 16);
  let h1 = seed;
  let h2 = seed;
  for (let at = 0; at < whole; at += 16) {
    h1 ^= mix1(le(bytes, at));
    h1 = u64((rotl(h1, 27n) + h2) * 5n + 0x52dce729n);
    h2 ^= mix2(le(bytes, at + 8));
    h2 = u64((rotl(h2, 31n) + h1) * 5n + 0x38495ab5n);
  }
  h1 ^= mix1(le(bytes, whole)) ^ BigInt(bytes.length);
  h2 ^= mix2(le(bytes, whole + 8)) ^ BigInt(bytes.length);
  h1 = u64(h1 + h2);
  h2 = u64(h2 + h1);
  return u64(fmix(h1) + fmix(h2));
}

/** Up to 8 bytes as a little-endian integer: as many as there are. */
function le(bytes, at) {
  let value = 0n;
  for (let i = Math.min(at + 8, bytes.length) - 1; i >= at; i--) value = (value << 8n) | BigInt(bytes[i]);
  return value;
}

function mix1(k) {
  return u64(rotl(u64(k * 0x87c37b91114253d5n), 31n) * 0x4cf5ad432745937fn);
}

function mix2(k) {
  return u64(rotl(u64(k * 0x4cf5ad432745937fn), 33n) * 0x87c37b91114253d5n);
}

function fmix(k) {
  k = u64((k ^ (k >> 33n)) * 0xff51afd7ed558ccdn);
  k = u64((k ^ (k >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return k ^ (k >> 33n);
}

function rotl(k, by) {
  return u64(k << by) | (k >> (64n - by));
}

/** Modulo 2^64. */
export function u64(value) {
  return BigInt.asUintN(64, value);
}

// ---- Bytes as texts

export function hex(bytes) {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

export function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
}

export function sameBytes(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A number of 64 bits as bytes, the highest first. */
export function u64Bytes(value) {
  return unhex(value.toString(16).padStart(16, "0"));
}
