/*
 * What is around a core: connections. Who is dialled and when, when HELLO is due, who is refused for the user's sake or for want of room,
 * how long a neighbour may be silent, deaf or slow, and how a link ends; written from the specification and its vectors alone. It knows no sockets: whoever
 * runs it makes connections, of TCP or WebSockets, brings what arrives, and wakes it.
 *
 * A connection is an object: write(bytes, taken), where taken() is called once the network has them; end(), no more will be written;
 * destroy(), at once; pause() and resume() of reading; and `machine`, which names the other end's machine. Local times are in milliseconds, but for the core's.
 */
import {BadFrame, Stream, compareSources, decode, encode} from "./bytes.mjs";
import {aim, due, leadIn, start, step} from "./core.mjs";
import {present} from "./machine.mjs";
import {seqOf, stampText} from "./timeline.mjs";

// spec 6.20
const FIRST_WAIT = 100;
const LONGEST_WAIT = 3_200;
const LASTED = 2_000;

// spec 6.21
const MAX_LINKS = 64;
const MAX_STRANGERS = 48;
const MAX_GREETING = 16;
const MAX_CLOSING = 64;
const MAX_WAITING = 1_024;
const INTRODUCED = 5_000;
const SILENCE = 5_000;
const STALLED = 5_000;
const BYE_READ = 1_000;
const QUIET = 2_000; // spec 6.10

const IN_FLIGHT = 65_536; // bytes that the network is given before it has taken others

const QUIET_STRANGERS = 1_000; // what the user is told of them: one a second,
const SAME_STRANGERS = 60_000; // and of one reason one a minute

const FINAL = new Set(["INCOMPATIBLE", "IDENTITY"]); // spec 6.16

/** So much at once, and so much a second in the long run (spec 6.24, 6.27 to 6.29). */
class Bucket {
  constructor(size, perSecond, now) {
    Object.assign(this, {size, perSecond, level: size, filled: now});
  }

  at(now) {
    this.level = Math.min(this.size, this.level + ((now - this.filled) * this.perSecond) / 1_000);
    this.filled = now;
    return this.level;
  }

  take(amount, now) {
    this.level = this.at(now) - amount;
  }
}

export class Shell {
  /**
   * now() is the local time in nanoseconds, a BigInt; dial(address, attempt) makes a connection, and then calls connected(attempt,
   * connection) or unreachable(attempt); tell(text) is for the user; chance() gives any numbers from 0 to 1, for the waits before dialling again;
   * ticked(tick, state) hears of each tick that is simulated, and rolledBack({from, to}) of each rollback. The other options are the core's.
   */
  constructor({now, dial, tell, chance, ticked, rolledBack = () => {}, ...options}) {
    Object.assign(this, {now, dial, tell, chance, ticked, rolledBack});
    this.core = start({...options, startNanos: now()});
    this.connections = new Map(); // by their numbers, which are the core's names of links
    this.diallers = new Map(); // by peer
    this.barred = new Set(); // whom the user took down (spec 6.18)
    this.machines = new Map(); // what those of each who dialled have cost
    this.turnedAway = {why: "", told: -SAME_STRANGERS, untold: 0}; // strangers, of whom the user was told last
    this.links = 0;
    this.leaving = false;
  }

  millis() {
    return Number(this.now() / 1_000_000n);
  }

  live() {
    return [...this.connections.values()].filter(({neighbour}) => neighbour);
  }

  isLinkedTo(id) {
    return this.live().some(({neighbour}) => neighbour.peer === id);
  }

  // ---- the user

  inject(event) {
    this.feed({input: "read", nanos: this.now()}); // spec 5.9
    this.feed({input: "local", event});
  }

  /** spec 5.20: within which bounds the peer chooses Δ from now on; only of one that was started with some. */
  bound(adaptive) {
    this.core = {...this.core, config: {...this.core.config, adaptive}};
  }

  /** Keeps a link up from now on; without an address, that which was given before. */
  link(id, address = this.diallers.get(id)?.address) {
    this.barred.delete(id);
    if (!address) return;
    const dialler = {id, address, attempt: null, at: this.millis(), failures: 0, trouble: "", state: "waiting"};
    this.diallers.set(id, dialler);
    this.dialDue(dialler);
  }

  unlink(id) {
    this.barred.add(id);
    if (this.diallers.has(id)) this.diallers.get(id).state = "stopped";
    for (const c of [...this.connections.values()])
      if ((c.neighbour?.peer ?? c.dialled) === id) this.close(c, "UNLINKED", "the user took the link down");
  }

  /** spec 6.12. It is over once no connection is left. */
  leave() {
    this.leaving = true;
    this.feed({input: "leaving"});
    for (const dialler of this.diallers.values()) dialler.state = "stopped";
    for (const c of [...this.connections.values()]) this.close(c, "LEAVING", "the peer leaves");
  }

  // ---- time

  /** Milliseconds until it wants to be woken again. */
  delay() {
    return Math.max(0, Number(due(this.core) - this.now()) / 1e6);
  }

  wake() {
    const now = this.millis();
    for (const c of [...this.connections.values()]) this.look(c, now);
    for (const dialler of this.diallers.values()) this.dialDue(dialler);
    if (!this.leaving) this.feed({input: "read", nanos: this.now()});
  }

  look(c, now) {
    if (c.closing) {
      if (now >= c.closeBy) this.destroy(c);
    } else if (!c.neighbour && now - c.made >= INTRODUCED) {
      this.close(c, "VIOLATION", `no HELLO within ${INTRODUCED} ms`);
    } else if (c.inFlight > 0 && now - c.taken >= STALLED) {
      this.abort(c, "the neighbour stopped reading");
    } else if (c.paused) {
      if (this.mayRead(c, now)) this.resume(c, now);
    } else if (now - c.heard >= SILENCE) {
      this.abort(c, `nothing was heard for ${SILENCE} ms`);
    }
  }

  // ---- dialling (spec 6.20, 6.23)

  dialDue(dialler) {
    const now = this.millis();
    if (dialler.state === "dialling" && now - dialler.at >= INTRODUCED) this.failed(dialler);
    if (dialler.state !== "waiting" || now < dialler.at) return;
    if (this.isLinkedTo(dialler.id)) {
      dialler.state = "resting"; // until that link ends
      return;
    }
    Object.assign(dialler, {state: "dialling", at: now, attempt: {id: dialler.id}});
    this.dial(dialler.address, dialler.attempt);
  }

  failed(dialler) {
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** dialler.failures);
    Object.assign(dialler, {
      state: "waiting",
      at: this.millis() + wait / 2 + this.chance() * (wait / 2),
      failures: dialler.failures + 1,
      attempt: null,
    });
  }

  /** The dialler of an attempt or a connection that it still cares for. */
  diallerOf(attempt) {
    const dialler = attempt && this.diallers.get(attempt.id);
    return dialler?.attempt === attempt ? dialler : undefined;
  }

  unreachable(attempt) {
    const dialler = this.diallerOf(attempt);
    if (dialler?.state === "dialling") this.failed(dialler);
  }

  // ---- connections

  connected(attempt, socket) {
    const dialler = this.diallerOf(attempt);
    if (dialler?.state !== "dialling") return void socket.destroy(); // it was given up
    dialler.state = "connected";
    const c = this.add(socket, attempt);
    this.introduce(c); // spec 6.1
    return c;
  }

  accepted(socket) {
    const c = this.add(socket, null);
    if (this.leaving) this.close(c, "LEAVING", "the peer leaves");
    const unknown = [...this.connections.values()].filter(c => !c.attempt && !c.up && !c.closing);
    if (unknown.length > MAX_GREETING) this.close(firstToGo(unknown), "LIMIT", `${MAX_GREETING} connections greet`);
    return c;
  }

  add(socket, attempt) {
    const now = this.millis();
    const c = {
      link: ++this.links,
      socket,
      attempt,
      dialled: attempt?.id ?? null, // the peer that is expected
      stream: new Stream(),
      up: false, // whether HELLO was said
      neighbour: null, // its source, once the link is live
      made: now,
      live: 0, // since when
      ahead: 0, // by how many ticks the neighbour's clock was, when it was told last
      heard: now, // the last whole frame
      waiting: [], // messages
      frames: [], // of the message that is being written
      inFlight: 0, // bytes that the network hasn't taken yet
      taken: now, // when it took the last ones, or got the first
      closing: false, // BYE was said or heard, or it is given up: it counts for nothing
      closeBy: 0,
      paused: false,
      rates: {frames: new Bucket(500, 1_000, now), bytes: new Bucket(64_000_000, 1_000_000, now)}, // spec 6.24
    };
    this.connections.set(c.link, c);
    return c;
  }

  introduce(c) {
    c.up = true;
    this.feed({input: "linkUp", link: c.link, expected: c.dialled});
  }

  /** Bytes have come, of whatever frames. */
  received(c, bytes) {
    if (!c.closing) this.heard(c, c.stream.take(bytes), bytes.length);
  }

  /** What should be one whole frame has come, as over a WebSocket (spec 7.29). */
  framed(c, bytes) {
    if (!c.closing) this.heard(c, whole(bytes), bytes.length);
  }

  heard(c, {messages, bad}, size) {
    const now = this.millis();
    for (const message of messages) {
      if (c.closing) return; // spec 3.1, 6.17
      c.heard = now;
      c.rates.frames.take(1, now);
      this.onMessage(c, message);
    }
    if (bad && !c.closing) this.close(c, bad.reason, bad.message); // spec 7.13
    c.rates.bytes.take(size, now);
    if (!c.closing && !this.mayRead(c, now)) {
      c.paused = true;
      c.socket.pause();
    }
  }

  /** spec 6.24: that of each kind there is what comes in 100 ms. */
  mayRead({rates}, now) {
    return Object.values(rates).every(bucket => bucket.at(now) >= bucket.perSecond / 10);
  }

  resume(c, now) {
    c.paused = false;
    c.heard = now;
    c.socket.resume();
  }

  onMessage(c, message) {
    const isGreeting = message.type === "HELLO";
    if (!c.up && !isGreeting) {
      if (message.type === "BYE") return this.heardBye(c, message);
      return this.close(c, "VIOLATION", `${message.type} before HELLO`); // spec 6.4
    }
    const refusal = isGreeting ? this.refusalOf(c, message) : null;
    if (refusal) return this.close(c, ...refusal);
    const costs = this.costsOf(c, message);
    const tooMuch = costs.find(({refusal}) => refusal);
    if (tooMuch) return this.close(c, "LIMIT", tooMuch.refusal);
    if (isGreeting) this.makeWay(message);
    if (!c.up) this.introduce(c);
    if ("clock" in message) c.ahead = message.clock - this.core.clock.T;
    const before = this.core;
    this.feed({input: "received", link: c.link, message, nanos: this.now()});
    for (const {pay} of costs) pay(before);
  }

  /** spec 6.5, row 2, and the limits of links, which come before (spec 6.22). */
  refusalOf(c, hello) {
    if (this.barred.has(hello.peer)) return ["UNLINKED", "the user took the link down"];
    if (c.neighbour) return null; // a second HELLO: the core refuses it
    const live = this.live();
    if (live.length >= MAX_LINKS) return ["LIMIT", `there are ${MAX_LINKS} links`];
    const strangers = live.filter(other => this.isOfStranger(other)).length;
    if (!c.attempt && !this.wants(hello.peer) && strangers >= MAX_STRANGERS) return ["LIMIT", `there are ${MAX_STRANGERS} links of strangers`];
    return null;
  }

  wants(id) {
    const dialler = this.diallers.get(id);
    return dialler !== undefined && dialler.state !== "stopped";
  }

  isOfStranger(c) {
    return c.neighbour !== null && !c.attempt && !this.wants(c.neighbour.peer);
  }

  /** spec 6.29: whether it is believed little, by a peer that dials others itself. */
  isGuest(c) {
    return !c.attempt && [...this.diallers.keys()].some(id => this.wants(id));
  }

  /** spec 6.10: a link that has been quiet ends when its neighbour greets anew. */
  makeWay(hello) {
    if (this.core.source.peer >= hello.peer) return;
    for (const c of this.live())
      if (compareSources(c.neighbour, hello) === 0 && !c.paused && this.millis() - c.heard >= QUIET) this.abort(c, "its neighbour greets anew");
  }

  /** Of what a message brings of which little may come from one machine: that it is too much, or how it is paid for. */
  costsOf(c, message) {
    const costs = [];
    if (this.isGuest(c)) costs.push(this.leadCost(c, message));
    if (this.isOfStranger(c) && message.type === "EVENTS") costs.push(this.eventsCost(c, message));
    return costs;
  }

  /** spec 6.29. */
  leadCost(c, message) {
    const now = this.millis();
    const lead = leadIn(this.core, message);
    const {leads} = this.spentBy(c.socket.machine, now);
    if (lead > leads.at(now)) return {refusal: "the clock is further ahead than is believed of who dialled"};
    return {pay: before => lead > 0 && leads.take(aim(this.core) - aim(before), now)};
  }

  /** spec 6.27, 6.28. */
  eventsCost(c, message) {
    const now = this.millis();
    const {timeline, now: tick} = this.core.machine;
    const spent = this.spentBy(c.socket.machine, now);
    const fresh = message.events.filter(event => event.seq > seqOf(timeline, event));
    if (spent.sources.at(now) < 1 && fresh.some(event => seqOf(timeline, event) === 0)) return {refusal: "too many new sources"};
    if (spent.ticks.at(now) < 1 && fresh.some(event => tick - event.tick >= 3_000)) return {refusal: "too many ticks to simulate again"};
    return {
      pay: before => {
        spent.sources.take(this.core.machine.timeline.sources.count - before.machine.timeline.sources.count, now);
        spent.ticks.take(Math.max(0, replay(this.core) - Math.max(3_000, replay(before))), now);
      },
    };
  }

  spentBy(machine, now) {
    const unused = spent => Object.values(spent).every(bucket => bucket.at(now) === bucket.size);
    if (!this.machines.has(machine)) {
      for (const [other, spent] of this.machines) if (unused(spent)) this.machines.delete(other);
      this.machines.set(machine, {
        sources: new Bucket(4_096, 16, now),
        ticks: new Bucket(20_000_000, 500_000, now),
        leads: new Bucket(30_000, 1_200, now),
      });
    }
    return this.machines.get(machine);
  }

  // ---- the core

  feed(input) {
    const {peer, outputs} = step(this.core, input, this.ticked);
    this.core = peer;
    for (const output of outputs) this.perform(output);
  }

  perform(output) {
    const c = this.connections.get(output.link);
    switch (output.output) {
      case "send":
        return this.send(c, output.message);
      case "close":
        return this.sayBye(c, output.reason, output.text);
      case "linked":
        Object.assign(c, {neighbour: {peer: output.peer, incarnation: output.incarnation}, live: this.millis()});
        return this.tell(`linked with peer ${output.peer}`);
      case "unlinked":
        return this.heardBye(c, output);
      case "refused":
        return this.tell(`an event was refused: ${output.text}`);
      case "rolledBack":
        return this.rolledBack(output);
      case "renewed":
        return this.tell(`this peer goes on as ${output.peer}.${output.incarnation}: somebody else issues as it was, or it is closed`);
      case "failed":
        return this.tell(`event ${stampText(output.event)} has no effect: the application fails at it`);
      case "voided":
        return this.tell(`event ${stampText(output.event)} came too late for what is settled${output.again ? ", and is issued again" : ""}`);
      case "tookOver":
        return this.tell(`this peer goes on from the state of peer ${output.peer} at tick ${output.tick}, as nobody here has the events before`);
      case "diverged":
        return this.tell(`peer ${c.neighbour.peer} is in another state at tick ${output.tick}, which is settled`);
    }
  }

  // ---- writing

  send(c, message) {
    if (c.closing) return;
    if (c.waiting.length >= MAX_WAITING) return this.abort(c, `${MAX_WAITING} messages wait for the neighbour`);
    c.waiting.push(message);
    this.pump(c);
  }

  pump(c) {
    while (!c.closing && c.inFlight < IN_FLIGHT) {
      if (c.frames.length === 0) {
        if (c.waiting.length === 0) return;
        c.frames = encode(c.waiting.shift());
      }
      this.write(c, c.frames.shift());
    }
  }

  write(c, frame) {
    if (c.inFlight === 0) c.taken = this.millis();
    c.inFlight += frame.length;
    c.socket.write(frame, () => {
      c.inFlight -= frame.length;
      c.taken = this.millis();
      this.pump(c);
    });
  }

  // ---- ends

  /** Closes it with BYE, whether the core knows it or not. */
  close(c, reason, text) {
    if (c.closing) return;
    if (c.up) this.feed({input: "close", link: c.link, reason, text});
    if (!c.closing) this.sayBye(c, reason, text);
  }

  /** spec 6.17: in place of all that waits. */
  sayBye(c, reason, text) {
    c.waiting = [];
    c.frames = [];
    this.write(c, encode({type: "BYE", reason, text})[0]);
    c.socket.end();
    c.closeBy = this.millis() + BYE_READ;
    this.over(c, text, FINAL.has(reason));
    const closing = [...this.connections.values()].filter(({closing}) => closing);
    if (closing.length > MAX_CLOSING) this.destroy(closing.reduce((a, b) => (a.closeBy <= b.closeBy ? a : b)));
  }

  heardBye(c, {reason, text}) {
    this.over(c, `${reason}: ${text} (said there)`, FINAL.has(reason));
    this.destroy(c); // spec 6.19
  }

  /** Without BYE. */
  abort(c, why) {
    if (c.up) this.feed({input: "linkDown", link: c.link});
    this.over(c, why, false);
    this.destroy(c);
  }

  closed(c) {
    if (!c.closing) this.abort(c, "the connection was lost");
    this.connections.delete(c.link);
  }

  destroy(c) {
    c.socket.destroy();
    this.connections.delete(c.link);
  }

  /** From now on it counts for nothing; whoever dialled it, or rested because of it, dials again. */
  over(c, why, isFinal) {
    if (c.closing) return;
    c.closing = true;
    const {neighbour} = c;
    c.neighbour = null;
    this.tellOfEnd(c, neighbour, why);
    if (neighbour && this.millis() - c.live >= LASTED && this.diallers.has(neighbour.peer)) this.diallers.get(neighbour.peer).failures = 0;
    const dialler = this.diallerOf(c.attempt);
    if (dialler?.state === "connected") {
      dialler.trouble = neighbour ? "" : why;
      if (isFinal) dialler.state = "stopped";
      else this.failed(dialler);
    }
    const resting = neighbour && this.diallers.get(neighbour.peer);
    if (resting?.state === "resting" && !this.isLinkedTo(neighbour.peer)) this.failed(resting);
  }

  /** Of each link; but of attempts to dial that come to nothing, one after the other, for the same reason only of the first. */
  tellOfEnd(c, neighbour, why) {
    if (neighbour) this.tell(`connection with peer ${neighbour.peer} is over: ${why}`);
    else if (!c.attempt) this.tellOfStranger(why);
    else if (this.diallerOf(c.attempt)?.trouble !== why) this.tell(`connection with peer ${c.dialled} is over: ${why}`);
  }

  tellOfStranger(why) {
    const now = this.millis();
    const {why: before, told, untold} = this.turnedAway;
    const isTold = now - told >= (why === before ? SAME_STRANGERS : QUIET_STRANGERS);
    if (isTold) this.tell(`connection with somebody is over: ${why}${untold > 0 ? ` (and ${untold} others)` : ""}`);
    this.turnedAway = isTold ? {why, told: now, untold: 0} : {why: before, told, untold: untold + 1};
  }
}

/** A frame as a stream would give it. */
function whole(bytes) {
  try {
    return {messages: [decode(bytes)], bad: null};
  } catch (bad) {
    if (!(bad instanceof BadFrame)) throw bad;
    return {messages: [], bad};
  }
}

/** spec 6.21, 6.22: the oldest connection of the machine that has the most of them. */
function firstToGo(connections) {
  const counts = new Map();
  for (const {socket} of connections) counts.set(socket.machine, (counts.get(socket.machine) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return connections.find(({socket}) => counts.get(socket.machine) === most);
}

/** How many ticks the next reading simulates again. */
function replay({machine}) {
  return machine.now - present(machine).tick;
}
