import { UsageError } from '../errors';

/** Where the first tasks of a call wait for each other: one for each lane. */
export class Rendezvous {
  #open: (() => void)[] = [];
  #missing: number;

  /** @param size - how many are to come. */
  constructor(size: number) {
    this.#missing = size;
  }

  /** Whether somebody is still to come. */
  get isAhead(): boolean {
    return this.#missing > this.#open.length;
  }

  /** Another one will come; it is let go, by this, when all are there. */
  expect(letGo: () => void): void {
    this.#open.push(letGo);
  }

  /** One has come. */
  arrive(): void {
    this.#missing -= 1;
    if (this.#missing > 0) return;
    for (const letGo of this.#open.splice(0)) letGo();
  }
}

/** Fewer tasks than lanes would wait for ever. */
export function tooFew(tasks: number, lanes: number, pool: string): UsageError {
  return new UsageError(
    `Expected at least as many tasks as ${pool} has lanes (${lanes}) for \`rendezvous\`, got ${tasks}.`,
  );
}
