----------------------------- MODULE FloodTrace -----------------------------
(***************************************************************************)
(* Whether recorded runs are behaviours of Flood.  A trace is a sequence   *)
(* of records: each is an action of Flood with its parameters, and what    *)
(* was seen when it happened.  All traces are walked at once, each from an *)
(* initial state of its own.  TLC prints a line for each step; a trace of  *)
(* which the last line isn't "accepted" is rejected: the model can't do    *)
(* the step after that.  (ENABLED could say so, but TLC then evaluates     *)
(* everything over and over, which takes hours instead of seconds.)        *)
(*                                                                         *)
(* A record has `act`, the name of the action; `peer`, whose step it was;  *)
(* `conn`, the number of the connection, where there is one; and           *)
(*   Issue    events: the stamps of those that are issued together         *)
(*   Dial     to: the other peer                                           *)
(*   Receive  message: its kind, and inc and knows, or events              *)
(*   End      events: the stamps of all that the peer knows; one for each  *)
(*            peer, at the end of a run that has come to rest              *)
(* Most have the peer afterwards: `knows`, its version vector, as a set of *)
(* <<peer, inc, seq>>; `links`, those that it holds, each <<conn, state>>. *)
(* A stamp is <<tick, peer, inc, seq>>; incarnations count from 0.         *)
(***************************************************************************)
EXTENDS Flood, TLC

CONSTANT Traces   \* a sequence of traces

VARIABLES
  trace,   \* the number of the trace that is walked
  step     \* the next record of it

Trace == Traces[trace]

---------------------------------------------------------------------------
(* The state of the model in the words of a record *)

Stamp(e) == <<e.tick, e.peer, e.inc, e.seq>>
Stamps(events) == [n \in DOMAIN events |-> Stamp(events[n])]
KnownOf(L) == {<<s[1], s[2], Highest(L, s)>> : s \in {Source(e) : e \in L}}
LinksOf(K, p) ==
  {<<c, K[c].st[EndOf(K[c], p)]>> :
     c \in {d \in DOMAIN K : p \in {K[d].from, K[d].to} /\ K[d].st[EndOf(K[d], p)] \in Open}}

SameMessage(m, seen) ==
  /\ m.kind = seen.kind
  /\ CASE m.kind = "hello" -> /\ m.inc = seen.inc
                              /\ {<<s[1], s[2], m.knows[s]>> : s \in {r \in DOMAIN m.knows : m.knows[r] > 0}} = seen.knows
       [] m.kind = "events" -> Stamps(m.events) = seen.events
       [] OTHER -> TRUE

---------------------------------------------------------------------------
(* Walking *)

\* A run ends long after its world has healed: what was sent over a connection that is up has been received.
AllReceived ==
  \A c \in DOMAIN conn : conn[c].up => conn[c].st = <<"live", "live">> /\ conn[c].ch = << <<>>, <<>> >>

Act(r) ==
  CASE r.act = "Issue" -> /\ Issue(r.peer, r.events[1][1], Len(r.events))
                          /\ {Stamp(e) : e \in log'[r.peer] \ log[r.peer]} = {r.events[n] : n \in DOMAIN r.events}
    [] r.act = "Dial" -> Dial(r.peer, r.to) /\ r.conn = Len(conn')
    [] r.act = "Accept" -> conn[r.conn].to = r.peer /\ Accept(r.conn)
    [] r.act = "Receive" -> LET k == conn[r.conn]
                                i == EndOf(k, r.peer) IN
                            /\ r.peer \in {k.from, k.to} /\ k.ch[Other(i)] # <<>>
                            /\ SameMessage(Head(k.ch[Other(i)]), r.message)
                            /\ Receive(r.conn, i)
    [] r.act = "Cut" -> Cut(r.conn)
    [] r.act = "Notice" -> r.peer \in {conn[r.conn].from, conn[r.conn].to} /\ Notice(r.conn, EndOf(conn[r.conn], r.peer))
    [] r.act = "Crash" -> Crash(r.peer)
    [] r.act = "End" -> AllReceived /\ {Stamp(e) : e \in log[r.peer]} = r.events /\ UNCHANGED vars

Seen(r) ==
  "knows" \in DOMAIN r => KnownOf(log'[r.peer]) = r.knows /\ LinksOf(conn', r.peer) = r.links

Walk ==
  /\ step <= Len(Trace)
  /\ LET r == Trace[step] IN
     /\ r.act \in {"Accept", "Receive", "Cut", "Notice"} => r.conn \in DOMAIN conn
     /\ Act(r)
     /\ Seen(r)
  /\ PrintT(IF step < Len(Trace) THEN <<"walked", trace, step>> ELSE <<"accepted", trace>>)
  /\ step' = step + 1 /\ UNCHANGED trace

WalkInit == Init /\ trace \in DOMAIN Traces /\ step = 1
WalkSpec == WalkInit /\ [][Walk]_<<vars, trace, step>>

\* Converge, of the peers of this trace: Peers has those of all traces.
Members == {Trace[n].peer : n \in {m \in DOMAIN Trace : "peer" \in DOMAIN Trace[m]}}
ConvergeHere ==
  Quiet /\ Reached({CHOOSE p \in Members : TRUE}) = Members => \A p, q \in Members : log[p] = log[q]

\* A witness: an example is walked to its end.  And the check of wrong ones: none of them is.
NeverAccepted == step <= Len(Trace)

AnyPair == Peers \X Peers

---------------------------------------------------------------------------
(* An example: peer 1 has issued an event; peer 0 dials it; it issues another one, and peer 0 receives both. *)

Example == <<
[act |-> "Issue", peer |-> 1, events |-> <<<<9, 1, 0, 1>>>>, knows |-> {<<1, 0, 1>>}, links |-> {}],
[act |-> "Dial", peer |-> 0, conn |-> 1, to |-> 1, knows |-> {}, links |-> {<<1, "greeting">>}],
[act |-> "Accept", peer |-> 1, conn |-> 1, knows |-> {<<1, 0, 1>>}, links |-> {<<1, "greeting">>}],
[act |-> "Receive", peer |-> 1, conn |-> 1, message |-> [kind |-> "hello", inc |-> 0, knows |-> {}], knows |-> {<<1, 0, 1>>}, links |-> {<<1, "live">>}],
[act |-> "Issue", peer |-> 1, events |-> <<<<9, 1, 0, 2>>>>, knows |-> {<<1, 0, 2>>}, links |-> {<<1, "live">>}],
[act |-> "Receive", peer |-> 0, conn |-> 1, message |-> [kind |-> "hello", inc |-> 0, knows |-> {<<1, 0, 1>>}], knows |-> {}, links |-> {<<1, "live">>}],
[act |-> "Receive", peer |-> 0, conn |-> 1, message |-> [kind |-> "events", events |-> <<<<9, 1, 0, 1>>>>], knows |-> {<<1, 0, 1>>}, links |-> {<<1, "live">>}],
[act |-> "Receive", peer |-> 0, conn |-> 1, message |-> [kind |-> "events", events |-> <<<<9, 1, 0, 2>>>>], knows |-> {<<1, 0, 2>>}, links |-> {<<1, "live">>}],
[act |-> "End", peer |-> 0, events |-> {<<9, 1, 0, 1>>, <<9, 1, 0, 2>>}, knows |-> {<<1, 0, 2>>}, links |-> {<<1, "live">>}],
[act |-> "End", peer |-> 1, events |-> {<<9, 1, 0, 1>>, <<9, 1, 0, 2>>}, knows |-> {<<1, 0, 2>>}, links |-> {<<1, "live">>}]
>>

Examples == <<Example>>
WrongExamples == <<
  [Example EXCEPT ![7] = Example[8], ![8] = Example[7]],     \* the second event overtakes the first
  SubSeq(Example, 1, 7) \o SubSeq(Example, 9, 10),           \* the second is lost
  SubSeq(Example, 1, 8) \o SubSeq(Example, 8, 10)            \* it comes twice
>>
=============================================================================
