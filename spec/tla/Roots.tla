------------------------------- MODULE Roots -------------------------------
(***************************************************************************)
(* Whom rooted clocks follow (spec 5.14 to 5.16): each peer claims to be   *)
(* root, and gives that up for an older root of which a pulse comes; a     *)
(* root of which no pulse comes any more is given up.                      *)
(*                                                                         *)
(* Time is counted in pulses: it goes on when each root has pulsed and all *)
(* messages have come, in any order but that of their link.  A peer that   *)
(* gives a root up does so before time goes on.                            *)
(*                                                                         *)
(* Of session times only this is left: where local time leaps, or stands   *)
(* still, a peer is on another level, too far from the others for them to  *)
(* be corrected.  Left out are samples, as nobody follows too early, and   *)
(* another way being taken when a pulse is late: here none ever is.        *)
(*                                                                         *)
(* The constants in capitals turn the rule into wrong ones.                *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Links,       \* pairs (from, to), each with its reverse
  MaxTime,     \* how long to look
  MaxCrashes,  \* how many peers may stop, for good
  MaxShifts,   \* how often a local time may leap or stand still
  Old,         \* a pulse that is older makes nobody follow another root
  Lost,        \* a root without a newer pulse is given up
  PARENT,      \* a parent is followed if it tells of nothing "older" than before | "always"
  ALIVE,       \* whether a pulse that is Old makes nobody follow
  ORDER,       \* of roots that are as old, the "lower" counts | nobody gives up ("none")
  LEVEL        \* who is on a lower level is "ignored" | followed, like anybody ("no")

VARIABLES
  time,
  claim,       \* [peer -> [root, since, pulse, hops]]
  level,       \* [peer -> how far it is, in leaps]
  parent,      \* [peer -> whom it follows, itself if nobody]
  channel,     \* [link -> a sequence of claims with levels]
  stopped,     \* peers
  changed,     \* when the last peer stopped or was shifted
  shifts

vars == <<time, claim, level, parent, channel, stopped, changed, shifts>>

Peers == {l[1] : l \in Links}
Alive == Peers \ stopped

Own(p, now) == [root |-> p, since |-> now, pulse |-> now, hops |-> 0]
IsRoot(p) == claim[p].hops = 0

---------------------------------------------------------------------------
(* Whom to follow *)

Same(c, d) == c.root = d.root /\ c.since = d.since
Before(c, d) == c.since < d.since \/ (ORDER = "lower" /\ c.since = d.since /\ c.root < d.root)
Fresher(c, d) == c.pulse > d.pulse \/ (c.pulse = d.pulse /\ c.hops < d.hops)
Over(c) == [c EXCEPT !.hops = @ + 1]

\* Whether p, with a claim of its own, follows q, who tells of another, as p has it.
Follows(p, mine, q, c) ==
  IF ~Same(c, mine)
  THEN /\ Before(c, mine)
       /\ ~ALIVE \/ time - c.pulse <= Old
  ELSE IF parent[p] = q
  THEN PARENT = "always" \/ ~Fresher(mine, c)
  ELSE Fresher(c, mine) /\ c.hops < mine.hops

---------------------------------------------------------------------------
(* What can happen *)

Told(c, lev) == [claim |-> c, level |-> lev]

Init ==
  /\ time = 0
  /\ claim = [p \in Peers |-> Own(p, 0)]
  /\ level = [p \in Peers |-> 0]
  /\ parent = [p \in Peers |-> p]
  /\ channel = [l \in Links |-> << Told(Own(l[1], 0), 0) >>]
  /\ stopped = {}
  /\ changed = 0
  /\ shifts = 0

\* What is on its way after a message of a link has come, if any, and a peer has told its neighbours something, if it has.
After(came, p, tells, told) == [l \in Links |->
  LET rest == IF l \in came THEN Tail(channel[l]) ELSE channel[l] IN
  IF tells /\ l[1] = p /\ l[2] \notin stopped THEN Append(rest, told) ELSE rest]

Pulse(p) ==
  /\ p \in Alive /\ IsRoot(p) /\ claim[p].pulse < time
  /\ claim' = [claim EXCEPT ![p].pulse = time]
  /\ channel' = After({}, p, TRUE, Told(claim'[p], level[p]))
  /\ UNCHANGED <<time, level, parent, stopped, changed, shifts>>

\* Whoever hears of a higher level goes there, as its own root; then it may follow.
Receive(l) ==
  /\ channel[l] # <<>>
  /\ LET p     == l[2]
         told  == Head(channel[l])
         leaps == told.level > level[p]
         mine  == IF leaps THEN Own(p, time) ELSE claim[p]
         c     == Over(told.claim)
         follows == /\ LEVEL = "no" \/ told.level >= level[p]
                    /\ Follows(p, mine, l[1], c)
         new   == IF follows THEN c ELSE mine
         lev   == IF leaps \/ follows THEN told.level ELSE level[p]
     IN /\ claim' = [claim EXCEPT ![p] = new]
        /\ level' = [level EXCEPT ![p] = lev]
        /\ parent' = [parent EXCEPT ![p] = IF follows THEN l[1] ELSE IF leaps THEN p ELSE @]
        /\ channel' = After({l}, p, new # claim[p] \/ lev # level[p], Told(new, lev))
  /\ UNCHANGED <<time, stopped, changed, shifts>>

IsLost(p) == p \in Alive /\ ~IsRoot(p) /\ time - claim[p].pulse > Lost

GiveUp(p) ==
  /\ IsLost(p)
  /\ claim' = [claim EXCEPT ![p] = Own(p, time)]
  /\ parent' = [parent EXCEPT ![p] = p]
  /\ channel' = After({}, p, TRUE, Told(claim'[p], level[p]))
  /\ UNCHANGED <<time, level, stopped, changed, shifts>>

\* A peer stops, with what is on its way to it and from it; who followed it follows nobody, but keeps the claim.
Stop(p) ==
  /\ p \in Alive /\ Cardinality(stopped) < MaxCrashes
  /\ stopped' = stopped \cup {p}
  /\ channel' = [l \in Links |-> IF p \in {l[1], l[2]} THEN <<>> ELSE channel[l]]
  /\ parent' = [q \in Peers |-> IF parent[q] = p THEN q ELSE parent[q]]
  /\ changed' = time
  /\ UNCHANGED <<time, claim, level, shifts>>

\* A local time leaps, or stands still, which its peer can't know; it tells its time now and then.
Shift(p, by) ==
  /\ p \in Alive /\ shifts < MaxShifts /\ time > 0
  /\ level' = [level EXCEPT ![p] = @ + by]
  /\ channel' = After({}, p, TRUE, Told(claim[p], level'[p]))
  /\ shifts' = shifts + 1
  /\ changed' = time
  /\ UNCHANGED <<time, claim, parent, stopped>>

\* Everybody tells its neighbours again what it told before, where they can make something of it now.
Repeat(l) ==
  /\ channel[l] = <<>> /\ {l[1], l[2]} \subseteq Alive
  /\ \/ level[l[1]] > level[l[2]]
     \/ level[l[1]] = level[l[2]] /\ ~Same(claim[l[1]], claim[l[2]]) /\ Follows(l[2], claim[l[2]], l[1], Over(claim[l[1]]))
  /\ channel' = [channel EXCEPT ![l] = << Told(claim[l[1]], level[l[1]]) >>]
  /\ UNCHANGED <<time, claim, level, parent, stopped, changed, shifts>>

IsQuiet ==
  /\ \A l \in Links : channel[l] = <<>>
  /\ \A p \in Alive : IsRoot(p) => claim[p].pulse = time
  /\ \A p \in Alive : ~IsLost(p)
  /\ \A l \in Links : ~ENABLED Repeat(l)

Pass ==
  /\ time < MaxTime /\ IsQuiet
  /\ time' = time + 1
  /\ UNCHANGED <<claim, level, parent, channel, stopped, changed, shifts>>

Next ==
  \/ Pass
  \/ \E p \in Peers : Pulse(p) \/ GiveUp(p) \/ Stop(p) \/ Shift(p, 1) \/ Shift(p, -1)
  \/ \E l \in Links : Receive(l) \/ Repeat(l)

Spec == Init /\ [][Next]_vars

---------------------------------------------------------------------------
(* What must hold *)

\* Whom a peer takes its time from: its parent, if what that has now is such that it would be taken.  Itself otherwise: who has
\* leapt may for a moment be followed by whom it follows.
From(p) ==
  IF /\ parent[p] # p
     /\ level[parent[p]] = level[p]
     /\ Follows(p, claim[p], parent[p], Over(claim[parent[p]]))
  THEN parent[p] ELSE p

RECURSIVE Steps(_, _)
Steps(p, n) == IF n = 0 THEN p ELSE Steps(From(p), n - 1)

\* Nobody takes its time from itself, by whatever way.
NoCycle == \A p \in Alive : \A n \in 1..Cardinality(Peers) : From(p) # p => Steps(p, n) # p

\* A pulse doesn't go round for ever: only who has leapt, and forgot it, may get it once more.
Short == \A p \in Alive : claim[p].hops < 2 * Cardinality(Peers)

RECURSIVE Within(_, _)
Within(S, n) == IF n = 0 THEN S
                ELSE Within(S \cup {q \in Alive : \E p \in S : <<p, q>> \in Links}, n - 1)

\* Some time after the last change, all that are connected follow one root, which is among them.
OneRoot ==
  IsQuiet /\ time > changed + Lost + 1 =>
    \A p \in Alive : LET all == Within({p}, Cardinality(Peers)) IN
      /\ claim[p].root \in all
      /\ \A q \in all : Same(claim[q], claim[p]) /\ level[q] = level[p]

\* Nobody takes the others back: the highest level stays, or dies with those who were there.
NoWayBack == [][\A p \in Alive : level'[p] >= level[p] \/ shifts' > shifts]_vars

---------------------------------------------------------------------------
(* Witnesses: what must be possible, said as invariants that must be violated *)

\* Somebody follows a root that has stopped.
NeverGhost == \A p \in Alive : claim[p].root \notin stopped

\* A root is given up, and the peer follows another one that came after it.
NeverAnother == \A p \in Alive : claim[p].since = 0 \/ IsRoot(p)

---------------------------------------------------------------------------
(* The networks of the configurations *)

Both(S) == S \cup {<<l[2], l[1]>> : l \in S}

Pair     == Both({<<0, 1>>})
Line     == Both({<<0, 1>>, <<1, 2>>})
Triangle == Both({<<0, 1>>, <<1, 2>>, <<2, 0>>})
=============================================================================
