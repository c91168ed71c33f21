import type { Body, BodyTaker } from './body';

/** What a reader of a web stream gives when asked. */
export type Reading = { readonly done: false; readonly value: Uint8Array } | { readonly done: true };

const END: Reading = { done: true };

/**
 * A body as the reader of a web stream gives it: a piece each time it is asked, as soon as there is one.
 *
 * The first piece is empty: it makes Node's `ServerResponse` send the head, which would else wait for the body.
 */
export class BodyReader implements BodyTaker {
  readonly #ready: (() => Promise<Reading>)[] = [() => Promise.resolve(pieceOf(''))];
  #asking: ((reading: Promise<Reading>) => void) | undefined;

  constructor(body: Body) {
    body.giveTo(this);
  }

  /** Asked again only when it has answered. */
  read(): Promise<Reading> {
    const next = this.#ready.shift();
    return next === undefined ? new Promise((resolve) => (this.#asking = resolve)) : next();
  }

  piece(text: string): void {
    this.#give(() => Promise.resolve(pieceOf(text)));
  }

  end(): void {
    this.#give(() => Promise.resolve(END));
  }

  fail(error: Error): void {
    this.#give(() => Promise.reject(error));
  }

  /** A reading is made when it is taken: a failure that nobody has asked for is no unhandled rejection. */
  #give(reading: () => Promise<Reading>): void {
    const asking = this.#asking;
    this.#asking = undefined;
    if (asking === undefined) this.#ready.push(reading);
    else asking(reading());
  }
}

function pieceOf(text: string): Reading {
  return { done: false, value: Buffer.from(text) };
}
