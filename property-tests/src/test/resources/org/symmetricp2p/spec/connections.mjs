/*
 * How the port keeps its connections (link.mjs): endpoints in a virtual time, which a case moves on by hand.
 */
import {decode, encode} from "./bytes.mjs";
import {rectangle} from "./applications.mjs";
import {start} from "./core.mjs";
import {Endpoint} from "./link.mjs";

const MILLI = 1_000_000n;

function assertEquals(expected, found) {
  const [wanted, got] = [expected, found].map(value => JSON.stringify(value));
  if (wanted !== got) throw new Error(`expected ${wanted}, found ${got}`);
}

/** An endpoint, with the time that it is told, in milliseconds. */
class One {
  constructor(id) {
    this.endpoint = new Endpoint(start({application: rectangle, peer: id, incarnation: 1n}), {chance: () => 1});
    this.millis = 0;
  }

  /** What it does, in words; the frames that it writes are kept as messages. */
  on(signal) {
    const actions = this.endpoint.on(signal, BigInt(this.millis) * MILLI);
    this.said = actions.filter(({action}) => action === "write").map(({frame}) => decode(frame));
    this.told = actions.filter(({action}) => ["linked", "unlinked", "notice"].includes(action));
    return actions.map(({action, frame}) => (frame ? (decode(frame).reason ?? decode(frame).type) : action));
  }

  hears(link, message) {
    return this.on({signal: "received", link, frame: encode(message)[0]});
  }

  /** Goes on to when it wants to be woken for more than its ticks; gives how long that took. */
  sleep(word, most = 10_000) {
    for (const begin = this.millis; this.millis - begin < most; ) {
      this.millis = Math.max(this.millis + 1, Number((this.endpoint.due() + MILLI - 1n) / MILLI));
      if (this.on({signal: "wake"}).includes(word)) return this.millis - begin;
    }
    throw new Error(`never: ${word}`);
  }

  /** The same, while neighbours tell their clocks. */
  listen(link, millis) {
    for (const end = this.millis + millis; this.millis < end; this.millis += 500) {
      this.hears(link, {type: "SYNC", clock: 0});
      this.on({signal: "wake"});
    }
  }
}

function hello(peer, incarnation = 1n) {
  const {id: application, stateSize} = rectangle;
  return {type: "HELLO", application, fps: 50, stateSize, peer, incarnation, clock: 0, versions: [], extensions: []};
}

/** One that has dialled 7 and is linked to it. */
function linked() {
  const one = new One(1);
  one.on({signal: "link", peer: 7});
  one.on({signal: "connected", link: "a", peer: 7});
  one.hears("a", hello(7));
  return one;
}

/** spec 6.1 */
export function whoDialsGreetsFirst() {
  const one = new One(1);
  assertEquals(["connect"], one.on({signal: "link", peer: 7}));
  assertEquals(["HELLO"], one.on({signal: "connected", link: "a", peer: 7}));
  assertEquals(["linked"], one.hears("a", hello(7)));
}

/** spec 6.1, 6.4 */
export function whoAcceptsWaitsForHello() {
  const one = new One(1);
  assertEquals([], one.on({signal: "accepted", link: "a"}));
  assertEquals(["HELLO", "linked"], one.hears("a", hello(7)));
  one.on({signal: "accepted", link: "b"});
  assertEquals(["VIOLATION", "finish"], one.hears("b", {type: "SYNC", clock: 7}));
  one.on({signal: "accepted", link: "c"});
  assertEquals(["close"], one.hears("c", {type: "BYE", reason: "LEAVING", text: ""}));
}

export function anEventReachesTheNeighbour() {
  const one = linked();
  assertEquals(["EVENTS"], one.on({signal: "local", event: {type: 2, payload: new Uint8Array(4)}}));
  assertEquals(1, one.said[0].events[0].peer);
}

/** spec 6.20 */
export function dialsAgainAndWaitsLongerEachTime() {
  const one = new One(1);
  one.on({signal: "link", peer: 7});
  const waits = [100, 200, 400, 800, 1600, 3200, 3200].map(() => {
    one.on({signal: "unreachable", peer: 7, text: "nobody there"});
    return one.sleep("connect");
  });
  assertEquals([100, 200, 400, 800, 1600, 3200, 3200], waits);
}

/** spec 6.20 */
export function anAttemptThatNobodyAnswersIsGivenUp() {
  const one = new One(1);
  one.on({signal: "link", peer: 7});
  assertEquals(5_000, one.sleep("giveUp"));
  assertEquals(100, one.sleep("connect"));
  one.on({signal: "connected", link: "a", peer: 7});
  assertEquals(5_000, one.sleep("close"));
}

/** spec 6.20: what failed before a link that lasted is forgotten. */
export function aGoodLinkMakesWaitsShortAgain() {
  const one = new One(1);
  one.on({signal: "link", peer: 7});
  for (let i = 0; i < 5; i++) {
    one.on({signal: "unreachable", peer: 7, text: "nobody there"});
    one.sleep("connect");
  }
  one.on({signal: "connected", link: "a", peer: 7});
  one.hears("a", hello(7));
  one.listen("a", 2_000);
  assertEquals(["unlinked"], one.on({signal: "closed", link: "a"}));
  assertEquals(100, one.sleep("connect"));
}

/** spec 6.16, 6.20 */
export function aFinalReasonEndsIt() {
  const one = new One(1);
  one.on({signal: "link", peer: 7});
  one.on({signal: "connected", link: "a", peer: 7});
  assertEquals(["IDENTITY", "notice", "finish"].sort(), one.hears("a", hello(8)).sort());
  one.on({signal: "closed", link: "a"});
  for (let i = 0; i < 500; i++) {
    one.millis += 20;
    assertEquals(false, one.on({signal: "wake"}).includes("connect"));
  }
}

/** spec 6.21 */
export function aSilentNeighbourIsGone() {
  const one = linked();
  one.listen("a", 3_000);
  one.sleep("unlinked");
  assertEquals(2_500 + 5_000, one.millis); // it was heard last at 2.5 s
  assertEquals("nothing was heard for 5 s", one.told[0].text);
  assertEquals(100, one.sleep("connect"));
}

/** spec 6.17, 6.19 */
export function byeIsNotAnswered() {
  const one = linked();
  assertEquals(["unlinked", "close"], one.hears("a", {type: "BYE", reason: "LEAVING", text: "see you"}));
  assertEquals("see you (said there)", one.told[0].text);
  assertEquals([], one.hears("a", {type: "SYNC", clock: 7}));
}

/** spec 6.17 */
export function nothingIsSaidAfterBye() {
  const one = linked();
  assertEquals(["unlinked", "VIOLATION", "finish"], one.hears("a", hello(7)));
  assertEquals([], one.on({signal: "local", event: {type: 2, payload: new Uint8Array(4)}}));
  assertEquals(1_000, one.sleep("close"));
}

/** spec 6.12 */
export function whoLeavesSaysSo() {
  const one = linked();
  assertEquals(["unlinked", "LEAVING", "finish"], one.on({signal: "leave", text: "good night"}));
}

/** spec 6.5 (row 2), 6.18 */
export function whomTheUserTookDownIsRefused() {
  const one = linked();
  assertEquals(["unlinked", "UNLINKED", "finish"], one.on({signal: "unlink", peer: 7}));
  one.on({signal: "closed", link: "a"});
  one.on({signal: "accepted", link: "b"});
  assertEquals(["UNLINKED", "finish"], one.hears("b", hello(7)));
  assertEquals(["connect"], one.on({signal: "link", peer: 7}));
}

/** spec 7.13, 7.29 */
export function whatIsNoFrameEndsTheLink() {
  const one = linked();
  assertEquals(["unlinked", "VIOLATION", "finish"], one.on({signal: "received", link: "a", frame: Uint8Array.of(0, 0, 0, 1, 9)}));
  const other = linked();
  assertEquals(["unlinked", "VIOLATION", "finish"], other.on({signal: "formless", link: "a", text: "a text"}));
}

/** spec 6.10: the older link stays, unless it is quiet. */
export function aQuietLinkGivesWay() {
  const one = linked();
  one.on({signal: "accepted", link: "b"});
  assertEquals(["HELLO", "DUPLICATE_LINK", "finish"], one.hears("b", hello(7)));
  one.millis += 2_000;
  one.on({signal: "accepted", link: "c"});
  assertEquals(["unlinked", "close", "HELLO", "linked"], one.hears("c", hello(7)));
}

/** spec 6.23: who is linked the other way round rests, and dials when that link ends. */
export function whoIsLinkedAlreadyDoesNotDial() {
  const one = new One(1);
  one.on({signal: "accepted", link: "a"});
  one.hears("a", hello(7));
  assertEquals([], one.on({signal: "link", peer: 7}));
  assertEquals(["unlinked"], one.on({signal: "closed", link: "a"}));
  assertEquals(100, one.sleep("connect"));
}
