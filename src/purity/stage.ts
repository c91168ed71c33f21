/** What a call came to: what it gave, or what it threw or rejected with. */
export interface Outcome {
  readonly threw: boolean;
  readonly value: unknown;
}

/** A value, or a promise of one where something asynchronous had to be awaited. */
export type MaybePromise<T> = T | Promise<T>;

/** A function of one input. */
export type Unary = (input: unknown) => unknown;

/** Whether two values are the same. */
export type Equals = (a: unknown, b: unknown) => boolean;

/** Where a function is played, and how that is said: `in another order`. The outcomes are in the order of `inputs`. */
export interface Stage {
  readonly where: string;
  /** @returns nothing if the function cannot be had there. */
  play(fn: Unary, inputs: readonly unknown[]): MaybePromise<readonly Outcome[] | undefined>;
}

/** A stage elsewhere than in the realm and the module registry of the test. */
export interface OtherStage extends Stage {
  /** Sameness of results that come from there. */
  readonly equals?: Equals;
  /** Asked once the results differ: whether that is for another reason than the function. */
  isExcused?(): boolean;
  /** What to think of where they differ. */
  readonly hint?: string;
}

/** In this realm, one input after another. */
export const inOrder = {
  where: 'in order',
  play: (fn: Unary, inputs: readonly unknown[]) => playFrom(0, fn, inputs, []),
};

/** In this realm, the last input first. */
export const backwards = {
  where: 'in another order',
  play: (fn: Unary, inputs: readonly unknown[]) =>
    then(inOrder.play(fn, inputs.toReversed()), (outcomes) => outcomes.toReversed()),
};

function playFrom(first: number, fn: Unary, inputs: readonly unknown[], done: Outcome[]): MaybePromise<Outcome[]> {
  for (let i = first; i < inputs.length; i++) {
    const outcome = outcomeOf(fn, inputs[i]);
    if (outcome instanceof Promise) {
      return outcome.then((one) => {
        done.push(one);
        return playFrom(i + 1, fn, inputs, done);
      });
    }
    done.push(outcome);
  }
  return done;
}

function outcomeOf(fn: Unary, input: unknown): MaybePromise<Outcome> {
  try {
    const value = fn(input);
    return isThenable(value) ? awaited(value) : { threw: false, value };
  } catch (error) {
    return { threw: true, value: error };
  }
}

async function awaited(thenable: PromiseLike<unknown>): Promise<Outcome> {
  try {
    return { threw: false, value: await thenable };
  } catch (error) {
    return { threw: true, value: error };
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Goes on at once where nothing is to be awaited, so that a synchronous function is judged synchronously. */
export function then<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Does something when all is over, in whatever way. */
export function finallyDo<T>(last: () => void, work: () => MaybePromise<T>): MaybePromise<T> {
  let result: MaybePromise<T>;
  try {
    result = work();
  } catch (error) {
    last();
    throw error;
  }
  if (result instanceof Promise) return result.finally(last);
  last();
  return result;
}
