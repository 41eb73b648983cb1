/*
 * Sessions that settle (spec 8): what a peer knows of what is settled, and what it does about it. It is a part of core.mjs, which calls it
 * and which it calls, in a file of its own. It isn't written from the specification and its vectors alone: its author had written the
 * Java before. What is handed over to who comes later is in windows.mjs.
 */
import {BadFrame, MAX_TICK, compareSources, readSettled, sameBytes, stateHash, u64Bytes} from "./bytes.mjs";
import {deltaOf} from "./lateness.mjs";
import {SECOND, aim, close, renew, result, toLive} from "./core.mjs";
import {discard, simulate} from "./machine.mjs";
import {after, logOf, sourceText} from "./timeline.mjs";

export const SETTLED = "settled"; // spec 7.22
const BETWEEN_DECLARATIONS = 300_000_000n; // spec 8.16
const BETWEEN_CHECKPOINTS = 5; // spec 8.18: seconds
const CHECKPOINTS_KEPT = 16; // spec 8.19

/**
 * What a peer knows of what is settled: the keeper, a source, or null; W as in spec 8.2; the closed sources; the latest promise of each peer; its
 * own former sources, with the seq of the last event that it issued as each; when it last promised, null if it is due; as the keeper, whom it has
 * heard of when, and when it last declared; the last state of which its user was told; and its own
 * last checkpoints, and what came last over each link of those of others; snapshots that are arriving; and up to which tick each neighbour goes by
 * declarations, as far as it has said so.
 */
export function settlingAtStart({settling, startNanos}, application) {
  const told = {tick: 0, state: application.start()};
  return {keeper: settling.keeper, W: 0, closed: [], promises: [], former: [], promised: null, heard: [], declared: startNanos, told, own: [], theirs: [], arriving: [], known: []};
}

export function keeperOf({settling}) {
  return settling ? settling.keeper : null;
}

export function same(a, b) {
  return compareSources(a, b) === 0;
}

export function has(sources, source) {
  return sources.some(other => same(other, source));
}

function isKeeper(peer) {
  return keeperOf(peer) !== null && same(keeperOf(peer), peer.source);
}

export function withSettling(peer, changes) {
  return {...peer, settling: {...peer.settling, ...changes}};
}

/** spec 8.7. */
export function earliest({settling, source, machine: {timeline}}) {
  if (!settling?.keeper) return 0;
  const issued = settling.former.map(former => logOf(timeline, former).last()?.event.tick ?? 0);
  return Math.max(settling.W + 1, promiseOf(settling, source)?.tick ?? 0, ...issued);
}

function promiseOf({promises}, source) {
  return promises.find(promise => same(promise, source));
}

// What peers say of it

export function saidIn({extensions}) {
  return readSettled(extensions.find(({name}) => name === SETTLED).content);
}

/** The last rows of spec 6.5. */
export function refusalOfKeeper(peer, hello) {
  try {
    const {keeper} = saidIn(hello);
    return keeper && keeperOf(peer) && !same(keeper, keeperOf(peer)) ? otherKeeper(peer, keeper) : null;
  } catch (bad) {
    if (!(bad instanceof BadFrame)) throw bad;
    return ["VIOLATION", `the extension ${SETTLED} can't be read`];
  }
}

export function otherKeeper(peer, theirs) {
  return ["INCOMPATIBLE", `keeper ${sourceText(theirs)}, not ${sourceText(keeperOf(peer))}`]; // spec 8.4
}

/** spec 8.17, after the history. */
export function greet(before, link, said, outputs) {
  let peer = knowing(said.keeper ? adopt(before, said.keeper, link, outputs) : before, link, said.tick);
  if (!keeperOf(peer)) return peer;
  const {W, promises} = peer.settling;
  const since = Math.max(said.tick, peer.machine.snapshots[0].tick); // spec 8.21
  if (since < W || (since === 0 && !said.keeper)) outputs.push({output: "send", link, message: declaredSince(peer, since)});
  if (promises.length > 0) outputs.push({output: "send", link, message: {type: "PROMISES", promises}});
  outputs.push(...peer.settling.own.slice(-1).map(message => ({output: "send", link, message})));
  return promiseIfDue(peer, outputs);
}

/** spec 8.3. */
function adopt(peer, keeper, link, outputs) {
  if (keeperOf(peer)) return peer;
  const next = withSettling(peer, {keeper});
  outputs.push(...toLive(next, declaredSince(next, 0), link));
  return next;
}

/** A neighbour has said that it goes by what is declared up to a tick, or will soon. */
export function knowing(peer, link, tick) {
  const others = peer.settling.known.filter(one => one.link !== link);
  const before = peer.settling.known.find(one => one.link === link)?.tick ?? 0;
  return withSettling(peer, {known: [...others, {link, tick: Math.max(before, tick)}]});
}

/** spec 8.13. */
export function isUnaware(peer, tick) {
  return isKeeper(peer) && tick > peer.settling.W;
}

// Promises

/** spec 8.5. */
export function promiseIfDue(peer, outputs) {
  const {settling, clock} = peer;
  if (settling.promised !== null && clock.N - settling.promised < SECOND) return peer;
  return promise(peer, Math.max(settling.W + 1, Math.min(aim(peer) + deltaOf(peer), MAX_TICK)), outputs);
}

function promise(peer, tick, outputs) {
  const made = {...peer.source, tick, seq: BigInt(logOf(peer.machine.timeline, peer.source).count)};
  if (!keeperOf(peer) || isKeeper(peer) || !isNewPromise(peer.settling, made)) return peer;
  outputs.push(...toLive(peer, {type: "PROMISES", promises: [made]}));
  return withSettling(keeping(peer, made), {promised: peer.clock.N});
}

function isNewPromise({promises}, {tick, ...source}) {
  const known = promises.find(({peer}) => peer === source.peer);
  return !known || known.incarnation < source.incarnation || (known.incarnation === source.incarnation && known.tick < tick);
}

function keeping(peer, made) {
  const others = peer.settling.promises.filter(promise => promise.peer !== made.peer);
  return withSettling(peer, {promises: [...others, made].sort(compareSources)});
}

/** spec 8.6. */
export function onPromises(before, link, {promises}) {
  if (!before.settling) return close(before, link, "VIOLATION", "the session doesn't settle"); // spec 7.22
  if (!keeperOf(before)) return close(before, link, "VIOLATION", "PROMISES, but no keeper is known");
  const open = promises.filter(made => !has(before.settling.closed, made));
  const {timeline} = before.machine;
  const wrong = open.find(made => made.seq > logOf(timeline, made).count);
  if (wrong) return close(before, link, "VIOLATION", `a promise of ${sourceText(wrong)} counts event ${wrong.seq}, which is missing`);
  const fresh = open.filter(made => isNewPromise(before.settling, made));
  if (fresh.length === 0) return result(before);
  const peer = hearingOf(fresh.reduce(keeping, before), fresh);
  return result(peer, ...toLive(peer, {type: "PROMISES", promises: fresh}, link));
}

/** spec 8.14. */
export function onLeaving(peer) {
  if (!keeperOf(peer) || isKeeper(peer)) return result(peer);
  const outputs = [];
  return result(renew(promise(peer, MAX_TICK, outputs)), ...outputs);
}

// Declarations

/** spec 8.8: what was declared since a tick, for who knows all before it. */
function declaredSince({settling: {keeper, W}, machine: {timeline}}, since) {
  const {events} = timeline;
  const between = events.from(events.countOf(({tick}) => tick <= since)).filter(({tick}) => tick <= W);
  const counts = [];
  for (const {peer, incarnation, seq} of between) {
    const known = counts.find(other => same(other, {peer, incarnation}));
    if (known) known.seq = seq;
    else counts.push({peer, incarnation, seq});
  }
  return {type: "DECLARATION", since, tick: W, keeper: since === 0 ? keeper : null, counts: counts.sort(compareSources)};
}

/** spec 8.9. */
export function onDeclaration(before, link, declaration) {
  const flaw = flawOf(before, declaration);
  if (flaw) return close(before, link, ...flaw);
  const outputs = [];
  let peer = declaration.keeper ? adopt(before, declaration.keeper, link, outputs) : before;
  peer = knowing(peer, link, declaration.tick);
  if (isUnaware(peer, declaration.tick)) peer = renewing(peer, outputs);
  const since = peer.settling.W;
  if (declaration.tick > since) {
    peer = withSettling(discarding(peer, declaration, outputs), {W: declaration.tick});
    outputs.push(...toLive(peer, declaredSince(peer, since), link));
  }
  peer = promiseIfDue(peer, outputs);
  return result(peer, ...outputs);
}

function flawOf(peer, {since, tick, keeper, counts}) {
  if (!peer.settling) return ["VIOLATION", "the session doesn't settle"]; // spec 7.22
  if (!keeper && !keeperOf(peer)) return ["VIOLATION", "a declaration, but no keeper is known"];
  if (keeper && keeperOf(peer) && !same(keeper, keeperOf(peer))) return otherKeeper(peer, keeper);
  if (since > peer.settling.W) return ["VIOLATION", `a declaration since ${since}, after ${peer.settling.W}`];
  const missing = tick > peer.settling.W && counts.find(counted => counted.seq > logOf(peer.machine.timeline, counted).count);
  return missing ? ["VIOLATION", `a declaration counts event ${missing.seq} of ${sourceText(missing)}, which is missing`] : null;
}

export function renewing(peer, outputs) {
  const next = renew(peer);
  outputs.push({output: "renewed", ...next.source});
  return next;
}

/** spec 8.10, 8.11: without the events that a declaration doesn't count. */
export function discarding(before, {tick, counts}, outputs) {
  const {timeline} = before.machine;
  const between = timeline.events.from(timeline.events.countOf(event => event.tick <= before.settling.W));
  const last = [];
  for (const event of between.filter(event => event.tick <= tick)) {
    const {peer, incarnation} = event;
    const counted = counts.find(other => same(other, event))?.seq ?? 0n;
    if (event.seq > counted && !has(last, event)) last.push({peer, incarnation, seq: event.seq - 1n});
  }
  if (last.length === 0) return before;
  const own = after(timeline, last).filter(event => isOwn(before, event));
  const closed = closing({...before, machine: discard(before.machine, last)}, last);
  const peer = has(last, before.source) ? renewing(closed, outputs) : closed;
  const {again} = before.config.settling;
  outputs.push(...own.map(event => ({output: "voided", event, again})));
  return again ? {...peer, waiting: [...own.map(({type, payload}) => ({type, payload})), ...peer.waiting]} : peer;
}

function isOwn({source, settling: {former}}, event) {
  return same(source, event) || former.some(other => same(other, event) && event.seq <= other.seq);
}

export function closing(peer, sources) {
  const {closed, promises} = peer.settling;
  const more = sources.filter(source => !has(closed, source)).map(({peer, incarnation}) => ({peer, incarnation}));
  return withSettling(peer, {closed: [...closed, ...more], promises: promises.filter(promise => !has(sources, promise))});
}

// Whether all compute the same

/** spec 8.18: the state of which the user was told last is that of a checkpoint. */
function passing(peer, outputs) {
  const {told: {tick, state}, own} = peer.settling;
  const message = {type: "CHECKPOINT", tick, hash: u64Bytes(stateHash(peer.config.application.bytes(state)))};
  outputs.push(...toLive(peer, message));
  return comparing(withSettling(peer, {own: [...own, message].slice(-CHECKPOINTS_KEPT)}), outputs);
}

/** spec 8.19. */
export function onCheckpoint(peer, link, {tick, hash}) {
  if (!peer.settling) return close(peer, link, "VIOLATION", "the session doesn't settle"); // spec 7.22
  const {theirs} = peer.settling;
  if (theirs.some(last => last.link === link && last.isTold)) return result(peer);
  const others = theirs.filter(last => last.link !== link);
  const outputs = [];
  const next = comparing(withSettling(peer, {theirs: [...others, {link, tick, hash, isTold: false}]}), outputs);
  return result(next, ...outputs);
}

function comparing(peer, outputs) {
  const {own, theirs} = peer.settling;
  const differs = ({tick, hash, isTold}) => !isTold && own.some(mine => mine.tick === tick && !sameBytes(mine.hash, hash));
  outputs.push(...theirs.filter(differs).map(({link, tick}) => ({output: "diverged", link, tick})));
  return withSettling(peer, {theirs: theirs.map(last => (differs(last) ? {...last, isTold: true} : last))});
}

/** A link is over: over another one to the same neighbour it is told anew. */
export function parted(peer, link) {
  if (!peer.settling) return peer;
  const {theirs, arriving, known} = peer.settling;
  const without = list => list.filter(one => one.link !== link);
  return withSettling(peer, {theirs: without(theirs), arriving: without(arriving), known: without(known)});
}

// At a reading

/** Promises, declares, and tells what is settled now (spec 8.5, 8.15, 8.12). */
export function settle(before, outputs) {
  let peer = promiseIfDue(before, outputs);
  const {settling, clock} = peer;
  if (isKeeper(peer) && clock.N - settling.declared >= BETWEEN_DECLARATIONS && reach(peer) > settling.W) {
    peer = withSettling(peer, {W: reach(peer), declared: clock.N});
    outputs.push(...toLive(peer, declaredSince(peer, settling.W)));
  }
  const {told, W} = peer.settling;
  const to = Math.min(W, clock.T);
  if (to <= told.tick) return peer;
  const checkpoint = to - (to % (BETWEEN_CHECKPOINTS * peer.config.fps));
  return telling(checkpoint > told.tick ? passing(telling(peer, checkpoint), outputs) : peer, to);
}

function telling(peer, tick) {
  const state = simulate(peer.machine, peer.settling.told, tick, {made() {}, failed() {}});
  return withSettling(peer, {told: {tick, state}});
}

/** spec 8.16. */
function reach(peer) {
  const {clock: {T, N}, config: {fps, settling: {silenceNanos}}, settling, source} = peer;
  const awaited = settling.heard.filter(
    life => life.peer !== source.peer && N - life.nanos <= silenceNanos && !has(settling.closed, life),
  );
  return Math.min(T + deltaOf(peer) - 1 - fps, ...awaited.map(life => (promiseOf(settling, life)?.tick ?? 0) - 1));
}

/** As the keeper, takes note of who lives: of each peer the latest life. */
export function hearingOf(before, sources) {
  if (!isKeeper(before)) return before;
  let heard = before.settling.heard;
  for (const {peer, incarnation} of sources) {
    const known = heard.find(life => life.peer === peer);
    if (known && known.incarnation > incarnation) continue;
    heard = [...heard.filter(life => life !== known), {peer, incarnation, nanos: before.clock.N}];
  }
  return withSettling(before, {heard});
}
