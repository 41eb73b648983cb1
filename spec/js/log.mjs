/*
 * The list in which a peer keeps what it knows, written from the specification and its vectors alone: none of a peer's values ever
 * changes, so adding to a list has to be cheap.
 */

/** A list that never changes. Adding gives another one; they share an array for as long as the last one grows. */
export class Log {
  constructor(items = [], count = items.length) {
    this.items = items;
    this.count = count;
  }

  get(i) {
    return i < this.count ? this.items[i] : undefined;
  }

  last() {
    return this.get(this.count - 1);
  }

  from(i) {
    return this.items.slice(i, this.count);
  }

  insert(i, item) {
    const shared = i === this.count && this.items.length === this.count;
    const items = shared ? this.items : this.from(0);
    if (i === this.count) items.push(item);
    else items.splice(i, 0, item);
    return new Log(items, this.count + 1);
  }

  replace(i, item) {
    const items = this.from(0);
    items[i] = item;
    return new Log(items);
  }

  /** How many items are `before` something, which all others aren't: a binary search. */
  countOf(before) {
    let [from, to] = [0, this.count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (before(this.items[middle])) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/**
 * What one source has issued, by seq. The first events may have been dropped (spec 8.20): then the first entry stands for them. Its event is
 * `isDropped`, with the seq of the last one of them and the tick up to which they are; its digest is theirs.
 */
export class Issued {
  constructor(entries = new Log(), before = 0) {
    this.entries = entries;
    this.before = before; // how many have no entry
  }

  static dropped(event, digest) {
    const entry = {event: {...event, isDropped: true}, digest};
    return new Issued(new Log([entry]), Number(event.seq) - 1);
  }

  get count() {
    return this.before + this.entries.count;
  }

  get(i) {
    return this.entries.get(Math.max(0, i - this.before));
  }

  last() {
    return this.entries.last();
  }

  /** The entries from one on, but for those that were dropped. */
  from(i) {
    return this.entries.from(Math.max(0, i - this.before)).filter(({event}) => !event.isDropped);
  }

  with(entry) {
    return new Issued(this.entries.insert(this.entries.count, entry), this.before);
  }

  /** Nothing but what stands for those that were dropped, or null if none were. */
  beginning() {
    const first = this.entries.get(0);
    return first?.event.isDropped ? new Issued(new Log([first]), this.before) : null;
  }
}
