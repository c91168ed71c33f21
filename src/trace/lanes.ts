import type { Span } from './span';

/**
 * The lowest free row for each span, so that no row ever holds two at once.
 *
 * As many rows as the peak concurrency are needed, and used.
 *
 * @param spans - in start order.
 * @returns a row for each span, 0 being the first.
 * @example lowestFreeLanes([...trace(span('a', 0, 30), span('b', 0, 10), span('c', 10, 20))]) // => [0, 1, 1]
 */
export function lowestFreeLanes(spans: readonly Pick<Span, 'startStep' | 'endStep'>[]): readonly number[] {
  const byEnd = spans.map((_, i) => i).sort((a, b) => spans[a]!.endStep - spans[b]!.endStep);
  const free = new LowestFirst();
  const lanes: number[] = [];
  let opened = 0;
  let ended = 0;
  for (const span of spans) {
    for (; spans[byEnd[ended]!]!.endStep <= span.startStep; ended++) free.push(lanes[byEnd[ended]!]!);
    lanes.push(free.pop() ?? opened++);
  }
  return lanes;
}

/** A binary heap of numbers. */
class LowestFirst {
  readonly #heap: number[] = [];

  push(value: number): void {
    let slot = this.#heap.length;
    for (let above = (slot - 1) >> 1; slot > 0 && this.#heap[above]! > value; above = (slot - 1) >> 1) {
      this.#heap[slot] = this.#heap[above]!;
      slot = above;
    }
    this.#heap[slot] = value;
  }

  pop(): number | undefined {
    const lowest = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sink(last);
    return lowest;
  }

  #sink(value: number): void {
    const heap = this.#heap;
    let slot = 0;
    for (let below = 1; below < heap.length; below = 2 * slot + 1) {
      if (below + 1 < heap.length && heap[below + 1]! < heap[below]!) below++;
      if (heap[below]! >= value) break;
      heap[slot] = heap[below]!;
      slot = below;
    }
    heap[slot] = value;
  }
}
