------------------------------ MODULE Arrivals ------------------------------
(***************************************************************************)
(* What the source of an event hears of when it came to others (rule       *)
(* 5.21), and what stamps become of it (rules 2.4, 8.7).                   *)
(*                                                                         *)
(* One event is flooded from its source.  Each peer notes the link over    *)
(* which it came first, and its clock; SYNC tells that back over this      *)
(* link, and again when a neighbour has told of a greater one.  Messages   *)
(* are in order on each link, as events and SYNC share it.  Clocks are any *)
(* numbers that grow.  Left out: that what is noted is forgotten after a   *)
(* while, and links that end; by both the source hears less, never more.   *)
(*                                                                         *)
(* How large the next delta is doesn't matter, so any is chosen for        *)
(* each of its later stamps and promises.                                  *)
(*                                                                         *)
(* The constants in capitals turn the rules into wrong ones.               *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Peers, Links,  \* Links: a symmetric set of pairs
  Source,
  MaxClock,      \* of each peer
  MaxStamps,     \* how many more events the source issues
  Deltas,        \* between which it chooses
  AGAIN,         \* what is greater is told "again" | "once": never, if something was told
  BACK,          \* over the link over which it came "first" | over "any", also to those who told it
  STAMP          \* not before the last one and what was promised: "kept" | "forgotten"

VARIABLES
  clock,    \* [Peers -> 0..MaxClock]
  over,     \* [Peers -> Peers \cup {0}]: from whom the event came first; 0 if it hasn't come
  came,     \* [Peers -> Nat]: the clock when it came
  latest,   \* [Peers -> Nat]: the greatest that is known
  told,     \* [Peers -> Nat]: what was told last, 0 if nothing
  wire,     \* [Links -> Seq(Nat)]: 0 is the event, others are arrivals
  stamps,   \* the ticks of the source's later events
  promised  \* up to which tick it has promised

vars == <<clock, over, came, latest, told, wire, stamps, promised>>

None == 0
Triangle == {<<p, q>> \in Peers \X Peers : p # q}
Line == {<<1, 2>>, <<2, 1>>, <<2, 3>>, <<3, 2>>}
Max(a, b) == IF a > b THEN a ELSE b
Out(p) == {l \in Links : l[1] = p}

Init ==
  /\ clock = [p \in Peers |-> 1]
  /\ over = [p \in Peers |-> IF p = Source THEN Source ELSE None]
  /\ came = [p \in Peers |-> 0]
  /\ latest = [p \in Peers |-> 0]
  /\ told = [p \in Peers |-> 0]
  /\ wire = [l \in Links |-> IF l[1] = Source THEN <<0>> ELSE <<>>]
  /\ stamps = <<>>
  /\ promised = 0

Tick(p) ==
  /\ clock[p] < MaxClock
  /\ clock' = [clock EXCEPT ![p] = @ + 1]
  /\ UNCHANGED <<over, came, latest, told, wire, stamps, promised>>

Arrive(l) ==
  LET p == l[2] q == l[1] IN
  /\ wire[l] # <<>>
  /\ IF Head(wire[l]) = 0 /\ over[p] = None
     THEN /\ over' = [over EXCEPT ![p] = q]
          /\ came' = [came EXCEPT ![p] = clock[p]]
          /\ latest' = [latest EXCEPT ![p] = clock[p]]
          /\ wire' = [k \in Links |-> IF k = l THEN Tail(wire[k])
                                      ELSE IF k[1] = p /\ k[2] # q THEN Append(wire[k], 0) ELSE wire[k]]
     ELSE /\ latest' = [latest EXCEPT ![p] = IF over[p] = None THEN @ ELSE Max(@, Head(wire[l]))]
          /\ wire' = [wire EXCEPT ![l] = Tail(@)]
          /\ UNCHANGED <<over, came>>
  /\ UNCHANGED <<clock, told, stamps, promised>>

Sync(p) ==
  /\ p # Source /\ over[p] # None
  /\ latest[p] > told[p]
  /\ AGAIN = "once" => told[p] = 0
  /\ told' = [told EXCEPT ![p] = latest[p]]
  /\ wire' = [k \in Links |-> IF k[1] = p /\ (BACK = "any" \/ k[2] = over[p])
                              THEN Append(wire[k], latest[p]) ELSE wire[k]]
  /\ UNCHANGED <<clock, over, came, latest, stamps, promised>>

LastStamp == IF stamps = <<>> THEN 0 ELSE stamps[Len(stamps)]

Issue(d) ==
  /\ Len(stamps) < MaxStamps
  /\ stamps' = Append(stamps, IF STAMP = "kept" THEN Max(clock[Source] + d, Max(LastStamp, promised)) ELSE clock[Source] + d)
  /\ UNCHANGED <<clock, over, came, latest, told, wire, promised>>

Promise(d) ==
  /\ Len(stamps) < MaxStamps /\ clock[Source] + d > promised
  /\ promised' = clock[Source] + d
  /\ UNCHANGED <<clock, over, came, latest, told, wire, stamps>>

Next ==
  \/ \E p \in Peers : Tick(p) \/ Sync(p)
  \/ \E l \in Links : Arrive(l)
  \/ \E d \in Deltas : Issue(d) \/ Promise(d)

Spec == Init /\ [][Next]_vars

---------------------------------------------------------------------------

\* The source never hears of a greater clock than one at which the event came.
Greatest == LET all == {came[p] : p \in Peers} IN CHOOSE c \in all : \A d \in all : d <= c
NothingInvented == latest[Source] <= Greatest

\* When nothing is on its way, and nothing left to tell, it has heard of the greatest.
IsQuiet == (\A l \in Links : wire[l] = <<>>) /\ (\A p \in Peers : p = Source \/ (over[p] # None /\ ~ENABLED Sync(p)))
AllHeard == IsQuiet => latest[Source] = Greatest

\* Each peer tells over one link: no more messages than peers and clocks that they can tell.
Tree == \A l \in Links : \A i \in DOMAIN wire[l] : wire[l][i] > 0 => over[l[1]] = l[2]

\* Spec 2.4, 8.7, whatever the deltas are.
Rising == \A i \in 1..Len(stamps) - 1 : stamps[i] <= stamps[i + 1]
Kept == [][Len(stamps') > Len(stamps) => stamps'[Len(stamps')] >= promised]_vars

\* Witness
NeverTwice == \A p \in Peers : ~(told[p] > came[p] /\ p # Source)
=============================================================================
