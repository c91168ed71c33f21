/** One at a time, in the order of asking. */
export class Turns {
  #isTaken = false;
  /** What waits until it is not, in order. */
  readonly #line: (() => void)[] = [];

  /** Whether it is somebody's turn. */
  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Resolves when it is the turn of whoever asks; undefined if it is at once. */
  take(): Promise<void> | undefined {
    if (this.#isTaken) return new Promise((go) => this.#line.push(go));
    this.#isTaken = true;
    return undefined;
  }

  /** A turn is over. The next one follows at once, so that nobody comes between. */
  over(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#isTaken = false;
    else next();
  }
}
