/*
 * The core of a peer, written from the specification and its vectors alone: step(peer, input) gives the next peer, and what
 * is to be done. Nothing here reads a clock or a socket, and no value ever changes, so an older peer is still what it was,
 * which is how a travel shows the past. What a peer knows is in timeline.mjs, what follows from that in machine.mjs.
 *
 * The sections follow the chapters of the specification. Ticks and peer identifiers are Numbers; incarnations, seqs and
 * local times, in nanoseconds, are BigInts. Messages are those of bytes.mjs, applications those of applications.mjs.
 */
import {MAX_LONG, MAX_PAYLOAD, MAX_SOURCES, MAX_TICK, MAX_TYPE, compareSources, writeSettled} from "./bytes.mjs";
import {CLOCKS, ticks} from "./clocks.mjs";
import {ADAPTIVE, NOTHING, arrivalsOver, deltaOf, hearingArrivals, issued, noting, tellsArrivals, toTell, told, withoutNoted} from "./lateness.mjs";
import {Log} from "./log.mjs";
import {advance, learn, timeMachine} from "./machine.mjs";
import {SETTLED, closing, earliest, greet, hearingOf, isUnaware, keeperOf, onCheckpoint, onDeclaration, onLeaving, onPromises} from "./settling.mjs";
import {parted, refusalOfKeeper, saidIn, settle, settlingAtStart} from "./settling.mjs";
import {EVENT_BYTES, contradiction, find, furthestTick, judge, lacking, logOf, nextStamp, sizeOf, sourceText, stampText, versions} from "./timeline.mjs";
import {handedOver, onSnapshot, onState} from "./windows.mjs";

export const SECOND = 1_000_000_000n;
const MAX_WAITING = 1_000; // spec 2.10

const bigMax = (a, b) => (a > b ? a : b);
const bigMin = (a, b) => (a < b ? a : b);

// ---- 5 Clock

function kindOf({config}) {
  return CLOCKS[config.clock];
}

/** spec 5.9: the local time at which the next tick is due. */
export function due(peer) {
  return kindOf(peer).due(peer.clock, peer.config);
}

/** The tick that a clock is going to, with what it has heard since it was read. */
export function aim(peer) {
  const kind = kindOf(peer);
  return Math.max(kind.heard(peer.clock), kind.goal(peer.clock));
}

/** spec 3.5: by how much a clock is ahead of all that the peer has heard, or goes to. */
function leadOf(peer, told) {
  const kind = kindOf(peer);
  const goal = kind.goal(peer.clock);
  return told > goal + kind.tolerated(peer.config) ? Math.max(0, told - aim(peer)) : 0;
}

/** The same of the clock that a message tells; 0 if it tells none. */
export function leadIn(peer, message) {
  if (!("clock" in message)) return 0;
  return leadOf(peer, message.timing ? kindOf(peer).toldBy(peer.clock, message) : message.clock);
}

/** spec 3.5: whether a link is the first of all, or the first that the peer dialled; `spent` is null until it first accepts a HELLO. */
function isFirst({spent, joined}, {expected}) {
  return spent === null || (!joined && expected !== null);
}

/** spec 3.5: the greatest lead that is believed over a link. */
function trust(peer, over) {
  const {clock, spent, config: {maxLead, fps, startNanos}} = peer;
  if (isFirst(peer, over)) return maxLead;
  return Math.min(maxLead, Math.floor(maxLead / 200) + 24 * ticks(clock.N - startNanos, fps) - spent);
}

/** Hears a clock that is believed; what it leads by is spent, but for that of a first HELLO. */
function believing(peer, over, told) {
  const spent = isFirst(peer, over) ? peer.spent : peer.spent + leadOf(peer, told);
  return {...peer, clock: kindOf(peer).hear(peer.clock, told), spent};
}

// ---- The peer

/** What a peer is told at its start; the values are those that the specification recommends. */
const DEFAULTS = {
  fps: 50, // spec 1.9
  delta: 5, // spec 1.10
  maxLead: 1_000_000_000, // spec 1.11
  patienceNanos: 0n, // spec 2.9: 10 s for a peer that is to link to others
  travelLimitNanos: SECOND, // spec 4.12
  startNanos: 0n, // the local time at the start (spec 5.1)
  maxBytes: 256_000_000, // spec 6.26
  clock: "paper", // or "rooted" (spec 5)
  settling: null, // spec 8.1: {keeper, silenceNanos, again}: the keeper or null, and whether void events are issued again
  adaptive: null, // spec 5.20: {least, most, share}: how Δ is chosen
};

/** A peer at tick 0, from the application, the peer's identifier and incarnation, and what differs from the defaults. */
export function start({application, peer, incarnation, ...options}) {
  const config = {...DEFAULTS, ...options, application};
  const source = {peer, incarnation};
  return {
    config,
    source,
    machine: timeMachine(application),
    clock: CLOCKS[config.clock].start(config, source),
    spent: null, // leads that were believed since the first HELLO was accepted (spec 3.5)
    joined: false, // whether a HELLO was accepted over a connection that this peer dialled
    links: [], // {link, expected, neighbour}: the neighbour's source, null while it greets (spec 3.1)
    waiting: [], // local events (spec 2.9)
    waitUntil: config.startNanos + config.patienceNanos, // W in spec 2.9
    travel: null, // {begin, nanos, from, back, past} while one is shown (spec 4.12)
    synced: config.startNanos, // when SYNC was last due (spec 5.8, 5.18)
    settling: config.settling && settlingAtStart(config, application), // null where nothing settles (spec 8.1)
    lateness: NOTHING,
  };
}

/**
 * The next peer and the outputs, in order. Inputs:
 *
 *   {input: "read", nanos}                    the local time; comes whenever it is due, and before a local event (spec 5.9)
 *   {input: "local", event: {type, payload}}  the application injects an event
 *   {input: "linkUp", link, expected}         HELLO is to be said (spec 6.1); expected: the peer that was dialled, or null
 *   {input: "linkDown", link}                 the connection has ended
 *   {input: "received", link, message, nanos}   the local time, which only a rooted clock asks for
 *   {input: "leaving"}                        the peer will leave; of use where the session settles
 *   {input: "close", link, reason, text}      for what only a shell knows: a bad frame, a limit, the user's wish
 *
 * Outputs, over links: {output: "send", link, message}; {output: "close", link, reason, text}: a BYE, then the end of the link.
 * For the user: linked, unlinked (by the neighbour), refused (an event of the application), failed (the application, at an
 * event), rolledBack, renewed (who the peer is from now on), voided (an event of its own),
 * diverged (from a neighbour, at a settled tick). Throws if the application fails at a tick, which ends the peer
 * (spec 4.6). `ticked` is told each tick and state that is simulated, maybe again: the last one of a tick is the right one.
 */
export function step(peer, input, ticked = () => {}) {
  return INPUTS[input.input](peer, input, ticked);
}

const INPUTS = {
  read: onRead,
  local: onLocal,
  linkUp: onLinkUp,
  linkDown: (peer, {link}) => result(withoutLink(peer, link)),
  received: onReceived,
  leaving: onLeaving,
  close: (peer, {link, reason, text}) => (linkOf(peer, link) ? close(peer, link, reason, text) : result(peer)),
};

export function result(peer, ...outputs) {
  return {peer, outputs};
}

/** spec 5.10: the clock, then the simulation, then waiting events, then SYNC. */
function onRead(before, {nanos}, ticked) {
  const kind = kindOf(before);
  const now = kind.read(before.clock, BigInt(nanos), before.config);
  const {machine, rollback, failed} = advance(before.machine, now.T, ticked);
  const outputs = failed.map(event => ({output: "failed", event}));
  if (rollback) outputs.push({output: "rolledBack", ...rollback});
  let peer = {...before, clock: now, machine, travel: withoutOver(before.travel, now.N), waitUntil: waitUntil(before, now)};
  if (!mustWait(peer)) peer = {...issue(peer, peer.waiting, outputs), waiting: []};
  if (rollback) peer = {...peer, travel: travel(peer, before, rollback.from - 1)};
  if (kind.isToTell(now, peer.synced)) {
    peer = toTell({...peer, clock: kind.telling(now), synced: now.N});
    for (const {link} of liveLinks(peer)) outputs.push({output: "send", link, message: {...kind.sync(peer.clock, link), ...arrivalsOver(peer, link)}});
    peer = told(peer);
  }
  if (keeperOf(peer)) peer = settle(peer, outputs);
  return result(peer, ...outputs);
}

function waitUntil({waitUntil, clock}, now) {
  return !clock.G && now.G > 0 ? bigMax(waitUntil, now.N + SECOND) : waitUntil; // spec 2.9
}

function withoutOver(travel, nanos) {
  return travel && nanos - travel.begin < travel.nanos ? travel : null;
}

/** spec 4.12: how long a travel takes that goes back from the present and forth again, at most `limit`. */
function travelNanos(ticks, fps, limit) {
  return bigMin(BigInt(2 * ticks) * (SECOND / BigInt(fps)), limit);
}

/** spec 4.12: the travel that is shown after a replay: a new one, or the one that there is, further back. */
function travel(peer, before, back) {
  if (peer.travel) return {...peer.travel, back: Math.min(back, peer.travel.back)};
  const from = before.clock.T;
  const nanos = travelNanos(from - back, peer.config.fps, peer.config.travelLimitNanos);
  return nanos === 0n ? null : {begin: peer.clock.N, nanos, from, back, past: before.machine.past};
}

// ---- Local events (spec 2)

function onLocal(peer, {event}) {
  const refusal = refusalOf(event);
  if (refusal) return result(peer, refused(event, refusal));
  const outputs = [];
  if (peer.waiting.length === 0 && !mustWait(peer)) return result(issue(peer, [event], outputs), ...outputs);
  if (peer.waiting.length >= MAX_WAITING) return result(peer, refused(event, `${MAX_WAITING} events are waiting`)); // spec 2.10
  return result({...peer, waiting: [...peer.waiting, event]});
}

function refusalOf({type, payload}) {
  if (!(Number.isInteger(type) && type >= 2 && type <= MAX_TYPE)) return `type ${type} is not from 2 to ${MAX_TYPE}`; // spec 1.5
  if (payload.length > MAX_PAYLOAD) return `a payload of ${payload.length} bytes is more than ${MAX_PAYLOAD}`; // spec 1.6
  return null;
}

/** spec 2.9, with the variables of the chapter. */
function mustWait(peer) {
  const {clock, config, waitUntil, travel} = peer;
  return clock.N < waitUntil || kindOf(peer).hasHeardAhead(clock, config) || travel !== null;
}

/** In order, and in one message (spec 2.6, 3.15). */
function issue(peer, events, outputs) {
  const issued = [];
  for (const event of events) {
    const stamped = stamp(peer, event);
    peer = stamped.peer;
    if (stamped.refusal) outputs.push(refused(event, stamped.refusal));
    else issued.push(stamped.event);
  }
  if (issued.length > 0) outputs.push(...toLive(peer, eventsMessage(peer, issued)));
  return peer;
}

/** The event as it is issued, and the peer that knows it; or why it can't be. */
function stamp(peer, {type, payload}) {
  const {timeline} = peer.machine;
  const log = logOf(timeline, peer.source);
  const next = nextStamp(peer.source, log.last()?.event, peer.clock.T, deltaOf(peer));
  const event = {...next, tick: Math.max(next.tick, earliest(peer)), type, payload};
  const refusal = noRoom(timeline, event, log.count, peer.config.maxBytes);
  return refusal ? {peer, refusal} : {peer: issued({...peer, machine: learn(peer.machine, event)}, event), event};
}

function noRoom(timeline, event, issued, maxBytes) {
  if (issued === 0 && timeline.sources.count >= MAX_SOURCES) return `there are ${MAX_SOURCES} sources`; // spec 2.11, 2.14
  if (timeline.size + sizeOf(event) > (maxBytes / 16) * 15) return `the events take ${maxBytes} bytes`; // spec 6.26
  if (event.tick > MAX_TICK) return `tick ${event.tick} is beyond the last one, ${MAX_TICK}`; // spec 1.1
  return null;
}

function refused(event, text) {
  return {output: "refused", event, text};
}

// ---- Links and flooding (spec 3)

function onLinkUp(peer, {link, expected}) {
  if (linkOf(peer, link)) throw new Error(`link ${link} is up already`);
  const next = {...peer, links: [...peer.links, {link, expected, neighbour: null}]};
  return result(next, {output: "send", link, message: helloOf(next)});
}

function onReceived(peer, {link, message, nanos}) {
  const over = linkOf(peer, link);
  if (!over) return result(peer); // spec 3.1
  if (message.type === "BYE") return onBye(peer, link, message);
  if (message.type === "HELLO") return onHello(peer, over, message, nanos);
  if (!over.neighbour) return close(peer, link, "VIOLATION", `${message.type} before HELLO`); // spec 6.4
  if (message.type === "PROMISES") return onPromises(peer, link, message);
  if (message.type === "DECLARATION") return onDeclaration(peer, link, message);
  if (message.type === "CHECKPOINT") return onCheckpoint(peer, link, message);
  if (message.type === "SNAPSHOT") return onSnapshot(peer, link, message);
  if (message.type === "STATE") return onState(peer, link, message);
  return message.type === "SYNC" ? onSync(peer, over, message, nanos) : hearing(peer, over, message.clock, heard => onEvents(heard, link, message));
}

/** spec 3.5: goes on if a clock is believed. */
function hearing(peer, over, told, then) {
  if (leadOf(peer, told) > trust(peer, over)) return close(peer, over.link, "LIMIT", disbelief(peer, over, told));
  return then(believing(peer, over, told));
}

function onSync(peer, over, {arrivals = [], ...message}, nanos) {
  const kind = kindOf(peer);
  const isTimed = peer.config.clock === "rooted";
  if ("timing" in message !== isTimed) return close(peer, over.link, "VIOLATION", `SYNC with${isTimed ? "out" : ""} timing`); // spec 7.21
  if (arrivals.length > 0 && !over.arrivals) return close(peer, over.link, "VIOLATION", "SYNC with arrivals"); // spec 7.34
  return hearing(peer, over, kind.toldBy(peer.clock, message), heard =>
    result({...hearingArrivals(heard, arrivals), clock: kind.heardSync(heard.clock, over.link, message.timing, nanos)}),
  );
}

/** spec 3.3, 3.4: takes what is new, up to the first that is bad, and floods it. */
function onEvents(before, link, {clock, events}) {
  const furthest = furthestTick(before.clock.T, clock, before.config.maxLead);
  const fresh = [];
  const told = [];
  let peer = before;
  let bad = null;
  for (const event of events) {
    const judged = withinCapacity(peer, event, judge(peer.machine.timeline, event, furthest, peer.settling));
    if (judged.verdict === "new") {
      peer = {...peer, machine: learn(peer.machine, event)};
      fresh.push(event);
    }
    if (judged.verdict === "void") peer = closing(peer, [event]);
    if (judged.verdict !== "duplicate" && compareSources(event, peer.source) === 0) {
      peer = renew(peer);
      told.push({output: "renewed", ...peer.source});
    }
    if (judged.verdict === "bad") {
      bad = judged;
      break;
    }
  }
  peer = noting(hearingOf(peer, fresh), link, fresh);
  const outputs = fresh.length === 0 ? [] : toLive(peer, eventsMessage(peer, fresh), link); // spec 3.8, 3.9
  if (!bad) return result(peer, ...outputs, ...told);
  const closed = close(peer, link, bad.reason, bad.text);
  return result(closed.peer, ...closed.outputs, ...outputs, ...told);
}

/** spec 6.26: an event for which there is no room isn't new. */
function withinCapacity({machine: {timeline}, config: {maxBytes}}, event, judged) {
  if (judged.verdict !== "new" || timeline.size + sizeOf(event) <= maxBytes) return judged;
  return {verdict: "bad", reason: "LIMIT", text: `event ${stampText(event)}: the events take ${maxBytes} bytes`};
}

/** The message over every live link but one (spec 3.8). */
export function toLive(peer, message, but) {
  return liveLinks(peer).filter(({link}) => link !== but).map(({link}) => ({output: "send", link, message}));
}

function liveLinks({links}) {
  return links.filter(({neighbour}) => neighbour);
}

function eventsMessage({clock}, events) {
  return {type: "EVENTS", clock: clock.T, events}; // spec 3.11
}

function linkOf({links}, link) {
  return links.find(other => other.link === link);
}

function withoutLink(peer, link) {
  const links = peer.links.filter(other => other.link !== link);
  return {...parted(withoutNoted(peer, link), link), links, clock: kindOf(peer).parted(peer.clock, link)};
}

export function close(peer, link, reason, text) {
  return result(withoutLink(peer, link), {output: "close", link, reason, text});
}

function disbelief(peer, over, told) {
  return `clock ${told} is too far ahead of ${peer.clock.T}: a lead of ${trust(peer, over)} ticks is believed`;
}

// ---- 6 Membership

/** spec 6.3. */
function helloOf(peer) {
  const {config: {application, fps}, source, clock, machine} = peer;
  return {
    type: "HELLO",
    application: application.id,
    fps,
    stateSize: application.stateSize,
    ...source,
    clock: clock.T,
    versions: versions(machine.timeline),
    extensions: extensionsOf(peer),
  };
}

/** Ascending by name (spec 7.5). */
function extensionsOf(peer) {
  const {settling, config} = peer;
  const kept = settling && {name: SETTLED, required: 1, content: writeSettled({keeper: settling.keeper, tick: settling.W})};
  return [...(config.adaptive ? [ADAPTIVE] : []), ...kindOf(peer).extensions, ...(kept ? [kept] : [])];
}

/** spec 6.7. */
function onHello(before, over, hello, nanos) {
  const refusal = refusalOfHello(before, over, hello);
  if (refusal) return close(before, over.link, ...refusal);
  const neighbour = {peer: hello.peer, incarnation: hello.incarnation};
  const heard = believing(isTaken(before, hello) || isForgetful(before, hello) ? renew(before) : before, over, hello.clock);
  const peer = {
    ...heard,
    spent: heard.spent ?? 0,
    clock: kindOf(heard).met(heard.clock, over.link, hello.clock, nanos),
    joined: heard.joined || over.expected !== null,
    waitUntil: !heard.clock.G ? heard.clock.N : heard.waitUntil, // spec 2.9
    links: heard.links.map(other => (other === over ? {...over, neighbour, arrivals: tellsArrivals(heard, hello)} : other)),
  };
  const history = lacking(peer.machine.timeline, hello.versions);
  const outputs = history.length === 0 ? [] : [{output: "send", link: over.link, message: eventsMessage(peer, history)}];
  const first = peer.settling ? handedOver(peer, over.link, saidIn(hello)) : [];
  const greeted = peer.settling ? greet(peer, over.link, saidIn(hello), outputs) : peer;
  return result(greeted, ...first, ...outputs, ...renewal(before, peer), {output: "linked", link: over.link, ...neighbour});
}

/**
 * spec 6.5, row by row, but for those that need bytes (1) or the user's wish (2); spec 6.26 comes before. The reason and a
 * text, or null.
 */
function refusalOfHello(peer, over, hello) {
  const {neighbour, expected} = over;
  const {source, config, machine} = peer;
  const {id, stateSize} = config.application;
  const differ = (what, theirs, mine) => ["INCOMPATIBLE", `${what} ${theirs}, not ${mine}`];
  const full = noRoomFor(machine.timeline, hello.versions, config.maxBytes);
  if (full) return ["LIMIT", full];
  if (neighbour) return ["VIOLATION", "a second HELLO"];
  if (hello.application !== id) return differ("application", hello.application, id);
  if (hello.fps !== config.fps) return differ("FPS", hello.fps, config.fps);
  if (hello.stateSize !== stateSize) return differ("state size", hello.stateSize, stateSize);
  const missing = missingExtension(extensionsOf(peer), hello.extensions);
  if (missing) return ["INCOMPATIBLE", `extension ${missing.name} is required, which only one has`]; // spec 7.20
  if (compareSources(hello, source) === 0) return ["IDENTITY", `the peer is linked to itself, ${sourceText(source)}`];
  if (hello.peer === source.peer) return ["IDENTITY", `both are peer ${source.peer}`];
  if (expected !== null && hello.peer !== expected) return ["IDENTITY", `peer ${expected} was expected, not ${hello.peer}`];
  if (leadOf(peer, hello.clock) > trust(peer, over)) return ["LIMIT", disbelief(peer, over, hello.clock)];
  if (source.peer < hello.peer && isLinked(peer, hello)) return ["DUPLICATE_LINK", "there is another link"]; // spec 6.10
  const other = contradiction(machine.timeline, hello.versions);
  if (other) return ["CONFLICT", `source ${sourceText(other)} has other events, at or before seq ${other.seq}`];
  return peer.settling ? refusalOfKeeper(peer, hello) : null;
}

function missingExtension(mine, theirs) {
  const lacks = (all, {name}) => !all.some(other => other.name === name);
  return theirs.find(one => one.required && lacks(mine, one)) ?? mine.find(one => one.required && lacks(theirs, one));
}

/** spec 6.26: why a HELLO that tells of more can't be accepted, or null. */
function noRoomFor(timeline, theirs, maxBytes) {
  const more = theirs.filter(entry => entry.seq > logOf(timeline, entry).count);
  if (more.length > 0 && timeline.size + EVENT_BYTES + MAX_PAYLOAD > maxBytes) return `the events take ${maxBytes} bytes`;
  const another = more.some(entry => !find(timeline.sources, entry));
  return another && timeline.sources.count >= MAX_SOURCES ? `there are ${MAX_SOURCES} sources` : null;
}

function isLinked({links}, source) {
  return links.some(({neighbour}) => neighbour && compareSources(neighbour, source) === 0);
}

function onBye(peer, link, {reason, text}) {
  return result(withoutLink(peer, link), {output: "unlinked", link, reason, text}); // spec 6.19
}

/** spec 8.13. */
function isForgetful(peer, hello) {
  return peer.settling && isUnaware(peer, saidIn(hello).tick);
}

/** spec 6.25: whether a version vector knows events of the peer's own source that the peer doesn't. */
export function isTaken({source, machine}, {versions}) {
  return (find(new Log(versions), source)?.seq ?? 0n) > logOf(machine.timeline, source).count;
}

/** spec 6.25: the same peer under the next incarnation of which it knows no event. */
export function renew(peer) {
  let {incarnation} = peer.source;
  do incarnation = incarnation === MAX_LONG ? 0n : incarnation + 1n;
  while (find(peer.machine.timeline.sources, {...peer.source, incarnation}));
  const next = {...peer, source: {...peer.source, incarnation}};
  if (!peer.settling) return next;
  const former = {...peer.source, seq: BigInt(logOf(peer.machine.timeline, peer.source).count)};
  return {...next, settling: {...peer.settling, former: [...peer.settling.former, former], promised: null}};
}

function renewal(before, peer) {
  return compareSources(before.source, peer.source) === 0 ? [] : [{output: "renewed", ...peer.source}];
}
