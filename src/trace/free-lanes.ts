/** Which lane is free? The lowest one, so that a timeline has no more rows than tasks were in flight at a time. */
export class FreeLanes {
  readonly #isTaken: boolean[] = [];
  #freeBelowEnd = 0;
  /** All lanes below this one are taken. */
  #lowest = 0;

  take(): number {
    if (this.#freeBelowEnd === 0) this.#lowest = this.#isTaken.length;
    else this.#freeBelowEnd -= 1;
    while (this.#isTaken[this.#lowest] === true) this.#lowest += 1;
    this.#isTaken[this.#lowest] = true;
    return this.#lowest++;
  }

  release(lane: number): void {
    this.#isTaken[lane] = false;
    this.#freeBelowEnd += 1;
    if (lane < this.#lowest) this.#lowest = lane;
  }
}
