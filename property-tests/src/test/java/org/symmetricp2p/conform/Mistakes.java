package org.symmetricp2p.conform;

import static org.symmetricp2p.conform.Mistake.mistake;

import java.util.List;
import java.util.stream.Stream;

/** What authors of ports could get wrong, each as an edit of the port in JavaScript that makes it so. */
public final class Mistakes {

    private Mistakes() {}

    /** All of them. */
    public static List<Mistake> all() {
        return Stream.of(common(), rooted(), late()).flatMap(List::stream).toList();
    }

    private static List<Mistake> common() {
        return List.of(
                // ---- events
                mistake(
                                "an event goes back to its sender",
                                "eventsMessage(peer, fresh), link); // spec 3.8",
                                "eventsMessage(peer, fresh)); // spec 3.8")
                        .byVectors("peer/flooding")
                        .byPeer("passes-events-on-but-not-back", "3.8"),
                mistake(
                                "duplicates are flooded",
                                "    if (judged.verdict === \"new\") {",
                                "    if (judged.verdict === \"duplicate\") fresh.push(event);\n    if (judged.verdict === \"new\") {")
                        .byVectors("peer/flooding")
                        .byPeer("a-duplicate-goes-nowhere", "3.8"),
                mistake(
                                "nothing is passed on",
                                "const outputs = fresh.length === 0 ? [] : toLive",
                                "const outputs = true ? [] : toLive")
                        .inWorlds()
                        .byPeer("passes-events-on-but-not-back", "3.8"),
                mistake(
                                "ties are decided the other way round",
                                "return a.tick - b.tick || compareSources(a, b)",
                                "return a.tick - b.tick || compareSources(b, a)")
                        .inWorlds()
                        .byPeer("ties-go-by-peer-and-incarnation", "2.1"),
                mistake(
                                "the incarnation doesn't decide ties",
                                "return a.tick - b.tick || compareSources(a, b)",
                                "return a.tick - b.tick || a.peer - b.peer")
                        .byVectors("order/compare-stamps")
                        .byPeer("ties-go-by-peer-and-incarnation", "2.1"),
                mistake(
                                "an event of the present tick isn't late",
                                "if (event.tick > machine.now) return next;",
                                "if (event.tick >= machine.now) return next;")
                        .inWorlds()
                        .byPeer("an-event-of-the-present-tick", "4.4"),
                mistake("a stale snapshot stays", "snapshot.tick < event.tick", "snapshot.tick <= event.tick")
                        .inWorlds()
                        .byPeer("a-late-event-of-a-tick-with-a-snapshot", "4.8"),
                mistake("gaps are taken", "if (event.seq > log.count + 1) return bad", "if (false) return bad")
                        .byVectors("peer/judge-events")
                        .byPeer("refuses-a-gap", "3.4"),
                mistake("another event under a known identity is a duplicate", "return same ?", "return true ?")
                        .byVectors("peer/judge-events")
                        .byPeer("refuses-another-event-under-one-identity", "3.4"),
                mistake(
                                "a source may go back in time",
                                "if (last && !last.isDropped && event.tick < last.tick)",
                                "if (false)")
                        .byPeer("refuses-back-in-time", "2.13"),
                mistake("any stamp is taken", "if (event.tick > furthest)", "if (false)")
                        .byPeer("refuses-a-stamp-too-far-ahead", "3.6"),
                mistake("what follows a bad event is taken", "      bad = judged;\n      break;", "      bad = judged;")
                        .byVectors("peer/closing")
                        .byPeer("what-was-right-before-a-bad-event-counts", "3.4"),
                mistake(
                                "the seqs of a source begin with 2",
                                "seq: (last?.seq ?? 0n) + 1n",
                                "seq: (last?.seq ?? 1n) + 1n")
                        .byPeer("its-own-keys-go-everywhere", "2.3"),
                mistake(
                                "every second event is stamped a tick later",
                                "tick: Math.max(clock + delta, last?.tick ?? 0)",
                                "tick: Math.max(clock + delta, last?.tick ?? 0) + Number((last?.seq ?? 0n) % 2n)")
                        .byPeer("its-own-keys-go-everywhere", "2.4"),
                mistake(
                                "every third message waits for 300 ms",
                                "    c.waiting.push(message);\n    this.pump(c);",
                                "    this.sent = (this.sent ?? 0) + 1;\n    setTimeout(() => { c.waiting.push(message); this.pump(c); }, this.sent % 3 === 0 ? 300 : 0);")
                        .byPeer("its-own-keys-go-everywhere", "2.3"),
                mistake(
                                "the incarnation decides ties the other way round",
                                "return a.tick - b.tick || compareSources(a, b)",
                                "return a.tick - b.tick || a.peer - b.peer || compareSources(b, a)")
                        .byPeer("session-with-several-lives-at-once", "2.1"),
                // ---- history
                mistake("there is no history", "const outputs = history.length === 0 ? []", "const outputs = true ? []")
                        .inWorlds()
                        .byPeer("the-history-is-what-lacks", "6.8"),
                mistake(
                                "the history has only one's own events",
                                "lacking(peer.machine.timeline, hello.versions);",
                                "lacking(peer.machine.timeline, hello.versions).filter(event => event.peer === peer.source.peer);")
                        .inWorlds()
                        .byPeer("the-history-is-what-lacks", "6.8"),
                mistake(
                                "the history is always the whole one",
                                "lacking(peer.machine.timeline, hello.versions);",
                                "lacking(peer.machine.timeline, []);")
                        .inWorlds()
                        .byPeer("a-history-that-nobody-lacks", "6.8"),
                mistake("40 events in a frame", "const EVENTS_IN_A_FRAME = 32;", "const EVENTS_IN_A_FRAME = 40;")
                        .byPeer("a-history-in-frames-of-32", "7.11"),
                // ---- clocks
                mistake(
                                "a gap is caught up for more than a second",
                                "(bigMin(elapsed, SECOND) / 1_000n)",
                                "(elapsed / 1_000n)")
                        .inWorlds()
                        .byPeer("the-clock-of-sync-is-heard", "5.7"),
                mistake("no gap is caught up", "if (H > R + open + delta)", "if (false)")
                        .byPeer("the-clock-of-sync-is-heard", "5.4"),
                mistake(
                                "stamps feed the clock",
                                "      peer = {...peer, machine: learn(peer.machine, event)};\n      fresh.push(event);",
                                "      peer = {...peer, machine: learn(peer.machine, event), clock: {...peer.clock, H: Math.max(peer.clock.H, event.tick)}};\n      fresh.push(event);")
                        .inWorlds()
                        .byPeer("stamps-feed-no-clock", "2.5"),
                mistake(
                                "there is no SYNC",
                                "for (const {link} of liveLinks(peer)) outputs.push({output: \"send\", link, message: {...kind.sync(peer.clock, link), ...arrivalsOver(peer, link)}});",
                                "")
                        .inWorlds()
                        .byPeer("sync-once-a-second", "5.8"),
                mistake("SYNC twice a second", "N - synced >= SECOND", "N - synced >= SECOND / 2n")
                        .byPeer("sync-once-a-second", "5.8"),
                mistake(
                                "a message tells the stamp of its event as the clock",
                                "clock: clock.T, events}; // spec 3.11",
                                "clock: events[0].tick, events}; // spec 3.11")
                        .inWorlds()
                        .byPeer("events-carry-the-clock-of-who-passes-them-on", "3.11"),
                mistake(
                                "any clock is believed",
                                "if (isFirst(peer, over)) return maxLead;",
                                "if (true) return Infinity;")
                        .byPeer("a-clock-that-is-not-believed", "3.5"),
                mistake(
                                "the clock is read once a second",
                                "    this.feed({input: \"read\", nanos: this.now()}); // spec 5.9\n",
                                "")
                        .and("Math.max(0, Number(due(this.core) - this.now()) / 1e6)", "1_000")
                        .byPeer("the-clock-is-read-before-a-key", "5.9"),
                mistake("a newcomer's key doesn't wait", "? 10_000_000_000n : 0n", "? 0n : 0n")
                        .byPeer("a-key-waits-for-the-first-link", "2.9"),
                // ---- greeting
                mistake("who dials waits for HELLO", "    this.introduce(c); // spec 6.1\n", "")
                        .byPeer("who-dials-says-hello-at-once", "6.1"),
                mistake(
                                "who accepts says HELLO at once",
                                "    if (this.leaving) this.close(c, \"LEAVING\", \"the peer leaves\");\n    const",
                                "    this.introduce(c);\n    const")
                        .byPeer("who-accepts-says-hello-second", "6.1"),
                mistake(
                                "HELLO is said twice",
                                "    if (!c.up) this.introduce(c);",
                                "    if (!c.up) { this.introduce(c); this.write(c, encode({type: \"HELLO\", application: \"rectangle/1\", fps: 50, stateSize: 32, ...this.core.source, clock: 0, versions: [], extensions: []})[0]); }")
                        .byPeer("hello-says-who-and-where", "6.2"),
                mistake("a second HELLO is accepted", "if (neighbour) return [\"VIOLATION\", \"a second HELLO\"];", "")
                        .byVectors("peer/closing")
                        .byPeer("refuses-a-second-hello", "6.5"),
                mistake("another application is accepted", "if (hello.application !== id)", "if (false)")
                        .byPeer("refuses-another-application", "6.5"),
                mistake("other FPS are accepted", "if (hello.fps !== config.fps)", "if (false)")
                        .byPeer("refuses-another-fps", "6.5"),
                mistake("an unknown extension that is required is accepted", "if (missing) return", "if (false) return")
                        .byPeer("refuses-a-required-extension", "7.20"),
                mistake("the peer's own identifier is accepted", "if (hello.peer === source.peer)", "if (false)")
                        .byPeer("refuses-its-own-identifier", "6.5"),
                mistake(
                                "another peer than that which was dialled is accepted",
                                "if (expected !== null && hello.peer !== expected)",
                                "if (false)")
                        .byPeer("refuses-whom-it-didnt-dial", "6.5"),
                mistake(
                                "histories that contradict are linked",
                                "if (other) return [\"CONFLICT\"",
                                "if (false) return [\"CONFLICT\"")
                        .byVectors("membership/join")
                        .byPeer("refuses-who-knows-other-events", "6.5"),
                mistake(
                                "a life goes on under a name that somebody else uses",
                                "renew(before) : before, over, hello.clock)",
                                "before : before, over, hello.clock)")
                        .byPeer("somebody-else-issues-as-the-peer", "6.25"),
                mistake("a restart goes on under the old incarnation", "BigInt(options.incarnation)", "7n")
                        .byPeer("another-life-is-another-source", "6.13"),
                // ---- links and their ends
                mistake(
                                "of two links none is refused",
                                "if (source.peer < hello.peer && isLinked(peer, hello))",
                                "if (false)")
                        .inWorlds()
                        .byPeer("of-two-links-the-lower-peer-keeps-the-older", "6.10"),
                mistake(
                                "of two links both ends refuse one",
                                "if (source.peer < hello.peer && isLinked(peer, hello))",
                                "if (isLinked(peer, hello))")
                        .inWorlds()
                        .byPeer("the-higher-peer-keeps-both-links", "6.10"),
                mistake("a quiet link doesn't give way", "    if (isGreeting) this.makeWay(message);\n", "")
                        .byPeer("a-quiet-link-gives-way", "6.10"),
                mistake(
                                "an earlier life's link is a duplicate",
                                "neighbour && compareSources(neighbour, source) === 0)",
                                "neighbour && neighbour.peer === source.peer)")
                        .byPeer("an-earlier-life-keeps-its-link", "6.11"),
                mistake(
                                "BYE is ignored",
                                "    this.over(c, `${reason}: ${text} (said there)`, FINAL.has(reason));\n    this.destroy(c); // spec 6.19",
                                "")
                        .byPeer("bye-ends-a-link", "6.19"),
                mistake(
                                "BYE is answered",
                                "    this.over(c, `${reason}: ${text} (said there)`, FINAL.has(reason));\n    this.destroy(c); // spec 6.19",
                                "    this.sayBye(c, \"LEAVING\", \"you too\");")
                        .byPeer("bye-ends-a-link", "6.19"),
                mistake(
                                "BYE isn't the last that is said",
                                "    c.socket.end();\n",
                                "    this.write(c, encode({type: \"SYNC\", clock: 0})[0]);\n    c.socket.end();\n")
                        .byPeer("refuses-a-second-hello", "6.17"),
                mistake(
                                "links are closed without a word",
                                "    this.write(c, encode({type: \"BYE\", reason, text})[0]);\n",
                                "")
                        .byPeer("bad-frame-no-events", "7.6"),
                mistake("whom the user took down is accepted", "if (this.barred.has(hello.peer))", "if (false)")
                        .byPeer("refuses-whom-its-user-took-down", "6.5"),
                mistake("the user's unlink ends no link", "=== id) this.close(", "=== -1) this.close(")
                        .byPeer("the-user-takes-a-link-down", "6.18"),
                mistake(
                                "who leaves says nothing",
                                "this.close(c, \"LEAVING\", \"the peer leaves\");\n  }\n\n  // ---- time",
                                "this.abort(c, \"\");\n  }\n\n  // ---- time")
                        .byPeer("who-leaves-says-so", "6.12"),
                // ---- bytes
                mistake(
                                "one frame a read",
                                "for (let end; !this.ended && (",
                                "for (let end; messages.length === 0 && !this.ended && (")
                        .byPeer("several-frames-in-a-piece", "7.1"),
                mistake("partial frames are lost", "    this.size -= at;", "    this.size = 0;")
                        .byPeer("a-frame-in-two-pieces", "7.1"),
                mistake("bad frames are ignored", "if (bad && !c.closing)", "if (false)")
                        .byPeer("bad-frame-a-byte-too-many", "7.2"),
                mistake(
                                "a length that is too great is waited for",
                                "within(\"length of a frame\", length, 1, MAX_LENGTH)",
                                "length")
                        .byPeer("bad-frame-a-length-of-4-gigabytes", "7.3"),
                // ---- dialling
                mistake(
                                "it never dials again",
                                "      state: \"waiting\",\n      at:",
                                "      state: \"stopped\",\n      at:")
                        .byPeer("dials-again-with-growing-waits", "6.20"),
                mistake(
                                "it dials again without a wait",
                                "this.millis() + wait / 2 + this.chance() * (wait / 2)",
                                "this.millis()")
                        .byPeer("dials-again-with-growing-waits", "6.20"),
                mistake("its waits don't grow", "FIRST_WAIT * 2 ** dialler.failures", "FIRST_WAIT")
                        .byPeer("dials-again-with-growing-waits", "6.20"),
                mistake("it dials again after a final reason", "if (isFinal) dialler.state", "if (false) dialler.state")
                        .byPeer("a-final-reason-ends-dialling", "6.20"),
                mistake("a good link leaves waits long", "this.diallers.get(neighbour.peer).failures = 0", "0")
                        .byPeer("a-good-link-makes-waits-short-again", "6.20"),
                mistake("it dials whom it is linked to", "if (this.isLinkedTo(dialler.id)) {", "if (false) {")
                        .byPeer("who-is-linked-isnt-dialled", "6.23"),
                // ---- limits
                mistake(
                                "after a pause all links are given up for good",
                                "    const now = this.millis();\n    for (const c of [...this.connections.values()]) this.look(c, now);",
                                "    const now = this.millis();\n    if (now - (this.woken ?? now) > 1_500) for (const id of this.diallers.keys()) this.unlink(id);\n    this.woken = now;\n    for (const c of [...this.connections.values()]) this.look(c, now);")
                        .byPeer("session-paused-until-links-end", "6.7"),
                mistake(
                                "after a pause nobody is believed to be there",
                                "    const now = this.millis();\n    for (const c of [...this.connections.values()]) this.look(c, now);",
                                "    const now = this.millis();\n    if (now - (this.woken ?? now) > 1_500) for (const c of [...this.connections.values()]) this.abort(c, \"a pause\");\n    this.woken = now;\n    for (const c of [...this.connections.values()]) this.look(c, now);")
                        .byPeer("session-paused", "6.15"),
                mistake("silence lasts for ever", "now - c.heard >= SILENCE", "false")
                        .byPeer("a-mute-neighbour", "6.21"),
                mistake("a neighbour may be silent for 2 s only", "const SILENCE = 5_000", "const SILENCE = 2_000")
                        .byPeer("a-mute-neighbour", "6.21"),
                mistake("who says no HELLO may stay", "!c.neighbour && now - c.made >= INTRODUCED", "false")
                        .and("now - c.heard >= SILENCE", "false")
                        .byPeer("who-accepts-says-hello-second", "6.21"),
                mistake("who reads nothing may stay", "c.inFlight > 0 && now - c.taken >= STALLED", "false")
                        .and("c.waiting.length >= MAX_WAITING", "false")
                        .byPeer("a-neighbour-that-never-reads", "3.14"),
                mistake("any number of links", "live.length >= MAX_LINKS", "false")
                        .byPeer("the-65th-link", "6.21"),
                mistake("more messages may wait than 1,024", "const MAX_WAITING = 1_024", "const MAX_WAITING = 1_100")
                        .byPeer("1024-messages-wait-and-no-more", "6.22"),
                mistake("fewer messages may wait than 1,024", "const MAX_WAITING = 1_024", "const MAX_WAITING = 1_000")
                        .byPeer("1024-messages-wait-and-no-more", "6.21"),
                mistake("any number of strangers", "strangers >= MAX_STRANGERS", "false")
                        .byPeer("the-49th-stranger", "6.21"),
                mistake("any number of connections that say nothing", "unknown.length > MAX_GREETING", "false")
                        .byPeer("the-17th-that-says-nothing", "6.21"),
                mistake("any number of sources of a stranger", "spent.sources.at(now) < 1 &&", "false &&")
                        .byPeer("more-sources-than-a-stranger-may-bring", "6.27"),
                mistake("any lead of who dialled is believed", "if (lead > leads.at(now))", "if (false)")
                        .byPeer("who-dialled-is-believed-little", "6.29"),
                mistake(
                                "whom it dialled it believes as little",
                                "return !c.attempt && [...this.diallers",
                                "return [...this.diallers")
                        .byPeer("who-dialled-is-believed-little", "6.29"),
                // ---- settling
                mistake("it promises at every reading", "clock.N - settling.promised < SECOND)", "false)")
                        .byPeer("a-promise-each-second", "8.5"),
                mistake(
                                "a promise doesn't count what was issued",
                                "const made = {...peer.source, tick, seq: BigInt(logOf(peer.machine.timeline, peer.source).count)};",
                                "const made = {...peer.source, tick, seq: 0n};")
                        .byPeer("a-promise-each-second", "8.5"),
                mistake(
                                "the keeper isn't told on",
                                "  outputs.push(...toLive(next, declaredSince(next, 0), link));\n  return next;",
                                "  return next;")
                        .byPeer("a-keeper-is-told-on", "8.3"),
                mistake(
                                "another keeper is accepted",
                                "return keeper && keeperOf(peer) && !same(keeper, keeperOf(peer)) ?",
                                "return false ?")
                        .byPeer("a-keeper-is-told-on", "8.4"),
                mistake(
                                "a newcomer isn't told what was declared",
                                "if (since < W || (since === 0 && !said.keeper)) outputs.push",
                                "if (false) outputs.push")
                        .byPeer("what-is-declared-follows-what-it-counts", "8.17"),
                mistake(
                                "a newcomer is told what was declared before its history",
                                "...first, ...outputs, ...renewal(before, peer)",
                                "...first, ...outputs.reverse(), ...renewal(before, peer)")
                        .byPeer("what-is-declared-follows-what-it-counts", "8.9"),
                mistake(
                                "a declaration may count what is missing",
                                "const missing = tick > peer.settling.W && counts",
                                "const missing = false && counts")
                        .byPeer("a-declaration-of-what-is-missing", "8.9"),
                mistake("a declaration may begin anywhere", "if (since > peer.settling.W)", "if (false)")
                        .byPeer("a-declaration-of-what-comes-later", "8.9"),
                mistake("a promise may count what is missing", "if (wrong) return close", "if (false) return close")
                        .byPeer("promises-are-passed-on-if-they-are-new", "8.6"),
                mistake(
                                "promises are passed on though they aren't new",
                                "const fresh = open.filter(made => isNewPromise(before.settling, made));",
                                "const fresh = open;")
                        .byPeer("promises-are-passed-on-if-they-are-new", "8.6"),
                mistake(
                                "a key can be stamped where all is declared",
                                "return Math.max(settling.W + 1, promiseOf(settling, source)?.tick ?? 0, ",
                                "return Math.max(0, ")
                        .byPeer("a-key-comes-after-what-is-declared", "8.7"),
                mistake(
                                "a void event is taken",
                                "if (settling && event.tick <= settling.W) return {verdict: \"void\"};",
                                "")
                        .byPeer("a-void-event-is-ignored", "8.10"),
                mistake(
                                "what comes of a closed source is blamed",
                                "if (settling?.closed.some(source => compareSources(source, event) === 0)) return {verdict: \"void\"};",
                                "")
                        .byPeer("a-void-event-is-ignored", "8.10"),
                mistake("what isn't counted stays", "if (event.seq > counted && !has(last, event))", "if (false)")
                        .byPeer("what-isnt-counted-is-taken-out", "8.9"),
                mistake(
                                "what isn't counted is gone, but has still had its effect",
                                "if (applied.length === 0) return next;",
                                "if (applied.length >= 0) return next;")
                        .byPeer("what-isnt-counted-is-taken-out", "8.10"),
                mistake(
                                "who has a void event goes on as the same source",
                                "const peer = has(last, before.source) ? renewing(closed, outputs) : closed;",
                                "const peer = closed;")
                        .byPeer("its-own-void-events-are-issued-again", "3.8"),
                mistake(
                                "its own void events are lost",
                                "return again ? {...peer, waiting:",
                                "return false ? {...peer, waiting:")
                        .byPeer("its-own-void-events-are-issued-again", "8.11"),
                mistake(
                                "its own void events are issued again in another order",
                                "waiting: [...own.map(({type, payload}) => ({type, payload})), ",
                                "waiting: [...own.map(({type, payload}) => ({type, payload})).reverse(), ")
                        .byPeer("its-own-void-events-are-issued-again", "8.11"),
                mistake(
                                "a checkpoint tells the present state",
                                "const {told: {tick, state}, own} = peer.settling;",
                                "const {told: {tick}, own} = peer.settling;\n  const state = peer.machine.snapshots.at(-1).state;")
                        .byPeer("a-checkpoint-each-5-seconds", "8.18"),
                mistake(
                                "a newcomer is told no checkpoint",
                                "outputs.push(...peer.settling.own.slice(-1)",
                                "outputs.push(...[]")
                        .byPeer("a-checkpoint-each-5-seconds", "8.18"),
                mistake(
                                "the keeper doesn't wait for who has promised nothing",
                                "(promiseOf(settling, life)?.tick ?? 0) - 1",
                                "(promiseOf(settling, life)?.tick ?? Infinity) - 1")
                        .byPeer("the-keeper-declares-what-was-promised", "8.16"),
                mistake(
                                "a keeper that has forgotten goes on",
                                "return isKeeper(peer) && tick > peer.settling.W;",
                                "return false;")
                        .byPeer("a-keeper-that-has-forgotten", "8.13"),
                mistake("who leaves promises nothing", "    this.feed({input: \"leaving\"});\n", "")
                        .byPeer("who-leaves-makes-a-final-promise", "8.14"),
                mistake(
                                "promises are heard where nothing settles",
                                "  if (!before.settling) return close(before, link, \"VIOLATION\", \"the session doesn't settle\"); // spec 7.22\n  if (!keeperOf(before)) return close",
                                "  if (!before.settling) return result(before);\n  if (!keeperOf(before)) return close")
                        .byPeer("what-only-settling-peers-say", "7.22"),
                // ---- what only a core is asked about
                mistake("lags that are tolerated are caught up", "if (H > R + open + delta)", "if (H > R + open)")
                        .inWorlds(),
                mistake(
                                "the clock of SYNC isn't heard",
                                "result({...hearingArrivals(heard, arrivals), clock: kind.heardSync(heard.clock, over.link, message.timing, nanos)}),",
                                "result(peer),")
                        .inWorlds(),
                mistake(
                                "the core goes on after BYE",
                                "return result(withoutLink(peer, link), {output: \"unlinked\"",
                                "return result(peer, {output: \"unlinked\"")
                        .inWorlds(),
                mistake(
                                "a life goes on under a name under which an event of somebody else has come",
                                "if (judged.verdict !== \"duplicate\" && compareSources(event, peer.source) === 0) {",
                                "if (false) {")
                        .byVectors("membership/restart"),
                mistake(
                                "input isn't held",
                                "if (peer.waiting.length === 0 && !mustWait(peer))",
                                "if (peer.waiting.length === 0)")
                        .inWorlds(),
                mistake(
                                "the first link doesn't end the wait",
                                "waitUntil: !heard.clock.G ? heard.clock.N : heard.waitUntil",
                                "waitUntil: heard.waitUntil")
                        .inWorlds(),
                mistake(
                                "a stamp before that of the last event",
                                "tick: Math.max(clock + delta, last?.tick ?? 0)",
                                "tick: clock + delta")
                        .byVectors("order/issue-stamps"),
                mistake(
                                "any clock is believed over any link",
                                "return spent === null || (!joined && expected !== null);",
                                "return true;")
                        .byVectors("peer/closing"),
                mistake("no travel", "return nanos === 0n ? null :", "return true ? null :")
                        .inWorlds(),
                mistake(
                                "a state is believed whatever its hash",
                                "sameBytes(u64Bytes(stateHash(application.bytes(state))), hash) ? state : null",
                                "state")
                        .byVectors("settling/settled"),
                mistake("an older state is taken", "snapshot.tick > peer.settling.W ?", "true ?")
                        .byVectors("settling/settled"),
                mistake(
                                "a state isn't handed on",
                                "outputs.push(...behind.flatMap(other => handOver(peer, other.link)));",
                                "")
                        .byVectors("settling/settled")
                        .byPeer("a-state-in-place-of-a-history", "8.22"));
    }

    /** Each rule of the rooted clock. */
    private static List<Mistake> rooted() {
        return Stream.of(
                        mistake("any samples count", "sample].slice(-SAMPLES)", "sample]"),
                        mistake("all samples count", "slice(0, Math.ceil(samples.length / 2))", "slice()"),
                        mistake("round trips below 0 count", "if (sample.trip < 0n || ", "if ("),
                        mistake("round trips of hours count", "sample.trip > MAX_TRIP ||", ""),
                        mistake(
                                "samples before a leap count",
                                "[...(hasLeapt ? [] : link.samples), sample]",
                                "[...link.samples, sample]"),
                        mistake("messages that were held up count", "at - told.sent + ahead <= trip + STEP", "true"),
                        mistake("a way has no error", "least(error + trip / 2n + 1n, MAX_TIME)", "error"),
                        mistake(
                                "the neighbour's error doesn't count",
                                "return max(TOLERANCE, one + other);",
                                "return TOLERANCE;"),
                        mistake("nobody leaps", "? becomeRoot(clock, H, P, error) : clock;", "? clock : clock;"),
                        mistake(
                                "who leaps has no error",
                                "pulse: H + O, hops: 0, error}",
                                "pulse: H + O, hops: 0, error: 0n}"),
                        mistake(
                                "the younger root is better",
                                "theirs.since < claim.since ||",
                                "theirs.since > claim.since ||"),
                        mistake("the name doesn't matter", "compareSources(theirs.root, claim.root) < 0", "true"),
                        mistake(
                                "an older pulse of the parent counts",
                                "if (parent === link) return theirs.pulse > claim.pulse",
                                "if (parent === link) return true"),
                        mistake(
                                "the way is never changed",
                                "(parent === null || H - K > LATE || theirs.hops < claim.hops)",
                                "false"),
                        mistake(
                                "any newer pulse changes the way",
                                "(parent === null || H - K > LATE || theirs.hops < claim.hops)",
                                "true"),
                        mistake("who has no parent waits", "(parent === null || H", "(H"),
                        mistake("three samples are enough", "const ENOUGH = 4;", "const ENOUGH = 3;"),
                        mistake("ghosts are followed", "(age < OLD && age > -M)", "age > -M"),
                        mistake("pulses of the future are followed", "(age < OLD && age > -M)", "age < OLD"),
                        mistake("however far behind", "O - P <= M &&", ""),
                        mistake("before the beginning", "H + P >= 0n &&", ""),
                        mistake("over any number of hops", "theirs.hops < MAX_HOPS &&", ""),
                        mistake("a root is never given up", "before.claim.hops > 0 && H", "false && H"),
                        mistake("a new pulse waits", "news: clock.news || isNews,", "news: clock.news,"),
                        mistake("a newcomer waits", "links, news: true}", "links}"),
                        mistake("all SYNCs are answered", "|| over.count <= ENOUGH", "|| true"),
                        mistake("roots don't pulse", "time(clock) - clock.claim.pulse >= PULSE", "false"),
                        mistake("followers are quiet", "clock.N - synced >= QUIET * NANOS", "false"),
                        mistake("what is shown goes back", "S: max(S, H + O - open)", "S: H + O - open"),
                        mistake(
                                "it leaps at once",
                                "const isBehind = H + O - open > R + STEP;",
                                "const isBehind = false;"),
                        mistake("nothing was held", "held: max(0n, sent - at)", "held: 0n"))
                .map(mistake -> mistake.byVectors("clock/rooted"))
                .toList();
    }

    /** Each rule of peers that choose Δ. */
    private static List<Mistake> late() {
        return Stream.of(
                        mistake("Δ never changes", "if (!adaptive) return delta;", "return delta;"),
                        mistake(
                                "bounds don't matter",
                                "Math.max(adaptive.least, Math.min(adaptive.most, ticks))",
                                "ticks"),
                        mistake(
                                "the greatest counts, always",
                                "Math.floor(((needed.length + 1) * adaptive.share) / 100)",
                                "1"),
                        mistake("an event needs a tick less", "latest + 1 - clock", "latest - clock"),
                        mistake(
                                "late ones wait",
                                "(latest >= tick || T - clock >= SECONDS * fps)",
                                "T - clock >= SECONDS * fps"),
                        mistake("all count at once", "&& (latest >= tick || T - clock >= SECONDS * fps)", ""),
                        mistake("each event is a sample", "|| (last && T - last.clock < fps)", ""),
                        mistake("samples are for ever", ".slice(-MAX_SAMPLES)", ""),
                        mistake(
                                "who isn't asked tells",
                                "hello.extensions.some(({name}) => name === ADAPTIVE.name)",
                                "true"),
                        mistake("histories are noted", ".filter(({tick}) => T - tick <= SECONDS * fps)", ""),
                        mistake("nothing is told on", "latest(note.event) > note.latest;", "false;"),
                        mistake(
                                "what is earlier is told on",
                                "latest(note.event) > note.latest;",
                                "latest(note.event) >= 0;"),
                        mistake("it is told over any link", "note.via === link && !note.isTold", "!note.isTold"),
                        mistake("it is told again and again", "note.via === link && !note.isTold", "note.via === link"),
                        mistake("nothing is forgotten", "noted.filter(({came}) => T - came <= SECONDS * fps)", "noted"))
                .map(mistake -> mistake.byVectors("clock/adaptive-delta"))
                .toList();
    }
}
