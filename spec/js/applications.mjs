/*
 * The two test applications (spec 4.19, 4.20), and random numbers for those who need them (spec 4.18), written from the
 * specification and its vectors alone.
 *
 * An application is an object: `id` and `stateSize` (spec 1.7, 1.8), start() and the pure functions tick(state) and
 * event(state, event) (spec 4.1), and bytes(state), its canonical bytes (spec 4.13). States never change.
 */
import {u64} from "./bytes.mjs";

const P = 0x100000001b3n;

/** spec 4.19: all that it has seen, as one number: any other order gives another. */
export const chain = {
  id: "chain/1",
  stateSize: 16,

  start: () => ({tick: 0, chain: 0n}),

  tick: state => ({...state, tick: state.tick + 1}),

  event(state, {payload}) {
    const seen = ((state.chain ^ BigInt(state.tick)) * P) ^ BigInt(i32(payload));
    return {...state, chain: u64(u64(seen) * P)};
  },

  bytes(state) {
    return canonical(16, view => head(view, state));
  },
};

const DIRECTIONS = [[0, -1], [0, 1], [1, 0], [-1, 0], [0, 0]]; // up, down, right, left, space

/** spec 4.20: a rectangle that keys steer. */
export const rectangle = {
  id: "rectangle/1",
  stateSize: 32,

  start: () => ({tick: 0, chain: 0n, x: 320, y: 240, dx: 0, dy: 0}),

  tick: state => ({
    ...state,
    tick: state.tick + 1,
    x: (state.x + 2 * state.dx + 640) % 640,
    y: (state.y + 2 * state.dy + 480) % 480,
  }),

  event(state, {type, payload}) {
    const key = type === 2 && payload.length === 4 ? i32(payload) : -1;
    const [dx, dy] = DIRECTIONS[key] ?? [state.dx, state.dy];
    return {...state, chain: u64((state.chain ^ BigInt.asUintN(64, BigInt(state.tick) * 8n + BigInt(key))) * P), dx, dy};
  },

  bytes(state) {
    return canonical(32, view => {
      head(view, state);
      [state.x, state.y, state.dx, state.dy].forEach((value, i) => view.setInt32(16 + 4 * i, value));
    });
  },
};

export const APPLICATIONS = new Map([chain, rectangle].map(application => [application.id, application]));

function i32(payload) {
  return new DataView(payload.buffer, payload.byteOffset).getInt32(0);
}

function canonical(size, fill) {
  const view = new DataView(new ArrayBuffer(size));
  fill(view);
  return new Uint8Array(view.buffer);
}

function head(view, state) {
  view.setBigUint64(0, BigInt(state.tick));
  view.setBigUint64(8, state.chain);
}

/** spec 4.18: SplitMix64. Its state is a BigInt; the next one comes with the number. */
export function splitMix(state) {
  const next = u64(state + 0x9e3779b97f4a7c15n);
  let z = next;
  z = u64((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = u64((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return {state: next, number: z ^ (z >> 31n)};
}

/** spec 4.18: a random number from 0 to bound - 1. */
export function below(number, bound) {
  return Number(((number >> 32n) * BigInt(bound)) >> 32n);
}
