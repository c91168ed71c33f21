import { Readable } from 'node:stream';

/** Whoever takes in a body, piece by piece. */
export interface BodyTaker {
  piece(text: string): void;
  end(): void;
  /** No more will come. */
  fail(error: Error): void;
}

/** A body on its way to whom it is for: what comes before somebody takes it waits. */
export class Body {
  #taker: BodyTaker | undefined;
  readonly #waiting: ((taker: BodyTaker) => void)[] = [];

  piece(text: string): void {
    this.#give((taker) => taker.piece(text));
  }

  end(): void {
    this.#give((taker) => taker.end());
  }

  fail(error: Error): void {
    this.#give((taker) => taker.fail(error));
  }

  /** Has all of it, what came before too, taken by somebody. */
  giveTo(taker: BodyTaker): void {
    this.#taker = taker;
    for (const give of this.#waiting.splice(0)) give(taker);
  }

  #give(give: (taker: BodyTaker) => void): void {
    if (this.#taker === undefined) this.#waiting.push(give);
    else give(this.#taker);
  }
}

/** A body as a stream. */
export function readable(body: Body): Readable {
  const stream = new Readable({ read: () => undefined });
  body.giveTo({
    piece: (text) => stream.push(text),
    end: () => stream.push(null),
    fail: (error) => stream.destroy(error),
  });
  return stream;
}
