/*
 * A peer and its connections (spec 6, 7.13), written from the specification and its vectors alone: who says HELLO first, how long a neighbour may be silent,
 * how a link ends, when to dial again. An Endpoint takes one signal at a time, each with the local time, and gives the actions that are to be done, in
 * order; it opens no sockets, sets no timers and reads no clock, so it serves pages, which have WebSockets, as well as programs, which have TCP.
 *
 * Signals:
 *   {signal: "wake"}                          due() has come
 *   {signal: "local", event: {type, payload}} the application injects an event
 *   {signal: "link", peer}                    keep a link up to a peer from now on (spec 6.20)
 *   {signal: "unlink", peer}                  take the links to a peer down, until "link" (spec 6.18)
 *   {signal: "leave", text}                   say BYE to everybody (spec 6.12)
 *   {signal: "accepted", link}                a neighbour has connected; `link` is any name that is new
 *   {signal: "connected", link, peer}         an attempt to reach a peer has led to a connection
 *   {signal: "unreachable", peer, text}       it has failed
 *   {signal: "received", link, frame}         a whole frame has come (spec 7.1)
 *   {signal: "formless", link, text}          something has come that is no frame (spec 7.29)
 *   {signal: "closed", link}                  the connection has ended
 *
 * Actions:
 *   {action: "connect", peer}, {action: "giveUp", peer}
 *   {action: "write", link, frame}
 *   {action: "finish", link}                  nothing more is to be written: end the connection, but let the neighbour read what was
 *   {action: "close", link}                   end it at once
 *   {action: "linked", peer}, {action: "unlinked", peer, text}, {action: "notice", text}, and what the core tells its user
 */
import {BadFrame, decode, encode} from "./bytes.mjs";
import {due, step} from "./core.mjs";

const MILLI = 1_000_000n;
const PATIENCE = 5_000n * MILLI; // spec 6.21: for HELLO, for an answer, with silence
const QUIET = 2_000n * MILLI; // spec 6.10
const LASTING = 2_000n * MILLI; // spec 6.20
const BYE_PATIENCE = 1_000n * MILLI; // spec 6.21
const FIRST_WAIT = 100; // ms, spec 6.20
const LAST_WAIT = 3_200;
const FINAL = new Set(["INCOMPATIBLE", "IDENTITY"]); // spec 6.16

export class Endpoint {
  /**
   * @param peer as core.mjs starts one
   * @param chance gives any numbers from 0 to 1, for the waits before dialling again
   * @param ticked is told each tick and state that is simulated
   */
  constructor(peer, {chance, ticked = () => {}}) {
    this.peer = peer;
    this.chance = chance;
    this.ticked = ticked;
    this.connections = new Map(); // by link; the oldest first
    this.dialers = new Map(); // by peer: {state, at, failures}; a state is waiting, dialling, connected, resting or stopped
    this.barred = new Set(); // peers that the user has unlinked
    this.now = peer.config.startNanos;
  }

  /** Takes a signal at a local time, a BigInt of nanoseconds; gives the actions. */
  on(signal, nanos) {
    this.now = nanos > this.now ? nanos : this.now;
    this.actions = [];
    SIGNALS[signal.signal](this, signal);
    return this.actions;
  }

  /** The local time by which it is to be woken. */
  due() {
    const times = [due(this.peer)];
    for (const connection of this.connections.values()) times.push(endOf(connection));
    for (const {state, at} of this.dialers.values()) if (state === "waiting" || state === "dialling") times.push(at);
    return times.reduce((a, b) => (a < b ? a : b));
  }

  /** The neighbours to which there are live links: {peer, ahead}, by how many ticks its clock was ahead when it was told last. */
  neighbours() {
    return [...this.connections.values()].filter(isLive).map(({neighbour, ahead}) => ({peer: neighbour, ahead}));
  }
}

/**
 * A connection: `dialled`, the peer that was, or null; `neighbour`, null until it is live; `isUp` if the core knows of it; `heard`, when the last
 * frame came; `since`, when it was made or went live; `closeAt`, when it is to be closed, once it is over.
 */
function made(endpoint, {link, peer = null}) {
  const {now} = endpoint;
  const connection = {link, dialled: peer, neighbour: null, isUp: false, heard: now, since: now, closeAt: null, ahead: 0};
  endpoint.connections.set(link, connection);
  return connection;
}

function isLive({neighbour}) {
  return neighbour !== null;
}

function isOver({closeAt}) {
  return closeAt !== null;
}

/** When it ends if nothing more is heard. */
function endOf(connection) {
  if (isOver(connection)) return connection.closeAt;
  const silent = connection.heard + PATIENCE;
  const late = connection.since + PATIENCE; // with its HELLO
  return isLive(connection) || silent < late ? silent : late;
}

function counting(endpoint, {link}) {
  const connection = endpoint.connections.get(link);
  return connection && !isOver(connection) ? connection : null;
}

const SIGNALS = {
  wake: onWake,
  local: onLocal,
  link: onLink,
  unlink: onUnlink,
  leave: onLeave,
  accepted: made,
  connected: onConnected,
  unreachable: (endpoint, {peer, text}) => failed(endpoint, peer, "dialling", `peer ${peer} can't be reached: ${text}`),
  received: onReceived,
  formless: (endpoint, {link, text}) => bye(endpoint, counting(endpoint, {link}), "VIOLATION", text),
  closed: onClosed,
};

// ---- Time

function onWake(endpoint) {
  const {now} = endpoint;
  for (const connection of [...endpoint.connections.values()]) if (endOf(connection) <= now) timeOut(endpoint, connection);
  for (const [peer, {state, at}] of endpoint.dialers)
    if (at <= now && state === "waiting") dial(endpoint, peer);
    else if (at <= now && state === "dialling") {
      endpoint.actions.push({action: "giveUp", peer});
      failed(endpoint, peer, "dialling", `peer ${peer} doesn't answer`);
    }
  feed(endpoint, {input: "read", nanos: now});
}

function timeOut(endpoint, connection) {
  if (!isOver(connection)) {
    abort(endpoint, connection, "nothing was heard for 5 s");
    return;
  }
  connection.closeAt = forever(endpoint.now);
  endpoint.actions.push({action: "close", link: connection.link});
}

/** The clock is read before (spec 5.9). */
function onLocal(endpoint, {event}) {
  feed(endpoint, {input: "read", nanos: endpoint.now});
  feed(endpoint, {input: "local", event});
}

// ---- The user's wishes

function onLink(endpoint, {peer}) {
  endpoint.barred.delete(peer);
  stop(endpoint, peer);
  endpoint.dialers.set(peer, {state: "waiting", at: endpoint.now, failures: 0});
  dial(endpoint, peer);
}

function onUnlink(endpoint, {peer}) {
  endpoint.barred.add(peer);
  stop(endpoint, peer);
  for (const connection of endpoint.connections.values())
    if (!isOver(connection) && (connection.neighbour ?? connection.dialled) === peer) bye(endpoint, connection, ...UNLINKED);
}

const UNLINKED = ["UNLINKED", "the user took the link down"];

function onLeave(endpoint, {text}) {
  for (const peer of endpoint.dialers.keys()) stop(endpoint, peer);
  for (const connection of endpoint.connections.values()) bye(endpoint, connection, "LEAVING", text);
}

// ---- Dialling (spec 6.20, 6.23)

function dial(endpoint, peer) {
  const dialer = endpoint.dialers.get(peer);
  if (endpoint.neighbours().some(neighbour => neighbour.peer === peer)) {
    dialer.state = "resting";
    return;
  }
  dialer.state = "dialling";
  dialer.at = endpoint.now + PATIENCE;
  endpoint.actions.push({action: "connect", peer});
}

function stop(endpoint, peer) {
  const dialer = endpoint.dialers.get(peer);
  if (dialer?.state === "dialling") endpoint.actions.push({action: "giveUp", peer});
  if (dialer) dialer.state = "stopped";
}

function failed(endpoint, peer, state, text) {
  const dialer = endpoint.dialers.get(peer);
  if (dialer?.state !== state) return;
  if (dialer.failures === 0) endpoint.actions.push({action: "notice", text});
  wait(endpoint, dialer);
}

/** Twice as long each time, by a chance, so that two who lost each other don't meet in step for ever. */
function wait(endpoint, dialer) {
  const longest = Math.min(FIRST_WAIT * 2 ** dialer.failures, LAST_WAIT);
  const millis = Math.floor(longest / 2 + (endpoint.chance() * longest) / 2);
  dialer.state = "waiting";
  dialer.at = endpoint.now + BigInt(millis) * MILLI;
  dialer.failures++;
}

function onConnected(endpoint, {link, peer}) {
  const connection = made(endpoint, {link, peer});
  const dialer = endpoint.dialers.get(peer);
  if (dialer?.state !== "dialling") { // it was given up
    connection.closeAt = forever(endpoint.now);
    endpoint.actions.push({action: "close", link});
    return;
  }
  dialer.state = "connected";
  introduce(endpoint, connection);
}

// ---- A connection's life

/** The end that dialled says HELLO at once, the other when it has heard one (spec 6.1). */
function introduce(endpoint, connection) {
  connection.isUp = true;
  feed(endpoint, {input: "linkUp", link: connection.link, expected: connection.dialled});
}

function onReceived(endpoint, {link, frame}) {
  const connection = counting(endpoint, {link});
  if (!connection) return;
  connection.heard = endpoint.now;
  let message;
  try {
    message = decode(frame);
  } catch (bad) {
    if (!(bad instanceof BadFrame)) throw bad;
    bye(endpoint, connection, bad.reason, bad.message); // spec 7.13
    return;
  }
  if (message.type === "HELLO") onHello(endpoint, connection, message);
  else if (!connection.isUp && message.type !== "BYE") bye(endpoint, connection, "VIOLATION", "HELLO must come first");
  else onMessage(endpoint, connection, message);
}

function onHello(endpoint, connection, hello) {
  if (endpoint.barred.has(hello.peer)) { // spec 6.5, row 2
    bye(endpoint, connection, ...UNLINKED);
    return;
  }
  makeWay(endpoint, connection, hello);
  if (!connection.isUp) introduce(endpoint, connection);
  onMessage(endpoint, connection, hello);
}

/** A quiet link ends when its neighbour greets anew, at the end that decides which of several stays (spec 6.10). */
function makeWay(endpoint, connection, hello) {
  if (endpoint.peer.source.peer >= hello.peer) return;
  for (const {link, neighbour} of endpoint.peer.links) {
    const other = endpoint.connections.get(link);
    const isSame = neighbour?.peer === hello.peer && neighbour.incarnation === hello.incarnation;
    if (isSame && other !== connection && endpoint.now - other.heard >= QUIET)
      abort(endpoint, other, "nothing was heard for 2 s, and the neighbour greets anew");
  }
}

function onMessage(endpoint, connection, message) {
  if (message.type === "BYE" && !connection.isUp) {
    endByNeighbour(endpoint, connection, message);
    return;
  }
  if (message.type !== "BYE") connection.ahead = message.clock - endpoint.peer.clock.T;
  feed(endpoint, {input: "received", link: connection.link, message, nanos: endpoint.now});
}

// ---- How it ends

/** By BYE, the last that is said (spec 6.17). */
function bye(endpoint, connection, reason, text) {
  if (!connection || isOver(connection)) return;
  over(endpoint, connection, endpoint.now + BYE_PATIENCE, text, FINAL.has(reason));
  endpoint.actions.push({action: "write", link: connection.link, frame: encode({type: "BYE", reason, text})[0]});
  endpoint.actions.push({action: "finish", link: connection.link});
}

/** Without one, as nobody would read it. */
function abort(endpoint, connection, text) {
  over(endpoint, connection, forever(endpoint.now), text, false);
  endpoint.actions.push({action: "close", link: connection.link});
}

/** It isn't answered (spec 6.19). */
function endByNeighbour(endpoint, connection, {reason, text}) {
  over(endpoint, connection, forever(endpoint.now), `${text} (said there)`, FINAL.has(reason));
  endpoint.actions.push({action: "close", link: connection.link});
}

function onClosed(endpoint, {link}) {
  const connection = counting(endpoint, {link});
  if (connection) over(endpoint, connection, forever(endpoint.now), "the connection was lost", false);
  endpoint.connections.delete(link);
}

/** From here on it counts for nothing; its dialler, and who rested because of it, wait and dial again. */
function over(endpoint, connection, closeAt, text, isFinal) {
  const {neighbour, dialled, link, isUp} = connection;
  const lasted = isLive(connection) && endpoint.now - connection.since >= LASTING;
  Object.assign(connection, {closeAt, isUp: false, neighbour: null});
  if (isUp) feed(endpoint, {input: "linkDown", link});
  const dialer = endpoint.dialers.get(dialled ?? neighbour);
  if (dialer && lasted) dialer.failures = 0;
  if (neighbour !== null) {
    lost(endpoint, neighbour, text);
  }
  if (dialled === null || dialer?.state !== "connected") return;
  if (isFinal) {
    dialer.state = "stopped";
    endpoint.actions.push({action: "notice", text: `gave up linking to peer ${dialled}: ${text}`});
  } else if (neighbour !== null) wait(endpoint, dialer);
  else failed(endpoint, dialled, "connected", text);
}

function lost(endpoint, peer, text) {
  if (endpoint.neighbours().some(neighbour => neighbour.peer === peer)) return; // there is another link
  endpoint.actions.push({action: "unlinked", peer, text});
  const dialer = endpoint.dialers.get(peer);
  if (dialer?.state === "resting") wait(endpoint, dialer);
}

/** Nothing is due any more: it waits to be told that the connection has ended. */
function forever(now) {
  return now + 10n ** 18n;
}

// ---- The core

function feed(endpoint, input) {
  const {peer, outputs} = step(endpoint.peer, input, endpoint.ticked);
  endpoint.peer = peer;
  for (const output of outputs) perform(endpoint, output);
}

function perform(endpoint, output) {
  const connection = counting(endpoint, output);
  if (output.output === "send" && connection)
    for (const frame of encode(output.message)) endpoint.actions.push({action: "write", link: output.link, frame});
  else if (output.output === "close" && connection) {
    connection.isUp = false;
    bye(endpoint, connection, output.reason, output.text);
  } else if (output.output === "linked") onLinked(endpoint, connection, output);
  else if (output.output === "unlinked" && connection) {
    connection.isUp = false;
    endByNeighbour(endpoint, connection, output);
  } else if (!("link" in output)) endpoint.actions.push({...output, action: output.output});
}

function onLinked(endpoint, connection, {peer}) {
  const isNews = !endpoint.neighbours().some(neighbour => neighbour.peer === peer);
  Object.assign(connection, {neighbour: peer, since: endpoint.now});
  if (isNews) endpoint.actions.push({action: "linked", peer});
}
