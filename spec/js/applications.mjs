/*
 * The two test applications (spec 4.19, 4.20), the board of sand (spec 4.21), and random numbers for those who need them (spec 4.18), written from the
 * specification and its vectors alone.
 *
 * An application is an object: `id` and `stateSize` (spec 1.7, 1.8), start() and the pure functions tick(state) and
 * event(state, event) (spec 4.1), bytes(state), its canonical bytes (spec 4.13), and state(bytes), the other way. States never change.
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

  state: bytes => headOf(viewOf(bytes)),
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

  state(bytes) {
    const view = viewOf(bytes);
    const [x, y, dx, dy] = [16, 20, 24, 28].map(at => view.getInt32(at));
    return {...headOf(view), x, y, dx, dy};
  },
};

export const WIDTH = 160;
export const HEIGHT = 120;
const WALL = 1;
const SAND = 2;
const MATERIALS = 10;
const FIRST_STROKES = [[20, 40, 70, 55], [140, 55, 90, 70], [40, 95, 40, 110], [40, 110, 120, 110], [120, 95, 120, 110]];

/** spec 4.21: a board on which sand falls. */
export const sand = {
  id: "sand/1",
  stateSize: 4 + WIDTH * HEIGHT,

  start() {
    const cells = new Uint8Array(WIDTH * HEIGHT);
    for (const ends of FIRST_STROKES) draw(cells, 0, WALL, ends);
    return {tick: 0, cells};
  },

  tick(state) {
    const tick = (state.tick + 1) | 0;
    const cells = state.cells.slice();
    for (let y = HEIGHT - 2; y >= 0; y--) fall(cells, y * WIDTH, (tick + y) % 2 === 0);
    return {tick, cells};
  },

  event(state, {type, payload}) {
    const material = type - 2;
    if (material >= MATERIALS || payload.length !== 16) return state;
    const view = new DataView(payload.buffer, payload.byteOffset);
    const ends = [WIDTH, HEIGHT, WIDTH, HEIGHT].map((size, i) => Math.max(0, Math.min(size - 1, view.getInt32(4 * i))));
    const cells = state.cells.slice();
    draw(cells, state.tick, material, ends);
    return {...state, cells};
  },

  bytes({tick, cells}) {
    const bytes = canonical(4 + cells.length, view => view.setInt32(0, tick));
    bytes.set(cells, 4);
    return bytes;
  },

  state: bytes => ({tick: viewOf(bytes).getInt32(0), cells: bytes.slice(4)}),
};

/** Lets the sand of a row fall, which begins at `row`: straight on or, where it can't, to a side. The cell at which it begins is at that side's edge. */
function fall(cells, row, toTheLeft) {
  const [first, beyond, step] = toTheLeft ? [row, row + WIDTH, 1] : [row + WIDTH - 1, row - 1, -1];
  for (let at = first; at !== beyond; at += step) {
    if (cells[at] < SAND) continue;
    const to = cells[at + WIDTH] === 0 || at === first ? at + WIDTH : at + WIDTH - step;
    if (cells[to] !== 0) continue;
    cells[to] = cells[at];
    cells[at] = 0;
  }
}

function draw(cells, tick, material, [x, y, toX, toY]) {
  const steps = Math.max(1, Math.abs(toX - x), Math.abs(toY - y));
  for (let i = 0; i <= steps; i++)
    dab(cells, tick, material, x + Math.trunc(((toX - x) * i) / steps), y + Math.trunc(((toY - y) * i) / steps));
}

function dab(cells, tick, material, centreX, centreY) {
  const radius = material === WALL ? 1 : 3;
  for (let y = Math.max(0, centreY - radius); y <= Math.min(HEIGHT - 1, centreY + radius); y++)
    for (let x = Math.max(0, centreX - radius); x <= Math.min(WIDTH - 1, centreX + radius); x++) {
      const at = y * WIDTH + x;
      const isInside = (x - centreX) ** 2 + (y - centreY) ** 2 <= radius ** 2;
      if (isInside && (material < SAND || (cells[at] === 0 && (5 * x + 3 * y + tick) % 4 === 0))) cells[at] = material;
    }
}

export const APPLICATIONS = new Map([chain, rectangle, sand].map(application => [application.id, application]));

function i32(payload) {
  return new DataView(payload.buffer, payload.byteOffset).getInt32(0);
}

function canonical(size, fill) {
  const view = new DataView(new ArrayBuffer(size));
  fill(view);
  return new Uint8Array(view.buffer);
}

function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function headOf(view) {
  return {tick: Number(view.getBigUint64(0)), chain: view.getBigUint64(8)};
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
