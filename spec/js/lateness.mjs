/*
 * How late events come, where peers choose Δ by that: rules 5.20 to 5.22. It is a part of core.mjs, which calls it, in a file of its
 * own. It isn't written from the specification and its vectors alone: its author had written the Java before.
 */
import {MAX_ARRIVALS, compareEvents} from "./bytes.mjs";

const SECONDS = 20; // spec 5.21
const MAX_NOTED = 1_024; // spec 5.21
const MAX_SAMPLES = 64; // spec 5.22

/** spec 7.34. */
export const ADAPTIVE = {name: "adaptive-delta", required: 0, content: new Uint8Array(0)};

/**
 * Of the peer's own events the samples, {event, tick, clock, latest}, where latest is null if nobody told any; and of those of others what is noted,
 * {event, via, came, latest, isTold}.
 */
export const NOTHING = {samples: [], noted: []};

const isSame = (a, b) => compareEvents(a, b) === 0;
const identity = ({peer, incarnation, seq}) => ({peer, incarnation, seq});

// ---- 5.22: the choice

/** Δ for an event that is issued now. */
export function deltaOf({config: {adaptive, delta, fps}, lateness: {samples}, clock: {T}}) {
  if (!adaptive) return delta;
  const within = ticks => Math.max(adaptive.least, Math.min(adaptive.most, ticks));
  const counts = ({tick, clock, latest}) => latest !== null && (latest >= tick || T - clock >= SECONDS * fps);
  const needed = samples.filter(counts).map(({latest, clock}) => latest + 1 - clock).sort((a, b) => b - a);
  if (needed.length === 0) return within(delta);
  return within(needed[Math.max(1, Math.floor(((needed.length + 1) * adaptive.share) / 100)) - 1]);
}

export function issued(peer, event) {
  const {config: {adaptive, fps}, lateness, clock: {T}} = peer;
  const last = lateness.samples.at(-1);
  if (!adaptive || (last && T - last.clock < fps)) return peer;
  const sample = {event: identity(event), tick: event.tick, clock: T, latest: null};
  return {...peer, lateness: {...lateness, samples: [...lateness.samples, sample].slice(-MAX_SAMPLES)}};
}

// ---- 5.21: what is noted and told

/** Whether the extension is in use on a link with a neighbour that said this HELLO. */
export function tellsArrivals({config}, hello) {
  return config.adaptive !== null && hello.extensions.some(({name}) => name === ADAPTIVE.name);
}

/** New events have come over a link. */
export function noting(peer, link, fresh) {
  const {links, lateness, clock: {T}, config: {fps}} = peer;
  if (!links.find(other => other.link === link)?.arrivals) return peer;
  const more = fresh
    .filter(({tick}) => T - tick <= SECONDS * fps)
    .map(event => ({event: identity(event), via: link, came: T, latest: T, isTold: false}));
  const noted = [...lateness.noted, ...more].slice(0, MAX_NOTED).sort((a, b) => compareEvents(a.event, b.event));
  return {...peer, lateness: {...lateness, noted}};
}

/** A neighbour has told arrivals. */
export function hearingArrivals(peer, told) {
  if (told.length === 0) return peer;
  const {samples, noted} = peer.lateness;
  const latest = event => Math.max(-1, ...told.filter(other => isSame(other, event)).map(({tick}) => tick));
  const later = sample => (latest(sample.event) > (sample.latest ?? -1) ? {...sample, latest: latest(sample.event)} : sample);
  const isLater = note => latest(note.event) > note.latest;
  const renewed = noted.map(note => (isLater(note) ? {...note, latest: latest(note.event), isTold: false} : note));
  return {...peer, lateness: {samples: samples.map(later), noted: renewed}};
}

function forgetting(noted, {clock: {T}, config: {fps}}) {
  return noted.filter(({came}) => T - came <= SECONDS * fps);
}

function due({noted}, link) {
  return noted.filter(note => note.via === link && !note.isTold).slice(0, MAX_ARRIVALS);
}

/** Before SYNC is sent, and after. */
export function toTell(peer) {
  return {...peer, lateness: {...peer.lateness, noted: forgetting(peer.lateness.noted, peer)}};
}

export function told(peer) {
  const all = peer.links.flatMap(({link}) => due(peer.lateness, link));
  const noted = peer.lateness.noted.map(note => (all.includes(note) ? {...note, isTold: true} : note));
  return {...peer, lateness: {...peer.lateness, noted}};
}

/** What SYNC says over a link beside the time. */
export function arrivalsOver({lateness}, link) {
  const arrivals = due(lateness, link).map(({event, latest}) => ({...event, tick: latest}));
  return arrivals.length === 0 ? {} : {arrivals};
}

export function withoutNoted(peer, link) {
  return {...peer, lateness: {...peer.lateness, noted: peer.lateness.noted.filter(({via}) => via !== link)}};
}
