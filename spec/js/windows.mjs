/*
 * Who comes later than others keep their events gets a state, and goes on from there (spec 8.21, 8.22). This peer drops nothing by itself, which
 * it may (spec 8.20); so it begins at tick 0, or with a state that it was given. Like settling.mjs it is a part of core.mjs, and isn't written
 * from the specification and its vectors alone: its author had read the Java before.
 */
import {MAX_SOURCES, sameBytes, stateHash, u64Bytes} from "./bytes.mjs";
import {Issued, Log} from "./log.mjs";
import {close, isTaken, result} from "./core.mjs";
import {discarding, isUnaware, keeperOf, knowing, otherKeeper, promiseIfDue, renewing, same, withSettling} from "./settling.mjs";
import {EMPTY, contradiction, insert} from "./timeline.mjs";

/** spec 8.21: before the history, the state to which those events have led that aren't there any more. */
export function handedOver(peer, link, {tick}) {
  return tick < peer.machine.snapshots[0].tick ? handOver(peer, link) : [];
}

function handOver({config: {application}, settling: {keeper}, machine: {snapshots: [{tick, state}], timeline}}, link) {
  const bytes = application.bytes(state);
  const versions = timeline.sources.from(0).filter(({log}) => log.beginning()).map(({peer, incarnation, log}) => {
    const {event, digest} = log.beginning().last();
    return {peer, incarnation, seq: event.seq, digest};
  });
  const snapshot = {type: "SNAPSHOT", tick, keeper, size: bytes.length, hash: u64Bytes(stateHash(bytes)), versions};
  return [snapshot, ...(bytes.length > 0 ? [{type: "STATE", bytes}] : [])].map(message => ({output: "send", link, message}));
}

/** spec 8.22. */
export function onSnapshot(before, link, snapshot) {
  const {settling, config: {application}} = before;
  if (!settling) return close(before, link, "VIOLATION", "the session doesn't settle"); // spec 7.22
  if (keeperOf(before) && !same(snapshot.keeper, keeperOf(before))) return close(before, link, ...otherKeeper(before, snapshot.keeper));
  if (arrivingOver(before, link)) return close(before, link, "VIOLATION", "a snapshot before the one before it is whole");
  const most = application.stateSize;
  if (snapshot.size > most) return close(before, link, "VIOLATION", `a snapshot of ${snapshot.size} bytes, but a state has at most ${most}`);
  const peer = knowing(before, link, snapshot.tick);
  return whenWhole(peer, {link, snapshot, bytes: new Uint8Array(0)});
}

/** spec 8.22. */
export function onState(peer, link, {bytes}) {
  if (!peer.settling) return close(peer, link, "VIOLATION", "the session doesn't settle"); // spec 7.22
  const so = arrivingOver(peer, link);
  if (!so) return close(peer, link, "VIOLATION", "a state, but no snapshot");
  if (so.bytes.length + bytes.length > so.snapshot.size) return close(peer, link, "VIOLATION", `more bytes than the ${so.snapshot.size} of the snapshot`);
  return whenWhole(peer, {...so, bytes: Uint8Array.of(...so.bytes, ...bytes)});
}

function arrivingOver({settling: {arriving}}, link) {
  return arriving.find(one => one.link === link);
}

function whenWhole(before, {link, snapshot, bytes}) {
  const others = before.settling.arriving.filter(one => one.link !== link);
  if (bytes.length < snapshot.size) return result(withSettling(before, {arriving: [...others, {link, snapshot, bytes}]}));
  const peer = withSettling(before, {arriving: others});
  return snapshot.tick > peer.settling.W ? taking(peer, link, snapshot, bytes) : result(peer);
}

function taking(peer, link, snapshot, bytes) {
  const state = decoded(peer.config.application, bytes, snapshot.hash);
  if (!state) return close(peer, link, "VIOLATION", `the bytes of the snapshot of tick ${snapshot.tick} aren't those of its state`);
  const {timeline} = peer.machine;
  const other = contradiction(timeline, snapshot.versions);
  if (other) return close(peer, link, "CONFLICT", `source ${other.peer}.${other.incarnation} has other events`);
  const more = snapshot.versions.filter(entry => !timeline.sources.from(0).some(source => same(source, entry)));
  if (timeline.sources.count + more.length > MAX_SOURCES) return close(peer, link, "LIMIT", `there would be more than ${MAX_SOURCES} sources`);
  return take(peer, link, snapshot, state);
}

/** Goes on from a state to which other events have led, which a version vector stands for (spec 8.22). */
function beginningWith(machine, snapshot, versions) {
  const led = versions.map(({peer, incarnation, seq, digest}) => {
    return {peer, incarnation, log: Issued.dropped({tick: snapshot.tick, peer, incarnation, seq}, digest)};
  });
  const {events} = machine.timeline;
  const later = events.from(events.countOf(event => event.tick <= snapshot.tick));
  const timeline = later.reduce(insert, {...EMPTY, sources: new Log(led)});
  return {...machine, timeline, snapshots: [snapshot], late: new Log(), voided: [], past: null};
}

/** The state of these bytes; null if they are no state with this hash. */
function decoded(application, bytes, hash) {
  try {
    const state = application.state(bytes);
    return sameBytes(u64Bytes(stateHash(application.bytes(state))), hash) ? state : null;
  } catch {
    return null;
  }
}

function take(before, link, snapshot, state) {
  const {tick, keeper, versions} = snapshot;
  const outputs = [];
  let peer = keeperOf(before) ? before : withSettling(before, {keeper});
  if (isUnaware(peer, tick) || isTaken(peer, {versions})) peer = renewing(peer, outputs);
  peer = discarding(peer, {tick, counts: versions}, outputs);
  peer = {...peer, machine: beginningWith(peer.machine, {tick, state}, versions), travel: null};
  peer = withSettling(peer, {W: tick, told: {tick, state}});
  const {neighbour} = peer.links.find(other => other.link === link);
  outputs.push({output: "tookOver", tick, ...neighbour});
  const behind = peer.links.filter(other => other.neighbour && (peer.settling.known.find(one => one.link === other.link)?.tick ?? 0) < tick);
  outputs.push(...behind.flatMap(other => handOver(peer, other.link)));
  return result(promiseIfDue(peer, outputs), ...outputs);
}
