/*
 * F, and how a peer gets to its value at the present: the time machine of chapter 4, written from the specification and its vectors
 * alone. None of its values ever changes.
 */
import {compareStamps} from "./bytes.mjs";
import {Log} from "./log.mjs";
import {EMPTY, after, insert, without} from "./timeline.mjs";

/**
 * A time machine: what is known, `now`, the tick up to which it was simulated, and snapshots, ascending by tick, of which the
 * last is the present. `late` are the late events since the last advance, `voided` those that had been applied and are void since,
 * and `past` is the machine as it was before them.
 * `told` are the events of which the user knows that the application fails at them.
 */
export function timeMachine(application) {
  const snapshots = [{tick: 0, state: application.start()}];
  return {application, timeline: EMPTY, now: 0, snapshots, late: new Log(), voided: [], past: null, told: new Set()};
}

/** Takes out what some sources issued after a seq, as if it had never come (spec 8.10). */
export function discard(machine, last) {
  const gone = after(machine.timeline, last);
  const next = {...machine, timeline: without(machine.timeline, last)};
  const applied = gone.filter(event => event.tick <= machine.now);
  if (applied.length === 0) return next;
  const late = machine.late.from(0);
  return {
    ...next,
    snapshots: machine.snapshots.filter(snapshot => snapshot.tick < applied[0].tick),
    late: new Log(late.filter(event => !applied.includes(event))),
    voided: [...machine.voided, ...applied.filter(event => !late.includes(event))],
    past: machine.past ?? machine,
  };
}

/** Only drops snapshots if the event is late; the next advance replays, once for all of them (spec 4.4, 4.8, 4.9). */
export function learn(machine, event) {
  const next = {...machine, timeline: insert(machine.timeline, event)};
  if (event.tick > machine.now) return next;
  return {
    ...next,
    snapshots: machine.snapshots.filter(snapshot => snapshot.tick < event.tick),
    late: machine.late.insert(machine.late.count, event),
    past: machine.past ?? machine,
  };
}

/**
 * spec 4.2: goes on to tick `to`, telling each tick and state that was simulated; also gives the rollback that this was, or null, and the
 * events that failed first now.
 */
export function advance(machine, to, ticked = () => {}) {
  const snapshots = machine.snapshots.filter(({tick}, i) => i === 0 || isKept(tick, to));
  const told = new Set(machine.told);
  simulate(machine, present(machine), to, {
    made(tick, state) {
      if (isKept(tick, to)) snapshots.push({tick, state});
      ticked(tick, state);
    },
    failed: event => told.add(event),
  });
  return {
    machine: {...machine, now: to, snapshots, late: new Log(), voided: [], past: null, told},
    rollback: machine.late.count + machine.voided.length === 0 ? null : rollback(machine),
    failed: [...told].slice(machine.told.size),
  };
}

export function present(machine) {
  return machine.snapshots[machine.snapshots.length - 1];
}

/** spec 4.2, 4.3: F, from a snapshot on. */
export function simulate({application, timeline: {events}}, {tick, state}, to, {made, failed}) {
  let next = events.countOf(event => event.tick <= tick);
  while (tick < to) {
    tick++;
    state = application.tick(state);
    for (; next < events.count && events.get(next).tick === tick; next++) {
      try {
        state = application.event(state, events.get(next));
      } catch {
        failed(events.get(next)); // and has no effect (spec 4.6)
      }
    }
    made(tick, state);
  }
  return state;
}

/** The state at a tick up to `now`, whether there is a snapshot of it or not. */
export function stateAt(machine, tick) {
  const from = machine.snapshots.filter(snapshot => snapshot.tick <= tick).pop();
  return simulate(machine, from, tick, {made() {}, failed() {}});
}

function isKept(tick, now) {
  let power = 1; // spec 4.10
  while (now - tick > 8 * power) {
    if (tick % (2 * power) !== 0) return false;
    power *= 2;
  }
  return true;
}

/** What a rollback did: for the user. Reordered are the events that had been applied and now come after a late one. */
function rollback({timeline: {events}, now, late, voided}) {
  const sorted = late.from(0).sort(compareStamps);
  const gone = [...voided].sort(compareStamps);
  const from = [...sorted.slice(0, 1), ...gone.slice(0, 1)].sort(compareStamps)[0].tick;
  if (sorted.length === 0) return {from, to: now, late: [], reordered: [], voided: gone};
  const lates = new Set(sorted);
  const behind = events.from(events.countOf(event => compareStamps(event, sorted[0]) <= 0));
  const reordered = behind.filter(event => event.tick <= now && !lates.has(event));
  return {from, to: now, late: sorted, reordered, voided: gone};
}
