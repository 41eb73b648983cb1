---------------------------- MODULE TimeMachine ----------------------------
(***************************************************************************)
(* How one peer goes back and forth along its timeline (spec chapter 4):   *)
(* events of others arrive, in any order that keeps each source's own, in  *)
(* time or late; the peer issues events too; and readings of its clock     *)
(* move it on, after a late event by way of a replay.                      *)
(*                                                                         *)
(* The application is the most sensitive one there is: its state is all    *)
(* that was ever applied to it, in order, each with the number of ticks    *)
(* that it had counted by then.  So whatever holds for it holds for any    *)
(* other, whose state is a function of that.                               *)
(*                                                                         *)
(* Left out, because nothing here depends on it: how events get here (they *)
(* are in Flood), catching up (in Clock: here a reading may move the clock *)
(* several ticks), payloads, incarnations, and what the user sees of it.   *)
(*                                                                         *)
(* The constants in capitals turn the time machine into wrong ones.        *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Self,        \* this peer's identifier
  Script,      \* what the others issue: [their identifiers -> the ticks of their events, by seq]
  MaxIssued,   \* events that this peer issues
  Delta,       \* how far ahead it stamps them
  MaxTick,     \* where its clock ends
  Steps,       \* how many ticks there can be between two readings of the clock
  Density,     \* a tick that 2^k divides is kept until it is Density * 2^k ticks behind
  Interval,    \* what needn't be kept is dropped at multiples of it
  DROP,        \* an event drops the snapshots "from" its tick on | "after" it | "nothing"
  ON_TOP,      \* it is applied to the present at once, not in a replay: "never" | "tie": if it is of the present's tick
               \* | "late": if it is of that tick or earlier
  POINTER,     \* an advance begins with the events "after" the present's tick | "at" it
  KEEP         \* "right" | "half": snapshots are kept half as long | "no start": that of tick 0 like that of an odd tick

VARIABLES
  clock,       \* the tick at the last reading
  known,       \* the timeline: the events that it knows
  snapshots,   \* a sequence of [tick, state]; the last one is the present
  late         \* the events that came after their ticks, since the last reading

vars == <<clock, known, snapshots, late>>

---------------------------------------------------------------------------
(* Events, and what they do to the application *)

Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Min(S) == CHOOSE x \in S : \A y \in S : x <= y

\* The global order of events (spec 2): tick, peer, seq.
Less(d, e) == \/ d.tick < e.tick
              \/ d.tick = e.tick /\ \/ d.peer < e.peer
                                    \/ d.peer = e.peer /\ d.seq < e.seq
RECURSIVE Sorted(_)
Sorted(S) == IF S = {} THEN <<>>
             ELSE LET first == CHOOSE d \in S : \A e \in S \ {d} : Less(d, e)
                  IN <<first>> \o Sorted(S \ {first})

Start        == [ticks |-> 0, chain |-> <<>>]
Tick(s)      == [s EXCEPT !.ticks = @ + 1]
Event(s, e)  == [s EXCEPT !.chain = Append(@, <<s.ticks, e>>)]
RECURSIVE Events(_, _)
Events(s, q) == IF q = <<>> THEN s ELSE Events(Event(s, Head(q)), Tail(q))

\* The one equation, as the sequence of F(E, 0), ..., F(E, t).
RECURSIVE Past(_, _)
Past(E, t) == IF t = 0 THEN <<Start>>
              ELSE LET past == Past(E, t - 1)
                   IN Append(past, Events(Tick(past[t]), Sorted({e \in E : e.tick = t})))
F(E, t)    == Past(E, t)[t + 1]

---------------------------------------------------------------------------
(* The time machine *)

Newest(S) == S[Len(S)]
Present   == Newest(snapshots)

RECURSIVE PowerIn(_)   \* the highest power of two that divides a tick other than 0
PowerIn(t) == IF t % 2 = 1 THEN 1 ELSE 2 * PowerIn(t \div 2)

IsKept(t, now) == t = 0 \/ now - t <= Density * PowerIn(t)

Stays(t, now) == CASE KEEP = "half"     -> t = 0 \/ 2 * (now - t) <= Density * PowerIn(t)
                   [] KEEP = "no start" -> now - t <= Density * (IF t = 0 THEN 1 ELSE PowerIn(t))
                   [] OTHER             -> IsKept(t, now)

Pruned(S) == LET now == Newest(S).tick
                 Good(s) == Stays(s.tick, now)
             IN IF now % Interval = 0 THEN SelectSeq(S, Good) ELSE S

\* Simulates until a tick.  `from` is where that began: what is of an earlier tick has been applied.
RECURSIVE Simulated(_, _, _)
Simulated(S, from, to) ==
  LET now == Newest(S).tick + 1
      due == {e \in known : e.tick = now \/ (POINTER = "at" /\ now = from + 1 /\ e.tick = from)}
      state == Events(Tick(Newest(S).state), Sorted(due)) IN
  IF now > to THEN S ELSE Simulated(Pruned(Append(S, [tick |-> now, state |-> state])), from, to)

Before(S, t) == LET Good(s) == s.tick < t IN SelectSeq(S, Good)

\* All that an insertion does: it drops snapshots that were taken without the event.  The next reading replays.
Inserted(S, e) ==
  IF e.tick <= Newest(S).tick /\ (ON_TOP = "late" \/ (ON_TOP = "tie" /\ e.tick = Newest(S).tick))
  THEN [S EXCEPT ![Len(S)].state = Event(@, e)]
  ELSE CASE DROP = "from"    -> Before(S, e.tick)
         [] DROP = "after"   -> Before(S, e.tick + 1)
         [] DROP = "nothing" -> S

---------------------------------------------------------------------------
(* What can happen *)

Of(p) == {e \in known : e.peer = p}

Init ==
  /\ clock = 0
  /\ known = {}
  /\ snapshots = << [tick |-> 0, state |-> Start] >>
  /\ late = {}

Insert(e) ==
  /\ known' = known \cup {e}
  /\ snapshots' = Inserted(snapshots, e)
  /\ late' = IF e.tick <= clock THEN late \cup {e} ELSE late
  /\ UNCHANGED clock

\* The next event of another peer arrives.  (One that is known already changes nothing.)
Receive(p) ==
  LET seq == Cardinality(Of(p)) + 1 IN
  /\ seq <= Len(Script[p])
  /\ Insert([tick |-> Script[p][seq], peer |-> p, seq |-> seq])

Issue ==
  LET own == Of(Self) IN
  /\ Cardinality(own) < MaxIssued
  /\ Insert([tick |-> Max({clock + Delta} \cup {e.tick : e \in own}), peer |-> Self, seq |-> Cardinality(own) + 1])

\* A reading of the clock, of the same tick or of a later one.
Read(step) ==
  /\ clock + step <= MaxTick
  /\ clock' = clock + step
  /\ snapshots' = Simulated(snapshots, Present.tick, clock')
  /\ late' = {}
  /\ UNCHANGED known

Next ==
  \/ \E p \in DOMAIN Script : Receive(p)
  \/ Issue
  \/ \E step \in Steps : Read(step)

Spec == Init /\ [][Next]_vars

---------------------------------------------------------------------------
(* What must hold, by the numbers of docs/properties.md *)

\* 6: the events up to the present are applied in order, each once and at its tick.
Once == LET all == Sorted({e \in known : e.tick <= Present.tick})
        IN Present.state.chain = [i \in 1..Len(all) |-> <<all[i].tick, all[i]>>]

\* 9
SnapFresh == LET past == Past(known, Present.tick)
             IN \A i \in 1..Len(snapshots) : snapshots[i].state = past[snapshots[i].tick + 1]

\* 1 and 10: without late events, so after every reading, the peer is where its clock is, in the state that the equation
\* says; with late events it is before the first of them.
Rollback == IF late = {} THEN Present.tick = clock /\ Present.state = F(known, clock)
            ELSE Present.tick < Min({e.tick : e \in late})

\* 10: inserting doesn't move the clock.  12: nothing moves it back.
Still    == [][known' # known => clock' = clock]_vars
Monotone == [][clock' >= clock]_vars

\* 5: what the peer issues is stamped ahead of its clock.
Stamps == [][\A e \in known' \ known : e.peer = Self => e.tick > clock]_vars

\* The snapshots that are left.  What must be kept is there, but for what late events have dropped: they drop nothing
\* else.  What needn't be kept was dropped at the last multiple of the interval.
Ordered == /\ snapshots[1].tick = 0
           /\ \A i \in 2..Len(snapshots) : snapshots[i - 1].tick < snapshots[i].tick
Kept == LET from == IF late = {} THEN clock ELSE Min({e.tick : e \in late}) - 1
            there == {snapshots[i].tick : i \in 1..Len(snapshots)}
        IN \A t \in 0..from : IsKept(t, clock) => t \in there
Thin == LET last == Interval * (Present.tick \div Interval)
        IN \A i \in 1..Len(snapshots) : snapshots[i].tick <= last => IsKept(snapshots[i].tick, last)

---------------------------------------------------------------------------
(* Witnesses: what must be possible, said as invariants that must be violated *)

\* A late event takes the peer back over several snapshots.
NeverDeep == clock - Present.tick < 3

\* One replay is for two late events of two peers.
NeverBurst == \A d, e \in late : d.peer = e.peer

\* An event of the very present comes before one that is applied already.
NeverTie == \A d \in late, e \in known \ late : ~(d.tick = clock /\ e.tick = clock /\ Less(d, e))

\* A late event comes before all that were applied.
NeverFirst == \A d \in late : {e \in known \ late : e.tick <= clock} # {} => \E e \in known \ late : Less(e, d)

---------------------------------------------------------------------------
(* The scripts of the configurations *)

\* Ties between peers, and between two events of one.
Ties == [p \in {0, 2, 3} |-> CASE p = 0 -> <<2, 2, 4>> [] p = 2 -> <<1, 2, 5>> [] p = 3 -> <<2, 4>>]
\* Late by more than what is kept at every tick.
Long == [p \in {0, 2} |-> IF p = 0 THEN <<9, 33>> ELSE <<31, 64>>]
\* The same with an eighth of the density.
Short == [p \in {0, 2} |-> IF p = 0 THEN <<2, 6>> ELSE <<5, 9>>]
=============================================================================
