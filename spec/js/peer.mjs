// node peer.mjs --id=N --incarnation=N [--listen=PORT] [--link=N=HOST:PORT] [--settle=KEEPER] ...: a whole peer, by the contract in spec/conform.md.
import {writeFileSync} from "node:fs";
import {connect, createServer} from "node:net";
import {createInterface} from "node:readline";
import {rectangle} from "./applications.mjs";
import {MAX_LONG, hex, stateHash} from "./bytes.mjs";
import {Shell} from "./shell.mjs";

const KEYS = ["UP", "DOWN", "RIGHT", "LEFT", "SPACE"]; // spec 4.20
const KEY = 2;

function optionsOf(words) {
  const options = {links: []};
  for (const word of words) {
    const [, name, value] = /^--(\w+)(?:=(.*))?$/.exec(word) ?? [];
    const [, id, host, port] = name === "link" ? (/^(\d+)=(.+):(\d+)$/.exec(value) ?? []) : [];
    if (name === "link" && id) options.links.push({id: Number(id), address: {host, port: Number(port)}});
    else if (["id", "incarnation", "listen", "ticks", "trace", "events", "status", "settle"].includes(name)) options[name] = value ?? true;
    else throw new Error(`option '${word}' is none of this peer`);
  }
  return options;
}

/** By whose word the session settles, if it does (spec 8.2). */
function settlingOf({settle, id, incarnation}) {
  if (settle === undefined) return null;
  const [, peer, life] = /^(\d+)\.(\d+)$/.exec(settle === "keep" ? `${id}.${incarnation}` : settle) ?? [];
  if (settle !== "join" && !peer) throw new Error(`option '--settle=${settle}' must be keep, join, or an identifier, a dot and an incarnation`);
  return {keeper: peer ? {peer: Number(peer), incarnation: BigInt(life)} : null, silenceNanos: MAX_LONG, again: true};
}

/** A socket as a shell knows it, which tells the shell what happens on it once it is added there. */
function connectionOf(socket) {
  socket.setNoDelay(true);
  socket.on("error", () => {}); // close follows
  return {
    machine: socket.remoteAddress,
    write: (bytes, taken) => socket.write(bytes, error => error || taken()),
    end: () => socket.end(),
    destroy: () => socket.destroy(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

function listenTo(socket, shell, c) {
  if (!c) return;
  socket.on("data", bytes => shell.received(c, bytes));
  socket.on("end", () => shell.closed(c));
  socket.on("close", () => shell.closed(c));
}

const options = optionsOf(process.argv.slice(2));
options.incarnation ??= Date.now(); // spec 6.13
const trace = []; // the state hash of each tick
const shell = new Shell({
  application: rectangle,
  peer: Number(options.id),
  incarnation: BigInt(options.incarnation),
  patienceNanos: options.links.length > 0 ? 10_000_000_000n : 0n, // spec 2.9
  settling: settlingOf(options),
  ticked: (tick, state) => (trace[tick] = state),
  now: () => process.hrtime.bigint(),
  chance: Math.random,
  tell: text => process.stderr.write(`${text}\n`),
  dial({host, port}, attempt) {
    const socket = connect({host, port, allowHalfOpen: true});
    socket.once("connect", () => listenTo(socket, shell, shell.connected(attempt, connectionOf(socket))));
    socket.once("error", () => shell.unreachable(attempt));
  },
});
trace.push(rectangle.start());

const server = createServer({allowHalfOpen: true}, socket => listenTo(socket, shell, shell.accepted(connectionOf(socket))));
if (options.listen !== undefined) server.listen(Number(options.listen), "127.0.0.1", tellStatus);
for (const {id, address} of options.links) shell.link(id, address);
if (options.status) setInterval(tellStatus, 1_000).unref();
setTimeout(wake, shell.delay());

function wake() {
  shell.wake();
  if (options.ticks !== undefined && shell.core.clock.T >= Number(options.ticks)) return quit();
  if (!shell.leaving) setTimeout(wake, shell.delay());
}

function tellStatus() {
  if (!options.status || !server.listening) return;
  const links = shell.live().map(({neighbour}) => neighbour.peer);
  process.stdout.write(`${JSON.stringify({port: server.address().port, tick: shell.core.clock.T, links})}\n`);
}

const COMMANDS = {
  press: key => shell.inject({type: KEY, payload: Uint8Array.of(0, 0, 0, KEYS.indexOf(key))}),
  link: id => shell.link(Number(id)),
  unlink: id => shell.unlink(Number(id)),
  quit,
};

createInterface({input: process.stdin})
  .on("line", line => {
    const [command, word] = line.trim().split(" ");
    if (COMMANDS[command]) COMMANDS[command](word);
    else process.stderr.write(`command '${line}' must be one of: press KEY, link N, unlink N, quit\n`);
  })
  .on("close", () => options.ticks === undefined && quit());

/** Leaves, and ends when the last connection has. */
function quit() {
  if (shell.leaving) return;
  shell.wake(); // a late event may have come after the last reading
  shell.leave();
  server.close();
  const ending = setInterval(() => {
    shell.wake();
    if (shell.connections.size > 0) return;
    clearInterval(ending);
    writeFiles();
    process.exit(0);
  }, 10);
}

function writeFiles() {
  const gap = trace.findIndex(state => !state); // where it went on from another's state (spec 8.22)
  const last = Math.min(options.ticks === undefined ? trace.length : Number(options.ticks) + 1, gap < 0 ? Infinity : gap);
  const hashes = trace.slice(0, last).map((state, tick) => `${tick} ${stateHash(rectangle.bytes(state)).toString(16).padStart(16, "0")}\n`);
  if (options.trace) writeFileSync(options.trace, hashes.join(""));
  const events = shell.core.machine.timeline.events.from(0).map(eventLine);
  if (options.events) writeFileSync(options.events, events.join(""));
}

function eventLine({tick, peer, incarnation, seq, type, payload}) {
  return `${tick} ${peer} ${incarnation} ${seq} ${type} ${payload.length === 0 ? "-" : hex(payload)}\n`;
}
