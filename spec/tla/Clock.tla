------------------------------- MODULE Clock -------------------------------
(***************************************************************************)
(* How clocks follow the maximum, by the rule of the paper (spec chapter   *)
(* 5): each peer tells its neighbours its clock once a second; a peer that *)
(* hears a clock ahead by more than Delta closes the gap within a second.  *)
(*                                                                         *)
(* Time is counted in readings: all peers read their local time together,  *)
(* once a tick, though some readings may be missed, as by a slow machine.  *)
(* A message takes a whole number of readings, any between the bounds of   *)
(* its link.  So nothing is rounded here but the part of a gap that is     *)
(* closed.                                                                 *)
(*                                                                         *)
(* Left out: drift, of which within a second there is less than a tick;    *)
(* links that come and go, as a link that comes up tells a clock, which is *)
(* a message like any other; and the clocks that events carry, for the     *)
(* same reason.                                                            *)
(*                                                                         *)
(* The constants in capitals turn the rule into wrong ones.                *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  FPS,         \* ticks per second
  Delta,       \* the lag that is tolerated
  Begin,       \* [peer -> how long it has been running alone, in ticks]
  Delay,       \* [link, a pair (from, to) -> [min, max]]: how many readings a message takes
  MaxTime,     \* how long to look
  MaxMissed,   \* readings that are missed, in all
  Restless,    \* the peers that may read their clocks more than once in a tick
  Settled,     \* from this time on, all must be together:
  Skew,        \* no further apart than this,
  Rest,        \* and nobody closing a gap larger than this
  CLOSE,       \* the closing of a gap "stops" when it is closed | "runs on"
  BACK,        \* a catch-up begins so many ticks back
  HEAR         \* what is heard is the "clock" | the "stamp" of an event issued then | the clock and "half" the round trip

VARIABLES
  time,        \* how many readings there were
  clock,       \* [peer -> its clock]: see Init
  told,        \* [peer -> when it last told its clock]
  channel,     \* [link -> a sequence of [clock, sent]]: what is on its way
  missed       \* how many readings were missed

vars == <<time, clock, told, channel, missed>>

Peers == DOMAIN Begin
Links == DOMAIN Delay

Max(S) == CHOOSE x \in S : \A y \in S : y <= x

---------------------------------------------------------------------------
(* A clock *)

\* How much of the gap is closed after some ticks, rounded down.
Closed(c, ticks) == (c.gap * (IF ticks > FPS /\ CLOSE = "stops" THEN FPS ELSE ticks)) \div FPS

\* The clock after a reading at a time.  It counts from an anchor: the time at which it was at anchorTick.
Reading(c, now) ==
  LET ticks   == now - c.anchor
      reached == Max({c.tick, c.anchorTick + ticks + Closed(c, ticks)})
      open    == c.gap - Closed(c, ticks) IN
  IF c.heard > reached + open + Delta
  THEN [tick |-> reached - BACK, anchor |-> now, anchorTick |-> reached, gap |-> c.heard - reached, heard |-> 0]
  ELSE IF open = 0
  THEN [c EXCEPT !.tick = reached, !.heard = 0, !.anchorTick = @ + c.gap, !.gap = 0]
  ELSE [c EXCEPT !.tick = reached, !.heard = 0]

\* What a peer makes of a clock that came over a link.
Understood(link, tick) ==
  CASE HEAR = "clock" -> tick
    [] HEAR = "stamp" -> tick + Delta
    [] HEAR = "half"  -> tick + (Delay[link].min + Delay[<<link[2], link[1]>>].min) \div 2

---------------------------------------------------------------------------
(* What can happen *)

\* Each peer has just made its first reading since it began, and has told its clock if that was a second or more.
Init ==
  /\ time = 0
  /\ clock = [p \in Peers |-> [tick |-> Begin[p], anchor |-> -Begin[p], anchorTick |-> 0, gap |-> 0, heard |-> 0]]
  /\ told = [p \in Peers |-> IF Begin[p] >= FPS THEN 0 ELSE -Begin[p]]
  /\ channel = [l \in Links |-> IF Begin[l[1]] >= FPS THEN << [clock |-> Begin[l[1]], sent |-> 0] >> ELSE <<>>]
  /\ missed = 0

Age(l) == time - Head(channel[l]).sent

\* Some peers read their clocks at a time, and tell them if a second has passed.
Read(readers, now) ==
  LET tellers == {p \in readers : now - told[p] >= FPS} IN
  /\ time' = now
  /\ clock' = [p \in Peers |-> IF p \in readers THEN Reading(clock[p], now) ELSE clock[p]]
  /\ told' = [p \in Peers |-> IF p \in tellers THEN now ELSE told[p]]
  /\ channel' = [l \in Links |-> IF l[1] \in tellers THEN Append(channel[l], [clock |-> clock'[l[1]].tick, sent |-> now])
                                 ELSE channel[l]]

\* A tick passes: some peers read their clocks, the others miss it.
Pass(readers) ==
  /\ time < MaxTime
  /\ missed + Cardinality(Peers \ readers) <= MaxMissed
  /\ \A l \in Links : channel[l] # <<>> => Age(l) < Delay[l].max
  /\ Read(readers, time + 1)
  /\ missed' = missed + Cardinality(Peers \ readers)

\* A peer reads its clock once more in the same tick, or makes up for a reading that it missed.
Again(p) ==
  /\ p \in Restless
  /\ Read({p}, time)
  /\ UNCHANGED missed

\* What is heard takes effect at the next reading.
Receive(l) ==
  /\ channel[l] # <<>> /\ Age(l) >= Delay[l].min
  /\ clock' = [clock EXCEPT ![l[2]].heard = Max({@, Understood(l, Head(channel[l]).clock)})]
  /\ channel' = [channel EXCEPT ![l] = Tail(@)]
  /\ UNCHANGED <<time, told, missed>>

Next ==
  \/ \E readers \in SUBSET Peers : Pass(readers)
  \/ \E p \in Peers : Again(p)
  \/ \E l \in Links : Receive(l)

Spec == Init /\ [][Next]_vars

---------------------------------------------------------------------------
(* What must hold, by the numbers of docs/properties.md *)

\* 12
Monotone == [][\A p \in Peers : clock'[p].tick >= clock[p].tick]_vars

\* 13: nobody is further than the oldest, if it has run all the time.
NoRunaway == \A p \in Peers : clock[p].tick <= Max({Begin[q] : q \in Peers}) + time

\* 18: a gap is closed within a second, or at the next reading after that.
CatchUp == \A p \in Peers : clock[p].gap > 0 => time - clock[p].anchor < FPS + missed

\* 18 and 19: in the end, and for good, all are together, and nobody catches up any more.  But where messages take now
\* longer and now shorter, one that is quicker than those before shows a lag that was tolerated: of Delta and the
\* difference, at each hop.
Together == time >= Settled => /\ \A p \in Peers : clock[p].gap <= Rest
                               /\ \A p, q \in Peers : clock[p].tick - clock[q].tick <= Skew

---------------------------------------------------------------------------
(* Witnesses: what must be possible, said as invariants that must be violated *)

Catching(p) == clock[p].gap > 0

NeverTwoAtOnce == \A p, q \in Peers : Catching(p) /\ Catching(q) => p = q

\* While a peer catches up, it hears of a clock that is further ahead than where it is going: it will begin anew.
NeverAnew == \A p \in Peers : Catching(p) => Reading(clock[p], time + 1).anchor = clock[p].anchor

\* A peer learns the maximum from one that had learned it: on a line, the last peer passes its neighbour's own time.
NeverTwoHops == \A p \in Peers : clock[p].tick <= Max({Begin[q] : q \in {r \in Peers : <<r, p>> \in Links} \cup {p}}) + time

---------------------------------------------------------------------------
(* The networks of the configurations *)

Upto(n, m) == [min |-> n, max |-> m]

\* An old peer and a newcomer.
PairBegin == [p \in 0..1 |-> IF p = 0 THEN 9 ELSE 0]
PairDelay == [l \in {<<0, 1>>, <<1, 0>>} |-> Upto(0, 1)]

\* An old peer, a newcomer and a younger one in a row.
LineBegin == [p \in 0..2 |-> CASE p = 0 -> 23 [] p = 1 -> 0 [] p = 2 -> 1]
LineDelay == [l \in {<<0, 1>>, <<1, 0>>, <<1, 2>>, <<2, 1>>} |-> Upto(0, 1)]

\* A ring in which messages are quick one way round and slow the other.
RingBegin       == [p \in 0..2 |-> CASE p = 0 -> 23 [] p = 1 -> 0 [] p = 2 -> 1]
EqualBegin      == [p \in 0..2 |-> 9]
RingLinks       == {<<0, 1>>, <<1, 2>>, <<2, 0>>, <<1, 0>>, <<2, 1>>, <<0, 2>>}
Quick(l)        == l[2] = (l[1] + 1) % 3
RingDelay       == [l \in RingLinks |-> IF Quick(l) THEN Upto(0, 1) ELSE Upto(3, 4)]
SteadyRingDelay == [l \in RingLinks |-> IF Quick(l) THEN Upto(0, 0) ELSE Upto(6, 6)]
=============================================================================
