import { promiseHooks } from 'node:v8';
import { shared } from '../realm';
import { natives } from '../time/natives';
import { MostlyOne } from './mostly-one';

// eslint-disable-next-line @typescript-eslint/unbound-method -- for promises whose own `then` may be anything
const then = Promise.prototype.then;
const noop = (): void => undefined;

/** How many promises V8 tells of in vain before it is asked no more: to ask anew for each call would cost more. */
const IN_VAIN = 64;

/**
 * Keeps Node's report of rejections that nobody handles, although we listen to the promise too.
 *
 * Whoever calls `then` on a promise has handled it in Node's eyes, so our listening would hush up a failure that the test
 * would have failed with. V8 tells of each promise that is made and what it was chained to; from that we know whether
 * somebody besides us chained to a promise. If nobody did when it rejects, an echo of it rejects, which nobody handles
 * either. V8 is asked from a call until somebody takes the promise that it gave, which mostly is at once. So one
 * thing is lost: that a rejection was handled after it had been reported.
 */
export class Unheard {
  readonly #isKnowable = canSeeAwait();
  #callsUnderWay = 0;
  #isOwn = false;
  /** Made during the outermost call under way: only of these it is known who has chained to them. */
  readonly #fresh = new MostlyOne<object, true>();
  /** Given to a caller who has not chained to them so far; with the echo of one that has rejected. */
  readonly #untaken = new MostlyOne<object, Promise<never> | undefined>();
  #toldInVain = 0;
  #stop: (() => void) | undefined;

  /** A call begins. */
  enter(): void {
    if (!this.#isKnowable) return;
    this.#callsUnderWay += 1;
    this.#toldInVain = 0;
    this.#stop ??= promiseHooks.onInit(this.#made) as () => void;
  }

  /**
   * The call has returned.
   *
   * @returns whether it is known that nobody has chained to its result.
   */
  leave(result: unknown): boolean {
    if (!this.#isKnowable) return false;
    const isFresh = this.#fresh.has(result);
    this.#callsUnderWay -= 1;
    if (this.#callsUnderWay === 0) this.#fresh.clear();
    return isFresh;
  }

  /** Chains to a promise, which in our eyes is no taking of it. */
  listen(promise: Promise<unknown>, fulfilled: (value: unknown) => void, rejected: (error: unknown) => void): void {
    this.#isOwn = true;
    void then.call(promise, fulfilled, rejected);
    this.#isOwn = false;
  }

  /** From now on somebody should take this promise. */
  watch(promise: object): void {
    this.#untaken.set(promise, undefined);
  }

  fulfilled(promise: object): void {
    this.#untaken.delete(promise);
  }

  rejected(promise: object, error: unknown): void {
    if (!this.#untaken.has(promise) || this.#untaken.get(promise) !== undefined) return;
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever it was, untouched
    this.#untaken.set(promise, Promise.reject(error));
    // By then Node has reported it.
    natives.setImmediate(() => this.fulfilled(promise));
  }

  readonly #made = (promise: object, parent: object | undefined): void => {
    if (this.#isOwn) return;
    if (this.#callsUnderWay > 0) this.#fresh.set(promise, true);
    else if (this.#untaken.size === 0) return this.#inVain();
    if (parent !== undefined) this.#taken(parent);
  };

  #taken(promise: object): void {
    this.#fresh.delete(promise);
    if (!this.#untaken.has(promise)) return;
    const echo = this.#untaken.get(promise);
    this.#untaken.delete(promise);
    echo?.catch(noop);
  }

  /** Nothing to watch for: soon promises cost what they cost without us. */
  #inVain(): void {
    if (++this.#toldInVain < IN_VAIN) return;
    this.#stop?.();
    this.#stop = undefined;
  }
}

/** Whether V8 tells of an `await` that it chains to the promise; where it does not, nothing is echoed. */
function canSeeAwait(): boolean {
  let isSeen = false;
  const never = new Promise<never>(noop);
  const stop = promiseHooks.onInit((_, parent: unknown) => {
    if (parent === never) isSeen = true;
  }) as () => void;
  void (async () => {
    await never;
  })();
  stop();
  return isSeen;
}

/** One for all copies of jest-lanes in a realm: the listening of one is no handling in the eyes of another. */
export const unheard = (): Unheard => shared('unheard', () => new Unheard());
