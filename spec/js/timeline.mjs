/*
 * What a peer knows: its timeline, written from the specification and its vectors alone: chapter 2, and what the judgement of an
 * event (3.2) asks of it. None of its values ever changes.
 */
import {MAX_SOURCES, NO_DIGEST, compareSources, compareStamps, digest, sameBytes, sameEvent} from "./bytes.mjs";
import {Issued, Log} from "./log.mjs";

const MAX_DELTA = 10_000; // spec 1.10
export const EVENT_BYTES = 200; // spec 6.26: what an event takes beside its payload

const bigMin = (a, b) => (a < b ? a : b);

/**
 * A timeline: `events` in stamp order; `sources` by peer and incarnation, each with the `log` of its events by seq, and the
 * digest up to each; `size`, the bytes that they count for (spec 6.26).
 */
export const EMPTY = {events: new Log(), sources: new Log(), size: 0};

/** What is kept of a source, or said of it in a version vector: the item of the list that is of this source. */
export function find(list, source) {
  const item = list.get(list.countOf(item => compareSources(item, source) < 0));
  return item && compareSources(item, source) === 0 ? item : undefined;
}

export function logOf(timeline, source) {
  return find(timeline.sources, source)?.log ?? new Issued();
}

/** How many events of a source are known: up to this seq (spec 2.13). */
export function seqOf(timeline, source) {
  return logOf(timeline, source).count;
}

export function insert({events, sources, size}, event) {
  const at = sources.countOf(source => compareSources(source, event) < 0);
  const known = find(sources, event);
  const log = known?.log ?? new Issued();
  const {peer, incarnation} = event;
  const longer = {peer, incarnation, log: log.with({event, digest: digest(log.last()?.digest ?? NO_DIGEST, event)})};
  return {
    events: events.insert(events.countOf(other => compareStamps(other, event) < 0), event),
    sources: known ? sources.replace(at, longer) : sources.insert(at, longer),
    size: size + sizeOf(event),
  };
}

/** What some sources issued after a seq, in stamp order (spec 8.10). */
export function after(timeline, last) {
  return last.flatMap(({seq, ...source}) => logOf(timeline, source).from(Number(seq)).map(({event}) => event)).sort(compareStamps);
}

/** A timeline without that. */
export function without(timeline, last) {
  const gone = new Set(after(timeline, last));
  return timeline.events.from(0).filter(event => !gone.has(event)).reduce(insert, beginning(timeline));
}

/** Nothing but what stands for the events that were dropped (spec 8.20). */
function beginning({sources}) {
  const begun = sources.from(0).map(({peer, incarnation, log}) => ({peer, incarnation, log: log.beginning()}));
  return {...EMPTY, sources: new Log(begun.filter(({log}) => log))};
}

export function sizeOf(event) {
  return EVENT_BYTES + event.payload.length;
}

/** spec 2.12: the version vector. */
export function versions(timeline) {
  return timeline.sources.from(0).map(({peer, incarnation, log}) => {
    return {peer, incarnation, seq: BigInt(log.count), digest: log.last().digest};
  });
}

/** spec 6.8: the events that a version vector doesn't cover, in stamp order. */
export function lacking(timeline, theirs) {
  const vector = new Log(theirs);
  const covered = source => Number(bigMin(find(vector, source)?.seq ?? 0n, BigInt(source.log.count)));
  const beyond = timeline.sources.from(0).flatMap(source => source.log.from(covered(source)));
  return beyond.map(entry => entry.event).sort(compareStamps);
}

/** spec 2.16: the first entry of a version vector that contradicts the timeline, or undefined. */
export function contradiction(timeline, theirs) {
  return theirs.find(entry => {
    const log = logOf(timeline, entry);
    if (entry.seq > log.count) return false;
    const {event, digest} = log.get(Number(entry.seq) - 1);
    return event.seq === entry.seq && !sameBytes(digest, entry.digest); // of fewer than were dropped it can't be told (spec 8.20)
  });
}

/** spec 2.3, 2.4: the stamp of a source's next event, after the one that it issued last, if any. */
export function nextStamp({peer, incarnation}, last, clock, delta) {
  return {tick: Math.max(clock + delta, last?.tick ?? 0), peer, incarnation, seq: (last?.seq ?? 0n) + 1n};
}

// ---- Judging what arrives (spec 3.2)

/**
 * spec 3.2: what an event is, "new", "duplicate" or "bad"; if it is bad, also the reason and a text. `furthest` is the last
 * tick that isn't too far ahead (spec 3.6). Where the session settles it can also be "void" (spec 8.10).
 */
export function judge(timeline, event, furthest, settling = null) {
  const log = logOf(timeline, event);
  const bad = (reason, text) => ({verdict: "bad", reason, text: `event ${stampText(event)}: ${text}`});
  if (event.seq <= log.count) {
    const known = log.get(Number(event.seq) - 1).event;
    const same = known.isDropped || sameEvent(known, event);
    return same ? {verdict: "duplicate"} : bad("CONFLICT", "another event has its identity");
  }
  if (settling?.closed.some(source => compareSources(source, event) === 0)) return {verdict: "void"};
  if (event.seq > log.count + 1) return bad("VIOLATION", `after seq ${log.count}, events are missing`);
  const last = log.last()?.event;
  if (last && !last.isDropped && event.tick < last.tick) return bad("VIOLATION", "its source went back in time");
  if (settling && event.tick <= settling.W) return {verdict: "void"};
  if (log.count === 0 && timeline.sources.count >= MAX_SOURCES) return bad("LIMIT", `there are ${MAX_SOURCES} sources`);
  if (event.tick > furthest) return bad("LIMIT", `it is beyond tick ${furthest}`);
  return {verdict: "new"};
}

export function furthestTick(clock, sender, maxLead) {
  return Math.max(clock, sender) + MAX_DELTA + maxLead; // spec 3.6
}

export function sourceText({peer, incarnation}) {
  return `${peer}.${incarnation}`;
}

export function stampText(stamp) {
  return `${stamp.tick}@${sourceText(stamp)}#${stamp.seq}`;
}
