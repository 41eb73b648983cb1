/*
 * The rooted clock by rules 5.11 to 5.19, whose letters the variables have. A clock is a value, as all of a peer is. This module isn't
 * written from the specification and its vectors alone: its author had read the Java before.
 *
 * Readings and the times N, s and A are in nanoseconds, all others in microseconds; all are BigInts.
 */
import {MAX_HOPS, MAX_LOCAL, MAX_TIME, compareSources} from "./bytes.mjs";

const SECOND = 1_000_000n;
const NANOS = 1_000n;

const TOLERANCE = 1_000_000n; // spec 5.14
const STEP = 100_000n; // spec 5.17, also 5.13
const SAMPLES = 32; // spec 5.13
const ENOUGH = 4; // spec 5.15
const MAX_TRIP = 60_000_000n; // spec 5.13
const LATE = 3_000_000n; // spec 5.15
const OLD = 15_000_000n; // spec 5.15
const LOST = 20_000_000n; // spec 5.16
const PULSE = 1_000_000n; // spec 5.18
const CLOSING = 500_000n; // spec 5.17
const QUIET = 1_500_000n; // spec 5.18

const max = (a, b) => (a > b ? a : b);
const least = (a, b) => (a < b ? a : b);
const size = a => (a < 0n ? -a : a);

/** spec 5.12, 5.17. `parent` is a link, or null; `links` in the order in which connections were made, which is that of their numbers. */
export function start({startNanos: s, fps}, source) {
  const {peer, incarnation} = source;
  const claim = {root: {peer, incarnation}, since: 0n, pulse: 0n, hops: 0, error: 0n};
  return {s, fps, self: claim.root, N: s, O: -1n, claim, parent: null, K: 1n, links: [], news: false, S: 0n, A: s, G: 0n, T: 0};
}

function localTime({s, N}, nanos) {
  return 1n + (max(nanos ?? N, N) - s) / NANOS;
}

/** The session time, as of the last reading. */
function time(clock) {
  return localTime(clock, clock.N) + clock.O;
}

function tickAt({fps}, micros) {
  return Number((micros * BigInt(fps)) / SECOND);
}

function timeOf({fps}, tick) {
  return (BigInt(tick) * SECOND + BigInt(fps) - 1n) / BigInt(fps);
}

// ---- 5.13: what is known of a neighbour

function kept(link, timing, H) {
  const heard = {...link, told: timing, at: H, count: link.count + 1};
  if (timing.heard === 0n) return heard;
  const forth = timing.sent - timing.held - timing.heard;
  const back = H - timing.sent;
  const sample = {ahead: (forth - back) / 2n, trip: forth + back};
  if (sample.trip < 0n || sample.trip > MAX_TRIP || size(sample.ahead) > MAX_LOCAL) return heard;
  const hasLeapt = link.samples.length > 0 && size(sample.ahead - link.ahead) > (sample.trip + link.trip) / 2n + STEP;
  const samples = [...(hasLeapt ? [] : link.samples), sample].slice(-SAMPLES);
  return {...heard, samples, count: hasLeapt ? 1 : heard.count, ...means(samples)};
}

function means(samples) {
  const better = [...samples].sort((a, b) => Number(a.trip - b.trip)).slice(0, Math.ceil(samples.length / 2));
  const mean = name => better.reduce((sum, sample) => sum + sample[name], 0n) / BigInt(better.length);
  return {ahead: mean("ahead"), trip: mean("trip")};
}

function isPrompt({samples, at, told, ahead, trip}) {
  return samples.length > 0 && at - told.sent + ahead <= trip + STEP;
}

/** P, and the claim, as seen over a link with samples. */
function seen({told: {time, sent, root, since, pulse, hops, error}, ahead, trip}) {
  const claim = {root, since, pulse, hops: Math.min(hops + 1, MAX_HOPS), error: least(error + trip / 2n + 1n, MAX_TIME)};
  return {P: time - sent + ahead, claim};
}

// ---- 5.14 to 5.16: whose time it is

/** M. */
function tolerance(one, other) {
  return max(TOLERANCE, one + other);
}

function becomeRoot(clock, H, O, error) {
  const claim = {root: clock.self, since: H + O, pulse: H + O, hops: 0, error};
  return {...clock, O, claim, parent: null, K: H, news: true};
}

function leap(clock, H, P, theirError, error) {
  return P - clock.O > tolerance(clock.claim.error, theirError) ? becomeRoot(clock, H, P, error) : clock;
}

function isSameRoot(a, b) {
  return a.since === b.since && compareSources(a.root, b.root) === 0;
}

/** Whether the pulse of one is newer, or the same over fewer hops. */
function isNewer(one, other) {
  return one.pulse > other.pulse || (one.pulse === other.pulse && one.hops < other.hops);
}

function isBetter({claim, parent, K}, link, theirs, H) {
  if (!isSameRoot(theirs, claim)) {
    return theirs.since < claim.since || (theirs.since === claim.since && compareSources(theirs.root, claim.root) < 0);
  }
  if (parent === link) return theirs.pulse > claim.pulse || (theirs.pulse === claim.pulse && theirs.hops <= claim.hops);
  return isNewer(theirs, claim) && (parent === null || H - K > LATE || theirs.hops < claim.hops);
}

function isPossible({claim, O}, {P, claim: theirs}, H) {
  const M = tolerance(claim.error, theirs.error);
  const age = H + P - theirs.pulse;
  const isAlive = isSameRoot(theirs, claim) || (age < OLD && age > -M);
  return theirs.hops < MAX_HOPS && O - P <= M && H + P >= 0n && isAlive;
}

/** spec 5.15. */
function follow(clock, link, H) {
  if (!isPrompt(link) || link.samples.length < ENOUGH) return clock;
  const there = seen(link);
  if (!isBetter(clock, link.link, there.claim, H) || !isPossible(clock, there, H)) return clock;
  const isNews = isNewer(there.claim, clock.claim) || !isSameRoot(there.claim, clock.claim);
  return {
    ...clock,
    O: there.P,
    claim: there.claim,
    parent: link.link,
    K: isNews ? H : clock.K,
    news: clock.news || isNews,
  };
}

/** spec 5.14: a link becomes live, whose HELLO told a tick. */
export function met(clock, link, tick, nanos) {
  const H = localTime(clock, nanos);
  const nothing = {link, told: null, at: 0n, count: 0, samples: [], ahead: 0n, trip: 0n};
  const links = [...clock.links, nothing].sort((a, b) => a.link - b.link);
  return leap({...clock, links, news: true}, H, timeOf(clock, tick) - H, clock.claim.error, clock.claim.error);
}

/** spec 5.16. */
export function parted(clock, link) {
  return {...clock, links: clock.links.filter(other => other.link !== link), parent: clock.parent === link ? null : clock.parent};
}

/** spec 5.14: a SYNC comes. */
export function heardSync(clock, link, timing, nanos) {
  const H = localTime(clock, nanos);
  const links = clock.links.map(other => (other.link === link ? kept(other, timing, H) : other));
  const over = links.find(other => other.link === link);
  let heard = {...clock, links, news: clock.news || over.count <= ENOUGH};
  if (isPrompt(over)) {
    const {P, claim} = seen(over);
    heard = leap(heard, H, P, claim.error, claim.error);
  }
  return links.reduce((clock, other) => follow(clock, other, H), heard);
}

// ---- 5.17: what it shows

function openAt({G, A}, n) {
  return (G * (max(0n, CLOSING * NANOS - (n - A)) / NANOS)) / CLOSING;
}

export function read(before, localNanos) {
  const n = max(localNanos, before.N);
  const H = localTime(before, n);
  const isLost = before.claim.hops > 0 && H + before.O - before.claim.pulse > LOST;
  const clock = isLost ? becomeRoot(before, H, before.O, before.claim.error) : before; // spec 5.16
  const {S, A, G, N: m, O} = clock;
  const open = openAt(clock, n);
  const R = S + ((n - A) / NANOS - (m - A) / NANOS) + (openAt(clock, m) - open);
  const isBehind = H + O - open > R + STEP;
  const shown = isBehind ? {S: R, G: H + O - R, A: n} : {S: max(S, H + O - open), G: open === 0n ? 0n : G, A};
  return {...clock, ...shown, N: n, T: tickAt(clock, shown.S)};
}

/** spec 5.9, 5.18: the local time at which the next tick is due. */
export function due(clock) {
  const frame = clock.N + (NANOS * SECOND) / BigInt(clock.fps);
  return clock.G > 0n ? frame : least(frame, clock.s + (timeOf(clock, clock.T + 1) - clock.O - 1n) * NANOS);
}

// ---- 5.18: what it tells

/** Whether SYNC is to be sent at this reading, if it was sent last at `synced`. */
export function isToTell(clock, synced) {
  return clock.news || (clock.claim.hops === 0 ? isPulseDue(clock) : clock.N - synced >= QUIET * NANOS);
}

function isPulseDue(clock) {
  return clock.claim.hops === 0 && time(clock) - clock.claim.pulse >= PULSE;
}

/** As it is when that SYNC is sent. */
export function telling(clock) {
  const claim = isPulseDue(clock) ? {...clock.claim, pulse: time(clock)} : clock.claim;
  return {...clock, claim, news: false};
}

/** spec 7.21: the fields of SYNC over a link. */
export function timingFor(clock, link) {
  const {told, at} = clock.links.find(other => other.link === link);
  const sent = localTime(clock, clock.N);
  const heard = told ? {heard: told.sent, held: max(0n, sent - at)} : {heard: 0n, held: 0n};
  return {sent, ...heard, time: time(clock), ...clock.claim};
}

// ---- 5.19: what other chapters ask of it

/** The clock of a SYNC. */
export function toldBy(mine, {clock, timing}) {
  return Math.max(clock, tickAt(mine, timing.time));
}

/** Where it is going: T + open, and H. */
export function goal(clock) {
  return tickAt(clock, max(clock.S, time(clock)));
}

/** Whether it has heard of a gap since the last reading. */
export function hasHeardAhead(clock) {
  return time(clock) - openAt(clock, clock.N) > clock.S + STEP;
}
