/*
 * How the port keeps its connections (shell.mjs): shells in a virtual time, which a case moves on by hand.
 */
import {rectangle} from "./applications.mjs";
import {decode, encode} from "./bytes.mjs";
import {Shell} from "./shell.mjs";

const MILLI = 1_000_000n;

function assertEquals(expected, found) {
  const [wanted, got] = [expected, found].map(value => JSON.stringify(value));
  if (wanted !== got) throw new Error(`expected ${wanted}, found ${got}`);
}

/** A shell, with the time that it is told, in milliseconds; what it does, in words. */
class One {
  constructor(id, more = {}) {
    this.millis = 0;
    this.begin();
    this.shell = new Shell({
      application: rectangle,
      peer: id,
      incarnation: 1n,
      now: () => BigInt(this.millis) * MILLI,
      chance: () => 1,
      tell: text => this.told.push(text),
      dial: (address, attempt) => {
        this.attempt = attempt;
        this.done.push("connect");
      },
      ...more,
    });
  }

  begin() {
    [this.done, this.said, this.told] = [[], [], []];
  }

  /** What it does; the frames that it writes are kept as messages. */
  on(act) {
    this.begin();
    act(this.shell);
    return this.done;
  }

  socket() {
    return {
      machine: "there",
      write: (bytes, taken) => {
        const message = decode(bytes);
        this.said.push(message);
        this.done.push(message.reason ?? message.type);
        taken();
      },
      end: () => this.done.push("finish"),
      destroy: () => this.done.push("close"),
      pause: () => this.done.push("pause"),
      resume: () => this.done.push("resume"),
    };
  }

  link(peer) {
    return this.on(shell => shell.link(peer, "there"));
  }

  /** The last attempt succeeds, or it fails. */
  connected() {
    return this.on(shell => (this.last = shell.connected(this.attempt, this.socket())));
  }

  unreachable() {
    return this.on(shell => shell.unreachable(this.attempt));
  }

  /** Somebody else has dialled. */
  accepted() {
    return this.on(shell => (this.last = shell.accepted(this.socket())));
  }

  closed(c = this.last) {
    return this.on(shell => shell.closed(c));
  }

  hears(message, c = this.last) {
    return this.on(shell => shell.received(c, encode(message)[0]));
  }

  /** Goes on to when it does something; gives how long that took. */
  sleep(word, most = 10_000) {
    for (const begin = this.millis; this.millis - begin < most; ) {
      this.millis += Math.max(1, Math.ceil(Math.min(5, this.shell.delay())));
      if (this.on(shell => shell.wake()).includes(word)) return this.millis - begin;
    }
    throw new Error(`never: ${word}`);
  }

  /** The same, while the neighbour tells its clock. */
  listen(millis) {
    for (const end = this.millis + millis; this.millis < end; this.millis += 500) {
      this.hears({type: "SYNC", clock: 0});
      this.on(shell => shell.wake());
    }
  }
}

function hello(peer, incarnation = 1n) {
  const {id: application, stateSize} = rectangle;
  return {type: "HELLO", application, fps: 50, stateSize, peer, incarnation, clock: 0, versions: [], extensions: []};
}

/** One that has dialled 7 and is linked to it. */
function linked(more) {
  const one = new One(1, more);
  one.link(7);
  one.connected();
  one.hears(hello(7));
  return one;
}

/** spec 6.1 */
export function whoDialsGreetsFirst() {
  const one = new One(1);
  assertEquals(["connect"], one.link(7));
  assertEquals(["HELLO"], one.connected());
  assertEquals([], one.hears(hello(7)));
  assertEquals(["linked with peer 7"], one.told);
}

/** spec 6.1, 6.4 */
export function whoAcceptsWaitsForHello() {
  const one = new One(1);
  assertEquals([], one.accepted());
  assertEquals(["HELLO"], one.hears(hello(7)));
  one.accepted();
  assertEquals(["VIOLATION", "finish"], one.hears({type: "SYNC", clock: 7}));
  one.accepted();
  assertEquals(["close"], one.hears({type: "BYE", reason: "LEAVING", text: ""}));
}

export function anEventReachesTheNeighbour() {
  const one = linked();
  assertEquals(["EVENTS"], one.on(shell => shell.inject({type: 2, payload: new Uint8Array(4)})));
  assertEquals(1, one.said[0].events[0].peer);
}

/** spec 6.20 */
export function dialsAgainAndWaitsLongerEachTime() {
  const one = new One(1);
  one.link(7);
  const waits = [100, 200, 400, 800, 1600, 3200, 3200].map(() => {
    one.unreachable();
    return one.sleep("connect");
  });
  assertEquals([100, 200, 400, 800, 1600, 3200, 3200], waits);
}

/** spec 6.20 */
export function anAttemptThatNobodyAnswersIsGivenUp() {
  const one = new One(1);
  one.link(7);
  const given = one.attempt;
  assertEquals(5_100, one.sleep("connect"));
  assertEquals(["close"], one.on(shell => shell.connected(given, one.socket())));
  one.connected();
  assertEquals(5_000, one.sleep("finish"));
}

/** spec 6.20: what failed before a link that lasted is forgotten. */
export function aGoodLinkMakesWaitsShortAgain() {
  const one = new One(1);
  one.link(7);
  for (let i = 0; i < 5; i++) {
    one.unreachable();
    one.sleep("connect");
  }
  one.connected();
  one.hears(hello(7));
  one.listen(2_000);
  one.closed();
  assertEquals(100, one.sleep("connect"));
}

/** spec 6.16, 6.20 */
export function aFinalReasonEndsIt() {
  const one = new One(1);
  one.link(7);
  one.connected();
  assertEquals(["IDENTITY", "finish"], one.hears(hello(8)));
  one.closed();
  for (let i = 0; i < 500; i++) {
    one.millis += 20;
    assertEquals(false, one.on(shell => shell.wake()).includes("connect"));
  }
}

/** spec 6.21 */
export function aSilentNeighbourIsGone() {
  const one = linked();
  one.listen(3_000);
  one.sleep("close");
  assertEquals(2_500 + 5_000, one.millis); // it was heard last at 2.5 s
  assertEquals(["connection with peer 7 is over: nothing was heard for 5000 ms"], one.told);
  assertEquals(100, one.sleep("connect"));
}

/** spec 6.17, 6.19 */
export function byeIsNotAnswered() {
  const one = linked();
  assertEquals(["close"], one.hears({type: "BYE", reason: "LEAVING", text: "see you"}));
  assertEquals(["connection with peer 7 is over: LEAVING: see you (said there)"], one.told);
  assertEquals([], one.hears({type: "SYNC", clock: 7}));
}

/** spec 6.17 */
export function nothingIsSaidAfterBye() {
  const one = linked();
  assertEquals(["VIOLATION", "finish"], one.hears(hello(7)));
  assertEquals([], one.on(shell => shell.inject({type: 2, payload: new Uint8Array(4)})));
  assertEquals(1_000, one.sleep("close"));
}

/** spec 6.12 */
export function whoLeavesSaysSo() {
  const one = linked();
  assertEquals(["LEAVING", "finish"], one.on(shell => shell.leave()));
}

/** spec 6.5 (row 2), 6.18 */
export function whomTheUserTookDownIsRefused() {
  const one = linked();
  assertEquals(["UNLINKED", "finish"], one.on(shell => shell.unlink(7)));
  one.closed();
  one.accepted();
  assertEquals(["UNLINKED", "finish"], one.hears(hello(7)));
  assertEquals(["connect"], one.on(shell => shell.link(7)));
}

/** spec 7.13, 7.29 */
export function whatIsNoFrameEndsTheLink() {
  const one = linked();
  assertEquals(["VIOLATION", "finish"], one.on(shell => shell.framed(one.last, Uint8Array.of(0, 0, 0, 1, 9))));
  const other = linked();
  assertEquals(["VIOLATION", "finish"], other.on(shell => shell.framed(other.last, Uint8Array.of(0, 0))));
}

/** spec 7.29 */
export function aFrameIsWhole() {
  const one = linked();
  one.on(shell => shell.framed(one.last, encode({type: "SYNC", clock: 7})[0]));
  assertEquals([7], one.shell.live().map(({ahead}) => ahead));
}

/** spec 6.10: the older link stays, unless it is quiet. */
export function aQuietLinkGivesWay() {
  const one = linked();
  one.accepted();
  assertEquals(["HELLO", "DUPLICATE_LINK", "finish"], one.hears(hello(7)));
  one.millis += 2_000;
  one.accepted();
  assertEquals(["close", "HELLO"], one.hears(hello(7)));
}

/** spec 6.23: who is linked the other way round rests, and dials when that link ends. */
export function whoIsLinkedAlreadyDoesNotDial() {
  const one = new One(1);
  one.accepted();
  one.hears(hello(7));
  assertEquals([], one.link(7));
  one.closed();
  assertEquals(100, one.sleep("connect"));
}

/** Somebody dials, says HELLO with a clock, and is accepted or not. */
function guest(one, id, clock) {
  one.accepted();
  return one.hears({...hello(id), clock}).at(-1) === "HELLO";
}

/** spec 6.29: nor does what is refused use anything up. */
export function whoDialledIsBelievedLittle() {
  const one = linked();
  assertEquals(false, guest(one, 8, 30_001));
  assertEquals(true, guest(one, 8, 20_000));
  assertEquals([], one.hears({type: "SYNC", clock: 30_000}));
  assertEquals(["LIMIT", "finish"], one.hears({type: "SYNC", clock: 30_006}));
  one.millis += 10; // 12 ticks more
  assertEquals(true, guest(one, 9, 30_006));
}

/** spec 6.29: a peer that is to dial nobody has nobody else to believe. */
export function whoDialsNobodyBelievesWhoDialled() {
  const one = new One(1);
  assertEquals(true, guest(one, 8, 1_000_000));
  assertEquals([], one.hears({type: "SYNC", clock: 2_000_000}));
  one.link(7);
  assertEquals(["LIMIT", "finish"], one.hears({type: "SYNC", clock: 3_000_000}));
}

export function whomItDialledItBelieves() {
  const one = linked();
  assertEquals([], one.hears({type: "SYNC", clock: 1_000_000}));
}

/** The neighbour's user has taken the link down: each attempt ends the same way, of which it is told once. */
export function oneTroubleIsToldOnce() {
  const one = new One(1);
  one.link(7);
  const told = [];
  for (let i = 0; i < 3; i++) {
    one.connected();
    one.hears({type: "BYE", reason: "UNLINKED", text: "not now"});
    told.push(...one.told);
    one.sleep("connect");
  }
  one.connected();
  one.hears({type: "BYE", reason: "LIMIT", text: "too many"});
  told.push(...one.told);
  assertEquals(["UNLINKED: not now", "LIMIT: too many"].map(why => `connection with peer 7 is over: ${why} (said there)`), told);
}

/** Of strangers that are turned away it is told one a second, of those for the same reason one a minute. */
export function manyStrangersAreToldSeldom() {
  const one = new One(1);
  const told = [];
  for (let second = 0; second < 65; second++) {
    one.millis += 1_000;
    one.accepted();
    one.hears({type: "SYNC", clock: 7});
    told.push(...one.told);
    one.closed();
  }
  const first = "connection with somebody is over: SYNC before HELLO";
  assertEquals([first, `${first} (and 59 others)`], told);
}

/** spec 5.20 */
export function theUserBoundsDelta() {
  const one = linked({adaptive: {least: 8, most: 8, share: 5}});
  const press = () => {
    one.on(shell => shell.inject({type: 2, payload: new Uint8Array(4)}));
    return one.said[0].events[0].tick - one.said[0].clock;
  };
  assertEquals(8, press());
  one.on(shell => shell.bound({least: 20, most: 20, share: 5}));
  assertEquals(20, press());
}
