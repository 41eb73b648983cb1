(ns org.symmetricp2p.history.list-append
  "Judges a history of transactions that append to lists and read them, by the method of Kingsbury and Alvaro
  (Elle: Inferring Isolation Anomalies from Experimental Observations, VLDB 2020): reads tell in which order a list's elements
  were appended, that order tells which transaction depends on which, and no order of transactions explains a cycle.

  A history is what jepsen.history takes: a vector of maps {:index :time :type :process :f :value}, an operation at a time for each
  process, each invoked and then completed as :ok, :fail (has not happened) or :info (may have). Each element is appended to a
  list once. `check` answers as elle.list-append/check does, with Elle's names for what it finds."
  (:require [clojure.set :as set]
            [clojure.string :as str])
  (:import (io.lacuna.bifurcan DirectedGraph Graphs IGraph)))

;; ---- what is forbidden ----

(def ^:private always
  "What has no place in any serializable history."
  #{:internal :duplicate-elements :incompatible-order :G1a :G1b :dirty-update :lost-update
    :G0 :G1c :G-single-item :G-nonadjacent-item :G2-item})

(def ^:private cycles [:G0 :G1c :G-single-item :G-nonadjacent-item :G2-item]) ; the worst first

(defn- variants [suffix] (map #(keyword (str (name %) "-" suffix)) cycles))

(def models
  "The consistency models that can be asked about: what each forbids, and which orders hold in it beside that of dependence."
  {:serializable                {:forbids always, :orders #{}}
   :strong-session-serializable {:forbids (into always (variants "process")), :orders #{:process}}
   ; Real time has the order of each process in it.
   :strict-serializable         {:forbids (into always (variants "realtime")), :orders #{:realtime}}})

;; ---- reading the history ----

(defn- malformed [op what] (throw (IllegalArgumentException. (str what ": " (pr-str op)))))

(defn- mops
  "The elements of a transaction, if they are what they should be."
  [op]
  (doseq [[f _ v :as mop] (:value op)]
    (when-not (and (vector? mop) (= 3 (count mop)))
      (malformed op (str "an element isn't [:append key value] or [:r key list], but " (pr-str mop))))
    (case f
      :append (when (nil? v) (malformed op "nil is appended"))
      :r (when-not (or (nil? v) (sequential? v)) (malformed op (str "what is read isn't a list, but " (pr-str v))))
      (malformed op (str "an element is neither :append nor :r, but " (pr-str f)))))
  (:value op))

(defn- transactions
  "Transactions by their completion: maps with :op, the completion; :value; :type; :process; and when they were :invoked and :completed."
  [history]
  (loop [ops history, open {}, done []]
    (if-let [op (first ops)]
      (let [invoked (get open (:process op))]
        (case (:type op)
          :invoke (if invoked
                    (malformed op "the process has not completed its last operation")
                    (recur (rest ops) (assoc open (:process op) op) done))
          (:ok :fail :info)
          (if-not invoked
            (malformed op "nothing was invoked that this completes")
            (recur (rest ops) (dissoc open (:process op))
                   (conj done {:id        (count done)
                               :op        op
                               :type      (:type op)
                               :process   (:process op)
                               :invoked   (:index invoked)
                               :completed (:index op)
                               :value     (mops (if (= :ok (:type op)) op invoked))})))
          (malformed op "the type is none of :invoke, :ok, :fail, :info")))
      (if-let [[_ op] (first open)]
        (malformed op "is invoked, and never completed, be it by :info")
        done))))

(defn- appends
  "[key value] -> the transaction that appends it."
  [txns]
  (reduce (fn [writers [txn [f k v]]]
            (cond (not= :append f) writers
                  (contains? writers [k v]) (malformed (:op txn) (str (pr-str v) " is appended to " (pr-str k) " twice"))
                  :else (assoc writers [k v] txn)))
          {}
          (for [txn txns, mop (:value txn)] [txn mop])))

(defn- all-reads
  "Maps of :txn, :key and :list, of all reads that were answered."
  [txns]
  (for [txn txns :when (= :ok (:type txn)), [f k v] (:value txn) :when (= :r f)]
    {:txn txn, :key k, :list (vec v)}))

(defn- outer-reads
  "Of each transaction and key the first read, unless the transaction itself has appended before: what others have left there."
  [txns]
  (for [txn txns :when (= :ok (:type txn))
        [k of-key] (group-by second (:value txn))
        :let [[f _ v] (first of-key)] :when (= :r f)]
    {:txn txn, :key k, :list (vec v)}))

;; ---- what a single read or transaction shows ----

(defn- prefix? [short long] (= short (subvec long 0 (min (count short) (count long)))))

(defn- internal
  "Reads that contradict what their own transaction has read or appended before."
  [txns]
  (for [txn txns :when (= :ok (:type txn))
        [k of-key] (group-by second (:value txn))
        :let [wrong (loop [mops of-key, known nil, own []]
                      (when-let [[f _ v] (first mops)]
                        (let [v (if (= :r f) (vec v) v)]
                          (cond (= :append f) (recur (rest mops) (some-> known (conj v)) (conj own v))
                                (and known (not= known v)) {:expected known, :read v}
                                (not= own (subvec v (max 0 (- (count v) (count own))))) {:expected (into ['...] own), :read v}
                                :else (recur (rest mops) v own)))))]
        :when wrong]
    (merge {:op (:op txn), :key k} wrong)))

(defn- aborted-reads [reads writers]
  (for [{:keys [txn key list]} reads, v list
        :let [writer (writers [key v])] :when (= :fail (:type writer))]
    {:op (:op txn), :key key, :element v, :writer (:op writer)}))

(defn- last-appends [txn]
  (reduce (fn [last [f k v]] (if (= :append f) (assoc last k v) last)) {} (:value txn)))

(defn- intermediate-reads [reads writers]
  (for [{:keys [txn key list]} reads :when (seq list)
        :let [writer (writers [key (peek list)])]
        :when (and (not= (:id writer) (:id txn)) (not= (peek list) (get (last-appends writer) key)))]
    {:op (:op txn), :key key, :element (peek list), :writer (:op writer)}))

(defn- duplicates [reads]
  (for [{:keys [txn key list]} reads
        :let [twice (keep (fn [[v n]] (when (< 1 n) v)) (frequencies list))] :when (seq twice)]
    {:op (:op txn), :key key, :duplicates (vec twice)}))

(defn- lost-updates
  "Transactions that have read the same version of a list, and have all appended to it."
  [txns]
  (for [[[k list] of-version] (group-by (juxt :key :list) (outer-reads txns))
        :let [updates (filter #(contains? (last-appends (:txn %)) k) of-version)]
        :when (< 1 (count updates))]
    {:key k, :value list, :ops (mapv (comp :op :txn) updates)}))

;; ---- the order of versions ----

(defn- incompatible-orders [reads]
  (for [[k of-key] (group-by :key reads)
        :let [lists (sort-by (comp count :list) of-key)]
        [shorter longer] (partition 2 1 lists)
        :when (not (prefix? (:list shorter) (:list longer)))]
    {:key k, :values [(:list shorter) (:list longer)], :ops [(:op (:txn shorter)) (:op (:txn longer))]}))

(defn- version-orders
  "key -> its elements in order, as the longest read has them."
  [reads]
  (update-vals (reduce (fn [orders {:keys [key list]}]
                         (if (< (count (get orders key [])) (count list)) (assoc orders key list) orders))
                       {}
                       reads)
               #(vec (distinct %))))

(defn- dirty-updates [orders writers]
  (for [[k order] orders
        [v w] (partition 2 1 order)
        :when (= [:fail :ok] [(:type (writers [k v])) (:type (writers [k w]))])]
    {:key k, :values [v w], :ops [(:op (writers [k v])) (:op (writers [k w]))]}))

;; ---- who depends on whom: edges [from to kind why] of transactions' ids ----

(defn- edge [from to kind why]
  (when (and from to (not= (:id from) (:id to)) (not= :fail (:type from)) (not= :fail (:type to)))
    [(:id from) (:id to) kind why]))

(defn- next-of
  "[key element] -> the elements that may be the next, [key nil] -> the first: one in the known order, and after its end each that
  nobody has read. Nothing follows from one that hasn't happened, so those that may have are among them."
  [orders writers]
  (let [known  (for [[k order] orders, [v w] (partition 2 1 (cons nil order))] [[k v] w])
        seen   (into #{} (for [[[k _] w] known] [k w]))
        unseen (for [[[k v] txn] writers :when (and (not= :fail (:type txn)) (not (seen [k v])))]
                 [[k (peek (get orders k []))] v])]
    (update-vals (group-by first (concat known unseen)) #(map second %))))

(defn- dependences [txns orders writers]
  (let [following (next-of orders writers)]
    (keep identity
          (concat
            (for [[[k v] next] following :when (some? v), w next]
              (edge (writers [k v]) (writers [k w]) :ww {:key k, :value v, :value' w}))
            (for [{:keys [txn key list]} (outer-reads txns) :when (seq list)]
              (edge (writers [key (peek list)]) txn :wr {:key key, :value (peek list)}))
            (for [{:keys [txn key list]} (outer-reads txns), w (following [key (peek list)])]
              (edge txn (writers [key w]) :rw {:key key, :value (peek list), :value' w}))))))

(defn- session-order [txns]
  (for [[process of-process] (group-by :process (remove #(= :fail (:type %)) txns))
        [a b] (partition 2 1 (sort-by :invoked of-process))]
    [(:id a) (:id b) :process {:process process}]))

(defn- real-time-order
  "From each transaction that was over to those invoked next: what follows from others' edges is left out."
  [txns]
  (let [txns   (remove #(= :fail (:type %)) txns)
        points (sort-by first (concat (for [t txns] [(:invoked t) :invoke t])
                                      (for [t txns :when (= :ok (:type t))] [(:completed t) :ok t])))]
    (loop [points points, over #{}, before {}, edges []]
      (if-let [[_ what {:keys [id]}] (first points)]
        (if (= :invoke what)
          (recur (rest points) over (assoc before id over) (into edges (map (fn [o] [o id :realtime {}])) over))
          (recur (rest points) (conj (set/difference over (before id)) id) before edges))
        edges))))

;; ---- cycles ----

(defn- sccs
  "The sets of transactions that all lead to each other."
  [edges]
  (let [graph (reduce (fn [^DirectedGraph g [from to]] (.link g from to)) (.linear (DirectedGraph.)) edges)]
    (map #(set (iterator-seq (.iterator ^Iterable %))) (Graphs/stronglyConnectedComponents ^IGraph graph false))))

(def ^:private base
  "Which edges a cycle of each kind may have, and how many :rw."
  {:G0                 {:kinds #{:ww}, :enough? (constantly true)}
   :G1c                {:kinds #{:ww :wr}, :enough? :wr}
   :G-single-item      {:kinds #{:ww :wr :rw}, :most 1, :enough? #(= 1 (:rw %))}
   :G-nonadjacent-item {:kinds #{:ww :wr :rw}, :apart? true, :enough? #(= 2 (:rw %))}
   :G2-item            {:kinds #{:ww :wr :rw}, :enough? #(= 2 (:rw %))}})

(def ^:private specs
  "[name spec], the worst first; a variant has at least one edge of that order."
  (for [order [nil :process :realtime], kind cycles :let [spec (base kind)]]
    (if order
      [(keyword (str (name kind) "-" (name order)))
       (assoc spec :kinds (conj (:kinds spec) order) :enough? #(and (order %) ((:enough? spec) %)))]
      [kind spec])))

(defn- passed
  "What is remembered of a path after one more edge; nil if it may not have it. Of :rw it counts up to two."
  [{:keys [kinds most apart?]} path kind]
  (when (kinds kind)
    (if (= :rw kind)
      (when-not (or (and apart? (:was-rw path)) (and most (<= most (:rw path))))
        (assoc path :rw (min 2 (inc (:rw path))) :was-rw true))
      (assoc path kind true :was-rw false))))

(defn- shortest
  "The edges of a shortest cycle through a transaction that the spec allows; nil if there is none."
  [spec out start]
  (loop [level [[start {:rw 0, :was-rw false} nil]], seen #{}]
    (let [further (for [[at path edges] level, [_ to kind :as edge] (out at)
                        :let [path' (passed spec (cond-> path (nil? edges) (assoc :began-rw (= :rw kind))) kind)] :when path']
                    [to path' (cons edge edges)])
          closes? (fn [[at path _]]
                    (and (= start at)
                         ((:enough? spec) path)
                         (not (and (:apart? spec) (:was-rw path) (:began-rw path)))))
          simple? (fn [[_ _ edges]] (apply distinct? (map first edges)))]
      (if-let [[_ _ edges] (first (filter #(and (closes? %) (simple? %)) further))]
        (vec (reverse edges))
        (let [fresh (->> further
                         (remove (fn [[at path _]] (or (= start at) (seen [at path]))))
                         (reduce (fn [by-state [at path _ :as step]] (if (by-state [at path]) by-state (assoc by-state [at path] step))) {}))]
          (when (seq fresh)
            (recur (vals fresh) (into seen (keys fresh)))))))))

(defn- worst-cycle
  "[name edges] of the worst cycle in a set of transactions that all lead to each other."
  [edges]
  (first
    (for [[name {:keys [kinds] :as spec}] specs
          :let [allowed (filter (fn [[_ _ kind]] (kinds kind)) edges)]
          component (sccs allowed)
          :let [out   (group-by first (filter (fn [[from to]] (and (component from) (component to))) allowed))
                cycle (some #(shortest spec out %) (sort component))]
          :when cycle]
      [name cycle])))

(defn- cycle-cases [edges by-id]
  (for [component (sccs edges)
        :let [[name cycle] (worst-cycle (filter (fn [[from to]] (and (component from) (component to))) edges))]
        :when name]
    [name {:cycle (mapv (comp :op by-id) (conj (mapv first cycle) (first (first cycle))))
           :steps (mapv (fn [[_ _ kind why]] (assoc why :type kind)) cycle)
           :type  name}]))

;; ---- the verdict ----

(defn- check-read [writers {:keys [txn key list]}]
  (doseq [v list]
    (when-not (writers [key v])
      (malformed (:op txn) (str "reads " (pr-str v) " in " (pr-str key) ", which nobody has appended")))))

(defn check
  "What is wrong with a history: {:valid? true | false | :unknown, :anomaly-types [...], :anomalies {type [case ...]}}. Unknown is
  one in which no transaction depends on another.

  Options: :consistency-models, of which all must hold; without any, [:strict-serializable].

  Throws IllegalArgumentException if the history makes no sense, or a model isn't known."
  [{:keys [consistency-models] :or {consistency-models [:strict-serializable]}} history]
  (doseq [model consistency-models :when (not (models model))]
    (throw (IllegalArgumentException.
             (str "no model " (name model) "; there are: " (str/join ", " (sort (map name (keys models))))))))
  (let [asked    (map models consistency-models)
        forbids  (apply set/union (map :forbids asked))
        orders   (apply set/union (map :orders asked))
        txns     (transactions history)
        writers  (appends txns)
        reads    (all-reads txns)
        _        (run! #(check-read writers %) reads)
        versions (version-orders reads)
        edges    (concat (dependences txns versions writers)
                         (when (orders :process) (session-order txns))
                         (when (orders :realtime) (real-time-order txns)))
        found    (merge {:internal           (internal txns)
                         :G1a                (aborted-reads reads writers)
                         :G1b                (intermediate-reads reads writers)
                         :duplicate-elements (duplicates reads)
                         :incompatible-order (incompatible-orders reads)
                         :dirty-update       (dirty-updates versions writers)
                         :lost-update        (lost-updates txns)}
                        (update-vals (group-by first (cycle-cases edges txns)) #(map second %)))
        wrong    (into (sorted-map) (for [[name cases] found :when (and (forbids name) (seq cases))] [name (vec cases)]))]
    {:valid?        (cond (seq wrong) false, (empty? edges) :unknown, :else true)
     :anomaly-types (vec (keys wrong))
     :anomalies     wrong}))
