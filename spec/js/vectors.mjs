/*
 * Runs golden vectors (spec/vectors) against this implementation. Each topic has a function that finds what a case expects,
 * or that begins one with steps.
 */
import {Stream, compareStamps, decode, encode, hex, stateHash, unhex} from "./bytes.mjs";
import {APPLICATIONS, below, splitMix} from "./applications.mjs";
import * as clocks from "./clocks.mjs";
import * as core from "./core.mjs";
import * as machines from "./machine.mjs";
import * as timelines from "./timeline.mjs";

/** Runs files, given as parsed JSON: a line for each topic, lines for each failure, and whether all passed, of every topic. */
export function check(files) {
  const lines = [];
  let passed = true;
  for (const {topic, cases} of files) {
    const run = TOPICS[topic];
    lines.push(`${topic}: ${cases.length} cases${run ? "" : ", not implemented: skipped"}`);
    const failures = run ? cases.flatMap(one => failuresOf(run, one)) : [];
    lines.push(...failures.map(text => `  ${text}`));
    passed &&= failures.length === 0;
  }
  const missing = Object.keys(TOPICS).filter(topic => !files.some(file => file.topic === topic && file.cases.length > 0));
  lines.push(...missing.map(topic => `${topic}: missing`));
  return {lines, passed: passed && missing.length === 0};
}

function failuresOf(run, {name, given, expect, steps}) {
  if (!steps) return different(name, expect, () => run(given));
  let subject = null; // begun in the first step, so that what it throws is told like the rest
  const inStep = step => (subject ??= run(given))(step.given);
  return steps.flatMap((step, i) => different(`${name}, step ${i + 1}`, step.expect, () => inStep(step)));
}

function different(what, expected, find) {
  let found;
  try {
    found = JSON.stringify(sorted(find()));
  } catch (e) {
    found = `${e.stack}`;
  }
  const wanted = JSON.stringify(sorted(expected));
  return found === wanted ? [] : [`${what}: expected ${wanted}, found ${found}`];
}

/** The same value with the fields of objects in one order. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}

// ---- Values as they are in the files, and here

const source = ({peer, incarnation}) => ({peer: Number(peer), incarnation: BigInt(incarnation)});
const stamp = ({tick, seq, ...of}) => ({tick: Number(tick), ...source(of), seq: BigInt(seq)});
const content = ({type, payload}) => ({type: Number(type), payload: unhex(payload)});
const event = given => ({...stamp(given), ...content(given)});
const versions = given => given.map(({seq, digest, ...of}) => ({...source(of), seq: BigInt(seq), digest: unhex(digest)}));
const maybe = (value, read) => (value === null || value === undefined ? null : read(value));

function message({type, ...given}) {
  if (type === "BYE") return {type, ...given};
  if (type === "SYNC") return {type, clock: Number(given.clock)};
  if (type === "PROMISES") return {type, promises: given.promises.map(({tick, ...of}) => ({...count(of), tick: Number(tick)}))};
  if (type === "DECLARATION") return declaration(type, given);
  if (type === "EVENTS") return {type, clock: Number(given.clock), events: given.events.map(event)};
  return {
    type,
    application: given.application,
    fps: Number(given.fps),
    stateSize: Number(given.stateSize),
    ...source(given),
    clock: Number(given.clock),
    versions: versions(given.versions),
    extensions: given.extensions.map(one => ({name: one.name, required: Number(one.required), content: unhex(one.content)})),
  };
}

const count = ({seq, ...of}) => ({...source(of), seq: BigInt(seq)});

function declaration(type, {since, tick, keeper, counts}) {
  return {type, since: Number(since), tick: Number(tick), keeper: maybe(keeper, source), counts: counts.map(count)};
}

const sourceText = ({peer, incarnation}) => ({peer, incarnation});
const stampText = ({tick, peer, incarnation, seq}) => ({tick, peer, incarnation, seq});

/** Numbers as decimal texts, bytes as hexadecimal ones. */
function texts(value) {
  if (typeof value === "number" || typeof value === "bigint") return `${value}`;
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(texts);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, texts(of)]));
}

function rollbackTexts({from, to, late, reordered, voided}) {
  const all = {from, to, late: late.map(stampText), reordered: reordered.map(stampText)};
  return texts(voided.length === 0 ? all : {...all, voided: voided.map(stampText)});
}

const bits = value => value.toString(16).padStart(16, "0");

function stateOf(application, {tick, state}) {
  const bytes = application.bytes(state);
  return {tick: `${tick}`, state: hex(bytes), hash: bits(stateHash(bytes))};
}

// ---- Topics

export const TOPICS = {
  "order/compare-stamps"(given) {
    const [a, b] = [stamp(given.a), stamp(given.b)];
    const order = Math.sign(compareStamps(a, b));
    if (Math.sign(compareStamps(b, a)) !== -order) throw new Error("not the opposite, the other way round");
    return {order: ["before", "same", "after"][order + 1]};
  },

  "order/sort-stamps": given => texts({sorted: given.stamps.map(stamp).sort(compareStamps)}),

  "order/version-vectors"(given) {
    const timeline = timelineOf(given.known);
    const theirs = versions(given.theirs);
    return texts({
      versions: timelines.versions(timeline),
      lacking: timelines.lacking(timeline, theirs).map(stampText),
      conflict: maybe(timelines.contradiction(timeline, theirs), sourceText),
    });
  },

  "order/issue-stamps"(given) {
    const {tick, seq, ...own} = given.last ? stamp(given.last) : {...source(given), tick: 0, seq: 0n};
    let peer = core.start({application: APPLICATIONS.get("chain/1"), ...own, delta: Number(given.delta)});
    const local = {type: 2, payload: unhex("00000000")};
    const issued = Array.from({length: Number(seq)}, (_, i) => ({tick, ...own, seq: BigInt(i + 1), ...local}));
    for (const known of [...given.known.map(event), ...issued]) peer = {...peer, machine: machines.learn(peer.machine, known)};
    return ({clock}) => {
      const before = peer.machine.timeline;
      const at = {...peer, clock: {...peer.clock, T: Number(clock)}};
      peer = core.step(at, {input: "local", event: local}).peer;
      const [issued = null] = timelines.lacking(peer.machine.timeline, timelines.versions(before));
      return {stamp: issued && texts(stampText(issued))};
    };
  },

  "peer/judge-events"(given) {
    const furthest = timelines.furthestTick(Number(given.clock), Number(given.sender), Number(given.maxLead));
    const {verdict, reason} = timelines.judge(timelineOf(given.known), event(given.event), furthest);
    return {verdict, reason: reason ?? null};
  },

  "peer/flooding": script,
  "peer/closing": script,
  "peer/waiting-input": script,
  "clock/sync": script,
  "clock/rooted": script,
  "clock/adaptive-delta": script,
  "membership/join": script,
  "membership/duplicate-links": script,
  "membership/restart": script,
  "settling/settled": script,

  "membership/refusals"(given) {
    const found = script({...given, delta: "5", travelLimitNanos: "0", patienceNanos: "0", startNanos: "0"});
    found({input: "linkUp", link: "1", expected: given.expected});
    const {outputs} = found({input: "received", link: "1", frame: hex(encode(message(given.hello))[0])});
    return {answer: outputs.some(({output}) => output === "linked") ? "accepted" : outputs[0].reason};
  },

  "clock/local-time": clock,
  "clock/catch-up": clock,

  "time-machine/states"(given) {
    const application = APPLICATIONS.get(given.application);
    const until = Number(given.until);
    const orders = [given.events, [...given.events].reverse()].map(events => events.map(event));
    const ways = orders.flatMap(events => [0, Math.floor(until / 2), until].map(late => states(application, events, late, until)));
    const bytes = ways.map(way => way.map(({state}) => hex(application.bytes(state))).join());
    if (bytes.some(other => other !== bytes[0])) throw new Error("other states if events are late");
    return {states: ways[0].map(at => stateOf(application, at))};
  },

  "time-machine/rollback"(given) {
    const application = APPLICATIONS.get(given.application);
    const now = Number(given.now);
    const before = machines.advance(learnAll(machines.timeMachine(application), given.known), now).machine;
    const {machine, rollback} = machines.advance(learnAll(before, given.arriving), now);
    const from = rollback ? rollback.from - 1 : now;
    const all = machine => statesFrom(machine, from, now).map(at => stateOf(application, at));
    return {
      rollback: maybe(rollback, rollbackTexts),
      before: all(before),
      after: all(machine),
    };
  },

  "time-machine/snapshots"({now}) {
    let machine = machines.timeMachine(APPLICATIONS.get("chain/1"));
    const stops = [0.3, 0.5, 0.99].map(part => Math.floor(Number(now) * part)); // others were kept on the way
    for (const tick of [...stops, Number(now)]) machine = machines.advance(machine, tick).machine;
    return {kept: machine.snapshots.map(({tick}) => `${tick}`)};
  },

  "wire/valid-frames"(given) {
    const found = decode(unhex(given.frame));
    const again = encode(found).map(hex);
    if (again.length !== 1 || again[0] !== given.frame) throw new Error(`encoded as ${again}`);
    return {message: texts(found)};
  },

  "wire/invalid-frames": given => ({reason: new Stream().take(unhex(given.frame)).bad?.reason ?? null}),

  "wire/streams"() {
    const stream = new Stream();
    return given => {
      const {messages, bad} = stream.take(withEntries(unhex(given.bytes), Number(given.entries)));
      return {messages: messages.map(({type}) => type), reason: bad?.reason ?? null};
    };
  },

  "wire/long-messages": given => ({frames: encode(message(given.message)).map(hex)}),
  "wire/bye-texts": ({reason, text}) => ({frame: hex(encode({type: "BYE", reason, text})[0])}),

  "hash/state-hash": given => ({hash: bits(stateHash(unhex(given.bytes)))}),

  "hash/split-mix"({seed, bound}) {
    const numbers = [];
    let state = BigInt.asUintN(64, BigInt(seed));
    for (let i = 0; i < 8; i++) {
      const next = splitMix(state);
      numbers.push(next.number);
      state = next.state;
    }
    return {bits: numbers.map(bits), below: texts(numbers.map(number => below(number, Number(bound))))};
  },
};

function timelineOf(events) {
  return events.map(event).reduce(timelines.insert, timelines.EMPTY);
}

function learnAll(machine, events) {
  return events.map(event).reduce(machines.learn, machine);
}

function statesFrom(machine, from, to) {
  return Array.from({length: to - from + 1}, (_, i) => ({tick: from + i, state: machines.stateAt(machine, from + i)}));
}

/** The states of all ticks, if the events come when the machine is at tick `late`. */
function states(application, events, late, until) {
  const before = machines.advance(machines.timeMachine(application), late).machine;
  const {machine} = machines.advance(events.reduce(machines.learn, before), until);
  return statesFrom(machine, 0, until);
}

function clock({fps, delta, startNanos}) {
  const config = {fps: Number(fps), delta: Number(delta)};
  let clock = clocks.clock(BigInt(startNanos));
  return ({heard, nanos}) => {
    clock = clocks.read(heard.map(Number).reduce(clocks.hear, clock), BigInt(nanos), config);
    return texts({tick: clock.T, gap: clock.G});
  };
}

/** Adds entries of a version vector, as wire/streams says. */
function withEntries(bytes, entries) {
  const all = new Uint8Array(bytes.length + 34 * entries);
  const view = new DataView(all.buffer);
  all.set(bytes);
  for (let i = 0, at = bytes.length; i < entries; i++, at += 34) {
    view.setUint16(at, Math.floor(i / 2));
    view.setUint32(at + 6, i % 2);
    view.setUint32(at + 14, 1);
  }
  return all;
}

// ---- Scripts of what happens to one peer

export function script(given) {
  const application = APPLICATIONS.get(given.application);
  const numbers = ["fps", "delta", "maxLead"].map(name => [name, Number(given[name])]);
  let peer = core.start({
    application,
    ...source(given),
    ...Object.fromEntries(numbers),
    travelLimitNanos: BigInt(given.travelLimitNanos),
    patienceNanos: BigInt(given.patienceNanos),
    startNanos: BigInt(given.startNanos),
    ...(given.maxEventBytes ? {maxBytes: Number(given.maxEventBytes)} : {}),
    ...(given.clock ? {clock: given.clock} : {}),
    ...(given.settling ? {settling: settling(given.settling)} : {}),
    ...(given.adaptive ? {adaptive: adaptive(given.adaptive)} : {}),
  });
  return given => {
    if (given.input === "look") return look(peer, application);
    const stepped = core.step(peer, input(given));
    peer = stepped.peer;
    return {outputs: ordered(stepped.outputs).map(output)};
  };
}

function settling({keeper, silenceNanos, again}) {
  return {keeper: maybe(keeper, source), silenceNanos: BigInt(silenceNanos), again: again === "true"};
}

function adaptive({least, most, share}) {
  return {least: Number(least), most: Number(most), share: Number(share)};
}

function input({input, link, ...given}) {
  if (input === "read") return {input, nanos: BigInt(given.nanos)};
  if (input === "local") return {input, event: content(given.event)};
  if (input === "linkUp") return {input, link, expected: maybe(given.expected, Number)};
  if (input === "leaving") return {input};
  if (input === "linkDown") return {input, link};
  return {input, link, message: decode(unhex(given.frame)), nanos: maybe(given.nanos, BigInt)};
}

const byLink = (a, b) => Number(a.link) - Number(b.link);

/** By link, in the order of each; then what is for the user. */
function ordered(outputs) {
  const overLinks = outputs.filter(({output}) => output === "send" || output === "close");
  const forUser = outputs.filter(one => !overLinks.includes(one));
  return [...overLinks.sort(byLink), ...forUser];
}

function output({output, link, ...rest}) {
  if (output === "send") return {output, link, message: texts(rest.message), frames: encode(rest.message).map(hex)};
  if (output === "close" || output === "unlinked") return {output, link, reason: rest.reason};
  if (output === "linked" || output === "diverged") return {output, link, ...texts(rest)};
  if (output === "refused") return texts({output, event: rest.event});
  if (output === "voided") return {output, event: texts(rest.event), again: `${rest.again}`};
  if (output === "rolledBack") return {output, ...rollbackTexts(rest)};
  return texts({output, ...rest});
}

function settled({settling: {keeper, told}}, application) {
  return {keeper: keeper && texts(sourceText(keeper)), settled: stateOf(application, told)};
}

function look(peer, application) {
  const present = machines.present(peer.machine);
  return {
    ...texts({tick: peer.clock.T, waiting: peer.waiting.length, versions: timelines.versions(peer.machine.timeline)}),
    events: texts(peer.machine.timeline.events.from(0).map(stampText)),
    links: texts([...peer.links].sort(byLink).map(({link, neighbour}) => ({link, neighbour}))),
    ...(peer.settling ? settled(peer, application) : {}),
    ...(present.tick === peer.clock.T ? {present: stateOf(application, present)} : {}), // otherwise a replay is due
  };
}
