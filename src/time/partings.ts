/** Ends its part in a simulation; gives what it left armed, in words. */
export type Part = () => Promise<readonly string[]>;

/** Who else has a part in a simulation, and leaves with it: the lanes of workers. */
export class Partings {
  readonly #ahead: Part[] = [];
  readonly #begun: Promise<readonly string[]>[] = [];

  /** Has something done when the clock ends. */
  add(part: Part): void {
    this.#ahead.push(part);
  }

  /** The clock has ended. */
  part(): void {
    this.#begun.push(...this.#ahead.splice(0).map((part) => part()));
  }

  /** What all of them left armed, once they are gone. */
  async leaks(): Promise<readonly string[]> {
    return (await Promise.all(this.#begun)).flat();
  }
}
