/*
 * What the vectors don't ask of a port: each export is a case, which throws if it doesn't hold. Run in the folder of the port.
 */
import {due, start, step} from "./core.mjs";
import {stateAt} from "./machine.mjs";
import {versions} from "./timeline.mjs";
import {shown} from "./shown.mjs";
import {chain} from "./applications.mjs";
import {hex} from "./bytes.mjs";

const SECOND = 1_000_000_000n;

const begin = (options = {}) => start({application: chain, peer: 1, incarnation: 1n, ...options});
const local = (byte, size = 4) => ({input: "local", event: {type: 2, payload: new Uint8Array(size).fill(byte, size - 1)}});
const read = nanos => ({input: "read", nanos});
const hello = options => ({type: "HELLO", application: "chain/1", fps: 50, stateSize: 16, peer: 2, incarnation: 1n, clock: 0, versions: [], extensions: [], ...options});
const event = (tick, seq, byte = 7) => ({tick, peer: 2, incarnation: 1n, seq, type: 2, payload: Uint8Array.of(0, 0, 0, byte)});
const received = message => ({input: "received", link: 1, message});
const events = (clock, ...events) => received({type: "EVENTS", clock, events});
const LIVE = [{input: "linkUp", link: 1, expected: null}, received(hello())];

const after = (peer, ...inputs) => inputs.reduce((peer, input) => step(peer, input).peer, peer);
const told = (peer, input) => step(peer, input).outputs.map(({output, reason}) => (reason ? `${output} ${reason}` : output)).join();
const state = (peer, tick = peer.machine.now) => hex(chain.bytes(stateAt(peer.machine, tick)));
const seen = ({machine, clock}) => [
  clock.T,
  machine.now,
  hex(chain.bytes(stateAt(machine, machine.now))),
  ...versions(machine.timeline).map(({seq, digest}) => `${seq} ${hex(digest)}`),
  ...machine.timeline.events.from(0).map(({seq, payload}) => `${seq}:${payload[3]}`),
].join(" ");

function same(expected, found) {
  if (expected !== found) throw new Error(`expected ${expected}, found ${found}`);
}

/** A step leaves the peer before it as it was, also where both share what they know. */
export function anOlderPeerIsStillWhatItWas() {
  const trunk = after(begin(), ...LIVE, local(1), local(2), read(SECOND), events(50, event(60, 1n), event(70, 2n)));
  const before = seen(trunk);
  const one = after(trunk, local(3), local(4), events(50, event(71, 3n)), read(2n * SECOND));
  const other = after(trunk, local(5), events(50, event(70, 3n, 9)), read(2n * SECOND));
  same(before, seen(trunk));
  same(seen(one), seen(after(trunk, local(3), local(4), events(50, event(71, 3n)), read(2n * SECOND))));
  same(false, seen(one) === seen(other));
}

/** spec 4.6. */
export function anEventAtWhichTheApplicationFailsHasNoEffectAndIsToldOnce() {
  const picky = {...chain, event: (state, event) => (event.payload[3] === 8 ? undefined.x : chain.event(state, event))};
  const peer = after(start({application: picky, peer: 1, incarnation: 1n}), ...LIVE, events(0, event(5, 1n, 8), event(6, 2n)));
  same("failed", told(peer, read(SECOND / 2n)));
  const other = {type: "EVENTS", clock: 25, events: [{...event(4, 1n), peer: 3}]};
  const later = after(peer, read(SECOND / 2n), received(other));
  same("rolledBack", told(later, read(SECOND / 2n)));
  const without = {type: "EVENTS", clock: 25, events: [{...event(4, 1n), peer: 3}, event(6, 1n)]};
  same(state(after(begin(), ...LIVE, received(without), read(SECOND / 2n))), state(after(later, read(SECOND / 2n))));
}

/** spec 1.5, 1.6, 2.8. */
export function whatIsOutOfBoundsIsRefusedToTheApplication() {
  for (const type of [0, 1, 2 ** 31, 2.5]) same("refused", told(begin(), {input: "local", event: {type, payload: new Uint8Array(4)}}));
  same("refused", told(begin(), local(1, 1025)));
  same("", told(begin(), local(1, 1024)));
}

/** spec 2.10. */
export function oneThousandEventsWaitAndNotOneMore() {
  let peer = begin({patienceNanos: SECOND});
  for (let i = 0; i < 1000; i++) peer = after(peer, local(1));
  same("refused", told(peer, local(1)));
  same(1000, after(peer, read(SECOND)).machine.timeline.events.count);
}

/** spec 6.26: there is room for 16 events of 204 bytes, and for fifteen of one's own. */
export function eventsBeyondTheMemoryAreNotTaken() {
  const room = {maxBytes: 16 * 204};
  let mine = begin(room);
  for (let i = 0; i < 15; i++) mine = after(mine, local(1));
  same("refused", told(mine, local(1)));
  same(15, after(mine, local(1)).machine.timeline.events.count);
  const all = Array.from({length: 17}, (_, i) => event(5, BigInt(i + 1)));
  const full = after(begin(room), ...LIVE, events(0, ...all.slice(0, 16)));
  same("close LIMIT", told(full, events(0, all[16])));
  same(16, after(full, events(0, all[16])).machine.timeline.events.count);
  const again = after(full, {input: "linkUp", link: 2, expected: null});
  const greets = versions => ({input: "received", link: 2, message: hello({peer: 3, versions})});
  same("close LIMIT", told(again, greets([{peer: 3, incarnation: 1n, seq: 1n, digest: new Uint8Array(16)}])));
  same("send,linked", told(again, greets([])));
}

/** spec 4.12: back over the states as they were, forth over those as they are. */
export function aTravelShowsThePastAsItWas() {
  const before = after(begin(), ...LIVE, read(SECOND));
  const peer = after(before, events(50, event(41, 1n)), read(SECOND));
  const at = percent => shown(peer, SECOND + 4_000_000n * percent); // 10 ticks back and forth take 0.4 s
  same(50, at(0n).tick);
  same(45, at(25n).tick);
  same(state(before, 45), hex(chain.bytes(at(25n).state)));
  same(40, at(50n).tick);
  same(45, at(75n).tick);
  same(state(peer, 45), hex(chain.bytes(at(75n).state)));
  same(false, state(peer, 45) === state(before, 45));
  same(50, at(100n).tick);
  same(false, after(peer, read(SECOND + 399_999_999n)).travel === null);
  same(null, after(peer, read(SECOND + 400_000_000n)).travel);
}

/** spec 5.9. */
export function aTickIsDueExactlyWhenItComes() {
  for (const fps of [1, 3, 7, 50, 60, 1000]) {
    let peer = begin({fps, startNanos: 5n});
    for (let tick = 1; tick <= 20; tick++) {
      same(tick - 1, after(peer, read(due(peer) - 1n)).clock.T);
      peer = after(peer, read(due(peer)));
      same(tick, peer.clock.T);
    }
  }
}

/** spec 3.1: what the shell closes hears nothing more. */
export function whatIsClosedHearsNothing() {
  const close = {input: "close", link: 1, reason: "UNLINKED", text: "the user wishes it"};
  same("close UNLINKED", told(after(begin(), ...LIVE), close));
  const closed = after(begin(), ...LIVE, close);
  same("", told(closed, close));
  same("", told(closed, events(0, event(5, 1n))));
  same(0, after(closed, events(0, event(5, 1n))).machine.timeline.events.count);
}

/** spec 3.5: a life counts from the start, not from the last catch-up; what was refused spends nothing. */
export function trustGrowsWithTheWholeLife() {
  const caught = after(begin({maxLead: 20_000}), ...LIVE, read(SECOND), events(110, event(120, 1n)), read(SECOND), read(2n * SECOND));
  same(160, caught.clock.T);
  same("", told(caught, received({type: "SYNC", clock: 160 + 100 + 24 * 100 - 60})));
  same("close LIMIT", told(caught, received({type: "SYNC", clock: 160 + 100 + 24 * 100 - 60 + 1})));
  const refused = {input: "received", link: 2, message: hello({peer: 3, clock: 90})};
  const other = after(begin({maxLead: 20_000}), ...LIVE, {input: "linkUp", link: 2, expected: 9});
  same("close IDENTITY", told(other, refused));
  same("", told(after(other, refused), received({type: "SYNC", clock: 100})));
  same(0, after(other, refused).clock.H);
}

/** spec 2.9: only a HELLO without a gap ends the wait. */
export function aHelloDuringACatchUpDoesNotEndTheWait() {
  const catching = after(begin(), ...LIVE, received({type: "SYNC", clock: 100}), read(0n), {input: "linkUp", link: 2, expected: null});
  const greeted = after(catching, {input: "received", link: 2, message: hello({peer: 3})}, local(1));
  same(1, greeted.waiting.length);
  same(0, after(greeted, read(SECOND)).waiting.length);
}

/** spec 6.25. */
export function afterTheHighestIncarnationComesTheLowest() {
  const last = 2n ** 63n - 1n;
  const versions = [{peer: 1, incarnation: last, seq: 1n, digest: new Uint8Array(16)}];
  const peer = after(begin({incarnation: last}), LIVE[0], received(hello({versions})), local(1));
  same(0n, peer.source.incarnation);
  same(1, peer.machine.timeline.events.count);
}

/** spec 2.11, 2.14, 3.2: with the most sources, the first event of one more is bad, or refused. */
export function thereAreNoMoreThan65536Sources() {
  const peer = after(begin(), ...LIVE, events(0, event(5, 1n)));
  const {timeline} = peer.machine;
  const [known] = timeline.sources.from(0);
  const lives = Array.from({length: 65536}, (_, i) => (i === 65535 ? known : {...known, peer: 0, incarnation: BigInt(i)}));
  const sources = lives.reduce((list, source, i) => (i === 0 ? list.replace(0, source) : list.insert(i, source)), timeline.sources);
  const full = {...peer, machine: {...peer.machine, timeline: {...timeline, sources}}};
  same("close LIMIT", told(full, events(0, {...event(5, 1n), peer: 3})));
  same("refused", told(full, local(1)));
  same("", told(full, events(0, event(6, 2n))));
}
