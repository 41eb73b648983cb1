/* What the user of a peer sees (spec 4.11, 4.12), written from the specification and its vectors alone. */
import {present, stateAt} from "./machine.mjs";

const MAX_WALK = 100; // ticks from a snapshot to what a travel shows

/**
 * What the user sees at a local time: a state of the past during a travel, otherwise the present; and which of these it is: "present",
 * "back" or "forth".
 */
export function shown(peer, nanos) {
  const {travel, machine} = peer;
  const elapsed = travel && BigInt(nanos) - travel.begin;
  if (!travel || elapsed >= travel.nanos) return {...present(machine), view: "present"};
  const half = travel.nanos / 2n;
  const way = (length, time) => Math.floor((length * Number(time)) / Number(half));
  if (elapsed < half) return {...near(travel.past, travel.from - way(travel.from - travel.back, elapsed)), view: "back"};
  return {...near(machine, travel.back + way(machine.now - travel.back, elapsed - half < half ? elapsed - half : half)), view: "forth"};
}

/** What there is to show of a tick: its state, or the snapshot before it if that is far from it. */
function near(machine, tick) {
  const snapshot = machine.snapshots.filter(snapshot => snapshot.tick <= tick).pop() ?? machine.snapshots[0]; // spec 8.20
  if (tick < snapshot.tick) return snapshot;
  return tick - snapshot.tick > MAX_WALK ? snapshot : {tick, state: stateAt(machine, tick)};
}
