/*
 * A peer in a worker of its own, so that no drawing holds it up: a Shell with WebSockets and timers. The page tells it what the user does; it
 * tells the page what to show, at each tick that it reaches.
 *
 * To it: {start: {...}}, then {event}, {bounds: of Δ}, {offline: true or false}, {ask: number, what: "trace"}.
 * From it: {frame}, {notice}, {answer: number, value}.
 */
import {APPLICATIONS} from "./applications.mjs";
import {stateHash} from "./bytes.mjs";
import {deltaOf} from "./lateness.mjs";
import {Shell} from "./shell.mjs";
import {shown} from "./shown.mjs";

const MILLI = 1_000_000;
const JOIN = 10_000_000_000n; // spec 2.9, for a peer that links to others

let shell;
let application;
let neighbour;
let timer;
let rollbacks = {number: 0, ticks: 0, millis: 0}; // how many, and what the deepest took
let begun = 0; // when the shell was told last
const states = []; // by tick, if they are to be compared

onmessage = ({data}) => {
  if (data.start) begin(data.start);
  else if (data.event) told(() => shell.inject(data.event));
  else if (data.bounds) told(() => shell.bound(data.bounds));
  else if ("offline" in data) told(() => (data.offline ? shell.unlink(neighbour) : shell.link(neighbour)));
  else if (data.what === "trace") postMessage({answer: data.ask, value: trace()});
};

function begin({id, settings, bounds, traced}) {
  application = APPLICATIONS.get(settings.application);
  neighbour = settings.peer;
  const ticked = traced ? (tick, state) => (states[tick] = state) : () => {};
  ticked(0, application.start());
  shell = new Shell({
    application,
    peer: id,
    incarnation: BigInt(Date.now()),
    fps: settings.fps,
    delta: settings.delta,
    adaptive: bounds,
    travelLimitNanos: BigInt(settings.travelNanos),
    patienceNanos: JOIN,
    now: () => BigInt(Math.round(performance.now() * MILLI)),
    dial,
    tell: notice,
    chance: Math.random,
    ticked,
    rolledBack,
  });
  told(() => shell.link(neighbour, `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`));
}

/** Tells the shell of something; afterwards shows what came of it, and sets the time of the next reading. */
function told(something) {
  const tick = shell.core.machine.now;
  begun = performance.now();
  something();
  if (shell.core.machine.now > tick) show();
  clearTimeout(timer);
  timer = setTimeout(told, shell.delay(), () => shell.wake());
}

function rolledBack({from, to}) {
  const [ticks, millis] = [to - from + 1, Math.ceil(performance.now() - begun)];
  rollbacks = {...(ticks < rollbacks.ticks ? rollbacks : {ticks, millis}), number: rollbacks.number + 1};
}

function notice(text) {
  postMessage({notice: text});
}

// ---- WebSockets: one message, one frame (spec 7.29)

function dial(address, attempt) {
  const socket = new WebSocket(address);
  let connection; // once it is open, if it is still wanted
  socket.binaryType = "arraybuffer";
  socket.onopen = () => told(() => (connection = shell.connected(attempt, connectionOf(socket))));
  socket.onmessage = ({data}) => connection && told(() => heard(connection, data));
  socket.onclose = () => told(() => (connection ? shell.closed(connection) : shell.unreachable(attempt)));
}

/** As a shell knows it. A page can't be told what the network has taken, nor stop reading. */
function connectionOf(socket) {
  return {
    machine: "",
    write(bytes, taken) {
      socket.send(bytes);
      queueMicrotask(taken);
    },
    end: () => socket.close(1000),
    destroy: () => socket.close(1000),
    pause() {},
    resume() {},
  };
}

function heard(connection, data) {
  if (data instanceof ArrayBuffer) shell.framed(connection, new Uint8Array(data));
  else shell.close(connection, "VIOLATION", "a text message; frames are binary messages");
}

// ---- What is shown

function show() {
  const {core} = shell;
  const {tick, state, view} = shown(core, core.clock.N);
  postMessage({
    frame: {
      tick,
      state,
      view,
      delta: deltaOf(core),
      now: core.clock.T,
      neighbours: shell.live().map(({neighbour, ahead}) => ({peer: neighbour.peer, ahead})),
      events: core.machine.timeline.events.count,
      waiting: core.waiting.length,
      rollbacks,
    },
  });
}

// ---- For tests

/** The state hash of each tick from 0 on, as simulated last; first what is late is replayed. */
function trace() {
  told(() => shell.wake());
  return states.map(state => stateHash(application.bytes(state)).toString(16).padStart(16, "0"));
}
