/*
 * A peer in a worker of its own, so that no drawing holds it up: an Endpoint with WebSockets and timers. The page tells it what the user does; it
 * tells the page what to show, at each tick that it reaches.
 *
 * To it: {start: {...}}, then {event}, {offline: true or false}, {ask: number, what: "trace"}.
 * From it: {frame}, {notice}, {answer: number, value}.
 */
import {APPLICATIONS} from "./applications.mjs";
import {stateHash} from "./bytes.mjs";
import {shown, start} from "./core.mjs";
import {Endpoint} from "./link.mjs";

const MILLI = 1_000_000;
const JOIN = 10_000_000_000n; // spec 2.9, for a peer that links to others

let endpoint;
let application;
let neighbour;
const sockets = new Map(); // by link
let attempt = null; // the socket that is being opened
let links = 0;
let timer;
let rollbacks = {number: 0, ticks: 0, millis: 0}; // how many, and what the deepest took
const states = []; // by tick, if they are to be compared

onmessage = ({data}) => {
  if (data.start) begin(data.start);
  else if (data.event) signal({signal: "local", event: data.event});
  else if ("offline" in data) signal({signal: data.offline ? "unlink" : "link", peer: neighbour});
  else if (data.what === "trace") postMessage({answer: data.ask, value: trace()});
};

function begin({id, settings, traced}) {
  application = APPLICATIONS.get(settings.application);
  neighbour = settings.peer;
  const peer = start({
    application,
    peer: id,
    incarnation: BigInt(Date.now()),
    fps: settings.fps,
    delta: settings.delta,
    travelLimitNanos: BigInt(settings.travelNanos),
    patienceNanos: JOIN,
    startNanos: now(),
  });
  const ticked = traced ? (tick, state) => (states[tick] = state) : () => {};
  ticked(0, application.start());
  endpoint = new Endpoint(peer, {chance: Math.random, ticked});
  signal({signal: "link", peer: neighbour});
}

function now() {
  return BigInt(Math.round(performance.now() * MILLI));
}

// ---- The endpoint

function signal(happened) {
  const tick = endpoint.peer.machine.now;
  const begin = performance.now();
  const actions = endpoint.on(happened, now());
  const millis = Math.ceil(performance.now() - begin);
  for (const action of actions) ACTIONS[action.action]?.(action, millis);
  if (endpoint.peer.machine.now > tick) show();
  clearTimeout(timer);
  timer = setTimeout(signal, Math.max(0, Number(endpoint.due() - now()) / MILLI), {signal: "wake"});
}

const ACTIONS = {
  connect,
  giveUp,
  write: ({link, frame}) => sockets.get(link)?.send(frame),
  finish: ({link}) => sockets.get(link)?.close(1000),
  close: ({link}) => sockets.get(link)?.close(1000),
  linked: ({peer}) => notice(`linked with peer ${peer}`),
  unlinked: ({peer, text}) => notice(`not linked with peer ${peer}: ${text}`),
  notice: ({text}) => notice(text),
  refused: ({text}) => notice(`not taken: ${text}`),
  renewed: ({peer, incarnation}) => notice(`goes on as ${peer}.${incarnation}`),
  rolledBack({from, to}, millis) {
    const ticks = to - from + 1;
    rollbacks = {...(ticks < rollbacks.ticks ? rollbacks : {ticks, millis}), number: rollbacks.number + 1};
  },
};

function notice(text) {
  postMessage({notice: text});
}

// ---- WebSockets: one message, one frame (spec 7.29)

function connect({peer}) {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`);
  const link = ++links;
  socket.binaryType = "arraybuffer";
  attempt = socket;
  socket.onopen = () => {
    attempt = null;
    sockets.set(link, socket);
    signal({signal: "connected", link, peer});
  };
  socket.onmessage = ({data}) =>
    data instanceof ArrayBuffer
      ? signal({signal: "received", link, frame: new Uint8Array(data)})
      : signal({signal: "formless", link, text: "a text message; frames are binary messages"});
  socket.onclose = ({code}) => {
    if (sockets.delete(link)) signal({signal: "closed", link});
    else if (attempt === socket) {
      attempt = null;
      signal({signal: "unreachable", peer, text: `there is no WebSocket (${code})`});
    }
  };
}

function giveUp() {
  const socket = attempt;
  attempt = null;
  socket?.close();
}

// ---- What is shown

function show() {
  const {peer} = endpoint;
  const {tick, state, view} = shown(peer, peer.clock.N);
  postMessage({
    frame: {
      tick,
      state,
      view,
      now: peer.clock.T,
      neighbours: endpoint.neighbours(),
      events: peer.machine.timeline.events.count,
      waiting: peer.waiting.length,
      rollbacks,
    },
  });
}

// ---- For tests

/** The state hash of each tick from 0 on, as simulated last; first what is late is replayed. */
function trace() {
  signal({signal: "wake"});
  return states.map(state => stateHash(application.bytes(state)).toString(16).padStart(16, "0"));
}
