------------------------------ MODULE Settled ------------------------------
(***************************************************************************)
(* What may be believed of a session with a keeper: its declarations, in   *)
(* one order, say which events up to a tick exist; others are void.        *)
(*                                                                         *)
(* Left out: how events and declarations spread.  Any peer may take the    *)
(* next event of a source, or the next declaration, from any other that    *)
(* holds it, at any time.  That is more than links in any topology let     *)
(* happen, with any partitions and delays; so what is safe here is safe    *)
(* there.  Left out as well: time (a tick is chosen, within what was       *)
(* promised), and payloads: what a user put in is a number, so that it     *)
(* can be recognised when it is issued again.                              *)
(*                                                                         *)
(* The constants in capitals turn the rules into wrong ones.               *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Peers,      \* identifiers
  Keeper,     \* the one whose first life declares
  Issuers,    \* the peers that issue events
  Lives,      \* a set of numbers from 0 on: a peer enters the next one when it loses its memory, and when its source is closed
  MaxTick, MaxInput, MaxDeclared, MaxCrash,
  WAITS,      \* "never": declares at any time, whatever it hasn't heard | "promises": of all first lives
  OVERTAKES,  \* "no": nobody takes a declaration before it holds all events that it counts | "yes"
  COUNTS,     \* "told" | "ignored": a declaration is nothing but its tick
  LATE,       \* an event up to the settled tick that isn't counted is "void" | "taken"
  CLOSED,     \* a closed source "stays" closed | "opens" again for events after the settled tick
  AGAIN,      \* void events are issued again under a "new" source | the "same"
  PROMISE,    \* "kept" | "broken"
  MEMORY      \* a keeper that lost its memory is a keeper "no" more | goes "on"

VARIABLES
  life,     \* [Peers -> Lives]: under which it issues
  log,      \* [Peers -> [Sources -> Seq(Event)]]: the events that it knows, of each source in order
  told,     \* [Peers -> Seq(Declaration)]: those that it has taken
  closed,   \* [Peers -> SUBSET Sources]
  again,    \* [Peers -> Seq(Inputs)]: void ones of its own, to be issued again
  mine,     \* [Peers -> SUBSET Inputs]: what its user has put in since it last lost its memory
  promises, \* all that were made: <<source, tick, seq>>, no event stamped before the tick has a higher seq
  inputs,   \* how many there were
  crashes

vars == <<life, log, told, closed, again, mine, promises, inputs, crashes>>

Sources == Issuers \X Lives
Own(p) == <<p, life[p]>>

---------------------------------------------------------------------------
(* What a peer knows *)

Settled(p) == IF told[p] = <<>> THEN 0 ELSE told[p][Len(told[p])].tick
Count(p, s) == IF told[p] = <<>> THEN 0 ELSE told[p][Len(told[p])].count[s]

UpTo(events, tick) == Cardinality({i \in DOMAIN events : events[i].tick <= tick})
First(events, n) == SubSeq(events, 1, n)
Last(events) == IF events = <<>> THEN 0 ELSE events[Len(events)].tick
InputsOf(events) == [i \in DOMAIN events |-> events[i].input]

---------------------------------------------------------------------------
(* Issuing.  What is void comes first, so the user's order stays. *)

Promised(s) == {pr \in promises : pr[1] = s}
Bound(s) == LET ticks == {pr[2] : pr \in Promised(s)}
            IN IF PROMISE = "broken" \/ ticks = {} THEN 1 ELSE CHOOSE t \in ticks : \A u \in ticks : u <= t

Stamp(p, input, t) ==
  /\ Own(p) \notin closed[p]
  /\ t > Settled(p) /\ t >= Last(log[p][Own(p)]) /\ t >= Bound(Own(p))
  /\ log' = [log EXCEPT ![p][Own(p)] = Append(@, [seq |-> Len(@) + 1, tick |-> t, input |-> input])]

PutIn(p, t) ==
  /\ inputs < MaxInput /\ again[p] = <<>>
  /\ Stamp(p, inputs + 1, t)
  /\ inputs' = inputs + 1
  /\ mine' = [mine EXCEPT ![p] = @ \cup {inputs + 1}]
  /\ UNCHANGED <<life, told, closed, again, promises, crashes>>

IssueAgain(p, t) ==
  /\ again[p] # <<>>
  /\ Stamp(p, Head(again[p]), t)
  /\ again' = [again EXCEPT ![p] = Tail(@)]
  /\ UNCHANGED <<life, told, closed, mine, promises, inputs, crashes>>

Promise(p, t) ==
  /\ WAITS = "promises"
  /\ t > Bound(Own(p)) /\ t > Last(log[p][Own(p)])
  /\ promises' = promises \cup {<<Own(p), t, Len(log[p][Own(p)])>>}
  /\ UNCHANGED <<life, log, told, closed, again, mine, inputs, crashes>>

---------------------------------------------------------------------------
(* Declaring *)

\* Whom the keeper waits for is its own affair: it can't make anything wrong.
MayDeclare(tick) ==
  WAITS = "promises" =>
    \A p \in Issuers : \E pr \in Promised(<<p, 0>>) : tick < pr[2] /\ Len(log[Keeper][<<p, 0>>]) >= pr[3]

Declare(tick) ==
  /\ life[Keeper] = 0 \/ MEMORY = "on"
  /\ Len(told[Keeper]) < MaxDeclared /\ tick > Settled(Keeper)
  /\ MayDeclare(tick)
  /\ told' = [told EXCEPT ![Keeper] =
                Append(@, [tick |-> tick, count |-> [s \in Sources |-> UpTo(log[Keeper][s], tick)]])]
  /\ UNCHANGED <<life, log, closed, again, mine, promises, inputs, crashes>>

---------------------------------------------------------------------------
(* Spreading *)

IsVoid(p, event) == event.tick <= Settled(p) /\ LATE = "void"

\* The next event of a source, from another peer.  All that is counted is here already, so one up to the settled tick is void.
Take(p, q, s) ==
  /\ Len(log[q][s]) > Len(log[p][s]) /\ s \notin closed[p]
  /\ LET event == log[q][s][Len(log[p][s]) + 1]
     IN IF IsVoid(p, event)
        THEN closed' = [closed EXCEPT ![p] = @ \cup {s}] /\ UNCHANGED log
        ELSE log' = [log EXCEPT ![p][s] = Append(@, event)] /\ UNCHANGED closed
  /\ UNCHANGED <<life, told, again, mine, promises, inputs, crashes>>

\* One that comes after void ones, where a closed source opens again.
TakeLater(p, q, s) ==
  /\ CLOSED = "opens" /\ s \in closed[p]
  /\ \E i \in DOMAIN log[q][s] :
       /\ i > Len(log[p][s]) /\ ~IsVoid(p, log[q][s][i])
       /\ log' = [log EXCEPT ![p][s] = Append(@, log[q][s][i])]
  /\ UNCHANGED <<life, told, closed, again, mine, promises, inputs, crashes>>

\* The next declaration, from another peer.
Hear(p, q) ==
  /\ Len(told[q]) > Len(told[p])
  /\ LET d == told[q][Len(told[p]) + 1]
         isVoid(s) == /\ COUNTS = "told"
                      /\ Len(log[p][s]) > d.count[s] /\ log[p][s][d.count[s] + 1].tick <= d.tick
         void == {s \in Sources : isVoid(s)}
         isHit == Own(p) \in void
         lost == SubSeq(log[p][Own(p)], d.count[Own(p)] + 1, Len(log[p][Own(p)]))
     IN /\ OVERTAKES = "no" /\ COUNTS = "told" => \A s \in Sources : Len(log[p][s]) >= d.count[s]
        /\ told' = [told EXCEPT ![p] = Append(@, d)]
        /\ log' = [log EXCEPT ![p] = [s \in Sources |-> IF s \in void THEN First(log[p][s], d.count[s]) ELSE log[p][s]]]
        /\ closed' = [closed EXCEPT ![p] = @ \cup (IF AGAIN = "same" THEN void \ {Own(p)} ELSE void)]
        /\ again' = [again EXCEPT ![p] = IF isHit THEN InputsOf(lost) \o @ ELSE @]
        /\ life' = [life EXCEPT ![p] = IF isHit /\ AGAIN = "new" /\ @ + 1 \in Lives THEN @ + 1 ELSE @]
  /\ UNCHANGED <<mine, promises, inputs, crashes>>

---------------------------------------------------------------------------
(* Losing the memory *)

Crash(p) ==
  /\ crashes < MaxCrash /\ life[p] + 1 \in Lives
  /\ crashes' = crashes + 1
  /\ life' = [life EXCEPT ![p] = @ + 1]
  /\ log' = [log EXCEPT ![p] = [s \in Sources |-> <<>>]]
  /\ told' = [told EXCEPT ![p] = <<>>]
  /\ closed' = [closed EXCEPT ![p] = {}]
  /\ again' = [again EXCEPT ![p] = <<>>]
  /\ mine' = [mine EXCEPT ![p] = {}]
  /\ UNCHANGED <<promises, inputs>>

---------------------------------------------------------------------------

Init ==
  /\ life = [p \in Peers |-> 0]
  /\ log = [p \in Peers |-> [s \in Sources |-> <<>>]]
  /\ told = [p \in Peers |-> <<>>]
  /\ closed = [p \in Peers |-> {}]
  /\ again = [p \in Peers |-> <<>>]
  /\ mine = [p \in Peers |-> {}]
  /\ promises = {}
  /\ inputs = 0 /\ crashes = 0

Next ==
  \/ \E p \in Issuers, t \in 1..MaxTick : PutIn(p, t) \/ IssueAgain(p, t)
  \/ \E p \in Issuers, t \in 2..MaxTick + 1 : Promise(p, t)
  \/ \E t \in 1..MaxTick : Declare(t)
  \/ \E p \in Peers, q \in Peers : p # q /\ (Hear(p, q) \/ \E s \in Sources : Take(p, q, s) \/ TakeLater(p, q, s))
  \/ \E p \in Peers : Crash(p)

Spec == Init /\ [][Next]_vars

---------------------------------------------------------------------------
(* Properties *)

SettledEvents(p, tick) ==
  {<<s, i, log[p][s][i]>> : <<s, i>> \in {<<s, i>> \in Sources \X (1..MaxInput) :
                                              i \in DOMAIN log[p][s] /\ log[p][s][i].tick <= tick}}

\* Nobody knows two events under one identity, and of each source a peer knows the first n.
Integrity == \A p, q \in Peers, s \in Sources : \A i \in DOMAIN log[p][s] \cap DOMAIN log[q][s] :
               log[p][s][i].seq = log[q][s][i].seq => log[p][s][i] = log[q][s][i]

NoGap == \A p \in Peers, s \in Sources : \A i \in DOMAIN log[p][s] : log[p][s][i].seq = i

\* What two peers have both settled is the same.
Same == \A p, q \in Peers : LET tick == IF Settled(p) < Settled(q) THEN Settled(p) ELSE Settled(q)
                            IN SettledEvents(p, tick) = SettledEvents(q, tick)

\* What is settled never changes, while it is remembered.
Final == [][\A p \in Peers : Len(told'[p]) >= Len(told[p]) =>
   {<<s, i, log'[p][s][i]>> : <<s, i>> \in {<<s, i>> \in Sources \X (1..MaxInput) :
                                i \in DOMAIN log'[p][s] /\ log'[p][s][i].tick <= Settled(p)}}
     = SettledEvents(p, Settled(p))]_vars

\* Of the events up to the settled tick a peer knows exactly those counted.
Counted == \A p \in Peers, s \in Sources : UpTo(log[p][s], Settled(p)) = Count(p, s)

\* Whatever the user of a peer put in, and the peer remembers, is among its events, or waits to be issued again.
Seq2Set(q) == {q[i] : i \in DOMAIN q}
NothingLost == \A p \in Peers : mine[p] \subseteq
   Seq2Set(again[p]) \cup UNION {Seq2Set(InputsOf(log[p][s])) : s \in Sources}

\* Nothing that was put in is settled twice.
Once == \A p \in Peers : \A a, b \in SettledEvents(p, Settled(p)) : a[3].input = b[3].input => a = b

\* Whoever is waited for loses nothing.
NothingVoid == \A p \in Peers : closed[p] = {}

\* Witnesses
NeverClosed == \A p \in Peers \ {Keeper} : closed[p] = {}
NeverAgain == \A p \in Peers : \A a \in SettledEvents(p, Settled(p)) : ~ (a[1][2] > 0 /\ crashes = 0)
NeverBoth == \A p \in Peers : \A s, t \in Sources :
               s # t => Seq2Set(InputsOf(log[p][s])) \cap Seq2Set(InputsOf(log[p][t])) = {}
NeverSettled == \A p \in Peers : Settled(p) = MaxTick => SettledEvents(p, MaxTick) = {}
=============================================================================
