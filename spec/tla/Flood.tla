------------------------------- MODULE Flood -------------------------------
(***************************************************************************)
(* How events spread (spec chapters 3 and 6): peers issue events and flood *)
(* them over connections, which come up, greet, are cut, noticed one end   *)
(* after the other, and come up again; peers crash and return without      *)
(* their memory.  Somebody else may greet in a peer's name.                *)
(*                                                                         *)
(* Left out, because nothing here depends on it: time (an event's tick is  *)
(* chosen from Ticks), the time machine, clocks, payloads, bytes; and the  *)
(* digests in HELLO (spec 2.16), as no peer here says two things: where    *)
(* an identity is used twice, Integrity is violated before they meet.      *)
(* What a life of a peer would have as payloads is told apart by `life`,   *)
(* so that two different events under one identity can be seen.            *)
(*                                                                         *)
(* The constants in capitals turn the protocol into wrong ones.            *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Peers,          \* identifiers: numbers, as stamps order peers
  Lives,          \* how often each can live, counted from 0: a set
  Issuers,        \* the peers that issue events
  Ticks,          \* the ticks that an event may be stamped with
  Dials,          \* who may dial whom: a set of pairs
  Claims,         \* in whose name somebody else may greet whom: a set of pairs
  InitLinks,      \* connections that are live at the beginning: a sequence of pairs
  MaxEvents, MaxConn, MaxCut, MaxCrash,  \* in all
  MaxFrame,       \* events in one message
  REGISTER,       \* "live": only a greeted link gets live traffic;  "first": every link does, as in the C program
  DEDUP,          \* "contiguous" | "highest": by the highest seq, as if no gap could be | "stamp": by the highest tick
  HISTORY,        \* "beyond": what the neighbour lacks | "index": all but the first n, if it knows n events
  INCARNATION,    \* "new": each life issues under its own | "same": all under one
  CLOSERS,        \* who closes one of two links to the same neighbour: "lower", the lower identifier | "none" | "both"
  KEEPS,          \* which of them it keeps: "older" | "newer"
  NOTICE          \* "own": the end of a connection is the end of that one | "all": also of newer ones to the same peer

VARIABLES
  life,    \* [Peers -> Lives]: the life that each peer lives
  log,     \* [Peers -> SUBSET Event]: the events that it knows
  conn,    \* the connections, in the order of dialling
  issued,  \* all events ever issued, each with the life that did it
  blamed,  \* whether a peer has ever closed a link because of what came over it
  harmed,  \* whether a peer has ever closed a link because of what came over another
  cuts, crashes

vars == <<life, log, conn, issued, blamed, harmed, cuts, crashes>>

---------------------------------------------------------------------------
(* Events *)

Inc(p) == IF INCARNATION = "new" THEN life[p] ELSE 0
Source(e) == <<e.peer, e.inc>>
Of(L, s) == {e \in L : Source(e) = s}
Max(S) == IF S = {} THEN 0 ELSE CHOOSE x \in S : \A y \in S : y <= x
Highest(L, s) == Max({e.seq : e \in Of(L, s)})
Knows(L) == [s \in Peers \X Lives |-> Highest(L, s)]   \* a version vector

\* The global order of events (spec 2): tick, peer, incarnation, seq; the life breaks ties that must never be.
Less(d, e) == \/ d.tick < e.tick
              \/ d.tick = e.tick /\ \/ d.peer < e.peer
                                    \/ d.peer = e.peer /\ \/ d.inc < e.inc
                                                          \/ d.inc = e.inc /\ \/ d.seq < e.seq
                                                                              \/ d.seq = e.seq /\ d.life < e.life
RECURSIVE Sorted(_)
Sorted(S) == IF S = {} THEN <<>>
             ELSE LET first == CHOOSE d \in S : \A e \in S \ {d} : Less(d, e)
                  IN <<first>> \o Sorted(S \ {first})

\* What a peer that knows L makes of an event.  That somebody else issues as the peer itself, which then goes on as another
\* life (spec 6.25), can't be here: each life issues under its own name.
Judge(L, e) ==
  LET known == Highest(L, Source(e)) IN
  CASE DEDUP = "highest" -> IF e.seq <= known THEN "duplicate" ELSE "new"
    [] DEDUP = "stamp" -> IF \E d \in Of(L, Source(e)) : d.tick >= e.tick THEN "duplicate" ELSE "new"
    [] OTHER -> IF e.seq <= known THEN IF e \in L THEN "duplicate" ELSE "conflict"
                ELSE IF e.seq > known + 1 THEN "gap"
                ELSE "new"

\* Takes the events of a message one by one; at the first that can't be right, it stops.
RECURSIVE Take(_, _, _)
Take(L, events, fresh) ==
  IF events = <<>> THEN [log |-> L, fresh |-> fresh, good |-> TRUE]
  ELSE LET e == Head(events)
           verdict == Judge(L, e) IN
       CASE verdict = "new" -> Take(L \cup {e}, Tail(events), Append(fresh, e))
         [] verdict = "duplicate" -> Take(L, Tail(events), fresh)
         [] OTHER -> [log |-> L, fresh |-> fresh, good |-> FALSE]

---------------------------------------------------------------------------
(* Connections: end 1 dialled, end 2 accepts.  ch[i] is what end i has     *)
(* sent and the other hasn't received.  nb[i] is the incarnation that end  *)
(* i was told by the HELLO it got.                                         *)

Open == {"greeting", "live"}
Nobody == 65536   \* above all identifiers
Dead == [from |-> Nobody, to |-> Nobody, up |-> FALSE, st |-> <<"gone", "gone">>, nb |-> <<0, 0>>, ch |-> << <<>>, <<>> >>]
Other(i) == 3 - i
At(k, i) == IF i = 1 THEN k.from ELSE k.to
EndOf(k, p) == IF k.from = p THEN 1 ELSE 2

\* Once both ends are gone, nothing is left to tell one connection from another.
Settled(k) == IF k.st = <<"gone", "gone">> THEN Dead ELSE k

Put(k, i, m) == IF k.up /\ k.st[Other(i)] # "gone" THEN [k EXCEPT !.ch[i] = Append(@, m)] ELSE k

RECURSIVE PutEvents(_, _, _)
PutEvents(k, i, events) ==
  IF events = <<>> THEN k
  ELSE LET n == IF Len(events) < MaxFrame THEN Len(events) ELSE MaxFrame
       IN PutEvents(Put(k, i, [kind |-> "events", events |-> SubSeq(events, 1, n)]), i,
                    SubSeq(events, n + 1, Len(events)))

\* End i is gone, and what was on its way to it is lost.
Gone(k, i) == Settled([k EXCEPT !.st[i] = "gone", !.nb[i] = 0, !.ch[Other(i)] = <<>>])
Close(k, i) == Gone(Put(k, i, [kind |-> "bye"]), i)

\* Connections K after p has sent events over all its links but connection `except`.
Flood(K, p, events, except) ==
  [c \in DOMAIN K |->
     LET k == K[c]
         i == EndOf(k, p) IN
     IF /\ p \in {k.from, k.to} /\ c # except
        /\ k.st[i] = "live" \/ (REGISTER = "first" /\ k.st[i] = "greeting")
     THEN PutEvents(k, i, events) ELSE k]

Hello(p) == [kind |-> "hello", inc |-> Inc(p), knows |-> Knows(log[p])]

Missing(L, knows) ==
  LET all == Sorted(L) IN
  IF HISTORY = "index" THEN SubSeq(all, Cardinality(UNION {{s} \X (1..knows[s]) : s \in DOMAIN knows}) + 1, Len(all))
  ELSE Sorted({e \in L : e.seq > knows[Source(e)]})

\* The older live links of p to this life of q.
Older(K, p, q, inc, newest) ==
  {c \in DOMAIN K : /\ c # newest /\ {K[c].from, K[c].to} = {p, q}
                    /\ K[c].st[EndOf(K[c], p)] = "live" /\ K[c].nb[EndOf(K[c], p)] = inc}

Decides(p, q) == IF CLOSERS = "lower" THEN p < q ELSE CLOSERS = "both"

---------------------------------------------------------------------------
(* What can happen *)

Init ==
  /\ life = [p \in Peers |-> 0]
  /\ log = [p \in Peers |-> {}]
  /\ conn = [c \in DOMAIN InitLinks |->
               [from |-> InitLinks[c][1], to |-> InitLinks[c][2], up |-> TRUE, st |-> <<"live", "live">>,
                nb |-> <<0, 0>>, ch |-> << <<>>, <<>> >>]]
  /\ issued = {} /\ blamed = FALSE /\ harmed = FALSE /\ cuts = 0 /\ crashes = 0

\* n events together, if that many waited.
Issue(p, tick, n) ==
  /\ p \in Issuers /\ Cardinality(issued) + n <= MaxEvents
  /\ \A d \in Of(log[p], <<p, Inc(p)>>) : d.tick <= tick
  /\ LET last == Highest(log[p], <<p, Inc(p)>>)
         events == [i \in 1..n |-> [tick |-> tick, peer |-> p, inc |-> Inc(p), seq |-> last + i, life |-> life[p]]]
         all == {events[i] : i \in 1..n} IN
     /\ log' = [log EXCEPT ![p] = @ \cup all]
     /\ issued' = issued \cup all
     /\ conn' = Flood(conn, p, events, 0)
  /\ UNCHANGED <<life, blamed, harmed, cuts, crashes>>

Dial(p, q) ==
  /\ <<p, q>> \in Dials /\ Len(conn) < MaxConn
  /\ \A c \in DOMAIN conn : ~(conn[c].from = p /\ conn[c].to = q /\ conn[c].st[1] \in Open)
  /\ conn' = Append(conn, [from |-> p, to |-> q, up |-> TRUE, st |-> <<"greeting", "new">>, nb |-> <<0, 0>>,
                           ch |-> << <<Hello(p)>>, <<>> >>])
  /\ UNCHANGED <<life, log, issued, blamed, harmed, cuts, crashes>>

Accept(c) ==
  /\ conn[c].st[2] = "new"
  /\ conn' = [conn EXCEPT ![c] = Put([@ EXCEPT !.st[2] = "greeting"], 2, Hello(conn[c].to))]
  /\ UNCHANGED <<life, log, issued, blamed, harmed, cuts, crashes>>

\* Somebody else greets q in p's name, knows what p knows, and says no more.  To q it is as if p had dialled, over a
\* connection that is cut; its end is noticed when whoever it is goes away.
Claim(p, q) ==
  /\ <<p, q>> \in Claims /\ Len(conn) < MaxConn /\ cuts < MaxCut
  /\ conn' = Append(conn, [from |-> p, to |-> q, up |-> FALSE, st |-> <<"gone", "new">>, nb |-> <<0, 0>>,
                           ch |-> << <<Hello(p)>>, <<>> >>])
  /\ cuts' = cuts + 1
  /\ UNCHANGED <<life, log, issued, blamed, harmed, crashes>>

\* If there is a link to this neighbour, the older stays: whoever it is that greets now, it takes nothing from anybody.
\* Else the link becomes live in the step that queues all that the neighbour lacks: history before live traffic.
OnHello(c, i, k, m) ==
  LET p == At(k, i)
      q == At(k, Other(i))
      older == IF Decides(p, q) THEN Older(conn, p, q, m.inc, c) ELSE {}
      closed == IF older = {} THEN {} ELSE IF KEEPS = "newer" THEN older ELSE {c}
      live == PutEvents([k EXCEPT !.st[i] = "live", !.nb[i] = m.inc], i, Missing(log[p], m.knows)) IN
  /\ conn' = [d \in DOMAIN conn |->
                LET now == IF d # c THEN conn[d] ELSE IF c \in closed THEN k ELSE live IN
                IF d \in closed THEN Close(now, EndOf(now, p)) ELSE now]
  /\ harmed' = (harmed \/ closed \ {c} # {})
  /\ UNCHANGED <<log, blamed>>

OnEvents(c, i, k, m) ==
  LET p == At(k, i)
      taken == Take(log[p], m.events, <<>>)
      good == taken.good /\ k.st[i] = "live"
      flooded == Flood([conn EXCEPT ![c] = k], p, taken.fresh, c) IN
  /\ log' = [log EXCEPT ![p] = taken.log]
  /\ conn' = IF good THEN flooded ELSE [flooded EXCEPT ![c] = Close(k, i)]
  /\ blamed' = (blamed \/ ~good)
  /\ UNCHANGED harmed

Receive(c, i) ==
  /\ conn[c].st[i] \in Open /\ conn[c].ch[Other(i)] # <<>>
  /\ LET m == Head(conn[c].ch[Other(i)])
         k == [conn[c] EXCEPT !.ch[Other(i)] = Tail(@)] IN
     CASE m.kind = "hello" -> OnHello(c, i, k, m)
       [] m.kind = "events" -> OnEvents(c, i, k, m)
       [] m.kind = "bye" -> conn' = [conn EXCEPT ![c] = Gone(k, i)] /\ UNCHANGED <<log, blamed, harmed>>
  /\ UNCHANGED <<life, issued, cuts, crashes>>

\* What is on its way may still arrive; nothing more is sent; each end notices at its own time.
Cut(c) ==
  /\ conn[c].up /\ cuts < MaxCut
  /\ conn' = [conn EXCEPT ![c].up = FALSE]
  /\ cuts' = cuts + 1
  /\ UNCHANGED <<life, log, issued, blamed, harmed, crashes>>

Notice(c, i) ==
  /\ ~conn[c].up /\ conn[c].st[i] # "gone"
  /\ LET p == At(conn[c], i)
         q == At(conn[c], Other(i))
         also == IF NOTICE = "all" THEN Older(conn, p, q, conn[c].nb[i], c) ELSE {} IN
     conn' = [d \in DOMAIN conn |-> IF d = c THEN Gone(conn[d], i)
                                    ELSE IF d \in also THEN Gone(conn[d], EndOf(conn[d], p)) ELSE conn[d]]
  /\ UNCHANGED <<life, log, issued, blamed, harmed, cuts, crashes>>

\* The process dies, with its memory and its ends of connections; the next life begins at once.
Crash(p) ==
  /\ crashes < MaxCrash /\ life[p] + 1 \in Lives
  /\ life' = [life EXCEPT ![p] = @ + 1]
  /\ log' = [log EXCEPT ![p] = {}]
  /\ conn' = [c \in DOMAIN conn |-> IF p \in {conn[c].from, conn[c].to}
                                    THEN Gone([conn[c] EXCEPT !.up = FALSE], EndOf(conn[c], p)) ELSE conn[c]]
  /\ crashes' = crashes + 1
  /\ UNCHANGED <<issued, blamed, harmed, cuts>>

Next ==
  \/ \E p \in Peers, t \in Ticks : Issue(p, t, 1)
  \/ \E p, q \in Peers : Dial(p, q) \/ Claim(p, q)
  \/ \E c \in DOMAIN conn : Accept(c) \/ Cut(c)
  \/ \E c \in DOMAIN conn, i \in 1..2 : Receive(c, i) \/ Notice(c, i)
  \/ \E p \in Peers : Crash(p)

Spec == Init /\ [][Next]_vars

---------------------------------------------------------------------------
(* What must hold, by the numbers of docs/properties.md *)

NoGap == \A p \in Peers : \A e \in log[p] : {d.seq : d \in Of(log[p], Source(e))} = 1..Highest(log[p], Source(e))   \* 4

Integrity ==   \* 3
  /\ \A p \in Peers : log[p] \subseteq issued
  /\ \A d, e \in issued : Source(d) = Source(e) /\ d.seq = e.seq => d = e

NoBlame == ~blamed   \* correct peers on FIFO links never have a reason to close one, but for another one

NoHarm == ~harmed   \* a link is as good as its own two ends, whatever anybody says over another one

\* 17, at every moment: what the one end of a link knows, the other knows, or it is on its way.
OnTheWay ==
  \A c \in DOMAIN conn, i \in 1..2 :
    LET k == conn[c] IN
    k.up /\ k.st[i] = "live" /\ k.st[Other(i)] # "gone" =>
      \A e \in log[At(k, i)] : \/ e \in log[At(k, Other(i))]
                               \/ \E n \in DOMAIN k.ch[i] : /\ k.ch[i][n].kind = "events"
                                                            /\ \E j \in DOMAIN k.ch[i][n].events : k.ch[i][n].events[j] = e

\* A link that one end has closed is closed by the other too: its BYE is on its way.
NoHalfLink ==
  \A c \in DOMAIN conn, i \in 1..2 :
    LET k == conn[c] IN
    k.up /\ k.st[i] = "gone" /\ k.st[Other(i)] # "gone" => \E n \in DOMAIN k.ch[i] : k.ch[i][n].kind = "bye"

\* Two peers never close a link each: only the lower one closes.
LowerDecides ==
  \A c \in DOMAIN conn, i \in 1..2 :
    (\E n \in DOMAIN conn[c].ch[i] : conn[c].ch[i][n].kind = "bye") => At(conn[c], i) < At(conn[c], Other(i))

Quiet == \A c \in DOMAIN conn : conn[c].ch = << <<>>, <<>> >> /\ conn[c].st \in {<<"live", "live">>, <<"gone", "gone">>}

\* In the end there is one link between two peers.
OneLink ==
  Quiet => \A c, d \in DOMAIN conn :
             /\ conn[c].st = <<"live", "live">> /\ conn[d].st = <<"live", "live">>
             /\ {conn[c].from, conn[c].to} = {conn[d].from, conn[d].to}
             => c = d

RECURSIVE Reached(_)
Reached(S) ==
  LET more == S \cup UNION {{conn[c].from, conn[c].to} : c \in {d \in DOMAIN conn : conn[d].up /\ {conn[d].from, conn[d].to} \cap S # {}}}
  IN IF more = S THEN S ELSE Reached(more)
Connected == Reached({CHOOSE p \in Peers : TRUE}) = Peers

Converge ==   \* 16
  Quiet /\ Connected => /\ \A p, q \in Peers : log[p] = log[q]
                        /\ crashes = 0 => \A p \in Peers : log[p] = issued

---------------------------------------------------------------------------
(* Witnesses: what must be possible, said as invariants that must be violated *)

AllDone == Quiet /\ Connected /\ Cardinality(issued) = MaxEvents /\ Len(conn) = MaxConn /\ cuts = MaxCut /\ crashes = MaxCrash
NeverAllDone == ~AllDone

\* A link is closed because there is another one.
NeverRefused == \A c \in DOMAIN conn, i \in 1..2 : \A n \in DOMAIN conn[c].ch[i] : conn[c].ch[i][n].kind # "bye"

\* A peer that lost its memory gets an event of its former life back.
NeverRemembered == \A p \in Peers : \A e \in log[p] : ~(e.peer = p /\ e.life < life[p])

\* An event arrives over a link after it was known from another.
NeverDuplicate ==
  \A c \in DOMAIN conn, i \in 1..2 : conn[c].st[i] \in Open /\ conn[c].ch[Other(i)] # <<>> =>
    LET m == Head(conn[c].ch[Other(i)]) IN m.kind = "events" => \A n \in DOMAIN m.events : m.events[n] \notin log[At(conn[c], i)]

\* Each of two peers knows an event that the other lacks, and the one greets the other.
NeverMerge ==
  \A c \in DOMAIN conn :
    conn[c].st = <<"greeting", "greeting">> /\ conn[c].up =>
      \/ log[conn[c].from] \subseteq log[conn[c].to] \/ log[conn[c].to] \subseteq log[conn[c].from]

---------------------------------------------------------------------------
(* The small worlds of the configurations *)

LineDials == {<<1, 2>>, <<3, 2>>}
LineLinks == << <<1, 2>>, <<3, 2>> >>
TriangleDials == {<<1, 2>>, <<2, 3>>, <<3, 1>>}
TriangleLinks == << <<1, 2>>, <<2, 3>> >>
BothWays == {<<1, 2>>, <<2, 1>>}
NoClaims == {}
ClaimOfHigher == {<<2, 1>>}
NoLinks == <<>>
=============================================================================
