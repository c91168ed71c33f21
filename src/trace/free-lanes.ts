/** Which lane is free? The lowest one, so that a timeline has no more rows than tasks were in flight at a time. */
export class FreeLanes {
  /** Those that were released: a binary heap, the lowest first. */
  readonly #released: number[] = [];
  #opened = 0;

  take(): number {
    const heap = this.#released;
    const [lowest] = heap;
    if (lowest === undefined) return this.#opened++;
    const last = heap.pop()!;
    if (heap.length > 0) this.#sink(last);
    return lowest;
  }

  release(lane: number): void {
    const heap = this.#released;
    let slot = heap.length;
    // Not below 0: V8 takes long to find that there is nothing.
    while (slot > 0 && heap[(slot - 1) >> 1]! > lane) {
      const above = (slot - 1) >> 1;
      heap[slot] = heap[above]!;
      slot = above;
    }
    heap[slot] = lane;
  }

  #sink(lane: number): void {
    const heap = this.#released;
    let slot = 0;
    for (let below = 1; below < heap.length; below = 2 * slot + 1) {
      if (heap[below + 1]! < heap[below]!) below++;
      if (heap[below]! > lane) break;
      heap[slot] = heap[below]!;
      slot = below;
    }
    heap[slot] = lane;
  }
}
