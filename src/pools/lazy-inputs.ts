import { expected } from '../errors';
import { isAsyncIterable, isIterable } from './door';

/** Inputs that are read piece by piece, and only when asked. */
export interface LazyInputs<I> {
  /** Nothing more will come. */
  readonly isAtEnd: boolean;
  /** What the inputs threw, after all that could be taken. */
  readonly failure: PromiseRejectedResult | undefined;
  /** The next piece; undefined if none is at hand. One that is on its way will be announced. */
  take(): readonly I[] | undefined;
  /** Reads no more, and tells the inputs. It rejects if they object. */
  close(): Promise<void>;
}

/**
 * Reads an iterable or async iterable in pieces.
 *
 * @param size - how many inputs make a piece; the last may be smaller.
 * @param announce - told when a piece has arrived, or the end.
 */
export function lazyInputs<I>(
  inputs: Iterable<I> | AsyncIterable<I>,
  size: number,
  announce: () => void,
): LazyInputs<I> {
  if (isAsyncIterable(inputs)) return new InputsToCome(inputs[Symbol.asyncIterator](), size, announce);
  if (isIterable(inputs)) return new InputsAtHand(inputs[Symbol.iterator](), size);
  throw expected('inputs', 'iterable or async iterable: an array, a generator, a stream', inputs);
}

class InputsAtHand<I> implements LazyInputs<I> {
  isAtEnd = false;
  failure: PromiseRejectedResult | undefined;

  constructor(
    private readonly iterator: Iterator<I>,
    private readonly size: number,
  ) {}

  take(): readonly I[] | undefined {
    const piece: I[] = [];
    try {
      while (piece.length < this.size && !this.isAtEnd) {
        const next = this.iterator.next();
        if (next.done === true) this.isAtEnd = true;
        else piece.push(next.value);
      }
    } catch (error) {
      this.isAtEnd = true;
      this.failure = { status: 'rejected', reason: error };
    }
    return piece.length > 0 ? piece : undefined;
  }

  async close(): Promise<void> {
    if (this.isAtEnd) return;
    this.isAtEnd = true;
    this.iterator.return?.();
  }
}

class InputsToCome<I> implements LazyInputs<I> {
  failure: PromiseRejectedResult | undefined;
  #piece: readonly I[] = [];
  #isReading = false;
  #hasEnded = false;

  constructor(
    private readonly iterator: AsyncIterator<I>,
    private readonly size: number,
    private readonly announce: () => void,
  ) {}

  get isAtEnd(): boolean {
    return this.#hasEnded && this.#piece.length === 0;
  }

  take(): readonly I[] | undefined {
    const piece = this.#piece;
    this.#piece = [];
    if (piece.length > 0) return piece;
    if (!this.#isReading && !this.#hasEnded) void this.#read();
    return undefined;
  }

  async close(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#piece = [];
    const closed = this.iterator.return?.();
    // Inputs asked for the next one answer that first, which may take for ever.
    if (this.#isReading) closed?.then(undefined, () => undefined);
    else await closed;
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    const piece: I[] = [];
    const failure = await this.#readInto(piece);
    this.#isReading = false;
    if (this.#hasEnded) return; // closed meanwhile
    this.failure = failure;
    this.#hasEnded = failure !== undefined || piece.length < this.size;
    this.#piece = piece;
    this.announce();
  }

  async #readInto(piece: I[]): Promise<PromiseRejectedResult | undefined> {
    try {
      while (piece.length < this.size && !this.#hasEnded) {
        const next = await this.iterator.next();
        if (next.done === true) break;
        piece.push(next.value);
      }
      return undefined;
    } catch (error) {
      return { status: 'rejected', reason: error };
    }
  }
}
