import type { Ms } from './duration';

/** Something that will happen at an instant of a virtual clock. */
export interface Scheduled {
  /** When it is due. */
  due: Ms;
  /** Settles ties: of two things due at one instant, the one asked for first comes first. */
  order: number;
  /** Its place in the queue's heap; -1 while it is not queued. */
  slot: number;
}

/**
 * What is due next? A binary heap by `(due, order)` in which every entry knows its slot, so that cancelling costs
 * O(log n) and cancelled time-outs take no memory.
 */
export class EventQueue<T extends Scheduled> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  peek(): T | undefined {
    return this.#heap[0];
  }

  push(entry: T): void {
    entry.slot = this.#heap.length;
    this.#heap.push(entry);
    this.#rise(entry);
  }

  remove(entry: T): void {
    const { slot } = entry;
    if (slot === -1) return;
    entry.slot = -1;
    const last = this.#heap.pop() as T;
    if (last === entry) return;
    this.#heap[slot] = last;
    last.slot = slot;
    this.#rise(last);
    this.#sink(last);
  }

  /** Takes out all that is due by an instant, soonest first. */
  takeUntil(instant: Ms): T[] {
    const taken: T[] = [];
    for (let next = this.peek(); next !== undefined && next.due <= instant; next = this.peek()) {
      this.remove(next);
      taken.push(next);
    }
    return taken;
  }

  /** All entries, soonest first. */
  entries(): T[] {
    return [...this.#heap].sort((a, b) => a.due - b.due || a.order - b.order);
  }

  #rise(entry: T): void {
    while (entry.slot > 0) {
      const parent = this.#heap[(entry.slot - 1) >> 1] as T;
      if (!isBefore(entry, parent)) return;
      this.#swap(entry, parent);
    }
  }

  #sink(entry: T): void {
    for (;;) {
      const left = this.#heap[2 * entry.slot + 1];
      const right = this.#heap[2 * entry.slot + 2];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, entry)) return;
      this.#swap(child, entry);
    }
  }

  #swap(a: T, b: T): void {
    const { slot } = a;
    this.#heap[(a.slot = b.slot)] = a;
    this.#heap[(b.slot = slot)] = b;
  }
}

function isBefore(a: Scheduled, b: Scheduled): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}
