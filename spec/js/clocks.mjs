/*
 * The paper's clock, which follows the maximum of what it hears, written from the specification and its vectors alone: rules 5.1
 * to 5.10; and what a peer asks of a clock of either kind. Local times are BigInts, in nanoseconds.
 */
import * as rooted from "./rooted.mjs";

const SECOND = 1_000_000_000n;

const bigMax = (a, b) => (a > b ? a : b);
const bigMin = (a, b) => (a < b ? a : b);

/** spec 5.1: the variables have the names of the chapter. */
export function clock(start) {
  return {A: start, B: 0, G: 0, H: 0, N: start, T: 0};
}

/** spec 5.2. */
export function read({A, B, G, H, N, T}, localTime, {fps, delta}) {
  const n = bigMax(localTime, N);
  const elapsed = n - A;
  const R = Math.max(T, B + ticks(elapsed, fps) + closed(G, elapsed));
  const open = G - closed(G, elapsed);
  if (H > R + open + delta) [A, B, G] = [n, R, H - R];
  else if (open === 0) [B, G] = [B + G, 0];
  return {A, B, G, H: 0, N: n, T: R};
}

/** spec 5.3. */
export function hear(clock, told) {
  return {...clock, H: Math.max(clock.H, told)};
}

/** How many whole ticks a time has. */
export function ticks(nanos, fps) {
  return Number((nanos * BigInt(fps)) / SECOND);
}

function closed(gap, elapsed) {
  return Number((BigInt(gap) * (bigMin(elapsed, SECOND) / 1_000n)) / 1_000_000n);
}

/** What a peer asks of its clock, whose variables N, T and G either kind has; with 0 in the place of H and Δ where it has none (spec 5.19). */
export const CLOCKS = {
  paper: {
    extensions: [],
    start: ({startNanos}) => clock(startNanos),
    read,
    hear,
    met: clock => clock,
    parted: clock => clock,
    heardSync: clock => clock,
    due: ({A, B, G, N, T}, {fps}) =>
      G > 0 ? N + SECOND / BigInt(fps) : A + (BigInt(T + 1 - B) * SECOND + BigInt(fps) - 1n) / BigInt(fps), // spec 5.9
    isToTell: ({N}, synced) => N - synced >= SECOND, // spec 5.8
    telling: clock => clock,
    sync: ({T}) => ({type: "SYNC", clock: T}),
    toldBy: (clock, message) => message.clock,
    goal: ({A, G, N, T}) => T + G - closed(G, N - A), // spec 3.5
    heard: ({H}) => H,
    tolerated: ({delta}) => delta,
    hasHeardAhead: ({G, H, T}, {delta}) => H > T + G + delta, // spec 2.9
  },
  rooted: {
    extensions: [{name: "rooted-clock", required: 1, content: new Uint8Array(0)}], // spec 7.21
    start: rooted.start,
    read: rooted.read,
    hear: clock => clock,
    met: rooted.met,
    parted: rooted.parted,
    heardSync: rooted.heardSync,
    due: rooted.due,
    isToTell: rooted.isToTell,
    telling: rooted.telling,
    sync: (clock, link) => ({type: "SYNC", clock: clock.T, timing: rooted.timingFor(clock, link)}),
    toldBy: rooted.toldBy,
    goal: rooted.goal,
    heard: () => 0,
    tolerated: () => 0,
    hasHeardAhead: rooted.hasHeardAhead,
  },
};
